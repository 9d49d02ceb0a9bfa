// Somebody in an office hour's line, and an advisor, while the server is killed: a call that was shown is there after the
// restart, with the same version and time to answer; what was pressed as the server went down counts, once.
import {eventually} from '../e2e/bot.mjs';

const most = 25;  // conversations: a person is in a line 30 times at most

export class Called {
  /** `person` and `advisor`: clients that come back by themselves. `random(n)`: a number below n. */
  constructor(person, advisor, random, problems) {
    Object.assign(this, {person, advisor, random, problems, calls: 0, talks: 0});
  }
  get ticket() {
    return this.person.views.queue?.ticket;
  }
  get clients() {
    return [this.person, this.advisor];
  }
  /** Until somebody is called: at the start, and after each conversation. */
  async call() {
    await eventually('the advisor has a desk', () => this.advisor.views.desk?.desks?.length);
    if (!/waiting|offered|in_session/.test(this.ticket?.state)) this.person.command('ticket.open', {session: 'hours', topic: 'funding'});
    this.advisor.command('advisor.status', {session: 'hours', status: 'available'});
    await eventually('somebody is called', () => this.ticket?.state === 'offered');
    this.calls++;
  }
  /** What is on the screens as the server is killed; sometimes "come" has just been pressed. */
  before() {
    this.shown = this.ticket?.state === 'offered' && {...this.ticket};
    this.pressed = Boolean(this.shown) && this.talks < most && this.random(2) === 0;
    if (this.pressed) this.person.command('ticket.accept', {ticket: this.shown.id, seen: this.shown.version});
  }
  async after(when) {
    const is = () => `${this.ticket?.id} ${this.ticket?.state} ${this.ticket?.version}`;
    if (!this.shown) return;
    const {id, version, call} = this.shown;
    if (this.pressed) {
      await eventually('the call is taken', () => this.ticket?.id === id && this.ticket.state === 'in_session', 5_000).catch(() =>
        this.problems.push(`${when}: who pressed as the server went down is ${is()}, was called as ${id} ${version}`));
      await this.end(id);
    } else if (this.ticket?.id !== id || this.ticket.state !== 'offered' || this.ticket.version !== version) {
      this.problems.push(`${when}: who was called as ${id} ${version} is ${is()}`);
    } else if (this.ticket.call.expires < call.expires) {
      this.problems.push(`${when}: a call ends at ${this.ticket.call.expires} that was to end at ${call.expires}`);
    }
    if (this.ticket?.state !== 'offered') await this.call();
  }
  async end(id) {
    await eventually('the advisor sees the conversation', () =>
      this.advisor.views.desk?.desks[0]?.with.some(t => t.id === id && t.state === 'in_session'), 5_000).catch(() =>
      this.problems.push(`the advisor of ${id} is with ${JSON.stringify(this.advisor.views.desk?.desks[0]?.with)}`));
    if (this.advisor.views.desk?.desks[0]?.with.length > 1) this.problems.push(`one advisor is with two, though one is called`);
    this.advisor.command('ticket.done', {ticket: id, note: 'kept'});
    await eventually('the conversation is over', () => this.ticket?.id === id && this.ticket.state === 'done');
    this.talks++;
  }
}
