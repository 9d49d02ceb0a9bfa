import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeView, RoomView, ServerMessage, Welcome } from '../../src/protocol.ts';
import type { Command } from '../../src/wire.ts';
import { mergePatch } from '../../src/store/merge_patch.ts';
import { putBack, readWords } from '../../src/store/own_words.ts';
import { reduce } from '../../src/store/reduce.ts';
import { initial, type State } from '../../src/store/state.ts';

const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  type: 'welcome',
  protocol: 'convene.v1',
  server: '0',
  epoch: 'e1',
  seq: 1,
  time: 1_000_000,
  person: 'p1',
  tab_number: '7',
  in_charge: true,
  can: [],
  limits: { message_bytes: 1, messages_per_second: 1, burst: 1, heartbeat_ms: 1, away_ms: 5_000, grace_ms: 90_000 },
  ...more,
});
const me = (more: Partial<MeView>): ServerMessage => ({
  type: 'view',
  topic: 'me',
  seq: 1,
  view: {
    id: 'p1', name: 'A', role: '', region: '', organization: '', topics: [], languages: [], hidden: [], hats: [],
    place: 'programme', version: 1, unmet: [], pinned: false, switches_left: 3, attended: [], intends: [], offers: [], muted: false, contacts: [], avoids: [], text_only: false, ...more,
  },
});
const room = (id: string): ServerMessage => ({
  type: 'view',
  topic: 'room',
  seq: 1,
  view: { id, session: 's', members: [] } as unknown as RoomView,
});
const play = (state: State, ...messages: ServerMessage[]) => reduce(state, { type: 'received', messages, at: 500 });
const seated = () =>
  play(initial, welcome(), me({ place: 'room', room: 'r1', version: 2, arrival: { why: 'plan', at: 1 } }), room('r1'));

test('welcome opens the link and measures the clocks against each other', () => {
  const state = play(initial, welcome());
  assert.equal(state.link, 'open');
  assert.equal(state.skew, 999_500);
});

test('a move by staff keeps the old room in sight until the person goes', () => {
  const moved = play(seated(), me({ place: 'room', room: 'r2', version: 3, arrival: { why: 'moved', by: 'M', at: 2 } }), room('r2'));
  assert.equal(moved.moving?.from.id, 'r1');
  assert.equal(moved.room?.id, 'r2');
  const stayed = reduce(moved, { type: 'stay', until: 99 });
  assert.equal(stayed.moving?.until, 99);
  assert.equal(reduce(stayed, { type: 'go' }).moving, undefined);
});

test('a second move while one is being shown leads to the newest room, with the minute already spent', () => {
  let state = play(seated(), me({ place: 'room', room: 'r2', version: 3, arrival: { why: 'moved', by: 'M', at: 2 } }), room('r2'));
  state = reduce(state, { type: 'stay', until: 99 });
  state = play(state, me({ place: 'room', room: 'r3', version: 4, arrival: { why: 'moved', by: 'N', at: 3 } }), room('r3'));
  assert.deepEqual([state.moving?.from.id, state.moving?.version, state.moving?.until], ['r1', 4, 99]);
});

test('being moved and moved back ends the moving', () => {
  let state = play(seated(), me({ place: 'room', room: 'r2', version: 3, arrival: { why: 'moved', at: 2 } }), room('r2'));
  state = play(state, me({ place: 'room', room: 'r1', version: 4, arrival: { why: 'moved', at: 3 } }), room('r1'));
  assert.equal(state.moving, undefined);
});

test("a switch of one's own goes straight to the new room", () => {
  const state = play(seated(), me({ place: 'room', room: 'r2', version: 3, arrival: { why: 'switched', at: 2 } }), room('r2'));
  assert.equal(state.moving, undefined);
  assert.equal(state.room?.id, 'r2');
});

test('an older assignment does not replace a newer one', () => {
  const state = play(seated(), me({ place: 'lobby', version: 1 }));
  assert.equal(state.me?.version, 2);
});

test('after a restored server (another epoch) its older assignment is believed', () => {
  const state = play(seated(), welcome({ epoch: 'e2' }), me({ place: 'lobby', version: 1 }));
  assert.equal(state.me?.place, 'lobby');
});

test('the old room stays readable in the lobby', () => {
  const state = play(seated(), me({ place: 'lobby', session: 's', version: 3 }));
  assert.equal(state.room, undefined);
  assert.equal(state.lastRoom?.id, 'r1');
});

