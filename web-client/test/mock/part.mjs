// What a facilitator of a part of the event is shown, cut as the server cuts it.
import * as f from './fixtures.mjs';

/** Two sessions: in between is one that is somebody else's. */
export const ofSessions = {sessions: ['role-alike-1', 'regional-1'], rooms: []};
/** Two rooms of a session that is somebody else's. */
export const ofRooms = {sessions: [], rooms: ['r5', 'r6']};

export const me = scope => f.me({hats: ['facilitator'], scope});

/**
 * All sessions, as everybody sees the programme; rooms of the scope, and who sits there; who waits in its sessions. p810
 * calls for help from the programme, and p811, whom others reported, from a room that nobody of its staff looks after now:
 * such calls are for all staff.
 */
export function floor({sessions, rooms}) {
  const view = f.floor();
  const person = {role: 'high', region: 'US-CA', hats: ['participant'], online: true, version: 1, muted: false};
  view.sessions['regional-1'] = {...view.sessions['regional-1'], state: 'running', lobby: 5, round: {number: 1, of: 2, state: 'open', opens: 0, ends: Date.now() + 900_000}};
  for (const id in view.rooms) if (!sessions.includes(view.rooms[id].session) && !rooms.includes(id)) delete view.rooms[id];
  for (const id in view.people) {
    const {session, room} = view.people[id];
    if (room ? !view.rooms[room] : !sessions.includes(session)) delete view.people[id];
  }
  view.people.p810 = {...person, name: 'Wilhelmina Outside', help: {since: Date.now() - 60_000, about: 'Where do I go?'}};
  view.people.p811 = {...person, name: 'Xiomara Elsewhere', session: 'talk-over', room: 'r77', help: {since: Date.now() - 30_000, about: ''}, reports: {count: 1, since: Date.now() - 20_000, about: ['Was loud.']}};
  return view;
}
