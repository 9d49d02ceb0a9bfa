// The floor and the board.
import assert from 'node:assert/strict';
import {button, f, flow, focus, latest, screen, sent, soon, task, until, welcome} from '../stage.mjs';

await flow('a move by keyboard: two presses; a late one says who was first and is offered again', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Move here/}).focus();
  await page.keyboard.press('Enter');
  await until(() => assert.deepEqual(sent('seat.move').at(-1)?.moves, [{person: 'p3', seen: 3}]));
  assert.equal(sent('seat.move').at(-1).to, 'r4');
  await page.locator('[data-room=r2] [data-person=p2] button[aria-pressed]').click();
  await page.locator('[data-room=r5]').getByRole('button', {name: /^Move here/}).click();
  await page.waitForSelector('[data-part=late][role=alert]');
  assert.match(await page.textContent('[data-part=late]'), /Odalys Brightwater moved .* is now: Classroom educators 7\./);
  assert.match(await page.textContent('[data-part=chosen]'), /1 person chosen/, 'still chosen, to go elsewhere');
  await button(page, 'Move them all the same').click();
  await until(() => assert.deepEqual(sent('seat.move').at(-1).moves, [{person: 'p2', seen: 9}], 'as of what the refusal said'));
  await button(page, 'Leave it').click();
  await until(async () => assert.equal(await page.locator('[data-part=late], [data-part=chosen]').count(), 0));
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
});

await flow('what is written to one who was chosen is never told to the next one', 'done', async page => {
  await screen(page, 'floor');
  const choose = id => page.locator(`[data-room] [data-person=${id}] button[aria-pressed]`).click();
  await choose('p3');
  await page.locator('[data-part=choice] > summary').click();
  await page.locator('[data-part=reason] summary').click();
  await page.locator('[data-part=reason] textarea, [data-part=reason] input').last().fill('Kai asked for some distance');
  await choose('p3');
  await until(async () => assert.equal(await page.locator('[data-part=chosen]').count(), 0));
  await choose('p16');
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Move here/}).click();
  await until(() => assert.deepEqual(sent('seat.move').map(m => [m.moves[0].person, m.told, m.reason]), [['p16', undefined, undefined]]));
});

await flow('a move that worked is said, and leaves the focus at its room', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Move here/}).click();
  await until(async () => {
    const at = await focus(page);
    assert.deepEqual([at.tag, at.room], ['H3', 'r4']);
  });
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /^polite: .*moved to .*Classroom educators 4/.test(s))));
});

await flow('while updates are paused a move acts on what is shown', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Pause updates').click();
  latest().say({type: 'patch', topic: 'floor', from: 1, to: 2, patch: {people: {p3: {version: 8}}}});
  await soon();
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await page.locator('[data-room=r4]').getByRole('button', {name: /^Move here/}).click();
  await until(() => assert.deepEqual(sent('seat.move').at(-1)?.moves, [{person: 'p3', seen: 3}]));
});

await flow('while updates are paused it says how much changed, and then shows it', 'facilitator', async page => {
  await screen(page, 'floor');
  await button(page, 'Pause updates').click();
  const paused = page.locator('[data-part=paused]');
  await paused.getByText('Nothing changed since.').waitFor();
  latest().patch({people: {p3: {muted: true}, p4: {muted: true}}, rooms: {r2: {max: 9}}});
  await paused.getByText('3 changes since.').waitFor();
  assert.match(await page.textContent('[data-room=r2]'), /room for 7/);
  await button(page, 'Show what is new').click();
  await until(async () => assert.match(await page.textContent('[data-room=r2]'), /room for 9/));
  assert.equal(await paused.count(), 0);
});

