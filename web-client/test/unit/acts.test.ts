import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actConcerns, namedBy, newestActs, timeline, wordAfter, wordBefore, wordOf, type Act } from '../../src/screens/board/history/acts.ts';
import type { Operation } from '../../src/screens/board/tools/operations.ts';

const did = (what: Act['what'], more: Partial<Act> = {}) => ({ what, at: 0, people: 0, who: [], ...more }) as unknown as Act;
const whom = (...ids: string[]) => ({ people: ids.length, who: ids.map(person => ({ person, name: person.toUpperCase() })) });

test('acts stand by number, and among operations by time', () => {
  assert.deepEqual(newestActs({ 10: did('erased'), 9: did('erased'), 100: did('erased') }).map(([id]) => id), ['100', '10', '9']);
  const op = (at: number) => ({ at }) as unknown as Operation;
  const all = timeline({ o1: op(1), o2: op(5) }, { 1: did('muted', { at: 3 }), 2: did('muted', { at: 5 }), 3: did('muted', { at: 9 }) });
  assert.deepEqual(all.map(e => e.id), ['3', 'o2', '2', '1', 'o1']);
  assert.deepEqual(all.map(e => Boolean(e.op)), [false, true, false, false, true]);
});

test('it is about whoever is named, and may be about anybody where more are meant than are listed', () => {
  const one = did('muted', whom('p1'));
  assert.deepEqual([actConcerns(one, 'p1'), actConcerns(one, 'p2')], [true, false]);
  assert.equal(actConcerns(did('attendance', { ...whom('p1'), people: 30 }), 'p2'), true);
  assert.equal(actConcerns(did('cancelled'), 'p1'), false);
  assert.deepEqual([...namedBy({ 1: one, 2: did('plan', whom('p1', 'p3')) })], [['p1', 'P1'], ['p3', 'P3']]);
});

test('what was done is worded by what is so now, where that says more', () => {
  assert.equal(wordOf(did('muted', { before: 'muted', after: 'heard' })), 'heard');
  assert.equal(wordOf(did('message', { before: 'shown', after: 'hidden' })), 'message_hidden');
  assert.equal(wordOf(did('message', { before: 'hidden', after: 'shown' })), 'message_shown');
  assert.equal(wordOf(did('message', { before: 'shown', after: 'shown' })), 'message_settled');
  assert.equal(wordOf(did('desk', { before: 'open', after: 'merged' })), 'desk_merged');
  assert.equal(wordOf(did('revoked')), 'revoked');
  assert.equal(wordOf(did('linked', { before: 'none', after: 'given' })), 'linked_given');
  assert.equal(wordOf(did('round', { after: 'from_plan' })), 'round_from_plan');
  assert.equal(wordOf(did('chosen', { after: 'left' })), 'chosen_left');
  assert.equal(wordOf(did('posted', { before: 'posted', after: 'taken' })), 'posted_taken');
  assert.equal(wordOf(did('line', { after: 'moved' })), 'line_moved');
  assert.equal(wordOf(did('dropped')), 'dropped');
  assert.equal(wordOf(did('helped', whom('p1'))), 'helped');
  assert.equal(wordOf(did('settled', whom('p1'))), 'settled');
  assert.equal(wordOf(did('settled')), 'settled_unnamed', 'whoever reads the board is not told what was told of them');
});

test('what was before is said unless it is a matter of course', () => {
  assert.equal(wordBefore(did('removed', { before: 'in', after: 'removed' })), undefined);
  assert.equal(wordBefore(did('banned', { before: 'removed', after: 'banned' })), 'standing_removed');
  assert.equal(wordBefore(did('muted', { before: 'heard', after: 'muted' })), undefined);
  assert.equal(wordBefore(did('linked', { before: 'linked', after: 'taken' })), undefined);
  assert.equal(wordBefore(did('posted', { before: 'away', after: 'posted' })), undefined);
  assert.equal(wordBefore(did('attendance', { before: 'various', after: 'attended' })), 'various');
  assert.equal(wordBefore(did('plan', { before: 'open', after: 'completed' })), 'plan_open');
  assert.equal(wordAfter(did('attendance', { after: 'absent' })), 'attendance_absent');
});
