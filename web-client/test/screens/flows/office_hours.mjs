// Standing in an office hour's line: joining, waiting, being called, talking, and what comes after.
import assert from 'node:assert/strict';
import {button, f, flow, hours, latest, screen, sent, until} from '../stage.mjs';

const line = page => page.locator('[data-part=line]');
const spoken = page => page.evaluate(() => window.spoken);
const fields = (type, ...names) => sent(type).map(m => names.map(name => m[name]));

await flow('a line is joined with a topic and a question; what is written outlasts a reload', 'hours', async page => {
  await screen(page, 'programme');
  const card = page.locator('article[data-session=plan-help]');
  await card.getByText('About 7 people are in line. 2 advisors are here.').waitFor();
  await card.locator('summary', {hasText: 'Join the line'}).click();
  const topic = card.getByLabel('What is it about?');
  assert.deepEqual(await topic.locator('option').allTextContents(), ['Assessment', 'Funding – no advisor here now']);
  await topic.selectOption('funding');
  await card.getByText('No advisor for this topic is here now').waitFor();
  await card.getByLabel(/Your question/).fill('Who pays for buses?');
  await page.reload();
  await screen(page, 'programme');
  await card.locator('summary', {hasText: 'Join the line'}).click();
  await until(async () => assert.equal(await card.getByLabel(/Your question/).inputValue(), 'Who pays for buses?'));
  await card.getByLabel('I’d also talk with others who wait').check();
  await card.getByRole('button', {name: 'Join the line'}).click();
  await line(page).getByText('You are 4th in line.').waitFor();
  assert.deepEqual(fields('ticket.open', 'session', 'topic', 'question', 'peers'), [['plan-help', 'assessment', 'Who pays for buses?', true]]);
  await card.getByText('You have a place in line').waitFor();
  await until(async () => assert.ok((await spoken(page)).some(s => s.startsWith('polite: You are 4th in line. It takes about 5 to 15 minutes'))));
});

await flow('a question that was refused is in its field again', 'hours', async page => {
  await screen(page, 'programme');
  const card = page.locator('article[data-session=plan-help]');
  await card.locator('summary', {hasText: 'Join the line'}).click();
  await card.getByLabel(/Your question/).fill('Please refuse me');
  await card.getByRole('button', {name: 'Join the line'}).click();
  await page.locator('[data-code="ticket.too_many"]').waitFor();
  await until(async () => assert.equal(await card.getByLabel(/Your question/).inputValue(), 'Please refuse me'));
  assert.ok(await card.getByLabel(/Your question/).isVisible(), 'and in sight');
});

await flow('a place that others leave before is not spoken; being next is, once', 'line', async page => {
  await screen(page, 'programme');
  await line(page).getByText('You are 3rd in line.').waitFor();
  await line(page).getByText('It takes about 5 to 15 minutes, as things are now.').waitFor();
  const before = (await spoken(page)).length;
  latest().ticket({place: 2, estimate: {likely: 15, reached_percent: 90}});
  await line(page).getByText('It takes 15 minutes or more, as things are now.').waitFor();
  assert.equal((await spoken(page)).length, before);
  latest().ticket({place: 1, next: true});
  await line(page).getByText('You are next.').waitFor();
  latest().ticket({place: 1, next: true});
  await until(async () => assert.deepEqual((await spoken(page)).slice(before), ['polite: You are next.']));
});

await flow('what the wait depends on is said in words, never as a number that nobody reckoned', 'line', async page => {
  await screen(page, 'programme');
  const says = async (more, words) => {
    latest().ticket(more);
    await line(page).getByText(words).waitFor();
    assert.doesNotMatch(await line(page).textContent(), /\d+ minutes or|about \d/);
  };
  await says({basis: 'no_advisor', estimate: {likely: 5, surely: 9, reached_percent: 100}}, /No advisor for this topic is here now/);
  await says({basis: 'paused'}, /The desk is paused/);
  await says({basis: 'draw', place: 0, draws: Date.now() + 60_000}, /The order is drawn by lot at/);
  await says({basis: 'not_started'}, /It has not begun yet/);
  await says({basis: 'live', estimate: undefined}, /We cannot say yet/);
  await says({estimate: {reached_percent: 20}}, /not likely to be your turn before the end/);
  await line(page).getByText('Perhaps there is not enough time for everybody.').waitFor();
  await line(page).getByLabel('Contact me after the session').click();
  await until(() => assert.deepEqual(fields('ticket.follow_up', 'ticket', 'wants'), [['t7', true]]));
});