await flow('"/" and two letters find anybody; arrow keys walk, Enter opens; the key can be switched off', 'facilitator', async page => {
  await screen(page, 'floor');
  await button(page, 'Clocks').click();
  await page.keyboard.press('/');
  const field = page.getByLabel('Find a person');
  await until(async () => assert.equal((await focus(page)).tag, 'INPUT'));
  await page.keyboard.type('vd');
  await page.locator('.find .rows .name').first().waitFor();
  assert.equal(await field.inputValue(), 'vd', 'the key itself is not written');
  assert.match(await page.locator('.find .rows .name').first().textContent(), /Verónica Dávila/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await until(async () => assert.match((await focus(page)).text, /Verónica Dávila/));
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open] h2');
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await until(async () => assert.match((await focus(page)).text, /Verónica Dávila/, 'back where one was'));
  await page.keyboard.press('Escape');
  await until(async () => assert.equal(await field.inputValue(), ''));
  await page.locator('[data-part=filters] summary').click();
  await page.getByLabel('The key / goes to this search').uncheck();
  await page.locator('h1').focus();
  await page.keyboard.press('/');
  await soon();
  assert.equal((await focus(page)).tag, 'H1');
});

await flow('filters choose the rooms that are shown and whom a message goes to', 'facilitator', async page => {
  await screen(page, 'floor');
  latest().patch({people: {p2: {role: 'administrator', region: 'ES'}}});
  await page.locator('[data-part=filters] summary').click();
  await page.locator('[data-part=filters] select').first().selectOption('administrator');
  await page.getByText('1 of 8 rooms shown').waitFor();
  assert.deepEqual(await page.locator('[data-room]').evaluateAll(all => all.map(e => e.dataset.room)), ['r2']);
  await page.getByLabel('Has a seat and is not there').check();
  await button(page, 'Message these people').click();
  await page.fill('main textarea', 'Your room is open');
  await button(page, 'Send').click();
  await until(() => assert.deepEqual([sent('notice.send').at(-1)?.roles, sent('notice.send').at(-1)?.not_present, sent('notice.send').at(-1)?.rooms], [['administrator'], true, []]));
  await until(async () => assert.equal(await page.inputValue('main textarea'), '', 'it was sent'));
  await page.locator('select[name=language]').selectOption('es');
  await page.fill('main textarea', 'Hola');
  await button(page, 'Send').click();
  await until(() => assert.deepEqual([sent('notice.send').at(-1)?.languages, sent('notice.send').at(-1)?.roles], [['es'], ['administrator']]));
  await button(page, 'Rooms').click();
  await button(page, 'Clear the filter').click();
  await until(async () => assert.equal(await page.locator('[data-room]').count(), 8));
});

await flow('under the pointer "Needs you" stands still', 'facilitator', async page => {
  await screen(page, 'floor');
  const rows = page.locator('.needs .rows li');
  const before = await rows.count();
  const third = await rows.nth(2).getAttribute('data-need');
  await rows.nth(2).hover();
  const top = () => rows.nth(2).evaluate(row => Math.round(row.getBoundingClientRect().y - row.parentElement.getBoundingClientRect().y));
  const y = await top();
  latest().patch({people: {p22: {help: null}, p40: {help: {since: Date.now(), about: 'New call'}}}});
  await rows.filter({hasText: 'No longer needed'}).waitFor();
  await rows.last().getByText('New call').waitFor();
  assert.deepEqual([await rows.count(), await rows.nth(2).getAttribute('data-need'), await top()], [before + 1, third, y]);
  await page.locator('h1').hover();
  await until(async () => assert.match(await rows.first().textContent(), /New call/));
  assert.equal(await rows.filter({hasText: 'No longer needed'}).count(), 0);
});

await flow('a card says who a room is made of and when something changed; seats say how far they came', 'facilitator', async page => {
  await screen(page, 'floor');
  const card = page.locator('[data-room=r4]');
  assert.match(await card.locator('[data-part=composition]').textContent(), /^.High school educators. 5 · .California. 5 · all speak English$/);
  assert.match(await card.textContent(), /last activity \d+ minutes ago/);
  assert.match(await card.textContent(), /told, not seen yet/);
  assert.match(await page.textContent('[data-room=r2]'), /page not reached yet/);
  latest().patch({rooms: {r4: {wrote: Date.now()}}});
  await until(async () => assert.match(await card.textContent(), /active just now/));
});

