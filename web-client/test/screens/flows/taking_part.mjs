// Meaning to come, being counted as there, asking for help.
import assert from 'node:assert/strict';
import {button, f, flow, latest, screen, sent, until} from '../stage.mjs';

await flow('a plan to come is said and taken back; it stands first once its doors are open', 'programme', async page => {
  await screen(page, 'programme');
  const now = f.nowView();
  now.sessions = now.sessions.filter(s => s.kind !== 'content');
  // The regional groups are what comes next.
  latest().view('now', {...now, sessions: now.sessions.map(s => (s.id === 'regional-1' ? {...s, starts: Date.now() + 60_000} : s))});
  const card = page.locator('article[data-session=regional-1]');
  const plan = card.getByRole('button', {name: /I plan to come/});
  await plan.click();
  await until(async () => assert.equal(await plan.getAttribute('aria-pressed'), 'true'));
  await plan.click();
  await until(async () => assert.equal(await plan.getAttribute('aria-pressed'), 'false'));
  assert.deepEqual(sent('session.intend').map(m => [m.session, m.intends]), [['regional-1', true], ['regional-1', false]]);
  assert.match(await card.textContent(), /For you: California/);
  await plan.click();
  latest().view('now', f.nowView('open', true));
  await card.getByText('You planned to come').waitFor();
  assert.equal(await page.locator('article[data-session]').first().getAttribute('data-session'), 'regional-1');
  assert.equal(await plan.count(), 0);
});

await flow('present at a talk: one press, and it is said that one is counted', 'planned', async page => {
  await screen(page, 'programme');
  const card = page.locator('article[data-session=learning-loss]');
  await card.getByRole('button', {name: /^I’m here/}).click();
  await card.getByText('You are counted as being here').waitFor();
  assert.deepEqual(sent('session.check_in').map(m => m.session), ['learning-loss']);
  const over = f.nowView('open', true);
  over.sessions[1] = {...over.sessions[1], state: 'closed', ends: Date.now() - 5 * 60_000};
  latest().view('me', f.me());
  latest().view('now', over);
  await card.getByRole('button', {name: /^I was here/}).waitFor();
  over.sessions[1] = {...over.sessions[1], ends: Date.now() - 40 * 60_000};
  latest().view('now', over);
  await until(async () => assert.equal(await card.count(), 0));
});

await flow('help: asked from any screen, told who comes, closed', 'chat', async page => {
  await screen(page, 'room');
  await button(page, 'Help').click();
  await page.getByLabel(/What do you need help with/).fill('The call does not open');
  await button(page, 'Ask for help').click();
  await until(() => assert.deepEqual(sent('help.ask').map(m => m.about), ['The call does not open']));
  const bar = page.locator('section[data-part=help]');
  await bar.getByText('You asked for help').waitFor();
  assert.equal(await page.locator('dialog[open]').count(), 0);
  latest().view('me', f.me({place: 'lobby', session: 'role-alike-1', version: 9, help: {since: Date.now(), by: 'Odalys Brightwater'}}));
  await screen(page, 'lobby');
  await bar.getByText('Odalys Brightwater is coming to help you.').waitFor();
  await until(async () => {
    const spoken = await page.evaluate(() => window.spoken.filter(s => /is coming to help/.test(s)));
    assert.equal(spoken.length, 1);
    assert.match(spoken[0], /^polite/);
  });
  await bar.getByRole('button', {name: 'I need no help any more'}).click();
  await until(() => assert.equal(sent('help.cancel').length, 1));
  await until(async () => assert.equal(await bar.count(), 0));
});

await flow("a debrief's screens come with the first debrief: chosen on its card, said, changed in its lobby", 'debrief', async page => {
  await screen(page, 'programme');
  const card = page.locator('article[data-session=talk-over]');
  await card.getByText('You were at this session:').waitFor();
  assert.equal(await card.getByRole('button', {name: 'Join'}).count(), 0, 'what to talk about is chosen first');
  await card.getByRole('button', {name: 'Talk about Introduction and Welcome'}).click();
  await until(() => assert.deepEqual(sent('session.join').map(m => [m.session, m.about]), [['talk-over', 'welcome']]));
  latest().view('me', f.me({place: 'lobby', session: 'talk-over', version: 2, about: 'welcome'}));
  await screen(page, 'lobby');
  await until(async () => assert.ok((await page.evaluate(() => window.spoken)).some(s => /You come to talk about .Introduction and Welcome/.test(s))));
  await page.locator('summary', {hasText: 'Talk about another session'}).click();
  await button(page, 'Talk about Sharing Action Plans').click();
  await until(() => assert.deepEqual(sent('session.join').at(-1).about, 'closing'));
});

await flow('where no debrief is on, nothing of one is fetched', 'programme', async page => {
  await screen(page, 'programme');
  await button(page, /^Join/).first().waitFor();
  assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').filter(r => /debrief/.test(r.name)).length), 0);
});