await flow('five minutes, back again, others on the topic, another question, and leaving after being asked', 'line', async page => {
  await screen(page, 'programme');
  await button(page, 'I need 5 minutes').click();
  await line(page).getByText('You are not called until').waitFor();
  await button(page, 'I’m back').click();
  await line(page).getByText('You are 3rd in line.').waitFor();
  assert.deepEqual(fields('ticket.snooze', 'ticket', 'minutes'), [['t7', 5], ['t7', 0]]);
  await button(page, 'Talk with others, keep my place').click();
  await line(page).getByText('As soon as a second person wants to talk').waitFor();
  await button(page, 'I’d rather not').click();
  await until(() => assert.deepEqual(fields('peers.join', 'wants'), [[true], [false]]));
  await line(page).locator('summary', {hasText: 'Change topic'}).click();
  await line(page).getByLabel(/Your question/).fill('And how do I grade it?');
  await button(page, 'Save').click();
  await until(() => assert.deepEqual(fields('ticket.edit', 'ticket', 'topic', 'question', 'peers'), [['t7', 'assessment', 'And how do I grade it?', true]]));
  await line(page).locator('summary', {hasText: 'Leave the line'}).click();
  assert.equal(sent('ticket.leave').length, 0);
  await button(page, 'Yes, leave').click();
  await line(page).getByText('You are not in line any more').waitFor();
  await line(page).getByRole('button', {name: 'OK'}).click();
  await until(async () => assert.equal(await line(page).count(), 0));
});

await flow('called by keyboard alone: said at once, on the title, and one press comes', 'line', async page => {
  await screen(page, 'programme');
  latest().ticket(hours.called());
  await line(page).getByText('Odalys Brightwater is ready for you').waitFor();
  await until(async () => assert.match(await page.title(), /^● You are called/));
  await until(async () => assert.equal((await spoken(page)).filter(s => /^assertive: .Odalys Brightwater. is ready for you/.test(s)).length, 1));
  const seen = latest().shown.queue.ticket.version;
  await button(page, 'Come now').focus();
  await page.keyboard.press('Enter');
  await line(page).getByText('You talk with Odalys Brightwater.').waitFor();
  assert.deepEqual(fields('ticket.accept', 'ticket', 'seen'), [['t7', seen]]);
  await until(async () => assert.doesNotMatch(await page.title(), /You are called/));
});

await flow('letting the next one go first keeps the place, and says so', 'line', async page => {
  await screen(page, 'programme');
  latest().ticket(hours.called());
  await button(page, 'Let the next one go first').click();
  await line(page).getByText('You let the next one go first. Your place is kept.').waitFor();
  await line(page).getByText('You are 2nd in line.').waitFor();
  assert.equal(sent('ticket.decline')[0].ticket, 't7');
});

await flow('a call that was missed is told, and a group waits for all of it', 'line', async page => {
  await screen(page, 'programme');
  latest().ticket(hours.called({group: 3}));
  await line(page).getByText('You are called with 2 others.').waitFor();
  await button(page, 'Come now').click();
  await line(page).getByText('You are coming. We wait for the others:').waitFor();
  assert.equal(await button(page, 'Come now').count(), 0);
  latest().ticket({state: 'waiting', why: 'group_dissolved', call: undefined, place: 1});
  await line(page).getByText('Somebody of the group did not come.').waitFor();
  await until(async () => assert.ok((await spoken(page)).some(s => s.startsWith('polite: Somebody of the group did not come.'))));
  latest().ticket({state: 'no_show', why: 'missed', place: 0});
  await line(page).getByText('You were called and were not there.').waitFor();
});

await flow('in another room the ticket stands above it, and the call comes there', 'peer_room', async page => {
  await screen(page, 'room');
  await line(page).getByText('You are 3rd in line.').waitFor();
  await line(page).getByText('Your seat in this room is kept').waitFor();
  assert.equal(await page.locator('main [data-part=line]').count(), 0);
  assert.equal(await page.locator('main h1').textContent(), 'Assessment 2');
  latest().ticket(hours.called());
  await button(page, 'Come now').click();
  await line(page).getByText('You talk with').waitFor();
});

await flow('with the advisor: who, until when, where one goes back to; then it is over', 'talk', async page => {
  await screen(page, 'room');
  await line(page).getByText(/You talk with Odalys Brightwater\. Planned until/).waitFor();
  await line(page).getByText('Then you go back to Classroom educators 1.').waitFor();
  assert.equal(await page.locator('[data-part=switch]').count(), 0, 'there is no other room to ask for');
  await line(page).locator('summary', {hasText: 'End the conversation'}).click();
  await button(page, 'Yes, leave').click();
  await until(() => assert.deepEqual(fields('ticket.leave', 'ticket'), [['t7']]));
  latest().view('me', f.inRoom({version: 4, seat: 'present', arrival: {why: 'returned', at: 0}}));
  latest().view('room', f.room());
  latest().ticket({state: 'done', why: 'left'});
  await line(page).getByText('Your conversation is over.').waitFor();
  await page.getByText('You are back. Your seat was kept for you.').waitFor();
});
