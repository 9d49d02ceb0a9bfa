import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FloorPerson, FloorRoom, FloorSession, FloorView, MeView } from '../../src/protocol.ts';
import { state } from '../../src/app/client.ts';
import { reaches } from '../../src/app/scope.ts';
import { roundTools } from '../../src/screens/board/round_tools.ts';
import { audience } from '../../src/screens/floor/audience.ts';
import { callsOf, worded, type Call } from '../../src/screens/floor/calls.ts';
import { gathersNow } from '../../src/screens/floor/order.ts';
import { counted, points, readAgain, written } from '../../src/screens/floor/history.ts';
import { inPlace, needs, signsOf } from '../../src/screens/floor/needs.ts';
import { changed, noFilter, rankOf, seek, showsRoom } from '../../src/screens/floor/seek.ts';
import { common, presence } from '../../src/screens/common.ts';

// Names are folded by the reader's language.
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en'] }, configurable: true });

const room = (health: string[], alone_since?: number) => ({ health, alone_since, complaints: {}, seats: {} }) as unknown as FloorRoom;
const waiting = (since: number) => ({ waiting: 'no_company_yet', waiting_since: since }) as FloorPerson;

test('the most urgent comes first, and among equals who waits longest', () => {
  const view = {
    rooms: { r1: room(['ok']), r2: room(['under_min']), r3: room(['alone'], 500), r4: room(['alone'], 100), r5: room(['overfull']) },
    people: { p1: waiting(1_000), p2: waiting(199_000) },
    tickets: {},
  } as unknown as FloorView;
  assert.deepEqual(
    needs(view, 200_000).map(n => n.room ?? n.person),
    ['r4', 'r3', 'r5', 'p1', 'r2'],
  );
});

const late = (seats: { [person: string]: string }) => Object.fromEntries(Object.entries(seats).map(([id, state]) => [id, { state, no_show: true }]));

test('all that a room needs a look for is one need, the worst first; who was told and did not look is not who was not reached', () => {
  const seats = late({ p1: 'assigned', p2: 'delivered' });
  const view = {
    rooms: {
      r1: { ...room(['no_facilitator', 'under_min', 'not_arrived']), seats },
      r2: { ...room(['not_arrived']), seats: late({ p3: 'delivered' }) },
      r3: { ...room(['not_arrived']), seats: { ...late({ p4: 'assigned' }), p5: { state: 'delivered', no_show: false } } },
      r4: { ...room(['no_facilitator', 'alone'], 100), complaints: { 3: { at: 5 } } },
      r5: room(['ok']),
    },
    people: {},
    tickets: {},
  } as unknown as FloorView;
  assert.deepEqual(
    needs(view, 1_000).map(n => [n.room, n.message ?? n.signs]),
    [
      ['r4', '3'],
      ['r4', 'alone no_facilitator'],
      ['r1', 'no_facilitator under_min not_arrived not_seen'],
      ['r3', 'not_arrived'],
      ['r2', 'not_seen'],
    ],
  );
  assert.deepEqual(signsOf(view.rooms['r5']!), []);
});

test('a message goes to whoever all of it means, and to nobody where rooms were to be chosen and none stands', () => {
  const to = { session: '', inRooms: false, rooms: [], person: '', role: '', region: '', language: '', missing: false };
  const there = (room: string) => room !== 'gone';
  const everybody = { sessions: [], rooms: [], people: [], roles: [], regions: [], languages: [], not_present: false };
  assert.deepEqual(audience(to, there), everybody);
  assert.deepEqual(audience({ ...to, inRooms: true, rooms: ['r1', 'gone', 'r2'], role: 'high', language: 'es', missing: true }, there), {
    ...everybody, rooms: ['r1', 'r2'], roles: ['high'], languages: ['es'], not_present: true,
  });
  assert.equal(audience({ ...to, inRooms: true }, there), undefined);
  assert.equal(audience({ ...to, inRooms: true, rooms: ['gone'] }, there), undefined);
});

