import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FloorPerson, FloorRoom, FloorView } from '../../src/protocol.ts';
import { fits } from '../../src/screens/board/fit.ts';
import { needs } from '../../src/screens/floor/needs.ts';
import { common, presence } from '../../src/screens/common.ts';

const room = (health: string[], alone_since?: number) => ({ health, alone_since }) as FloorRoom;
const waiting = (since: number) => ({ waiting: 'no_company_yet', waiting_since: since }) as FloorPerson;

test('the most urgent comes first, and among equals who waits longest', () => {
  const view = {
    rooms: { r1: room(['ok']), r2: room(['under_min']), r3: room(['alone'], 500), r4: room(['alone'], 100), r5: room(['overfull']) },
    people: { p1: waiting(1_000), p2: waiting(199_000) },
  } as unknown as FloorView;
  assert.deepEqual(
    needs(view, 200_000).map(n => n.room ?? n.person),
    ['r4', 'r3', 'r5', 'p1', 'r2'],
  );
});

test('a room fits those whose roles are its own or below it', () => {
  const tree = [['educator', ''], ['classroom', 'educator'], ['high', 'classroom'], ['administrator', '']].map(([key, parent]) => ({
    key: key!, parent: parent!, label: {},
  }));
  assert.equal(fits(['high', 'classroom'], 'classroom', tree), true);
  assert.equal(fits(['high', 'administrator'], 'educator', tree), false);
  assert.equal(fits(['administrator'], '', tree), true);
});

test('nothing in common is not taken for something: two who gave no role share none', () => {
  const nobody = { role: '', region: '', topics: [], languages: [] };
  assert.deepEqual(common(nobody, nobody), { role: false, region: false, topics: [], languages: [] });
  assert.deepEqual(common({ ...nobody, topics: ['a', 'b'] }, { ...nobody, topics: ['b'] }).topics, ['b']);
});

test('somebody in the call is here; somebody whose connection is lost is away', () => {
  assert.deepEqual((['present', 'in_call', 'assigned', 'delivered', 'away', 'called_away'] as const).map(presence), [
    'here', 'here', 'coming', 'coming', 'away', 'away',
  ]);
});
