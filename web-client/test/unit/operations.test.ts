import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concerns, newestFirst, peopleOf, redoable, undoable, wordOf, type Operation, type Operations } from '../../src/screens/board/tools/operations.ts';

/** A few words each: who, what, and of what it took back. */
const did = (by: string, command = 'seat.move', more: Partial<Operation> = {}) =>
  ({ by, command, people: 0, moves: [], pinned: [], pair: [], ...more }) as unknown as Operation;
const undid = (about: string) => did('me', 'op.undo', { about });
const taken = { undone_by: 'Me' };

test('operations stand in the order in which they were done, by number and not by letters', () => {
  const all: Operations = { o10: did('me'), o9: did('me'), o100: did('me') };
  assert.deepEqual(newestFirst(all).map(([id]) => id), ['o100', 'o10', 'o9']);
});

test('what is taken back is the last of my own that stands', () => {
  assert.equal(undoable({ o1: did('me'), o2: did('me'), o3: did('another') }, 'me'), 'o2');
  assert.equal(undoable({ o1: did('me'), o2: did('me', 'room.merge', taken), o3: undid('o2') }, 'me'), 'o1');
  assert.equal(undoable({ o1: did('me', 'seat.move', taken), o2: undid('o1') }, 'me'), undefined, 'an undo is turned round by a redo');
  assert.equal(undoable({ o1: did('another') }, 'me'), undefined);
  assert.equal(undoable({}, 'me'), undefined);
});

test('what is done again is what was taken back last, until something new is done', () => {
  const two: Operations = { o1: did('me', 'seat.move', taken), o2: did('me', 'seat.swap', taken), o3: undid('o2'), o4: undid('o1') };
  assert.equal(redoable(two, 'me'), 'o1');
  const once: Operations = { ...two, o1: did('me'), o5: did('me', 'op.redo', { about: 'o1' }) };
  assert.equal(redoable(once, 'me'), 'o2', 'then the one taken back before');
  assert.equal(redoable({ ...two, o5: did('another') }, 'me'), 'o1', "somebody else's is nothing new of mine");
  assert.equal(redoable({ ...two, o5: did('me') }, 'me'), undefined);
  assert.equal(redoable({ o3: undid('o1') }, 'me'), undefined, 'what is listed no longer cannot be done again');
});

test('it is about whoever moved, was pinned or paired; and may be about anybody where only some are listed', () => {
  const move = did('me', 'seat.move', { people: 1, moves: [{ person: 'p1' }] });
  assert.deepEqual([concerns(move, 'p1'), concerns(move, 'p2')], [true, false]);
  assert.equal(concerns(did('me', 'pair.apart', { pair: ['p1', 'p2'] }), 'p2'), true);
  assert.equal(concerns(did('me', 'seat.pin', { pinned: ['p3'] }), 'p3'), true);
  assert.equal(concerns(did('me', 'plan.apply', { people: 30, moves: [{ person: 'p1' }] }), 'p2'), true);
  assert.deepEqual(peopleOf(move), ['p1']);
});

test('what is done and undone by one command is told apart, and a name that is erased is not asked for', () => {
  assert.equal(wordOf(did('me', 'room.lock', { locked: true })), 'room_lock');
  assert.equal(wordOf(did('me', 'room.lock', { locked: false })), 'room_lock_off');
  assert.equal(wordOf(did('me', 'seat.pin', { pin: true })), 'seat_pin');
  assert.equal(wordOf(did('me', 'seat.pin', { pin: false })), 'seat_pin_off');
  const name = { kind: 'open', category: '', number: 4 } as NonNullable<Operation['room_before']>;
  assert.equal(wordOf(did('me', 'room.rename', { room_before: name, room_after: name })), 'room_rename');
  assert.equal(wordOf(did('me', 'room.rename', { room_before: name })), 'room_rename_erased');
  assert.equal(wordOf(did('me', 'room.rename', { room_after: name })), 'room_rename_erased');
  assert.equal(wordOf(did('me', 'op.undo', { locked: false })), 'op_undo', 'that is said of what it took back');
});
