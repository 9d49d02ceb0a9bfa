// What it costs to put people into a room: each cost of the floor that has it, and of one that has not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoardView, FloorPerson, FloorRoom, FloorView, Programme } from '../../src/protocol.ts';
import { fit, forbidden, leaving, moversOf, targets } from '../../src/screens/board/targets/fit.ts';

const tree = (pairs: string[][]) => pairs.map(([key, parent]) => ({ key: key!, parent: parent!, label: {} }));
const programme = {
  roles: tree([['educator', ''], ['classroom', 'educator'], ['high', 'classroom'], ['administrator', '']]),
  regions: tree([['US', ''], ['US-CA', 'US'], ['ES', '']]),
} as unknown as Programme;

interface Made {
  kind?: string;
  basis?: object;
  [field: string]: unknown;
}
/** A role-alike room of up to five, in which nobody has anything in common yet. */
const room = (people: string[], { kind = 'role-alike', basis, ...more }: Made = {}) =>
  ({
    session: 's', round: 1, state: 'open', min: 2, max: 5, locked: false, name: { kind }, basis: { role: '', region: '', languages: [], ...basis },
    seats: Object.fromEntries(people.map(p => [p, { state: 'present', pinned: false }])), ...more,
  }) as unknown as FloorRoom;
/** Whoever sits in a room is a high school's educator from California, unless it is said otherwise; so is l, in the lobby. */
function floor(rooms: FloorView['rooms'], more: { [id: string]: Partial<FloorPerson> } = {}): FloorView {
  const people: { [id: string]: Partial<FloorPerson> } = { l: {} };
  for (const [id, { seats, session }] of Object.entries(rooms)) for (const p of Object.keys(seats)) people[p] = { room: id, session };
  for (const id in people) people[id] = { role: 'high', region: 'US-CA', session: 's', ...people[id], ...more[id] };
  return { rooms, people } as unknown as FloorView;
}
const bond = (one: string, other: string, of = 'apart') => ({ [`${one}-${other}`]: { one, other, bond: of } }) as unknown as BoardView['pairs'];

const movers = (ids: string, view: FloorView, pairs: BoardView['pairs'] = {}) => moversOf(ids.split(' ').filter(Boolean), view, pairs, programme);
/** Of those who go to the room `to`. */
const costs = (ids: string, view: FloorView, pairs?: BoardView['pairs']) => fit(movers(ids, view, pairs), 'to', view.rooms['to']!).costs;

test('a room that has a seat, and in which nothing is lost, costs nothing', () => {
  const view = floor({ to: room(['a', 'b', 'c', 'd'], { basis: { role: 'classroom', region: 'US', languages: ['en'] } }) });
  assert.deepEqual(fit(movers('l', view), 'to', view.rooms['to']!), { rank: 0, costs: [] });
});

test('a room is full for more than it has seats for; those who sit there already need none', () => {
  const view = floor({ to: room(['a', 'b', 'c', 'd']), from: room(['e', 'f', 'g', 'h']) });
  assert.deepEqual(costs('e', view), []);
  assert.deepEqual(costs('l e', view), ['full']);
  assert.deepEqual(costs('a e', view), []);
  const overfull = floor({ to: room(['a', 'b', 'c', 'd', 'e', 'f']) });
  assert.deepEqual(costs('a', overfull), [], 'nobody comes');
});

test('a locked room, and one of another session, say so', () => {
  assert.deepEqual(costs('l', floor({ to: room(['a', 'b'], { locked: true }) })), ['locked']);
  assert.deepEqual(costs('l', floor({ to: room(['a', 'b'], { session: 't' }) })), ['session']);
});

test('who is to be kept apart is not put together, whoever wished it, with those who sit there or with each other', () => {
  const view = floor({ to: room(['a', 'b']), from: room(['c', 'd', 'e', 'f']) });
  assert.deepEqual(costs('l', view, bond('a', 'l')), ['apart']);
  assert.deepEqual(costs('l', view, bond('l', 'a')), ['apart']);
  assert.deepEqual(costs('l', view, bond('l', 'a', 'together')), []);
  assert.deepEqual(costs('l', view, bond('l', 'a', 'free')), []);
  assert.deepEqual(costs('l', view, bond('l', 'c')), [], 'they sit elsewhere');
  assert.deepEqual(costs('c d', view, bond('c', 'd')), ['apart'], 'wherever they go');
  assert.deepEqual(costs('l', view, bond('l', 'gone')), []);
});

test('a role or a region that a room shares is broken by whoever is not of it or below it', () => {
  const of = (basis: object) => costs('l', floor({ to: room(['a', 'b'], { basis }) }));
  assert.deepEqual(of({ role: 'classroom' }), []);
  assert.deepEqual(of({ role: 'high', region: 'US' }), []);
  assert.deepEqual(of({ role: 'administrator' }), ['role']);
  assert.deepEqual(of({ role: 'administrator', region: 'ES' }), ['role', 'region']);
  const two = floor({ to: room(['a', 'b'], { basis: { role: 'educator', region: 'US' } }), from: room(['c', 'd', 'e', 'f']) }, { d: { role: 'administrator' } });
  assert.deepEqual([costs('c', two), costs('c d', two)], [[], ['role']], 'one of two is enough');
  const none = floor({ to: room(['a', 'b'], { basis: { role: 'high', region: 'US' } }) }, { l: { role: '', region: '' } });
  assert.deepEqual(costs('l', none), ['role', 'region'], 'nothing said is nothing shared');
});