await flow('after some minutes a card shows how many were there', 'facilitator', async page => {
  await screen(page, 'floor');
  const line = page.locator('[data-room=r4] [data-part=history]');
  assert.equal(await line.count(), 0);
  latest().patch({rooms: {r4: {seats: {p15: {state: 'away'}}}}});
  await page.clock.runFor(60_000);
  await page.clock.runFor(60_000);
  await line.waitFor();
  // The page's clock also goes by itself: a slow machine may see a minute more.
  assert.match(await line.getAttribute('aria-label'), /^Here during the last [34] minutes: 3(, 3)?(, 2)+,? and 2$/);
}, {clock: true});

await flow('one press gives every open round more time', 'facilitator', async page => {
  await screen(page, 'floor');
  latest().patch({sessions: {'regional-1': {state: 'running', round: {number: 1, of: 2, state: 'open', opens: 0, ends: Date.now() + 600_000}}}});
  await button(page, 'Clocks').click();
  await page.locator('[data-part=all-rounds]').getByRole('button', {name: '+5 minutes'}).click();
  await until(() => assert.deepEqual(sent('round.extend').map(m => [m.session, m.seconds]), [['role-alike-1', 300], ['regional-1', 300]]));
});

await flow('who leaves is chosen no longer; a refusal names the person', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await page.waitForSelector('[data-part=chosen]');
  latest().say({type: 'patch', topic: 'floor', from: 1, to: 2, patch: {people: {p3: null}}});
  await page.waitForFunction(() => !document.querySelector('[data-part=chosen]'));
  await page.locator('[data-person=p8] button[aria-pressed]').click();
  await page.locator('[data-room=r5]').getByRole('button', {name: /^Move here/}).click();
  await page.waitForSelector('[data-part=late]');
  assert.match(await page.textContent('[data-part=late]'), /^\s*Thandeka Wolstenholme is in no session/);
});

await flow('a moderator no longer: the tools go, then the floor', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p3] button[aria-pressed]').click();
  await button(page, 'Plans').click();
  latest().say(welcome(['session.join', 'floor', 'room.visit']));
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Floor');
  assert.equal(await page.locator('[data-part=chosen], [data-person] button[aria-pressed], [data-plan]').count(), 0);
  assert.ok(await page.locator('[data-room=r1]').count());
  latest().say(welcome(['session.join']));
  await screen(page, 'programme');
  assert.equal(await page.locator('.faces').count(), 0);
});

await flow('a visit shows the room, reports nothing, and ends', 'facilitator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2]').getByRole('button', {name: /^Visit/}).click();
  const visit = page.locator('[data-part=visit]');
  await visit.waitFor();
  const text = await visit.textContent();
  for (const part of [/You are visiting/, /Classroom educators 2/, /Verónica Dávila/, /Something to talk about|Name one thing/, /Open the call/]) assert.match(text, part);
  const at = (tag, part) =>
    until(async () => {
      const {tag: on, part: within} = await focus(page);
      assert.deepEqual([on, within], [tag, part]);
    });
  await at('H2', 'visit');
  const [call] = await Promise.all([page.context().waitForEvent('page'), visit.getByRole('link', {name: 'Open the call'}).click()]);
  await call.close();
  await button(page, 'My view').click();
  await page.locator('main h1', {hasText: 'Classroom educators 2'}).waitFor();
  await page.locator('main').getByRole('button', {name: 'End the visit'}).click();
  await page.getByText('Hello,').waitFor();
  assert.equal(await page.locator('[data-part=visit]').count(), 0);
  await until(() => assert.deepEqual(sent('room.visit').map(m => m.room), ['r2', undefined]));
  assert.deepEqual([sent('seat.seen').length, sent('call.opened').length], [0, 0]);
});