const floor = (revision: number): ServerMessage => ({
  type: 'view',
  topic: 'floor',
  seq: 1,
  revision,
  view: { sessions: {}, rooms: { r1: { session: 's' } as never }, people: { p1: { name: 'A' } as never }, notices: {}, desks: {}, advisors: {}, tickets: {} },
});

test('a patch that fits is applied and leaves the rest the same objects', () => {
  const before = play(initial, welcome(), floor(4));
  const after = play(before, { type: 'patch', topic: 'floor', from: 4, to: 5, patch: { people: { p1: { name: 'B' }, p2: { name: 'C' } } } });
  assert.equal(after.floor?.people['p1']?.name, 'B');
  assert.equal(after.floor?.people['p2']?.name, 'C');
  assert.equal(after.floor?.rooms, before.floor?.rooms);
  assert.equal(after.revisions.floor, 5);
});

test('a patch that does not fit asks for the whole, and nothing is applied until it comes', () => {
  let state = play(initial, welcome(), floor(4));
  state = play(state, { type: 'patch', topic: 'floor', from: 6, to: 7, patch: { people: { p1: { name: 'X' } } } });
  state = play(state, { type: 'patch', topic: 'floor', from: 7, to: 8, patch: { people: { p1: { name: 'Y' } } } });
  assert.deepEqual([state.torn, state.floor?.people['p1']?.name], [['floor'], 'A']);
  assert.deepEqual(play(state, floor(9)).torn, []);
});

test('requests wait for their answer over a reconnect, unless the server no longer knows the tab', () => {
  const command = { type: 'session.join', id: '7:1', session: 's' } as const;
  let state = reduce(play(initial, welcome()), { type: 'sent', command });
  state = reduce(state, { type: 'lost', code: 1006, reason: '', again: true, at: 1 });
  assert.equal(state.link, 'lost');
  assert.deepEqual(Object.keys(play(state, welcome()).pending), ['7:1']);
  assert.deepEqual(Object.keys(play(state, welcome({ tab_number: '8' })).pending), []);
  assert.deepEqual(play(state, { type: 'done', id: '7:1', seq: 2 }).pending, {});
});

test('a refusal keeps the command it refuses, to be offered again', () => {
  const command = { type: 'seat.move', id: '7:2', moves: [] } as const;
  let state = reduce(play(initial, welcome()), { type: 'sent', command: { ...command } });
  state = play(state, { type: 'refused', id: '7:2', code: 'seat.stale', message: '', parameters: { by: 'N' } });
  assert.equal(state.refusals[0]?.command?.type, 'seat.move');
  assert.deepEqual(state.pending, {});
});

test('a message of an unknown type changes nothing', () => {
  const state = seated();
  assert.equal(play(state, { type: 'later.invention' } as unknown as ServerMessage), state);
});

test('superseded holds the tab until a press', () => {
  const held = play(seated(), { type: 'superseded' });
  assert.equal(held.superseded, true);
  assert.equal(play(held, welcome({ in_charge: false })).superseded, true);
  assert.equal(play(held, welcome()).superseded, false);
});

test('a session that starts at another time than first said is known to have moved', () => {
  const now = (starts: number): ServerMessage => ({
    type: 'view', topic: 'now', seq: 1,
    view: { event: 'e', programme: '', sessions: [{ id: 's', starts } as never] },
  });
  const state = play(initial, welcome(), now(10), now(20));
  assert.equal(state.firstStarts['s'], 10);
  assert.equal(state.now?.sessions[0]?.starts, 20);
});

test('a visit is no seat: neither its begin nor its end is taken for being moved', () => {
  const moved = { place: 'room', version: 2, arrival: { why: 'moved', by: 'M', at: 1 } } as const;
  const before = play(initial, welcome(), me({ ...moved, room: 'r1' }), room('r1'));
  const visit = play(before, me({ ...moved, room: 'r9', visiting: 'r9' }), room('r9'));
  assert.deepEqual([visit.moving, visit.lastRoom, visit.room?.id], [undefined, undefined, 'r9']);
  const back = play(visit, me({ ...moved, room: 'r1' }), room('r1'));
  assert.deepEqual([back.moving, back.lastRoom, back.room?.id], [undefined, undefined, 'r1']);
});