test('a line in which people wait too long is one need, since the first of them; who is away or called is none of them', () => {
  const ticket = (session: string, joined: number, state = 'waiting') => ({ session, joined, state });
  const minutes = 60_000;
  const view = {
    rooms: {},
    people: { p1: waiting(1_000) },
    tickets: { t1: ticket('a', 3 * minutes), t2: ticket('a', 1 * minutes), t3: ticket('a', 11 * minutes), t4: ticket('b', 0, 'away'), t5: ticket('b', 0, 'offered') },
  } as unknown as FloorView;
  assert.deepEqual(needs(view, 30 * minutes).map(n => [n.why, n.line, n.n, n.since]), [
    ['line', 'a', 2, 1 * minutes],
    ['waiting', undefined, undefined, 1_000],
  ]);
});

test('help comes before all else, reported messages next; whoever is helped by somebody else is last', () => {
  const asks = (since: number, by?: string) => ({ help: { since, about: '', by } }) as FloorPerson;
  const view = {
    rooms: { r1: room(['alone'], 100), r2: { ...room(['no_facilitator']), complaints: { 4: { at: 300 }, 9: { at: 200 } } } },
    people: { p1: asks(500), p2: asks(400, 'staff'), p3: asks(450, 'me') },
    tickets: {},
  } as unknown as FloorView;
  assert.deepEqual(
    needs(view, 1_000, 'me').map(n => n.message ?? n.room ?? n.person),
    ['p3', 'p1', '9', '4', 'r1', 'r2', 'p2'],
  );
});