await flow('a plan is forced only after it was refused as stale', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Plans').click();
  const opened = (times, force) => until(() => assert.deepEqual([sent('round.open').length, sent('round.open').at(-1)?.force], [times, force]));
  const refuse = code => latest().say({type: 'refused', id: sent('round.open').at(-1).id, code, message: '', parameters: {}});
  await button(page, 'Open this plan').click();
  await opened(1, false);
  refuse('round.already_open');
  await page.waitForSelector('.refusal');
  assert.equal(await button(page, 'Open this plan').count(), 1);
  await button(page, 'Open this plan').click();
  await opened(2, false);
  refuse('plan.stale');
  await button(page, 'Open it all the same').click();
  await opened(3, true);
});

await flow('a plan in the making: how far it is, the best so far by keyboard, said at the start and at the end only', 'moderator', async page => {
  await screen(page, 'floor');
  await button(page, 'Plans').click();
  const request = {session: 'role-alike-1', name: '', by: 'Odalys Brightwater', rematch: true};
  const show = (requests, progress = {}, plans = f.board().plans) => latest().view('board', {...f.board(), plans, requests, progress});
  const spoken = () => page.evaluate(() => window.spoken.filter(s => /plan/i.test(s)));
  const bar = page.locator('.making progress');
  show({4: request});
  await bar.waitFor();
  assert.equal(await bar.getAttribute('value'), null, 'how long it waits nobody knows');
  assert.equal(await button(page, 'Use the best so far').count(), 0, 'there is none yet');
  await until(async () => assert.deepEqual((await spoken()).length, 1));
  assert.match((await spoken())[0], /^polite: A plan for .*Role-Alike.* is being made/);
  show({4: request}, {4: {permille: 257, people: 12, same_primary: 10, repeat_meetings: 1, again: false}});
  await until(async () => assert.equal(await bar.getAttribute('value'), '257'));
  assert.match(await page.textContent('.making'), /25 % done.*10 of 12 with their own kind, 1 pair meets again/);
  assert.equal(await page.getByRole('progressbar', {name: /A plan for .* is being made/}).count(), 1);
  await button(page, 'Use the best so far').focus();
  await page.keyboard.press('Enter');
  await until(() => assert.equal(sent('plan.finish').at(-1)?.request, 4));
  show({4: {...request, finished_by: 'Odalys Brightwater'}}, {4: {permille: 300, people: 12, same_primary: 10, repeat_meetings: 0, again: false}});
  await page.getByText(/Odalys Brightwater.* takes the best so far/).waitFor();
  assert.equal(await button(page, 'Use the best so far').count(), 0);
  await until(async () => assert.notEqual((await focus(page)).tag, 'BODY'));
  const {d1} = f.board().plans;
  show({}, {}, {d1, d2: {...d1, rematch: true, report: {...d1.report, cut_short: true}}});
  await page.locator('[data-plan=d2]').getByText('Cut short').waitFor();
  assert.equal(await page.locator('[data-plan=d1]').getByText('Cut short').count(), 0);
  await until(async () => assert.match((await spoken())[1] ?? '', /^polite: The plan for .* is ready\. It was cut short/));
  show({5: request}, {5: {permille: 0, people: 0, repeat_meetings: 0, again: true}}, {d1});
  await page.getByText('begins again, from the start').waitFor();
  await page.locator('[data-request="5"]').getByRole('button', {name: 'Cancel'}).click();
  await until(() => assert.equal(sent('plan.cancel').at(-1)?.request, 5));
  show({}, {}, {d1});
  await until(async () => assert.equal((await spoken()).length, 4));
  assert.match((await spoken())[3], /^polite: The plan for .* is not being made any more/);
});

