import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hat } from '../../src/protocol.ts';
import { choiceOf, given, inParts, mayChange, mayGive, meaning, toggled, toldOf } from '../../src/screens/board/roster/hats.ts';
import { noFilter, seek } from '../../src/screens/floor/seek.ts';

// Names are folded by the reader's language.
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en'] }, configurable: true });

const roomsOf = { one: ['r1', 'r2'], other: ['r3'], later: [] };
const everything = { sessions: [], rooms: [] };

test('organisers alone make moderators and organisers, and change anything about them', () => {
  assert.deepEqual((['facilitator', 'moderator', 'organiser'] as const).map(hat => mayGive(['moderator'], hat)), [true, false, false]);
  assert.ok(mayGive(['organiser'], 'moderator'));
  assert.ok(mayChange(['moderator'], ['participant', 'facilitator', 'advisor']));
  assert.ok(!mayChange(['moderator'], ['participant', 'moderator']));
  assert.ok(mayChange(['organiser'], ['organiser']));
});

test('a part of the event is for facilitators who are not moderators', () => {
  assert.deepEqual(([['facilitator'], ['participant', 'facilitator', 'advisor'], ['facilitator', 'moderator'], ['advisor'], ['participant']] as Hat[][]).map(inParts), [true, true, false, false, false]);
});

test('what is chosen is given: hats in one order, sessions, and rooms of sessions that are not chosen whole', () => {
  const choice = { hats: ['facilitator', 'participant'] as Hat[], whole: false, sessions: ['one'], rooms: ['r1', 'r3'] };
  assert.deepEqual(given(choice, roomsOf), { hats: ['participant', 'facilitator'], scope: { sessions: ['one'], rooms: ['r3'] } });
  assert.deepEqual(given({ ...choice, whole: true }, roomsOf), { hats: ['participant', 'facilitator'], scope: everything });
});

test('nothing ticked would reach everything, so that it is not given; nor are rooms of a round that is over', () => {
  const choice = { hats: ['facilitator'] as Hat[], whole: false, sessions: [], rooms: ['r77'] };
  assert.equal(given(choice, roomsOf), 'no_part');
  assert.equal(given({ ...choice, hats: [] }, roomsOf), 'no_task');
  assert.deepEqual(given({ ...choice, hats: ['advisor'] }, roomsOf), { hats: ['advisor'], scope: everything }, 'no part is asked for of whoever facilitates nothing');
  assert.deepEqual(given({ ...choice, hats: ['facilitator', 'moderator'] }, roomsOf), { hats: ['facilitator', 'moderator'], scope: everything });
});

test('the dialog begins with what is so; what the line leaves out is empty', () => {
  assert.deepEqual(choiceOf(['facilitator'], undefined), { hats: ['facilitator'], whole: true, ...everything });
  assert.deepEqual(choiceOf(['facilitator'], { rooms: ['r1'] }), { hats: ['facilitator'], whole: false, sessions: [], rooms: ['r1'] });
  assert.deepEqual(toggled(['a', 'b'], 'a'), ['b']);
  assert.deepEqual(toggled(['b'], 'a'), ['b', 'a']);
});

test('what a refusal tells of tasks is read as the line has it', () => {
  assert.deepEqual(toldOf({ hats: 'participant facilitator', sessions: 'one other', rooms: 'r3', by: 'p8' }), {
    hats: ['participant', 'facilitator'],
    scope: { sessions: ['one', 'other'], rooms: ['r3'] },
  });
  assert.deepEqual(toldOf({ hats: 'advisor' }), { hats: ['advisor'], scope: everything });
});

test('the widest of the tasks says what they mean', () => {
  const reach = { sessions: ['one'], rooms: [] };
  assert.equal(meaning(['participant', 'organiser', 'moderator'], reach), 'organiser');
  assert.equal(meaning(['facilitator', 'moderator'], reach), 'moderator');
  assert.equal(meaning(['facilitator', 'advisor'], reach), 'parts');
  assert.equal(meaning(['facilitator'], everything), 'whole');
  assert.equal(meaning(['participant', 'advisor'], everything), 'advisor');
  assert.equal(meaning(['participant'], everything), 'participant');
});

test('the roster is searched like the floor; of people who are not here nobody has a seat', () => {
  const people = {
    p1: { name: 'Verónica Dávila', role: 'high', region: 'ES' },
    p2: { name: 'Daria Vance', role: 'classroom', region: 'US' },
  };
  const trees = { roles: [{ key: 'classroom', parent: '', label: {} }, { key: 'high', parent: 'classroom', label: {} }], regions: [] };
  const there = { people, rooms: {} };
  assert.deepEqual(seek(there, 'da', noFilter, trees), ['p2', 'p1'], 'whose name begins so comes first');
  assert.deepEqual(seek(there, 'vd', noFilter, trees), ['p1']);
  assert.deepEqual(seek(there, '', { ...noFilter, role: 'classroom' }, trees)?.sort(), ['p1', 'p2'], 'and those below it');
  assert.deepEqual(seek(there, '', { ...noFilter, missing: true }, trees), []);
});
