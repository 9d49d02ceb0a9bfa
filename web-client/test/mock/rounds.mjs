// What the stand-in answers to commands about rounds, plans and clocks: a plan more or less, a round that closes, a session
// that is later.
import {done} from './board.mjs';
import {basis, roomName} from './fixtures.mjs';

const minutes = n => n * 60_000;
const clock = (ws, id, patch) => ws.patch({sessions: {[id]: patch}});

function add(ws, session, name, more) {
  const {plans} = ws.shown.board;
  const plan = {...plans.d1, session, name, by: 'Gaurav Varma', at: Date.now(), changed: 0, ...more};
  ws.view('board', {...ws.shown.board, plans: {...plans, [`d${Object.keys(plans).length + 1}`]: plan}});
}
function drop(ws, plan) {
  const {[plan]: _, ...plans} = ws.shown.board.plans;
  ws.view('board', {...ws.shown.board, plans});
}

/** Two who come to r2 from other rooms. */
const better = ws => ({
  rematch: true, unplaced: {},
  rooms: [{room: 'r2', name: roomName(2), basis, people: ['p2', 'p3', 'p7', 'p15']}],
  report: {...ws.shown.board.plans.d1.report, moves: 2, least_moves: 1},
});

export const roundAnswers = {
  'round.draft': (ws, {session, title}) => add(ws, session, title, {}),
  'round.rematch': (ws, {session, title}) => add(ws, session, title, better(ws)),
  'round.close'(ws, {session}) {
    clock(ws, session, {round: {state: 'closing', ends: Date.now() + minutes(1)}});
    done(ws, 'round.close', {});
  },
  'plan.drop': (ws, {plan}) => drop(ws, plan),
  'plan.apply'(ws, {plan}) {
    drop(ws, plan);
    done(ws, 'plan.apply', {people: 2});
  },
  'round.extend': (ws, {session, seconds}) => clock(ws, session, {round: {ends: ws.shown.floor.sessions[session].round.ends + seconds * 1_000}}),
  'session.extend': (ws, {session, minutes: n}) => clock(ws, session, {ends: ws.shown.floor.sessions[session].ends + minutes(n)}),
  'session.shift'(ws, {session, minutes: n}) {
    const {starts, ends} = ws.shown.floor.sessions[session];
    clock(ws, session, {starts: starts + minutes(n), ends: ends + minutes(n)});
  },
  'session.add'(ws, {like, title, starts, minutes: n}) {
    if (n === 13) return {refused: {code: 'session.too_many', parameters: {limit: '200'}}};
    const {round: _, ...other} = ws.shown.floor.sessions[like];
    const added = {...other, state: 'planned', starts, doors: starts - minutes(5), ends: starts + minutes(n), lobby: 0, seated: 0, present: 0, intending: 0};
    clock(ws, `${like}-added-1`, {...added, ...(Object.keys(title).length && {title})});
  },
  'session.cancel': (ws, {session}) => clock(ws, session, {state: 'cancelled'}),
};
