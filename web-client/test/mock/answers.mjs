// What the stand-in answers to commands, where a screen shows that something came of them: the view that follows, or a
// refusal. All else is done and changes nothing.
import {boardAnswers} from './board.mjs';
import * as f from './fixtures.mjs';
import * as hours from './hours.mjs';
import {roundAnswers} from './rounds.mjs';
import {rosterAnswers} from './roster.mjs';

const refuse = (code, parameters = {}) => ({refused: {code, parameters}});

/** `ws.shown` has the latest view of each topic. */
const answers = {
  ...boardAnswers,
  ...roundAnswers,
  ...rosterAnswers,
  'session.join': (ws, {session}) => ws.view('me', f.me({place: 'lobby', session, version: 2})),
  'room.leave': ws => ws.view('me', f.steppedOut()),
  'session.intend': (ws, {session, intends}) => ws.view('me', {...ws.shown.me, intends: [...ws.shown.me.intends.filter(s => s !== session), ...(intends ? [session] : [])]}),
  'session.check_in': (ws, {session}) => ws.view('me', {...ws.shown.me, attended: [...ws.shown.me.attended, session]}),
  'room.switch': ws => ws.view('me', f.inRoom({offers: [f.offer('r2', 2, 'switch'), f.offer('r3', 3, 'switch')]})),
  'room.visit'(ws, {room}) {
    ws.view('me', f.me({hats: ['facilitator'], scope: ws.shown.me.scope, ...(room ? {room, visiting: room} : {})}));
    if (!room) return;
    ws.view('room', f.room(room, Number(room.slice(1)), room === 'r7' ? f.turns(0) : {}));
    ws.chat(room, f.lines());
  },
  'notice.send'(ws, {id, text}) {
    if (text.includes('refuse me')) return refuse('rate.limited');
    ws.patch({notices: {[id]: {text, by: f.names[0], at: Date.now(), sent: 5, seen: 0, online: 3}}});
  },
  'chat.say'(ws, {room, text}) {
    if (text.includes('refuse me')) return refuse('chat.too_fast');
    const {id, name} = ws.shown.me;
    ws.add([{n: ws.lines.length + 1, by: id, name, at: Date.now(), text}], room);
  },
  'chat.hide'(ws, {room, n, hidden}) {
    if (ws.shown.room) ws.chat(room, ws.lines.map(line => (line.n === n ? {...line, text: hidden ? undefined : 'Here again'} : line)));
    if (ws.shown.floor.rooms[room].complaints[n]) ws.patch({rooms: {[room]: {complaints: {[n]: null}}}});
  },
  'person.mute': (ws, {person, muted}) => ws.patch({people: {[person]: {muted}}}),
  'profile.update'(ws, {type: _, id: __, ...said}) {
    ws.view('me', {...ws.shown.me, ...said});
    const there = ws.shown.room;
    if (there && 'text_only' in said) ws.view('room', {...there, members: there.members.map(m => (m.id === 'p1' ? {...m, text_only: said.text_only || undefined} : m))});
  },
  'person.report': (_, {about}) => (about?.includes('refuse me') ? refuse('report.much') : undefined),
  'person.avoid'(ws, {person, avoid}) {
    const others = ws.shown.me.avoids.filter(a => a.person !== person);
    ws.view('me', {...ws.shown.me, avoids: avoid ? [...others, {person, name: f.names[Number(person.slice(1)) - 1]}] : others});
  },
  'help.ask': ws => ws.view('me', {...ws.shown.me, help: {since: Date.now()}}),
  'help.cancel': ws => ws.view('me', {...ws.shown.me, help: undefined}),
  'help.claim': (ws, {person, instead_of}) =>
    person === 'p23' && !instead_of ? refuse('help.claimed', {by: 'Odalys Brightwater'}) : ws.patch({people: {[person]: {help: {by: 'p1', name: f.names[0]}}}}),
  'help.release': (ws, {person}) => ws.patch({people: {[person]: {help: {by: null, name: null}}}}),
  'help.resolve': (ws, {person}) => ws.patch({people: {[person]: {help: null}}}),
  'contact.offer'(ws, {person}) {
    const others = ws.shown.me.contacts.filter(c => c.person !== person);
    const known = ws.shown.me.contacts.find(c => c.person === person);
    const name = f.names[Number(person.slice(1)) - 1];
    const swapped = known ? {swapped: true, organization: 'Ironwood Department of Education', email: 'kai@ironwood.example.org'} : {swapped: false, organization: '', email: ''};
    ws.view('me', {...ws.shown.me, contacts: [...others, {person, name, ready: true, ...swapped}]});
  },
  'contact.withdraw': (ws, {person}) => ws.view('me', {...ws.shown.me, contacts: ws.shown.me.contacts.filter(c => c.person !== person)}),
  'turns.start': ws => ws.view('room', {...ws.shown.room, ...f.turns(0)}),
  'turns.pass': (ws, {seen}) => ws.view('room', {...ws.shown.room, ...f.turns(seen + 1)}),
  'turns.stop': ws => ws.view('room', {...ws.shown.room, ...f.turns(4)}),
  'ticket.open'(ws, {topic, question, peers}) {
    if (question.includes('refuse me')) return refuse('ticket.too_many');
    ws.view('queue', hours.queue({topic, question, peers, joined: Date.now(), place: 4}));
  },
  'ticket.edit': (ws, {ticket: _, ...said}) => ws.ticket(said),
  'ticket.accept': ws => ws.ticket(ws.shown.queue.ticket.call.group ? {call: {...ws.shown.queue.ticket.call, accepted: true}} : hours.talking),
  'ticket.decline': ws => ws.ticket({state: 'waiting', why: 'declined', call: undefined, place: 2}),
  'ticket.snooze': (ws, {minutes}) => ws.ticket(minutes ? {state: 'away', why: 'asked', call: undefined, place: 0, back_at: Date.now() + 300_000} : {state: 'waiting', why: 'back', place: 3, back_at: undefined}),
  'ticket.leave': ws => ws.ticket({state: 'left', why: 'chose', place: 0}),
  'ticket.follow_up': (ws, {wants}) => ws.ticket({follow_up: wants}),
  'peers.join': (ws, {wants}) => ws.ticket({wants_peers: wants}),
  'advisor.status': (ws, {status, until, person}) =>
    person ? ws.patch({advisors: {[`plan-help/${person}`]: {status}}}) : ws.desk({status, until, rests_until: undefined}),
  'advisor.post'(ws, {session, desk, person, posted}) {
    const {name} = ws.shown.floor.people[person];
    ws.patch({advisors: {[`${session}/${person}`]: posted ? {session, desk, person, name, topics: [], capacity: 1, status: 'off', since: Date.now(), online: true, with: []} : null}});
  },
  'desk.pause': (ws, {session, desk}) => ws.patch({desks: {[`${session}/${desk}`]: {state: 'paused'}}}),
  'desk.open': (ws, {session, desk}) => ws.patch({desks: {[`${session}/${desk}`]: {state: 'open', has_cutoff: false, cutoff: null}}}),
  'desk.close': (ws, {session, desk}) => ws.patch({desks: {[`${session}/${desk}`]: {state: 'closing'}}}),
  'desk.cutoff': (ws, {session, desk, after}) => ws.patch({desks: {[`${session}/${desk}`]: {state: 'closing', has_cutoff: true, cutoff: after ?? null}}}),
  'desk.merge': (ws, {session, from, into}) => ws.patch({desks: {[`${session}/${from}`]: {into}}}),
  'ticket.move': (ws, {ticket}) => ws.patch({tickets: {[ticket]: {place: 500}}}),
  'ticket.pin': (ws, {ticket, pinned}) => ws.patch({tickets: {[ticket]: {pinned}}}),
  'ticket.return': (ws, {ticket}) => ws.shown.floor && ws.patch({tickets: {[ticket]: {state: 'waiting', why: 'returned'}}}),
  'ticket.call'(ws, {tickets}) {
    if (ws.shown.floor) return ws.patch({tickets: {[tickets[0]]: {state: 'offered', advisor: 'p10'}}});
    if (tickets[0] === 't3') return refuse('ticket.taken', {by: hours.advisor});
    const [called, others] = [c => tickets.includes(c.id), ws.shown.desk.desks[0].coming];
    ws.desk({with: others.filter(called).map(c => ({...c, state: 'offered'})), coming: others.filter(c => !called(c))});
  },
  'ticket.done': ws => ws.shown.desk && ws.desk({with: [], room: undefined, rests_until: Date.now() + 60_000}),
  'ticket.no_show': ws => ws.shown.desk && ws.desk({with: [], room: undefined}),
  'seat.move'(_, {moves}) {
    if (moves.some(m => m.person === 'p2')) return refuse('seat.changed', {by: 'p800', by_name: 'Odalys Brightwater', person: 'p2', version: '9', room: 'r7'});
    return moves.some(m => m.person === 'p8') ? refuse('person.elsewhere', {person: 'p8'}) : undefined;
  },
};

/** `ws.refuses`: what a flow wants refused, {command: {refused}}. */
export function answer(ws, message) {
  // Left without an answer: a flow gives one.
  if (/^(round.open|chat.report)$/.test(message.type) || (message.text ?? message.about)?.includes('wait for it')) return;
  const {refused} = ws.refuses?.[message.type] ?? (answers[message.type]?.(ws, message) || {});
  if (refused) ws.say({type: 'refused', id: message.id, message: '', ...refused});
  else if (message.id) ws.done(message.id);
}
