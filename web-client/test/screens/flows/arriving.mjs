// Coming in, and the lobby.
import assert from 'node:assert/strict';
import {passFor} from '../../mock/server.mjs';
import {button, f, flow, latest, screen, sent, server, soon, until} from '../stage.mjs';

await flow('a walk-in is told what is wrong, then gets in and keeps the pass', '', async page => {
  await page.fill('[name=code]', 'BAD');
  await page.fill('[name=name]', 'Gaurav');
  await page.selectOption('[name=role]', 'high');
  await until(async () => assert.equal(await page.locator('[name=region] option').nth(1).textContent(), 'California'));
  await page.selectOption('[name=region]', 'ES');
  await page.click('.join form button');
  await page.waitForSelector('#join-problem:not([hidden])');
  assert.match(await page.textContent('#join-problem'), /event code is not right/);
  assert.equal(await page.getAttribute('[name=code]', 'aria-invalid'), 'true');
  assert.equal(await page.getAttribute('[name=code]', 'aria-describedby'), 'join-problem');
  await page.check('[name=languages][value=es]');
  await page.fill('input[name=languages]:not([type])', 'pt, fr');
  await page.check('[name=hidden][value=organization]');
  await page.fill('[name=code]', 'OK');
  await page.click('.join form button');
  await screen(page, 'programme');
  assert.equal(new URL(page.url()).hash, `#${passFor('programme')}`);
  const {join, tab} = sent('hello').at(-1);
  assert.deepEqual([join.languages, join.hidden], [['es', 'pt', 'fr'], ['organization']]);
  assert.equal(await page.locator('.refusal').count(), 0, 'what was wrong before is no news');
  await page.reload();
  await screen(page, 'programme');
  assert.equal(sent('hello').at(-1).pass, passFor('programme'));
  assert.equal(sent('hello').at(-1).tab, tab, 'it is the same tab, or what was asked could not be asked again');
});

await flow('the form speaks the language of its reader', '', async page => {
  await page.waitForFunction(() => document.querySelector('h1').textContent === 'Entrar al evento');
  const text = await page.textContent('.join');
  for (const english of [/Event code/, /Your name/, /Choose/, /Educators/, /Others in/, /if you like/]) assert.doesNotMatch(text, english);
  assert.match(text, /Código del evento/);
  assert.match(text, /\u2003Docentes de secundaria/);
}, {query: '?locale=es'});

await flow('the form is in another language by a press, and stays so', '', async page => {
  const languages = page.locator('#languages button');
  assert.equal(await page.locator('#languages').evaluate(e => e.getBoundingClientRect().height), 46, 'nothing moves as they come');
  await languages.nth(2).waitFor();
  assert.equal(await page.locator('#languages').evaluate(e => e.getBoundingClientRect().height), 46);
  assert.deepEqual((await languages.allTextContents()).sort(), ['English', 'Español', 'العربية']);
  assert.equal(await page.locator('#languages [aria-pressed=true]').textContent(), 'English');
  await page.locator('#languages [lang=es]').click();
  await page.getByRole('heading', {name: 'Entrar al evento'}).waitFor();
  await page.locator('#languages [lang=es][aria-pressed=true]').waitFor();
  await page.reload();
  await page.getByRole('heading', {name: 'Entrar al evento'}).waitFor();
});

await flow('a walk-in whom the server may have heard of is not posted a second time', '', async page => {
  await page.fill('[name=code]', 'OK');
  await page.fill('[name=name]', 'Never answered');
  await page.selectOption('[name=role]', 'high');
  await page.selectOption('[name=region]', 'ES');
  let posted = 0;
  page.on('request', r => r.method() === 'POST' && posted++);
  await page.click('.join form button');
  await until(() => assert.equal(sent('hello').length, 1));
  await page.clock.fastForward(9_000);
  await page.waitForSelector('#join-problem:not([hidden])');
  assert.match(await page.textContent('#join-problem'), /longer than usual/);
  await page.clock.fastForward(9_000);
  await soon();
  assert.equal(posted, 0);
}, {clock: true});

/** Notes each socket: whether the page had a body yet. A tab's name is not known before `window.named()`. */
const slowly = () => {
  window.opened = [];
  window.WebSocket = class extends WebSocket {
    constructor(...way) {
      super(...way);
      window.opened.push(document.body !== null);
    }
  };
  const {locks} = navigator;
  const named = new Promise(resolve => (window.named = resolve));
  const request = locks.request.bind(locks);
  locks.request = async (...what) => (await named, request(...what));
};

await flow('with a link the page sets out for the server in its first lines, and greets it once', 'programme', async page => {
  await until(() => assert.equal(server.sockets.size, 1));
  assert.deepEqual([await page.evaluate(() => window.opened), sent('hello').length], [[false], 0]);
  await page.evaluate(() => window.named());
  await screen(page, 'programme');
  assert.equal(server.sockets.size, 1);
  assert.deepEqual([await page.evaluate(() => window.opened), sent('hello').length], [[false], 1]);
}, {init: slowly});