await task('a plan in the making is taken as it is, another one is cancelled', 'moderator', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(button(page, 'Plans'));
  const request = {session: 'role-alike-1', name: '', by: 'Odalys Brightwater', rematch: true};
  const progress = {permille: 257, people: 12, same_primary: 10, repeat_meetings: 1, again: false};
  latest().view('board', {...f.board(), requests: {4: request, 5: request}, progress: {4: progress, 5: progress}});
  await hand.press(page.locator('[data-request="4"]').getByRole('button', {name: 'Use the best so far'}));
  await until(() => assert.equal(sent('plan.finish').at(-1)?.request, 4));
  await hand.did('take as it is');
  await hand.press(page.locator('[data-request="5"]').getByRole('button', {name: 'Cancel'}));
  await until(() => assert.equal(sent('plan.cancel').at(-1)?.request, 5));
  await hand.did('cancel');
});

await flow('an announced erasure of the event stands on the board, with its day and what goes', 'moderator', async page => {
  await screen(page, 'floor');
  assert.equal(await page.locator('[data-part=erasure]').count(), 0);
  const at = Date.UTC(2021, 7, 28, 18, 0);
  latest().say({type: 'patch', topic: 'board', from: 1, to: 2, patch: {erasure: {event: {at, people: 412}}}});
  const notice = page.locator('[data-part=erasure]');
  await notice.waitFor();
  assert.match(await notice.textContent(), /On (Saturday|Sunday), August 2[89] at .* all 412 people of this event is erased for good: names/);
});

await flow('a message stays written until it is sent', 'facilitator', async page => {
  await screen(page, 'floor');
  await button(page, 'Messages').click();
  await page.fill('main textarea', 'Please refuse me');
  await button(page, 'Send').click();
  await page.waitForSelector('.refusal');
  assert.equal(await page.inputValue('main textarea'), 'Please refuse me');
  await page.fill('main textarea', 'é'.repeat(501));
  await until(async () => assert.equal(await button(page, 'Send').isDisabled(), true));
  await page.fill('main textarea', 'Welcome');
  await button(page, 'Send').click();
  await page.waitForFunction(() => document.querySelector('main textarea').value === '');
});

await flow('a move with the mouse alone: drag', 'moderator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r2] [data-person=p4]').dragTo(page.locator('[data-room=r4] h3'));
  await until(() => assert.deepEqual(sent('seat.move').at(-1)?.moves, [{person: 'p4', seen: 3}]));
});

await flow('a broken patch chain asks for the floor once', 'facilitator', async page => {
  await screen(page, 'floor');
  latest().say([{type: 'patch', topic: 'floor', from: 5, to: 6, patch: {}}, {type: 'patch', topic: 'floor', from: 6, to: 7, patch: {}}]);
  await until(() => assert.ok(sent('resync').length));
  await soon();
  assert.deepEqual(sent('resync').map(m => m.topic), ['floor']);
});

await flow('on a board of 600 a patch redraws the card it touches and no other', 'crowd', async page => {
  await screen(page, 'floor');
  await page.waitForFunction(() => document.querySelectorAll('.card[data-room]:not(.far)').length === 120);
  await soon();
  await page.evaluate(() => {
    window.touched = new Set();
    new MutationObserver(changes => {
      for (const {target} of changes) {
        const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
        if (element && !element.closest('.count, .needs')) window.touched.add(element.closest('[data-room]')?.dataset.room ?? element.className);
      }
    }).observe(document.getElementById('main'), {subtree: true, childList: true, characterData: true, attributes: true});
  });
  latest().say({type: 'patch', topic: 'floor', from: 1, to: 2, patch: {rooms: {r20: {max: 9}}}});
  await page.waitForFunction(() => document.querySelector('[data-room=r20]').textContent.includes('room for 9'));
  await soon();
  assert.deepEqual(await page.evaluate(() => [...window.touched]), ['r20']);
});
