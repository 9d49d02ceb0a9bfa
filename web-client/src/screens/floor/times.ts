// What a command on the programme's clocks saw: the times on the screen, so that what two press at once moves once. Plain
// functions, no screen.
import type { FloorSession, FloorView, SeenTimes } from '../../protocol.ts';

type Sessions = FloorView['sessions'];

/** The server moves what follows within half a day of the session's start. */
const follows = 12 * 60 * 60_000;
/** A message has no room for more; the nearest are those that somebody may have moved. */
const most = 60;

export const isOver = ({ state }: Pick<FloorSession, 'state'>) => state === 'closed' || state === 'cancelled';
const seen = (session: string, { starts, ends }: FloorSession): SeenTimes => ({ session, starts, ends });

/** Whether it moves with another one that starts at `from`. */
export const movesWith = ({ state, starts }: Pick<FloorSession, 'state' | 'starts'>, from: number) =>
  (state === 'planned' || state === 'open') && starts >= from && starts < from + follows;

/** Of the session that is moved, and of what moves with it. O(sessions log sessions). */
export function timesSeen(sessions: Sessions, id: string, following: boolean): SeenTimes[] {
  const from = sessions[id]!.starts;
  const moves = ([other, session]: [string, FloorSession]) => other !== id && movesWith(session, from);
  const others = following ? Object.entries(sessions).filter(moves).sort(([, a], [, b]) => a.starts - b.starts) : [];
  return [seen(id, sessions[id]!), ...others.slice(0, most).map(([other, session]) => seen(other, session))];
}
