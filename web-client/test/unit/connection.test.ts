import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pause, verdict } from '../../src/connection/backoff.ts';
import { eventOf, keepPass, keepsAnother, passIn, passOf } from '../../src/connection/pass.ts';

test('the range of a close code says whether and when to come back', () => {
  assert.deepEqual([4000, 4099, 4100, 4199, 4200, 4299, 1006, 1012].map(verdict), [
    'at_once', 'at_once', 'wait', 'wait', 'never', 'never', 'at_once', 'at_once',
  ]);
});

test('pauses grow, are random by half, and never exceed twenty seconds', () => {
  for (let attempt = 0; attempt < 300; attempt++)
    for (const code of [1006, 4001, 4101]) {
      const [low, high] = [pause(code, attempt, 0), pause(code, attempt, 0.999)];
      assert.ok(low >= 0 && low < high && high <= 20_000, `${code} #${attempt}: ${low}..${high}`);
    }
});

test('a server that comes back within a minute is noticed within a second', () => {
  let waited = 0;
  for (let attempt = 0; waited < 30_000; attempt++) {
    const ms = pause(1006, attempt, 0.999);
    assert.ok(ms <= 1_000);
    waited += ms;
  }
});

const pass = (claims: string) => `c1.k1.${claims}.${'A'.repeat(43)}`;

/** A browser's address and memory, as far as passes need them. */
function visit(hash: string, kept: { [name: string]: string } = {}) {
  const location = { hash, pathname: '/e/institute' };
  const history = { replaceState: (_: unknown, __: string, to: string) => (location.hash = to.startsWith('#') ? to : '') };
  const localStorage = {
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, value: string) => (kept[name] = value),
    removeItem: (name: string) => delete kept[name],
  };
  Object.assign(globalThis, { location, history, localStorage });
  return { location, kept: () => kept['convene:pass:institute'] };
}

test('only what begins as a pass is taken for one', () => {
  assert.equal(passIn(`#${pass('MTox')}`), pass('MTox'));
  // Damaged, and meant as a pass all the same: the server says so.
  assert.equal(passIn('#c1.k1.MTox'), 'c1.k1.MTox');
  for (const place of ['', '#', '#main', '#foo', '#a-place-on-the-page', '#xc1.k1.a.b', '#c1']) assert.equal(passIn(place), undefined, place);
});

test('a place on the page leaves the kept pass, and is followed by it in the address', () => {
  for (const place of ['', '#main', '#a-place-on-the-page']) {
    const browser = visit(place, { 'convene:pass:institute': pass('old') });
    assert.equal(passOf('institute'), pass('old'));
    assert.equal(browser.kept(), pass('old'));
    assert.equal(browser.location.hash, `#${pass('old')}`);
    assert.equal(keepsAnother('institute'), false);
  }
  assert.equal((visit('#a-place-on-the-page'), passOf('institute')), undefined);
});

test('a new link takes the place of the kept pass when it is welcomed, not before', () => {
  const browser = visit(`#${pass('new')}`, { 'convene:pass:institute': pass('old') });
  assert.equal(passOf('institute'), pass('new'));
  assert.equal(browser.kept(), pass('old'));
  assert.equal(keepsAnother('institute'), true);
  keepPass('institute', pass('new'));
  assert.equal(browser.kept(), pass('new'));
  assert.equal(keepsAnother('institute'), false);
});

test('the event is read from the address', () => {
  assert.equal(eventOf('/e/institute-2021'), 'institute-2021');
  assert.equal(eventOf('/e/a%20b/'), 'a b');
  assert.equal(eventOf('/'), undefined);
  assert.equal(eventOf('/e/a/b'), undefined);
});
