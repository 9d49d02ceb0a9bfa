// An office hour as the server would show it: the line, one's own ticket, the rooms that come with it.
import * as f from './fixtures.mjs';

const now = Date.now();
const minutes = n => n * 60_000;
export const advisor = 'Odalys Brightwater';

/** The office hour runs, beside all else; `line`: what is different about its line. */
export const hoursNow = (line = {}, more = {}) => ({
  ...f.nowView(),
  sessions: [...f.nowView().sessions, {
    id: 'plan-help', kind: 'office-hours', state: 'running', doors: now - minutes(15), starts: now - minutes(10), ends: now + minutes(50), joinable: false, people: 0,
    round: {number: 1, of: 1, state: 'open', opens: now - minutes(10), ends: now + minutes(50)},
    line: {desks: [{desk: 'd1', state: 'open', advisors: 1, waiting: 5}, {desk: 'd2', state: 'open', advisors: 1, waiting: 2}], unserved: ['funding'], ...line},
    ...more,
  }],
});

export const queue = (more = {}) => ({
  ticket: {
    id: 't7', session: 'plan-help', desk: 'd1', topic: 'assessment', question: 'How do I assess what was never taught?', peers: true,
    state: 'waiting', why: '', version: 1, joined: now - minutes(4), since: now - minutes(4), place: 3,
    estimate: {likely: 5, surely: 15, reached_percent: 90}, basis: 'live', next: false, boosted: false, pinned: false, behind_cutoff: false,
    away_left_s: 600, ends: 0, peers_here: 2, wants_peers: false, follow_up: false, ...more,
  },
});
export const called = (more = {}, for_ms = 60_000) =>
  ({state: 'offered', why: '', place: 0, next: false, call: {advisor, expires: Date.now() + for_ms, group: 0, accepted: false, ...more}});
export const talking = {state: 'in_session', why: '', call: undefined, place: 0, advisor, room: 'r9', ends: now + minutes(9)};

const name = number => ({kind: 'office-hours', category: 'assessment', number});
export const peerRoom = () => f.room('r1', 2, {session: 'plan-help', name: name(2)});
export const talkRoom = () => f.room('r9', 1, {session: 'plan-help', name: name(1), host: 'p800', members: f.room().members.slice(0, 1), ends: talking.ends});

const deskTicket = (n, more = {}) => ({
  id: `t${n}`, person: `p${n}`, name: f.names[n], role: 'high', region: 'US-CA', topic: 'assessment', question: n % 2 ? 'How do I assess what was never taught?' : '',
  peers: n > 3, version: 1, joined: now - minutes(12 - n), since: now - minutes(12 - n), state: 'waiting', online: true, accepted: false, why_next: '', ...more,
});
/** The desk of somebody who advises: free, four in line. */
export const desk = (more = {}) => ({
  desks: [{
    session: 'plan-help', desk: 'd1', status: 'available', line: 'open', capacity: 3, waiting: 4, with: [], ends: 0,
    coming: [deskTicket(2, {why_next: 'first'}), deskTicket(3, {why_next: 'yielded'}), deskTicket(4), deskTicket(5)],
    groups: [{topic: 'assessment', tickets: ['t4', 't5']}], ...more,
  }],
});
export const withOne = (more = {}) => ({with: [deskTicket(1, {state: 'in_session', since: now - minutes(3), ...more})], room: 'r9', ends: now + minutes(9)});
export const calling = (more = {}) => ({with: [deskTicket(1, {state: 'offered', ...more})]});

const floorTicket = (n, more = {}) => ({
  session: 'plan-help', desk: n === 5 ? 'd2' : 'd1', person: `p${n}`, name: f.names[n], topic: n === 5 ? 'funding' : 'assessment', question: n % 2 ? 'How do I assess what was never taught?' : '', peers: false,
  state: 'waiting', why: '', version: 1, place: n * 1_000, pinned: false, boosted: false, joined: now - minutes(30 - 5 * n), since: now - minutes(2), online: true, unserved: n === 5, ...more,
});
const advisorOf = (n, more = {}) => ({session: 'plan-help', desk: 'd1', person: `p${n}`, name: f.names[n], topics: [], capacity: 1, status: 'available', since: now - minutes(10), online: true, with: [], ...more});
/** The floor with an office hour: two desks, two advisors, a ticket of every sort. */
export function floor() {
  const view = f.floor();
  const status = hoursNow().sessions.at(-1);
  view.sessions['plan-help'] = {...view.sessions['role-alike-1'], kind: 'office-hours', title: {en: 'Help With Your Plan'}, starts: status.starts, ends: status.ends, doors: status.doors, lobby: 0, seated: 0, present: 0};
  view.desks = {
    'plan-help/d1': {session: 'plan-help', desk: 'd1', state: 'open', has_cutoff: false, waiting: 3, away: 1, served: 7, ended: 1, longest_since: now - minutes(25)},
    'plan-help/d2': {session: 'plan-help', desk: 'd2', state: 'paused', has_cutoff: true, cutoff: 't5', waiting: 1, away: 0, served: 0, ended: 0, longest_since: now - minutes(5)},
  };
  view.advisors = {'plan-help/p10': advisorOf(10), 'plan-help/p11': advisorOf(11, {status: 'away', with: ['t6'], room: 'r9', until: now + minutes(20)})};
  view.tickets = {
    t1: floorTicket(1), t2: floorTicket(2, {boosted: true}), t10: floorTicket(3, {pinned: true, place: -1_000}), t4: floorTicket(4, {state: 'away', why: 'connection', online: false}),
    t5: floorTicket(5), t6: floorTicket(6, {state: 'in_session', advisor: 'p11'}), t9: floorTicket(8, {state: 'no_show', why: 'missed'}),
    // The same place as t2: the number decides.
    t11: floorTicket(9, {place: 2_000}),
  };
  return view;
}
