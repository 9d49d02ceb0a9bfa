import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoardView, FloorView } from '../../src/protocol.ts';
import type { RefusedCommand } from '../../src/store/state.ts';
import { again, cause } from '../../src/screens/floor/stale.ts';
import { timesSeen } from '../../src/screens/floor/times.ts';

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

const hour = 3_600_000;
const at = (state: string, starts: number, ends: number, more = {}) => ({ state, starts, ends, ...more });
const programme = (more: object = {}) =>
  ({
    rooms: {},
    people: {},
    sessions: {
      before: at('planned', 9 * hour, 10 * hour),
      talk: at('running', 10 * hour, 11 * hour, { round: { state: 'open', ends: 11 * hour } }),
      lunch: at('planned', 12 * hour, 13 * hour),
      beside: at('open', 10 * hour, 11 * hour),
      begun: at('running', 10 * hour, 11 * hour),
      off: at('cancelled', 14 * hour, 15 * hour),
      evening: at('planned', 22 * hour, 23 * hour),
      ...more,
    },
  }) as unknown as FloorView;

test('what moves with a session is what follows within half a day and has not begun, as the screen has it', () => {
  const ids = (id: string, following: boolean) => timesSeen(programme().sessions, id, following).map(one => one.session);
  assert.deepEqual(ids('talk', true), ['talk', 'beside', 'lunch']);
  assert.deepEqual(ids('talk', false), ['talk']);
  assert.deepEqual(ids('lunch', true), ['lunch', 'evening']);
  assert.deepEqual(timesSeen(programme().sessions, 'lunch', false), [{ session: 'lunch', starts: 12 * hour, ends: 13 * hour }]);
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`s${i}`, at('planned', 12 * hour + i, 13 * hour)]));
  const named = timesSeen(programme(many).sessions, 'talk', true);
  assert.equal(named.length, 61, 'a message has an end');
  assert.deepEqual([named[1]!.session, named[3]!.session, named.at(-1)!.session], ['beside', 's0', 's57'], 'the nearest');
});

test('a time is asked again as of what the screen shows, or the refusal told if the screen shows what it was', () => {
  const told = { session: 'talk', starts: String(10 * hour), ends: String(11 * hour + 5) };
  const later = (view: FloorView, type: string, seen: unknown, code = 'session.changed') => again(refused({ type, session: 'talk', seen }, code, told), view);
  const moved = programme({ talk: at('running', 10 * hour, 11 * hour + 7, { round: { state: 'open', ends: 11 * hour + 9 } }) });
  assert.deepEqual(later(programme(), 'session.extend', 11 * hour), { seen: 11 * hour + 5 });
  assert.deepEqual(later(moved, 'session.extend', 11 * hour), { seen: 11 * hour + 7 });
  assert.deepEqual(later(programme(), 'round.extend', 11 * hour, 'round.changed'), { seen: 11 * hour + 5 });
  assert.deepEqual(later(moved, 'round.extend', 11 * hour, 'round.changed'), { seen: 11 * hour + 9 });
  const closing = programme({ talk: at('running', 10 * hour, 11 * hour, { round: { state: 'closing', ends: 11 * hour + 1 } }) });
  assert.deepEqual(later(closing, 'round.extend', 11 * hour, 'round.changed'), { seen: 11 * hour + 1 });
  const between = programme({ talk: at('running', 10 * hour, 11 * hour, { round: { state: 'pause' } }) });
  assert.equal(later(between, 'round.extend', 11 * hour, 'round.changed'), 'gone');
  const closed = programme({ talk: at('closed', 10 * hour, 11 * hour) });
  for (const type of ['session.extend', 'session.shift', 'round.extend']) assert.equal(later(closed, type, 11 * hour), 'gone', type);
});

test('what moves with it is asked again as it is by then, what somebody else moved among it as the refusal told', () => {
  const before = timesSeen(programme().sessions, 'talk', true);
  const told = { session: 'lunch', starts: String(12 * hour + 5), ends: String(13 * hour + 5) };
  const shift = (view: FloorView) => again(refused({ type: 'session.shift', session: 'talk', minutes: 5, following: true, seen: before }, 'session.changed', told), view);
  const times = (starts: number, ends: number) => ({ session: 'lunch', starts, ends });
  assert.deepEqual(shift(programme()), { seen: [...before.slice(0, 2), times(12 * hour + 5, 13 * hour + 5)] });
  const newest = programme({ lunch: at('planned', 12 * hour + 6, 13 * hour + 6) });
  assert.deepEqual(shift(newest), { seen: [...before.slice(0, 2), times(12 * hour + 6, 13 * hour + 6)] });
});
