// What staff did on the board, pairs that are kept apart or together, and what the stand-in answers to a moderator's rarer
// commands: the list grows by what was done, and what the server would ask back is asked back.
import {names, roomName} from './fixtures.mjs';
import {people} from './roster.mjs';

const now = Date.now();
const minutes = n => n * 60_000;
const other = {by: 'p800', name: 'Odalys Brightwater'};
const own = {by: 'p1', name: names[0]};
const operation = (command, who, ago, more) => ({command, ...who, at: now - minutes(ago), reason: '', people: more.moves?.length ?? 0, moves: [], pinned: [], rooms: [], pair: [], ...more});
const went = (person, from, to) => ({person, ...(from ? {from: roomName(from)} : {}), ...(to ? {to: roomName(to)} : {})});

/** o1 to o9: of the reader and of somebody else; o7 was changed again since. */
export const operations = () => ({
  o1: operation('room.create', other, 14, {rooms: [roomName(8)]}),
  o2: operation('seat.move', own, 12, {moves: [went('p3', 2, 4)], reason: 'She knows the others from last year & asked for it.', undone_by: names[0]}),
  o3: operation('op.undo', own, 11, {moves: [went('p3', 4, 2)], about: 'o2'}),
  o4: operation('plan.apply', other, 9, {people: 34, moves: [1, 2, 3, 4, 5].map(n => went(`p${n + 9}`, n, n + 1))}),
  o5: operation('pair.apart', other, 7, {pair: ['p3', 'p5'], bond_before: 'together', bond_after: 'apart'}),
  o6: operation('room.merge', other, 5, {rooms: [roomName(9)], moves: [went('p6', 9, 2), went('p7', 9, 2)], reason: 'Two were left there.'}),
  o7: operation('seat.move', other, 4, {moves: [went('p10', undefined, 3), went('p11', undefined, 3), went('p12', 2, 3)]}),
  o8: operation('seat.swap', own, 2, {moves: [went('p20', 4, 5), went('p25', 5, 4)]}),
  o9: operation('seat.move', own, 1, {moves: [went('p30', 6, 3)]}),
});

const act = (what, who, ago, people, more = {}) => ({what, ...who, at: now - minutes(ago), reason: '', people: people.length, who: people.map(n => ({person: `p${n}`, name: n === 900 ? 'Someone Loud' : names[n]})), moved: 0, clocks: [], ...more});
const hatsOf = (hats, sessions = [], rooms = []) => ({hats, parts: sessions.length + rooms.length, sessions, rooms});
const at = (hour, minute) => new Date(now).setHours(hour, minute, 0, 0);

/** Between those operations; the last but one is of more people than are listed, the last of somebody who is erased. */
export const acts = () => ({
  1: act('hats', other, 13, [3], {hats_before: hatsOf(['participant']), hats_after: hatsOf(['participant', 'facilitator'], ['role-alike-1'], [roomName(2)])}),
  2: act('removed', other, 10, [900], {before: 'in', after: 'removed', reason: 'Shouted at others & did not stop'}),
  3: act('clocks', own, 8, [], {moved: 3, clocks: [
    {session: 'role-alike-1', round: false, started: at(10, 0), ended: at(11, 0), starts: at(10, 0), ends: at(11, 15)},
    {session: 'role-alike-1', round: true, started: 0, ended: at(10, 20), starts: 0, ends: at(10, 25)},
  ]}),
  4: act('muted', other, 6.5, [3], {before: 'heard', after: 'muted'}),
  5: act('message', other, 6, [5], {room: roomName(2), before: 'shown', after: 'hidden'}),
  6: act('attendance', own, 3, [10, 11, 12], {people: 34, session: 'learning-loss', before: 'unknown', after: 'attended'}),
  7: act('plan', own, 0.5, [], {before: 'open', after: 'completed'}),
});

const pair = (one, other, bond, by = 'Odalys Brightwater', wished_by = []) => ({one, other, one_name: names[Number(one.slice(1))], other_name: names[Number(other.slice(1))], bond, by, at: now - minutes(7), wished_by});
/** The first two do not hold: p3 and p5 sit in r2, p4 and p12 in two rooms. Two are wishes, of which staff overruled one. */
export const pairs = () => ({'p3-p5': pair('p3', 'p5', 'apart'), 'p4-p12': pair('p4', 'p12', 'together'), 'p1-p9': pair('p1', 'p9', 'apart'), 'p2-p3': pair('p2', 'p3', 'free', undefined, ['p2', 'p3']), 'p4-p11': pair('p4', 'p11', 'apart', names[4], ['p4'])});

const refuse = (code, parameters = {}) => ({refused: {code, parameters}});

/** One operation more, the reader's own. */
export function done(ws, command, more) {
  const all = ws.shown.board.operations;
  const id = `o${Object.keys(all).length + 1}`;
  ws.view('board', {...ws.shown.board, operations: {...all, [id]: {...operation(command, own, 0, more), at: Date.now()}}});
}

