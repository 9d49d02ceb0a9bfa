// What the stand-in answers over HTTP to a pass of staff: a list that becomes a plan, what staff did about somebody, files.
import {operations} from './board.mjs';
import {basis, roomName} from './fixtures.mjs';
import {people} from './roster.mjs';

const read = async request => {
  let text = '';
  for await (const part of request) text += part;
  return text;
};

/** One plan more, as every moderator is shown it. */
function imported(ws, session, name) {
  const plan = {
    session, name, by: 'Gaurav Varma', at: Date.now(), changed: 0, ahead: true, rematch: false, chosen: false, unplaced: {},
    rooms: [{name: {...roomName(1), label: 'Blue table'}, basis, people: ['p3', 'p801', 'p802']}],
    report: {people: 3, rooms: 1, alone: 0, under_min: 0, over_max: 0, repeat_meetings: 2, same_primary_permille: 500, achievable_primary_permille: 950, moves: 0, least_moves: 0, cut_short: false, violations: []},
  };
  ws.view('board', {...ws.shown.board, plans: {...ws.shown.board.plans, d9: plan}});
}

const earlier = {operation: 'o0', ...operations().o1, command: 'seat.pin', pinned: ['p3'], pin: false, people: 1, rooms: [], reason: 'Two days ago'};

/** `ws`: the page that is looked at. */
export async function api(request, response, url, {log, ws}) {
  const resource = url.pathname.split('/').at(-1);
  const asked = {type: 'http', method: request.method, resource, ...Object.fromEntries(url.searchParams), bearer: request.headers.authorization};
  log.push(asked);
  const json = (status, body) => (response.writeHead(status, {'content-type': 'application/json'}), response.end(JSON.stringify(body)));
  if (resource === 'plan') {
    asked.body = await read(request);
    if (!asked.body.includes(',')) return json(422, {code: 'assignments.malformed', message: 'Line 1: there is no column “room”.'});
    imported(ws, asked.session, asked.name);
    const unmatched = [{row: 3, why: 'unknown'}, {row: 5, why: 'several'}, {row: 6, why: 'other_address'}];
    return json(200, {plans: [{round: 1, plan: 'd9', people: 3, rooms: 1}], unmatched_rows: 3, unmatched, name_only_rows: 1, name_only: [4], people_twice: 0, rows_of_others: 0});
  }
  if (resource === 'names') return json(200, {p3: 'Kaʻiulani Taufaʻao', p801: 'Absent Abara', p802: 'Late Lindholm'});
  if (resource === 'people.json') return json(200, people(ws));
  if (resource === 'operations') {
    const [, o2] = Object.entries(operations())[1];
    return json(200, asked.before ? {operations: [earlier], more: false} : {operations: [{operation: 'o2', ...o2}], more: true});
  }
  if (resource === 'met.csv') return json(503, {code: 'overloaded', message: ''});
  response.end(`${resource} of the event`);
}
