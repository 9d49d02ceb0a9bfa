import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineStatus, TicketView } from '../../src/protocol.ts';
import { choices, newsOf, unlikely, waitOf } from '../../src/kinds/office_hours/line.ts';

const desks = [
  { id: 'a', topics: ['x'] },
  { id: 'b', topics: [] },
];
const line = (states: { [desk: string]: 'open' | 'paused' | 'closing' }, unserved: string[] = []): LineStatus => ({
  desks: Object.entries(states).map(([desk, state]) => ({ desk, state, advisors: 1, waiting: 0 })),
  unserved,
});
const ticket = (more: Partial<TicketView> = {}) =>
  ({ id: 't1', state: 'waiting', why: '', version: 1, joined: 0, place: 3, next: false, basis: 'live', behind_cutoff: false, ...more }) as TicketView;

test("topics on offer are those of desks that take tickets, in the event's order, and say whether an advisor is here", () => {
  const of = (...given: Parameters<typeof line>) => choices(desks, line(...given), ['y', 'x', 'z']);
  assert.deepEqual(of({ a: 'open', b: 'open' }, ['z']), [
    { topic: 'y', served: true },
    { topic: 'x', served: true },
    { topic: 'z', served: false },
  ]);
  assert.deepEqual(of({ a: 'paused', b: 'closing' }).map(c => c.topic), ['x'], 'a paused desk takes tickets, one that closes does not');
  assert.deepEqual(of({ a: 'closing', b: 'closing' }), []);
  assert.deepEqual(of({ b: 'open' }).map(c => c.topic), ['y', 'x', 'z'], 'a desk that was united with another is served there');
});

test('the wait is a range, never a bare zero, and none where the line stands still', () => {
  const reckoned = (likely?: number, surely?: number) => waitOf(ticket({ estimate: { likely, surely, reached_percent: 100 } }));
  assert.deepEqual(reckoned(5, 15), { kind: 'range', from: 5, to: 15 });
  assert.deepEqual(reckoned(5, 5), { kind: 'about', n: 5 });
  assert.deepEqual(reckoned(15), { kind: 'more', n: 15 });
  assert.deepEqual(reckoned(), { kind: 'late' });
  assert.deepEqual(reckoned(0, 0), { kind: 'late' });
  assert.deepEqual(waitOf(ticket()), { kind: 'unknown' });
  for (const basis of ['no_advisor', 'paused', 'draw', 'not_started', 'something new'])
    assert.equal(waitOf(ticket({ basis, estimate: { likely: 5, surely: 9, reached_percent: 100 } })), undefined);
});

test('who stands behind the cut-off, or is reached in fewer than half of all cases, is told', () => {
  const reached = (reached_percent: number, more: Partial<TicketView> = {}) => unlikely(ticket({ estimate: { likely: 5, reached_percent }, ...more }));
  assert.deepEqual([reached(40), reached(50), reached(100)], [true, false, false]);
  assert.ok(reached(100, { behind_cutoff: true }));
  assert.ok(!reached(10, { basis: 'paused' }), 'what was reckoned before the pause says nothing');
});

test('spoken is what changes something: called once a call, joined, next, what others did; not places, nor own presses', () => {
  const call = (expires: number, accepted = false) => ({ state: 'offered' as const, call: { advisor: 'A', expires, group: 0, accepted } });
  const at = 60_000;
  assert.equal(newsOf(undefined, ticket(), at), undefined, 'it was there when the page came');
  assert.equal(newsOf(undefined, ticket({ joined: at - 100 }), at), 'joined');
  assert.equal(newsOf(ticket(), ticket({ place: 2 }), at), undefined);
  assert.equal(newsOf(ticket(), ticket({ place: 1, next: true }), at), 'next');
  assert.equal(newsOf(ticket({ next: true }), ticket({ next: true }), at), undefined);
  assert.equal(newsOf(ticket(), ticket(call(5)), at), 'called');
  assert.equal(newsOf(undefined, ticket(call(5)), at), 'called', 'also when the page comes in the middle of it');
  assert.equal(newsOf(ticket(call(5)), ticket({ ...call(5), version: 2 }), at), undefined);
  assert.equal(newsOf(ticket(call(5)), ticket(call(9)), at), 'called', 'another call');
  assert.equal(newsOf(ticket(call(5)), ticket(call(5, true)), at), undefined);
  assert.equal(newsOf(ticket(call(5)), ticket({ why: 'missed' }), at), 'turned');
  assert.equal(newsOf(ticket(call(5)), ticket({ why: 'declined' }), at), undefined);
  assert.equal(newsOf(ticket(), ticket({ state: 'away', why: 'asked' }), at), undefined);
  for (const why of ['moved', 'pinned']) assert.equal(newsOf(ticket(), ticket({ why, place: 9 }), at), 'turned', 'a place that staff changed is told');
  assert.equal(newsOf(ticket({ state: 'in_session' }), ticket({ state: 'no_show', why: 'staff' }), at), 'turned');
});
