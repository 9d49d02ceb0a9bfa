// What a screen reader hears of plans: that one is being made, and what became of it. Nothing in between, however far the
// bar is.
import type { BoardView } from '../../../protocol.ts';

export interface PlanNews {
  key: 'board.plan_making' | 'board.say_made' | 'board.say_cut' | 'board.say_unmade';
  session: string;
}

/** From one state of the board to the next. O(plans). */
export function planNews(before: BoardView, after: BoardView): PlanNews[] {
  const news: PlanNews[] = [];
  const answered = new Map<string, number>();
  for (const [id, { session, report }] of Object.entries(after.plans)) {
    if (before.plans[id]) continue;
    answered.set(session, (answered.get(session) ?? 0) + 1);
    news.push({ key: report.cut_short ? 'board.say_cut' : 'board.say_made', session });
  }
  for (const [number, { session }] of Object.entries(before.requests)) {
    if (after.requests[number]) continue;
    const plans = answered.get(session) ?? 0;
    if (plans) answered.set(session, plans - 1);
    else news.push({ key: 'board.say_unmade', session });
  }
  for (const [number, { session }] of Object.entries(after.requests))
    if (!before.requests[number]) news.push({ key: 'board.plan_making', session });
  return news;
}
