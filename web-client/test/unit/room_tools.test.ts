import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FloorRoom, FloorView } from '../../src/protocol.ts';
import { broken, pairOf, wishAlone, wishersOf, type Pair } from '../../src/screens/board/tools/pair.ts';

const room = (people: string[], more: object = {}) =>
  ({ session: 's', round: 1, max: 5, name: { kind: 'role-alike' }, basis: { role: 'math' }, seats: Object.fromEntries(people.map(p => [p, {}])), ...more }) as unknown as FloorRoom;
const floor = (rooms: FloorView['rooms']) => {
  const people = Object.entries(rooms).flatMap(([id, { seats }]) => Object.keys(seats).map(p => [p, { room: id, role: 'math' }] as const));
  return { rooms, people: Object.fromEntries(people) } as unknown as FloorView;
};

const pair = (bond: string, one = 'a', other = 'b') => ({ one, other, bond }) as Pair;

test('a pair is broken only by two who have rooms, of one round', () => {
  const view = floor({ r1: room(['a', 'b']), r2: room(['c']), r3: room(['d'], { round: 2 }) });
  assert.equal(broken(pair('apart'), view), 'apart');
  assert.equal(broken(pair('together'), view), undefined);
  assert.equal(broken(pair('free'), view), undefined);
  assert.equal(broken(pair('apart', 'a', 'c'), view), undefined);
  assert.equal(broken(pair('together', 'a', 'c'), view), 'together');
  assert.equal(broken(pair('together', 'a', 'd'), view), undefined, 'of another round');
  assert.equal(broken(pair('together', 'a', 'nobody'), view), undefined);
  assert.equal(broken(pair('apart', 'nobody', 'no one'), view), undefined);
});

test('a pair is found whoever is named first', () => {
  const pairs = { x: pair('apart') };
  assert.deepEqual([pairOf(pairs, 'a', 'b'), pairOf(pairs, 'b', 'a'), pairOf(pairs, 'a', 'c')], [pairs.x, pairs.x, undefined]);
});

test('a wish stands alone until staff say something of the two, the same thing too', () => {
  const wished = (bond: string, by: string, ...wished_by: string[]) => ({ ...pair(bond), one_name: 'Ana', other_name: 'Ben', by, wished_by });
  assert.deepEqual(wishersOf(wished('apart', 'Ben', 'b')), ['Ben']);
  assert.deepEqual(wishersOf(wished('apart', 'Ana', 'a', 'b')), ['Ana', 'Ben']);
  assert.deepEqual(wishersOf(wished('apart', 'Mo')), []);
  assert.equal(wishAlone(wished('apart', 'Ben', 'b')), true);
  assert.equal(wishAlone(wished('apart', 'Ana', 'a', 'b')), true);
  assert.equal(wishAlone(wished('apart', 'Mo', 'b')), false, 'staff keep them apart, too');
  assert.equal(wishAlone(wished('free', 'Mo', 'b')), false);
  assert.equal(wishAlone(wished('together', 'Mo', 'a', 'b')), false);
  assert.equal(wishAlone(wished('apart', 'Mo')), false);
});
