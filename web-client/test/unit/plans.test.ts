import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoardPlan, BoardRequest, BoardView } from '../../src/protocol.ts';
import { planNews } from '../../src/screens/board/plans/plan_news.ts';

const request = (session: string): BoardRequest => ({ session, name: '', by: 'Mo', rematch: false });
const plan = (session: string, cut_short: boolean) => ({ session, report: { cut_short } }) as BoardPlan;
const board = (requests: BoardView['requests'], plans: BoardView['plans'] = {}): BoardView => ({ requests, plans, progress: {}, out: {}, erasure: {}, operations: {}, acts: {}, pairs: {}, reports: {} });
const heard = (before: BoardView, after: BoardView) => planNews(before, after).map(({ key, session }) => `${key} ${session}`);

test('a plan is heard of when it begins and when it is there, and says whether it was cut short', () => {
  assert.deepEqual(heard(board({}), board({ 1: request('a') })), ['board.plan_making a']);
  assert.deepEqual(heard(board({ 1: request('a') }), board({}, { d1: plan('a', false) })), ['board.say_made a']);
  assert.deepEqual(heard(board({ 1: request('a') }), board({}, { d1: plan('a', true) })), ['board.say_cut a']);
  assert.deepEqual(heard(board({}), board({}, { d1: plan('a', false) })), ['board.say_made a'], 'it took no time');
});

test('however far it is, whoever takes it: nothing is heard until it is there', () => {
  const before = board({ 1: request('a') });
  const after = { ...board({ 1: { ...request('a'), finished_by: 'Mo' } }), progress: { 1: { permille: 500, people: 9, repeat_meetings: 0, again: false } } };
  assert.deepEqual(heard(before, after), []);
});

test('one that is made no more is told from one that is there', () => {
  assert.deepEqual(heard(board({ 1: request('a') }), board({})), ['board.say_unmade a']);
  assert.deepEqual(heard(board({ 1: request('a'), 2: request('a') }), board({}, { d1: plan('a', false) })), ['board.say_made a', 'board.say_unmade a']);
  assert.deepEqual(heard(board({ 1: request('a') }, { d1: plan('b', false) }), board({ 1: request('a') })), [], 'a plan that is thrown away was looked at');
});
