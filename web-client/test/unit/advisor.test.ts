import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeskTicket, DeskView } from '../../src/protocol.ts';
import { cameSince, isNext, mayCall, nextAt } from '../../src/screens/advisor/desk.ts';

const desk = (...people: [string, DeskTicket['state']][]) =>
  ({ status: 'available', capacity: 2, with: people.map(([id, state]) => ({ id, state })) }) as DeskView;

test('a planned end is the next time the clock shows it, also past midnight; what is no time is none', () => {
  const now = new Date(2026, 5, 1, 22, 30, 20).getTime();
  assert.equal(nextAt('23:15', now), new Date(2026, 5, 1, 23, 15).getTime());
  assert.equal(nextAt('22:30', now), new Date(2026, 5, 2, 22, 30).getTime());
  assert.equal(nextAt('00:10', now), new Date(2026, 5, 2, 0, 10).getTime());
  for (const text of ['', '24:00', '9:00', '12:60', 'noon', '12:30:00']) assert.equal(nextAt(text, now), undefined, text);
});

test('an advisor calls while available and while there is room for all who are called', () => {
  assert.ok(mayCall(desk()));
  assert.ok(mayCall(desk(), 2));
  assert.ok(!mayCall(desk(), 3));
  assert.ok(!mayCall(desk(['t1', 'offered'], ['t2', 'in_session'])), 'who is called takes a place, too');
  assert.ok(!mayCall({ ...desk(), status: 'away' }));
});

test('only the next one is called without a reason, for whatever reason they are next', () => {
  const next = (why_next: string) => isNext({ why_next } as DeskTicket);
  assert.deepEqual(['first', 'pinned', 'boosted', 'yielded', ''].map(next), [true, true, true, false, false]);
});

test('who came is news once, and not when the page comes', () => {
  const ids = (...given: Parameters<typeof cameSince>) => cameSince(...given).map(p => p.id);
  assert.deepEqual(ids(undefined, [desk(['t1', 'in_session'])]), []);
  assert.deepEqual(ids([desk(['t1', 'offered'])], [desk(['t1', 'in_session'])]), ['t1']);
  assert.deepEqual(ids([desk(['t1', 'in_session'])], [desk(['t1', 'in_session'], ['t2', 'offered'])]), []);
  assert.deepEqual(ids([desk()], [desk()]), []);
});