const turn = command => (ws, {operation: id, others, partly}) => {
  const op = ws.shown.board.operations[id];
  if (!op) return refuse('op.unknown');
  if (op.by !== own.by && !others) return refuse('op.others', {by: op.by, by_name: op.name});
  if (id === 'o7' && !partly) return refuse('op.changed', {people: 'p12', count: '1', of: '3', by_name: 'Thandeka Wolstenholme'});
  const {undone_by: _, ...stands} = op;
  const turned = command === 'op.undo' ? {...op, undone_by: own.name} : stands;
  ws.view('board', {...ws.shown.board, operations: {...ws.shown.board.operations, [id]: turned}});
  done(ws, command, {about: id, moves: op.moves.map(({person, from, to}) => ({person, from: to, to: from}))});
};

const without = (all, id) => Object.fromEntries(Object.entries(all).filter(([other]) => other !== id));
const moved = (ws, room, to) => Object.keys(ws.shown.floor.rooms[room].seats).map(person => ({person, from: ws.shown.floor.rooms[room].name, ...(to ? {to: ws.shown.floor.rooms[to].name} : {})}));
const tie = (command, bond) => (ws, {one, other}) => {
  const id = `${one}-${other}`;
  const nameOf = id => people(ws).people.find(person => person.id === id).name;
  const [one_name, other_name] = [one, other].map(nameOf);
  const before = ws.shown.board.pairs[id]?.by && ws.shown.board.pairs[id].bond;
  ws.view('board', {...ws.shown.board, pairs: {...ws.shown.board.pairs, [id]: {one, other, one_name, other_name, bond, by: own.name, at: Date.now(), wished_by: ws.shown.board.pairs[id]?.wished_by ?? []}}});
  done(ws, command, {pair: [one, other], ...(before ? {bond_before: before} : {}), bond_after: bond});
};

export const boardAnswers = {
  'op.undo': turn('op.undo'),
  'op.redo': turn('op.redo'),
  'seat.pin'(ws, {person, pinned}) {
    ws.patch({rooms: {[ws.shown.floor.people[person].room]: {seats: {[person]: {pinned}}}}});
    done(ws, 'seat.pin', {pinned: [person], people: 1, pin: pinned});
  },
  'room.lock'(ws, {room, locked}) {
    ws.patch({rooms: {[room]: {locked, version: 2}}});
    done(ws, 'room.lock', {rooms: [ws.shown.floor.rooms[room].name], locked});
  },
  'person.remove'(ws, {person}) {
    const {name, room} = ws.shown.floor.people[person];
    ws.patch({people: {[person]: null}, ...(room ? {rooms: {[room]: {seats: {[person]: null}}}} : {})});
    ws.view('board', {...ws.shown.board, out: {...ws.shown.board.out, [person]: {name, state: 'removed', by: 'Odalys Brightwater', at: Date.now(), reason: ''}}});
  },
  'person.restore': (ws, {person}) => ws.view('board', {...ws.shown.board, out: without(ws.shown.board.out, person)}),
  'seat.swap': (ws, {one, other, reason = ''}) => done(ws, 'seat.swap', {moves: [went(one.person, 2, 4), went(other.person, 4, 2)], reason}),
  'room.create': (ws, {moves = []}) => done(ws, 'room.create', {rooms: [roomName(9)], moves: moves.map(m => went(m.person, 2, 9))}),
  'room.rename'(ws, {room, title}) {
    const room_before = ws.shown.floor.rooms[room].name;
    ws.patch({rooms: {[room]: {name: {...room_before, label: title || null}, version: 2}}});
    const room_after = ws.shown.floor.rooms[room].name;
    done(ws, 'room.rename', {rooms: [room_after], room_before, room_after});
  },
  'room.merge': (ws, {room, to, reason = ''}) => done(ws, 'room.merge', {rooms: [ws.shown.floor.rooms[room].name], moves: moved(ws, room, to), reason}),
  'room.close'(ws, {room, to, reason = ''}) {
    if (room === 'r4' && to !== 'lobby') return refuse('room.no_seats', {people: '5', seats: '3'});
    done(ws, 'room.close', {rooms: [ws.shown.floor.rooms[room].name], moves: moved(ws, room), reason});
  },
  'room.link'(ws, {room, link}) {
    if (/\s/.test(link)) return refuse('link.form', {field: 'link'});
    if (link.endsWith('/too-late')) return refuse('room.changed');
    ws.patch({rooms: {[room]: {link: link || null}}});
  },
  'plan.choose'(ws, {plan, chosen}) {
    const {plans} = ws.shown.board;
    ws.view('board', {...ws.shown.board, plans: {...plans, [plan]: {...plans[plan], chosen}}});
  },
  'report.settle': (ws, {person}) => ws.patch({people: {[person]: {reports: null}}}),
  'pair.apart': tie('pair.apart', 'apart'),
  'pair.together': tie('pair.together', 'together'),
  'pair.clear': tie('pair.clear', 'free'),
};
