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