test('another try forgets what went wrong in an earlier one', () => {
  let state = play(initial, { type: 'refused', code: 'join.wrong_code', message: '', parameters: {} });
  state = reduce(state, { type: 'lost', code: 4207, reason: '', again: false, at: 1 });
  assert.deepEqual([state.refusals.length, state.link], [1, 'ended']);
  state = reduce(state, { type: 'start', superseded: false });
  assert.deepEqual([state.refusals, state.end, state.lostAt, state.link], [[], undefined, undefined, 'connecting']);
});

test('who may not see the floor any more keeps nothing of it', () => {
  const before = play(initial, welcome({ can: ['floor', 'board'] }), floor(4));
  assert.ok(play(before, welcome({ can: ['floor'] })).floor);
  assert.equal(play(before, welcome()).floor, undefined);
});

test('merge patch follows the examples of RFC 7396, appendix A', () => {
  const cases: [unknown, unknown, unknown][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [['a', 'b'], ['c', 'd'], ['c', 'd']],
    [{ a: 'b' }, ['c'], ['c']],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [target, patch, result] of cases) assert.deepEqual(mergePatch(target, patch), result);
});

const written = (...numbers: number[]) => numbers.map(n => ({ n, by: 'p2', name: 'B', at: n, text: String(n) }));
const chat = (whole: boolean, numbers: number[], room = 'r1'): ServerMessage => ({ type: 'chat', room, whole, lines: written(...numbers) });
const numbers = (state: State) => state.chat?.lines.map(l => l.n);

test('a whole chat replaces what there was, also of another room; what follows is put to it once', () => {
  let state = play(seated(), chat(true, [1, 2]), chat(false, [3]), chat(false, [3, 4]));
  assert.deepEqual(numbers(state), [1, 2, 3, 4]);
  state = play(state, { type: 'chat', room: 'r1', whole: true, lines: [{ n: 4, by: 'p2', name: 'B', at: 4 }] });
  assert.deepEqual([numbers(state), state.chat?.lines[0]?.text], [[4], undefined]);
  state = play(state, chat(true, [], 'r2'));
  assert.deepEqual([state.chat?.room, numbers(state)], ['r2', []]);
});

test('what follows in a room whose chat is not on the page changes nothing', () => {
  const empty = seated();
  assert.equal(play(empty, chat(false, [7])), empty);
  const state = play(empty, chat(true, [1]));
  assert.equal(play(state, chat(false, [2], 'r9')), state);
  assert.equal(play(state, chat(false, [1])), state, 'what is known already is no news');
});

test('what follows in the room that one was moved out of goes on there, and nowhere once one has gone', () => {
  const arrival = { why: 'moved', by: 'M', at: 2 } as const;
  const goodbye = { room: 'r1', until: 99 };
  const moved = me({ place: 'room', room: 'r2', version: 3, arrival, goodbye });
  let state = play(seated(), chat(true, [1, 2]), moved, room('r2'), chat(true, [7], 'r2'), chat(false, [3]));
  assert.deepEqual([state.moving?.chat?.lines.map(l => l.n), state.chat?.room, numbers(state)], [[1, 2, 3], 'r2', [7]]);
  state = play(state, chat(true, [3]), chat(false, [8], 'r2'));
  assert.deepEqual([state.moving?.chat?.lines.map(l => l.n), numbers(state)], [[3], [7, 8]], 'one that was taken away');
  state = reduce(state, { type: 'go' });
  assert.equal(play(state, chat(true, [3, 4]), chat(false, [5])), state);
  const visiting = play(state, me({ place: 'room', room: 'r1', visiting: 'r1', version: 3, arrival, goodbye }), chat(true, [3, 4]));
  assert.deepEqual([visiting.chat?.room, numbers(visiting)], ['r1', [3, 4]], 'but for who looks in there');
});

test('a chat outlasts a reconnect, not a restored server; a long one loses its beginning', () => {
  const state = play(seated(), chat(true, [1, 2]));
  assert.equal(play(state, welcome()).chat, state.chat);
  assert.equal(play(state, welcome({ epoch: 'e2' })).chat, undefined);
  const many = Array.from({ length: 600 }, (_, i) => i + 3);
  const long = play(state, chat(false, many));
  assert.deepEqual([long.chat?.lines.length, long.chat?.lines.at(-1)?.n], [500, 602]);
});

