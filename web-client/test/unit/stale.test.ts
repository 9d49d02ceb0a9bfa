import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoardView, FloorView } from '../../src/protocol.ts';
import type { RefusedCommand } from '../../src/store/state.ts';
import { again, cause } from '../../src/screens/floor/stale.ts';

const name = (number: number) => ({ kind: 'role-alike', category: 'classroom', number });
const view = {
  rooms: {
    r1: { name: { ...name(1), label: 'Labs' }, version: 4, locked: true, state: 'open', link: 'https://a.example.org', seats: { p1: { pinned: true }, p2: { pinned: false } } },
    r2: { name: name(2), version: 7, locked: false, state: 'open', seats: { p3: { pinned: false } } },
    r3: { name: name(3), version: 1, locked: false, state: 'closed', seats: {} },
  },
  people: {
    p1: { session: 's', room: 'r1', version: 11 },
    p2: { session: 's', room: 'r1', version: 12 },
    p3: { session: 's', room: 'r2', version: 13 },
    p4: { version: 14 },
  },
} as unknown as FloorView;

const refused = (command: object, code = 'room.changed', parameters: { [name: string]: string } = {}) =>
  ({ command: { id: '7:1', ...command }, answer: { type: 'refused', code, message: '', parameters } }) as unknown as RefusedCommand;

test('a command upon a room is asked again with the version on the screen, or the one that the refusal told if that is newer', () => {
  const lock = (room: string, locked: boolean, parameters = {}) => again(refused({ type: 'room.lock', room, locked, seen: 1 }, 'room.changed', parameters), view);
  assert.deepEqual(lock('r2', true), { seen: 7 });
  assert.deepEqual(lock('r2', true, { room: 'r2', version: '9' }), { seen: 9 }, 'the screen shows an older floor');
  assert.deepEqual(lock('r2', true, { room: 'r2', version: '5' }), { seen: 7 });
  assert.deepEqual(lock('r2', true, { room: 'r2', version: 'x' }), { seen: 7 });
  assert.equal(lock('r1', true), 'done');
  assert.equal(lock('r3', true), 'gone', 'it closed');
  assert.equal(lock('r9', true), 'gone');
});

test('what is so already, or can be no more, is not offered', () => {
  assert.equal(again(refused({ type: 'room.rename', room: 'r1', title: 'Labs', seen: 1 }), view), 'done');
  assert.deepEqual(again(refused({ type: 'room.rename', room: 'r1', title: '', seen: 1 }), view), { seen: 4 });
  assert.equal(again(refused({ type: 'room.link', room: 'r1', link: 'https://a.example.org', seen: 1 }), view), 'done');
  assert.equal(again(refused({ type: 'room.link', room: 'r2', link: '', seen: 1 }), view), 'done', 'it has none of its own');
  assert.deepEqual(again(refused({ type: 'room.merge', room: 'r1', to: 'r2', seen: 1 }), view), { seen: 4 });
  assert.equal(again(refused({ type: 'room.merge', room: 'r1', to: 'r3', seen: 1 }), view), 'gone');
  assert.deepEqual(again(refused({ type: 'room.close', room: 'r1', to: 'lobby', seen: 1 }), view), { seen: 4 }, 'the lobby is no room');
  assert.deepEqual(again(refused({ type: 'seat.pin', person: 'p2', pinned: true, seen: 1 }, 'seat.changed'), view), { seen: 12 });
  assert.equal(again(refused({ type: 'seat.pin', person: 'p1', pinned: true, seen: 1 }, 'seat.changed'), view), 'done');
  assert.equal(again(refused({ type: 'seat.pin', person: 'p4', pinned: true, seen: 1 }, 'seat.changed'), view), 'gone');
});

test('two change places as of where both are now, unless that is one room', () => {
  const swap = (one: string, other: string, parameters = {}) =>
    again(refused({ type: 'seat.swap', one: { person: one, seen: 1 }, other: { person: other, seen: 1 } }, 'seat.changed', parameters), view);
  assert.deepEqual(swap('p1', 'p3', { person: 'p3', version: '20' }), { one: { person: 'p1', seen: 11 }, other: { person: 'p3', seen: 20 } });
  assert.equal(swap('p1', 'p2'), 'gone');
  assert.equal(swap('p1', 'p4'), 'gone');
  assert.equal(swap('p1', 'p9'), 'gone');
});

test('what was done first is the newest of whoever was first, about the same room or person', () => {
  const op = (by: string, command: string, more: object) => ({ command, by, name: by, at: 0, reason: '', people: 0, moves: [], pinned: [], rooms: [], pair: [], ...more });
  const all = {
    o9: op('p8', 'room.lock', { rooms: [name(1)] }),
    o10: op('p8', 'room.rename', { rooms: [name(1)] }),
    o11: op('p8', 'seat.move', { moves: [{ person: 'p2', from: name(2), to: name(3) }] }),
    o12: op('p7', 'room.lock', { rooms: [name(1)] }),
  } as unknown as BoardView['operations'];
  const of = (code: string, parameters: object) => cause(refused({ type: 'room.lock', room: 'r1', locked: true }, code, { ...parameters }), view, all)?.command;
  assert.equal(of('room.changed', { room: 'r1', by: 'p8' }), 'room.rename');
  assert.equal(of('room.changed', { room: 'r2', by: 'p8' }), 'seat.move', 'somebody left it');
  assert.equal(of('room.changed', { room: 'r1', by: 'p6' }), undefined);
  assert.equal(of('room.changed', { room: 'r1' }), undefined, 'nobody of the staff');
  assert.equal(of('seat.changed', { person: 'p2', room: 'r1', by: 'p8' }), 'seat.move');
});
