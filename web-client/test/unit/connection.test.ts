import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pause, verdict } from '../../src/connection/backoff.ts';
import { eventOf } from '../../src/connection/pass.ts';

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

test('the event is read from the address', () => {
  assert.equal(eventOf('/e/institute-2021'), 'institute-2021');
  assert.equal(eventOf('/e/a%20b/'), 'a b');
  assert.equal(eventOf('/'), undefined);
  assert.equal(eventOf('/e/a/b'), undefined);
});