const say = (id: string, text = 'Hello'): Command => ({ type: 'chat.say', id, room: 'r1', text });
const refuse = (id: string): ServerMessage => ({ type: 'refused', id, code: 'chat.too_fast', message: '', parameters: {} });

test("refused words are kept until they are put back; other commands' are not", () => {
  let state = seated();
  for (const command of [say('7:1'), { type: 'room.switch', id: '7:2' } as Command]) state = reduce(state, { type: 'sent', command });
  state = play(state, refuse('7:1'), refuse('7:2'));
  assert.deepEqual(state.unsaid.map(c => c.id), ['7:1']);
  assert.deepEqual(reduce(state, { type: 'put_back', commands: state.unsaid }).unsaid, []);
});

test('however many are refused in one frame, each is found by whoever waits for it', () => {
  let state = seated();
  const ids = Array.from({ length: 40 }, (_, i) => `7:${i + 1}`);
  for (const id of ids) state = reduce(state, { type: 'sent', command: say(id) });
  state = play(state, ...ids.map(refuse));
  assert.deepEqual([state.refusals.map(r => r.answer.id), state.unsaid.map(c => c.id)], [ids, ids]);
  assert.deepEqual(reduce(state, { type: 'seen_refusals', refusals: state.refusals.slice(1) }).refusals.map(r => r.answer.id), ['7:1']);
});

test('a page loaded anew asks again under the same id; what another tab wrote comes back as written', () => {
  const kept = [say('7:1'), say('8:2')];
  let state = kept.reduce((s, command) => reduce(s, { type: 'sent', command }), initial);
  state = play(state, welcome());
  assert.deepEqual([Object.keys(state.pending), state.unsaid.map(c => c.id)], [['7:1'], ['8:2']]);
});

test('what is read of kept words is words, and nothing else', () => {
  assert.deepEqual(readWords(JSON.stringify([say('7:1')])), [say('7:1')]);
  for (const kept of [undefined, '', '{', '{}', 'null', '[null]', '[{"type":"person.ban","id":"7:1"}]', '[{"type":"chat.say"}]'])
    assert.deepEqual(readWords(kept), [], kept);
});

test('what comes back stands in order before what was begun since, and loses no letter', () => {
  for (let seed = 0; seed < 200; seed++) {
    const texts = Array.from({ length: 1 + (seed % 4) }, (_, i) => 'ab'.slice(0, 1 + ((seed >> i) & 1)));
    let [draft, before] = [['', 'a', 'ab', 'abc\nd'][seed % 4]!, undefined as string | undefined];
    const begun = draft;
    for (const text of texts) ({ front: before, whole: draft } = putBack(draft, before, text));
    assert.equal(draft, [...texts, ...(begun ? [begun] : [])].join('\n'));
  }
  // What was edited since is left as it is.
  assert.equal(putBack('a changed', 'a', 'b').whole, 'b\na changed');
});

const said = (n: number, more: { urgent?: boolean; expires?: number } = {}): ServerMessage =>
  ({ type: 'notice', id: `b${n}`, kind: 'broadcast', urgent: false, at: 1_000 + n, text: `${n}`, parameters: {}, ...more }) as ServerMessage;
const ids = (state: State) => state.notices.map(n => n.id);

test('an urgent message stays however many come after it, and nothing unread goes as long as the server keeps it', () => {
  let state = play(initial, welcome(), said(1, { urgent: true }));
  for (let n = 2; n <= 51; n++) state = play(state, said(n));
  assert.equal(state.notices.length, 51, 'all that the server keeps');
  for (let n = 52; n <= 150; n++) state = play(state, said(n));
  assert.equal(state.notices.length, 100);
  assert.equal(ids(state)[0], 'b1', 'the urgent one');
  assert.equal(ids(state)[1], 'b52', 'the oldest of the others gave way');
});

test('what has expired gives way before what has not; the same message again replaces itself', () => {
  let state = play(initial, welcome(), said(1));
  for (let n = 2; n <= 100; n++) state = play(state, said(n, n === 50 ? { expires: 1_060 } : {}));
  state = play(state, said(7));
  assert.equal(state.notices.length, 100);
  assert.equal(ids(state).at(-1), 'b7');
  state = play(state, said(101));
  assert.equal(ids(state).includes('b50'), false);
  assert.equal(ids(state)[0], 'b1');
});
