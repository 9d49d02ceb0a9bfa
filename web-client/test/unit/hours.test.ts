import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FloorAdvisor, FloorTicket } from '../../src/protocol.ts';
import { acts, freeAdvisor, inOrder, live, reasonOf, waitsLong } from '../../src/screens/hours/tickets.ts';

const ticket = (more: Partial<FloorTicket> = {}) => ({ session: 's', state: 'waiting', place: 0, online: true, pinned: false, joined: 0, ...more }) as FloorTicket;
const states = ['waiting', 'away', 'offered', 'in_session', 'done', 'left', 'no_show', 'closed_out'] as const;

test("the order is the server's: by place, then by the ticket's number and not as ids are written", () => {
  const all = { t10: ticket({ place: 5 }), t9: ticket({ place: 5 }), t1: ticket({ place: 7 }), t2: ticket({ place: -3 }), t3: ticket({ session: 'other' }), t4: ticket({ state: 'done' }) };
  assert.deepEqual(inOrder(all, 's', live), ['t2', 't9', 't10', 't1']);
});

test('any order of keys gives the same order: a strict and total one', () => {
  const places = [3, 1, 3, 2, 1, 3, 2, 0, 3, 1, 2, 0];
  const all = places.map((place, i) => [`t${i + 1}`, ticket({ place })] as const);
  const expected = inOrder(Object.fromEntries(all), 's', live);
  for (let turn = 1; turn < all.length; turn++)
    assert.deepEqual(inOrder(Object.fromEntries([...all.slice(turn), ...all.slice(0, turn)]), 's', live), expected);
  for (let i = 1; i < expected.length; i++) {
    const [a, b] = [expected[i - 1]!, expected[i]!].map(id => [places[Number(id.slice(1)) - 1]!, Number(id.slice(1))] as const);
    assert.ok(a![0] < b![0] || (a![0] === b![0] && a![1] < b![1]));
  }
});

test('what may be done follows from the state and from what the person may', () => {
  const all = (more: Partial<FloorTicket>) => acts(ticket(more), () => true);
  assert.deepEqual(all({}), ['call', 'before', 'desk', 'pin', 'cutoff']);
  assert.deepEqual(all({ online: false, pinned: true }), ['before', 'desk', 'unpin', 'cutoff']);
  assert.deepEqual(all({ state: 'in_session' }), ['no_show', 'return', 'pin']);
  for (const state of ['done', 'left', 'no_show', 'closed_out'] as const) assert.deepEqual(all({ state }), ['return']);
  const facilitator = (command: string) => !/^ticket\.(move|pin)$/.test(command);
  assert.deepEqual(acts(ticket(), facilitator), ['call', 'cutoff']);
  for (const state of states) assert.deepEqual(acts(ticket({ state }), () => false), []);
});

test('a reason must be given where the server asks for one, and is not asked for where it keeps none', () => {
  assert.deepEqual((['before', 'desk', 'pin', 'call', 'return', 'unpin', 'no_show', 'cutoff'] as const).map(reasonOf), ['must', 'must', 'must', 'may', 'none', 'may', 'none', 'none']);
});

test('too long is more than twenty minutes, of those who wait', () => {
  const after = (minutes: number, state: FloorTicket['state'] = 'waiting') => waitsLong(ticket({ state }), minutes * 60_000);
  assert.deepEqual([after(20), after(21)], [false, true]);
  for (const state of states.filter(s => s !== 'waiting')) assert.ok(!after(60, state));
});

test('an advisor can be asked while available, connected and not full', () => {
  const free = (more: Partial<FloorAdvisor>) => freeAdvisor({ status: 'available', online: true, capacity: 2, with: ['t1'], ...more } as FloorAdvisor);
  assert.deepEqual([free({}), free({ with: ['t1', 't2'] }), free({ status: 'away' }), free({ online: false })], [true, false, false, false]);
});