test('a talk that runs has no lobby on the floor', () => {
  assert.equal(gathersNow({ kind: 'role-alike', state: 'running' }), true);
  assert.equal(gathersNow({ kind: 'open', state: 'open' }), true);
  assert.equal(gathersNow({ kind: 'content', state: 'running' }), false);
  assert.equal(gathersNow({ kind: 'role-alike', state: 'planned' }), false);
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

test('what may be done about rounds follows from the round, the session and who opens them', () => {
  const tools = (state: string, round?: [number, string], by_moderator = false) => {
    const status = round && { number: round[0], of: 2, state: round[1], opens: 0, ends: 0 };
    const { next, draft, open, close, rematch } = roundTools({ state, round: status, by_moderator } as FloorSession);
    assert.equal(rematch, close, 'what can be closed can be grouped anew');
    return [next, draft, open, close];
  };
  assert.deepEqual(tools('open', [1, 'waiting']), [1, true, true, false]);
  assert.deepEqual(tools('running', [1, 'gathering']), [1, false, false, false]);
  assert.deepEqual(tools('running', [1, 'open']), [2, true, false, true]);
  assert.deepEqual(tools('running', [1, 'closing']), [2, true, false, false]);
  assert.deepEqual(tools('running', [2, 'pause']), [2, true, true, false]);
  assert.deepEqual(tools('running', [2, 'open']), [3, false, false, true], 'no third round of two');
  assert.deepEqual(tools('running', [3, 'pause'], true), [3, true, true, false], 'but by a moderator');
  assert.deepEqual(tools('running'), [0, false, false, false], 'all rounds are through');
  assert.deepEqual(tools('planned', [1, 'waiting']), [1, false, false, false], 'the server would refuse it');
  assert.deepEqual(tools('closing', [2, 'open']), [3, false, false, false]);
});

test('calls are counted in one sentence: of one by name, of many by room or by head', () => {
  const help = (room?: string, name = 'A'): Call => ({ what: 'help', room, name });
  const said = (...calls: Call[]) => worded(calls).map(({ key, ...more }) => [key.slice('needs.say_'.length), ...Object.values(more)]);
  assert.deepEqual(said(), []);
  assert.deepEqual(said(help('r1')), [['help', 'A']]);
  assert.deepEqual(said(help('r1'), help('r2'), help('r3'), help('r3')), [['rooms', 3]]);
  assert.deepEqual(said(help('r1'), help('r1')), [['people_in', 2, 'r1']]);
  assert.deepEqual(said(help('r1'), help(), help()), [['people', 3]]);
  const reported: Call = { what: 'reported', room: 'r2' };
  assert.deepEqual(said(help(), reported), [['help', 'A'], ['reported', 'r2']]);
  assert.deepEqual(said(reported, reported), [['reports', 2]]);
});

test('nobody calls who is being helped, or does not ask', () => {
  const view = {
    rooms: { r1: { complaints: { 4: {}, 9: {} } }, r2: { complaints: {} } },
    people: { p1: { name: 'A', room: 'r1', help: { since: 1 } }, p2: { name: 'B', help: { since: 1, by: 'p9' } }, p3: { name: 'C' } },
  } as unknown as FloorView;
  assert.deepEqual([...callsOf(view)], [
    ['p1', { what: 'help', room: 'r1', name: 'A' }],
    ['r1/4', { what: 'reported', room: 'r1' }],
    ['r1/9', { what: 'reported', room: 'r1' }],
  ]);
});

test('whoever was reported calls, once more with every report, and so does a member of staff', () => {
  const reports = { count: 2, since: 1, about: [] };
  const view = { rooms: {}, people: { p1: { name: 'A', room: 'r1', reports } } } as unknown as FloorView;
  assert.deepEqual([...callsOf(view, { p8: { ...reports, name: 'F' } })], [
    ['p8:2', { what: 'person', name: 'F' }],
    ['p1:2', { what: 'person', room: 'r1', name: 'A' }],
  ]);
});

test('while somebody points at the list what is over keeps its place, and what is new comes below', () => {
  const need = (room: string, ...signs: string[]) => ({ why: signs[0]!, signs: signs.join(' '), room });
  assert.deepEqual(
    inPlace(['room r1', 'room r2'], [need('r3', 'alone'), need('r2', 'overfull', 'not_seen')]).map(row => [row.key, row.need?.room]),
    [['room r1', undefined], ['room r2', 'r2'], ['room r3', 'r3']],
    'a room is one need, whatever is wrong with it',
  );
});

test('one or two letters find a name: its beginning, a later word, the initials, then anything inside', () => {
  assert.equal(rankOf('Verónica Dávila', 'v'), 0);
  assert.equal(rankOf('Verónica Dávila', 'da'), 1);
  assert.equal(rankOf('Verónica Dávila', 'vd'), 2);
  assert.equal(rankOf('Verónica Dávila', 'nic'), 3);
  assert.equal(rankOf('Verónica Dávila', 'n'), undefined, 'one letter inside a name says nothing');
  assert.equal(rankOf('نور الدين حداد', 'ال'), 1);
});

const trees = {
  roles: [{ key: 'educator', parent: '', label: {} }, { key: 'high', parent: 'educator', label: {} }],
  regions: [{ key: 'US', parent: '', label: {} }, { key: 'US-CA', parent: 'US', label: {} }, { key: 'ES', parent: '', label: {} }],
};
const crowd = {
  rooms: { r1: { health: ['ok'], seats: { p1: { state: 'present' }, p2: { state: 'away' } } }, r2: { health: ['alone'], seats: { p3: { state: 'present' } } } },
  people: {
    p1: { name: 'Ánna Zeller', role: 'high', region: 'US-CA', room: 'r1' },
    p2: { name: 'Zoe Anders', role: 'high', region: 'ES', room: 'r1' },
    p3: { name: 'Hannah Ode', role: 'educator', region: 'US', room: 'r2' },
    p4: { name: 'Otto Annan', role: '', region: '', },
  },
} as unknown as FloorView;

test('names and filters together: of a kind or region and those below it, and only who has a seat can be missing from it', () => {
  const ask = (typed: string, more = {}) => seek(crowd, typed, { ...noFilter, ...more }, trees);
  assert.equal(ask('  '), undefined);
  assert.deepEqual(ask('AN'), ['p1', 'p4', 'p2', 'p3']);
  assert.deepEqual(ask('', { role: 'educator' }), ['p3', 'p2', 'p1'].sort((a, b) => (crowd.people[a]!.name < crowd.people[b]!.name ? -1 : 1)));
  assert.deepEqual(ask('', { region: 'US' }), ['p3', 'p1']);
  assert.deepEqual(ask('', { missing: true }), ['p2']);
  assert.deepEqual(ask('hann', { missing: true }), []);
});

test('a room is shown when somebody in it is meant, and when its health was asked for', () => {
  const shows = (id: string, more = {}) => showsRoom(crowd.rooms[id]!, crowd, { ...noFilter, ...more }, trees);
  assert.deepEqual([shows('r1'), shows('r2')], [true, true]);
  assert.deepEqual([shows('r1', { region: 'ES' }), shows('r2', { region: 'ES' })], [true, false]);
  assert.deepEqual([shows('r1', { unwell: true }), shows('r2', { unwell: true })], [false, true]);
});

test('what changed while updates are paused is counted by entry: new, gone, another', () => {
  const before = { sessions: {}, tickets: {}, rooms: { r1: {}, r2: {} }, people: { p1: {}, p2: {} } } as unknown as FloorView;
  assert.equal(changed(before, { ...before }), 0);
  const { r1 } = before.rooms;
  assert.equal(changed(before, { ...before, rooms: { r1: r1! }, people: { ...before.people, p2: {}, p3: {} } } as unknown as FloorView), 3);
});

test('the history of a room is its last twenty minutes; a room that is gone has none', () => {
  const seats = (...states: string[]) => Object.fromEntries(states.map((state, i) => [`p${i}`, { state }]));
  const view = (rooms: { [id: string]: unknown }) => ({ rooms }) as unknown as FloorView;
  const first = counted({ gone: [3] }, view({ r1: { seats: seats('present', 'in_call', 'away', 'delivered') } }));
  assert.deepEqual(first, { r1: [2] });
  const lines = { desks: { 'hours/main': { waiting: 3, away: 1 } } } as unknown as FloorView;
  assert.deepEqual(counted({ 'hours/main': [1] }, lines), { 'hours/main': [1, 4] }, 'whoever is away keeps their place');
  let now: { [room: string]: number[] } = first;
  for (let i = 0; i < 25; i++) now = counted(now, view({ r1: { seats: seats('present') }, r2: { seats: {} } }));
  assert.deepEqual([now['r1']!.length, now['r1']![0], now['r2']!.length], [20, 1, 20]);
  assert.equal(points([0, 5, 10], 10, 80, 18), '0,18 40,9 80,0');
  assert.equal(points([12], 10, 80, 18), '0,0', 'never out of its box');
});

test('a reload goes on with the counts of a room, but not over a gap, and not with what nobody here wrote', () => {
  const counts = { r1: [2, 3], r2: [0] };
  const minute = 60_000;
  const text = written(counts, 10 * minute);
  assert.deepEqual(readAgain(text, 11 * minute), { last: 10 * minute, history: counts });
  const nothing = { last: 0, history: {} };
  assert.deepEqual(readAgain(text, 13 * minute), nothing, 'the line would join what is far apart');
  for (const hostile of [undefined, '', '{', 'null', '7', '["x",{}]', '[null,{}]', JSON.stringify([10 * minute, 'no'])])
    assert.deepEqual(readAgain(hostile, 10 * minute).history, {}, String(hostile));
  const odd = { r1: [1], r2: 'many', r3: [1, 'two'], r4: [-1], r5: [1.5], r6: Array.from({ length: 21 }, () => 1), r7: null };
  assert.deepEqual(readAgain(JSON.stringify([10 * minute, odd]), 10 * minute).history, { r1: [1] });
});

test('what the reader looks after is all of it, unless they were given a part: sessions with their rooms, or rooms', () => {
  const as = (scope?: MeView['scope']) => (state.value = { ...state.value, me: { id: 'p1', scope } as MeView });
  as();
  assert.deepEqual([reaches('one', 'r1'), reaches()], [true, true]);
  as({ sessions: ['one'], rooms: ['r9'] });
  assert.deepEqual([reaches('one', 'r1'), reaches('one'), reaches('two', 'r9')], [true, true, true]);
  assert.deepEqual([reaches('two', 'r1'), reaches('two'), reaches('r9', 'one'), reaches()], [false, false, false, false]);
  as({ rooms: ['r9'] });
  assert.deepEqual([reaches('one', 'r9'), reaches('one')], [true, false]);
  as();
});