await flow('a server that was not greeted in time is greeted over another connection, and nobody sees it', 'programme', async page => {
  await until(() => assert.equal(server.sockets.size, 1));
  latest().close(4204, 'no hello within the time given');
  await until(() => assert.equal(server.sockets.size, 0));
  await page.evaluate(() => window.named());
  await screen(page, 'programme');
  assert.deepEqual([await page.evaluate(() => window.opened), sent('hello').length], [[false, true], 1]);
}, {init: slowly});

await flow('without a link no socket is opened before the form is sent', '', async page => {
  await page.waitForFunction(() => document.title.includes('Join'));
  assert.deepEqual([await page.evaluate(() => window.opened), server.sockets.size], [[], 0]);
}, {init: slowly});

await flow('a place on the page is no pass: who is here stays', 'programme', async page => {
  await screen(page, 'programme');
  await page.evaluate(() => (window.samePage = true));
  await page.evaluate(() => (location.hash = '#main-of-the-page'));
  await until(() => assert.equal(new URL(page.url()).hash, `#${passFor('programme')}`));
  assert.equal(await page.evaluate(() => window.samePage), true, 'nothing was loaded again');
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute#main-of-the-page`);
  await screen(page, 'programme');
  assert.equal(sent('hello').at(-1).pass, passFor('programme'));
});

await flow('a link that is refused is said to be, and who was here before is still kept', 'programme', async page => {
  await screen(page, 'programme');
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute#${passFor('damaged')}`);
  await screen(page, 'ended');
  assert.match(await page.textContent('main'), /link does not work.*was not accepted.*still kept/s);
  assert.equal(await button(page, /Sign out/).count(), 0, 'it would not be this link that is forgotten');
  await button(page, 'Go on as before').click();
  await screen(page, 'programme');
  assert.equal(sent('hello').at(-1).pass, passFor('programme'));
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute#${passFor('room')}`);
  await screen(page, 'room');
  await page.goto('about:blank');
  await page.goto(`${server.origin}/e/institute`);
  await screen(page, 'room');
});

await flow('help is fetched before it is needed, and has a way out and a person while its answers do not come', 'room', async page => {
  await Promise.all([page.waitForResponse(/assets\/help-/), page.reload()]);
  let away = true;
  await page.route(/assets\/help[-_]/, route => (away ? route.abort() : route.continue()));
  await page.reload();
  await screen(page, 'room');
  await button(page, 'Help').click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('button', {name: 'Close'}).click();
  await until(async () => assert.equal(await dialog.count(), 0));
  await button(page, 'Help').click();
  await dialog.locator('textarea').fill('I hear nobody');
  assert.equal(await dialog.getByText('Connection lost?').count(), 0);
  await dialog.getByRole('button', {name: 'Ask for help'}).click();
  await until(() => assert.deepEqual(sent('help.ask').map(m => m.about), ['I hear nobody']));
  away = false;
  await page.locator('button.help').click();
  await dialog.getByText('Connection lost?').waitFor();
});

await flow('a file that the server has no more comes with another page, which is offered', 'room', async page => {
  let gone = true;
  await page.route(/assets\/help-/, route => (gone ? route.fulfill({status: 404}) : route.continue()));
  await page.reload();
  const load = button(page, 'Load it');
  await load.waitFor();
  gone = false;
  await Promise.all([page.waitForEvent('load'), load.click()]);
  await screen(page, 'room');
  await button(page, 'Help').click();
  await page.locator('dialog[open]').getByText('Connection lost?').waitFor();
  assert.equal(await page.locator('[data-part=outdated]').count(), 0);
});