test('in a debrief it is what they come to talk about; a room about several sessions breaks for nobody', () => {
  const debrief = (about: string | undefined, mine?: string) => costs('l', floor({ to: room(['a', 'b'], { kind: 'debrief', basis: { about } }) }, { l: { about: mine } }));
  assert.deepEqual(debrief('talk', 'talk'), []);
  assert.deepEqual(debrief('talk', 'other'), ['about']);
  assert.deepEqual(debrief('', 'other'), []);
  assert.deepEqual(debrief('talk'), [], 'staff put them there: they chose nothing');
});

test('what somebody speaks is known of a whole room alone', () => {
  const speak = (languages: string[]) => ({ basis: { languages } });
  const view = floor({ to: room(['a', 'b'], speak(['en'])), es: room(['c', 'd'], speak(['es'])), both: room(['e', 'f'], speak(['en', 'es'])), unsaid: room(['g', 'h']) });
  assert.deepEqual(costs('c d', view), ['language']);
  assert.deepEqual([costs('e f', view), costs('g h', view), costs('l', view)], [[], [], []]);
  assert.deepEqual(costs('c', view), ['left_alone'], 'they may speak more than the two share');
  const relaxed = floor({ to: room(['a', 'b'], { basis: { language_relaxed: true } }), unsaid: room(['g', 'h']) });
  assert.deepEqual(costs('l', relaxed), ['language'], 'there is none there');
  const torn = floor({ to: room(['a', 'b']), none: room(['c', 'd'], { basis: { language_relaxed: true } }) });
  assert.deepEqual(costs('c d', torn), ['language'], 'they have none');
});

test('a room that stays too small says so', () => {
  const view = floor({ to: room(['a'], { min: 3 }), from: room(['c', 'd', 'e', 'f', 'g']) });
  assert.deepEqual([costs('l', view), costs('l c', view)], [['small'], []]);
});

test('going away leaves somebody alone, or too few; and takes away who is pinned', () => {
  const pinned = room(['g', 'h', 'i']);
  pinned.seats['g']!.pinned = true;
  const view = floor({ to: room(['a', 'b']), pair: room(['c', 'd']), three: room(['e', 'f', 'k'], { min: 3 }), pinned });
  assert.deepEqual(leaving(movers('c', view)), ['left_alone']);
  assert.deepEqual(leaving(movers('c d', view)), [], 'nobody is left');
  assert.deepEqual(leaving(movers('e', view)), ['left_few']);
  assert.deepEqual(leaving(movers('g', view)), ['pinned']);
  assert.deepEqual(leaving(movers('c g e', view)), ['pinned', 'left_alone', 'left_few']);
  assert.deepEqual(leaving(movers('c', view), 'pair'), [], 'who goes nowhere leaves nobody');
  const called = room(['m', 'n', 'o']);
  called.seats['o']!.state = 'called_away';
  assert.deepEqual(leaving(movers('m', floor({ called }))), ['left_alone'], 'whoever is called away is no company');
});

test('the worst cost tells which room is better, and what a kind of session is made by weighs most', () => {
  const rank = (kind: string, basis: object, more: object = {}) => {
    const view = floor({ to: room(['a', 'b'], { kind, basis, ...more }) });
    return fit(movers('l', view), 'to', view.rooms['to']!).rank;
  };
  const role = { role: 'administrator' };
  const region = { region: 'ES' };
  assert.ok(rank('role-alike', region) < rank('role-alike', role));
  assert.ok(rank('regional', role) < rank('regional', region));
  assert.ok(rank('role-alike', { ...role, ...region }) < rank('role-alike', {}, { locked: true }));
  assert.ok(rank('open', {}, { locked: true }) < rank('open', {}, { max: 2 }));
});

test('where they can go: what fits first, of equal rooms the emptier, last those that the server would refuse', () => {
  const view = floor({
    from: room(['a', 'b', 'c']),
    full: room(['d', 'e', 'f', 'g', 'h']),
    tight: room(['i', 'j']),
    roomy: room(['k', 'm'], { max: 9 }),
    art: room(['n', 'o'], { basis: { role: 'administrator' }, max: 9 }),
    other_session: room(['p', 'q'], { session: 't' }),
    talk: room(['r'], { host: 'x' }),
    closed: room([], { state: 'closed' }),
    closing: room([], { state: 'closing' }),
  });
  const found = targets(movers('a b c', view), view.rooms);
  assert.deepEqual(found.map(t => t.id), ['roomy', 'tight', 'art', 'other_session', 'full']);
  assert.deepEqual(found.map(t => t.left), [7, 3, 7, 3, 0]);
  assert.deepEqual(found.map(t => forbidden(t.costs)), [false, false, false, false, true]);
  assert.ok(targets(movers('a b', view), view.rooms).every(t => t.id !== 'from'), 'where all of them sit they need not go');
  assert.ok(targets(movers('a d', view), view.rooms).some(t => t.id === 'from'), 'but one of two may');
  assert.deepEqual(targets(movers('', view), view.rooms), []);
  assert.deepEqual(targets(movers('gone', view), view.rooms).map(t => t.id).includes('talk'), false);
});
