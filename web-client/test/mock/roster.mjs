// Everybody of the roster, also whoever is not here, and what the stand-in answers to what is done to them.
import {names} from './fixtures.mjs';

const listed = (id, name, more = {}) => ({id, name, role: 'classroom', region: 'US-CA', standing: 'in', hats: ['participant'], scope: {sessions: [], rooms: []}, plan: null, ...more});
const absent = () => [
  listed('p801', 'Absent Abara'),
  listed('p802', 'Late Lindholm', {role: 'administrator', region: 'ES', plan: true}),
  listed('p803', 'Verena Absent', {hats: ['facilitator'], scope: {sessions: ['regional-1'], rooms: []}, plan: false}),
  listed('p804', 'Morwenna Absent', {hats: ['moderator'], role: '', region: ''}),
  listed('p900', 'Someone Loud', {standing: 'removed'}),
  listed('p901', 'Somebody Sly', {standing: 'banned'}),
];

const absentOf = ws => (ws.absent ??= absent());

export const people = ws => ({
  people: [
    ...Object.entries(ws.shown.floor.people).map(([id, {name, role, region, hats, scope, plan}]) => listed(id, name, {role, region, hats, ...(scope ? {scope} : {}), plan: plan ?? null})),
    ...absentOf(ws),
  ],
});

const change = (ws, person, more) => {
  ws.absent = absentOf(ws).flatMap(one => (one.id !== person ? [one] : more ? [{...one, ...more}] : []));
};

/** From the floor, with their seat. */
const leave = (ws, person) => {
  const room = ws.shown.floor.people[person]?.room;
  if (ws.shown.floor.people[person]) ws.patch({people: {[person]: null}, ...(room ? {rooms: {[room]: {seats: {[person]: null}}}} : {})});
};

const shutOut = state => (ws, {person, reason = ''}) => {
  const {name} = people(ws).people.find(one => one.id === person);
  ws.view('board', {...ws.shown.board, out: {...ws.shown.board.out, [person]: {name, state, by: names[0], at: Date.now(), reason}}});
  change(ws, person, {standing: state});
  leave(ws, person);
};

const letIn = (ws, person) => {
  const {[person]: _, ...out} = ws.shown.board.out;
  ws.view('board', {...ws.shown.board, out});
};

export const rosterAnswers = {
  'person.hat'(ws, {person, hats, scope}) {
    change(ws, person, {hats, scope});
    if (ws.shown.floor.people[person]) ws.patch({people: {[person]: {hats, scope: scope.sessions.length + scope.rooms.length ? scope : null}}});
  },
  'person.remove': shutOut('removed'),
  'person.ban': shutOut('banned'),
  'person.restore'(ws, {person}) {
    letIn(ws, person);
    change(ws, person, {standing: 'in'});
  },
  'person.erase'(ws, {person}) {
    letIn(ws, person);
    change(ws, person, undefined);
    leave(ws, person);
  },
  'credit.plan'(ws, {people: those, completed}) {
    for (const id of those)
      if (ws.shown.floor.people[id]) ws.patch({people: {[id]: {plan: completed}}});
      else change(ws, id, {plan: completed});
  },
};