await flow('signing out leaves nothing of the person', 'programme', async page => {
  await screen(page, 'programme');
  await button(page, 'Help').click();
  await page.locator('dialog[open]').getByRole('button', {name: /Sign out$/}).click();
  await page.waitForSelector('.join form');
  assert.doesNotMatch(page.url(), /#./);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter(k => k.includes('pass'))), []);
  await page.reload();
  await page.waitForSelector('.join form');
});

await flow('signing out in one tab signs the same person out in every other, and nobody else', 'room', async other => {
  await screen(other, 'room');
  const tab = async () => {
    const page = await other.context().newPage();
    await page.goto(`${server.origin}/e/institute#${passFor('programme')}`);
    await screen(page, 'programme');
    return page;
  };
  const [first, second] = [await tab(), await tab()];
  await button(first, /^Not .*Sign out$/).click();
  await second.waitForSelector('.join form');
  assert.doesNotMatch(second.url(), /#./);
  await second.reload();
  await second.waitForSelector('.join form');
  assert.deepEqual(await second.evaluate(() => Object.keys(localStorage).filter(k => k.includes('pass'))), []);
  assert.match(other.url(), /#c1\./);
  await screen(other, 'room');
});

/** Another tab of the page, which has its first script and waits for the rest; `go` lets it come. */
async function between(page, hash = '') {
  let go;
  server.rest.push(new Promise(resolve => (go = resolve)));
  const tab = await page.context().newPage();
  const before = server.sockets.size;
  await tab.goto(`${server.origin}/e/institute${hash}`, {waitUntil: 'commit'});
  await until(() => assert.equal(server.sockets.size, before + 1));
  return {tab, go};
}

/** What one tab keeps comes to another one's process in its own time. */
const keeps = (tab, pass) => until(async () => assert.equal(await tab.evaluate(() => localStorage.getItem('convene:pass:institute')), pass));

for (const [how, hash] of [['', ''], [', its pass in the address', `#${passFor('programme')}`]])
  await flow(`signing out in one tab signs out another one that is still loading${how}`, 'programme', async page => {
    await screen(page, 'programme');
    const {tab, go} = await between(page, hash);
    await tab.evaluate(() => sessionStorage.setItem('convene:drafts:x', 'What I began'));
    await button(page, /^Not .*Sign out$/).click();
    await page.waitForSelector('.join form');
    await keeps(tab, null);
    go();
    await tab.waitForFunction(() => document.title.includes('Join'));
    assert.doesNotMatch(tab.url(), /#./);
    const kept = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(k => k.startsWith('convene:'));
    assert.deepEqual(await tab.evaluate(kept), []);
    assert.equal(sent('hello').length, 1, 'nobody was greeted there');
  });

await flow('whoever comes in another tab while one is loading is who it is about, and stays', 'programme', async page => {
  await screen(page, 'programme');
  const {tab, go} = await between(page);
  await page.evaluate(pass => localStorage.setItem('convene:pass:institute', pass), passFor('room'));
  await keeps(tab, passFor('room'));
  go();
  await screen(tab, 'room');
  assert.equal(await tab.evaluate(() => localStorage.getItem('convene:pass:institute')), passFor('room'));
  assert.equal(new URL(tab.url()).hash, `#${passFor('room')}`);
});

await flow('a tab that was opened with its own link stays whose it is, whoever comes in another one while it loads', 'programme', async page => {
  await screen(page, 'programme');
  const {tab, go} = await between(page, `#${passFor('programme')}`);
  await page.evaluate(pass => localStorage.setItem('convene:pass:institute', pass), passFor('room'));
  await keeps(tab, passFor('room'));
  go();
  await screen(tab, 'programme');
  assert.equal(new URL(tab.url()).hash, `#${passFor('programme')}`);
});

await flow('another link that is opened in a tab while it is loading is the one that counts', 'programme', async page => {
  await screen(page, 'programme');
  const {tab, go} = await between(page);
  await tab.evaluate(pass => (location.hash = `#${pass}`), passFor('room'));
  go();
  await screen(tab, 'room');
  assert.equal(sent('hello').at(-1).pass, passFor('room'));
});

await flow('put into the lobby by staff: told who, interrupted, back with one press', 'lobby', async page => {
  await screen(page, 'lobby');
  latest().view('me', f.me({place: 'lobby', session: 'role-alike-1', version: 4, waiting: 'moved_to_lobby', arrival: {why: 'moved', by: 'Odalys', at: 0}}));
  await page.getByText('Odalys moved you to the lobby').first().waitFor();
  assert.doesNotMatch(await page.textContent('.hero'), /finding/i);
  const interrupted = () => page.evaluate(() => window.spoken.filter(s => s.startsWith('assertive')));
  await until(async () => assert.ok((await interrupted()).length));
  await soon();
  const spoken = await interrupted();
  assert.equal(spoken.length, 1, spoken.join(' | '));
  assert.match(spoken[0], /Odalys/);
  await button(page, 'Find me a room').click();
  await until(() => assert.equal(sent('session.join').at(-1)?.session, 'role-alike-1'));
});

await flow('a lobby says what is so: gathering, ending, over', 'lobby', async page => {
  await screen(page, 'lobby');
  const status = async (state, words) => {
    latest().view('now', f.nowView(state));
    await until(async () => assert.match(await page.textContent('.hero'), words));
  };
  await status('gathering', /Making the rooms/);
  await status('closing', /The round is ending/);
  await status('over', /rooms of this session are over. It ends at \d/);
  const late = f.nowView('waiting');
  late.sessions[0].round.opens = Date.now() - 5_000;
  latest().view('now', late);
  await until(async () => assert.match(await page.textContent('.hero'), /Making the rooms/));
  assert.equal(await page.locator('.hero .count').count(), 0);
});
