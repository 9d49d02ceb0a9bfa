// What may be done about a session's rounds just now. A plain function, no screen.
import type { FloorSession } from '../../protocol.ts';

export interface RoundTools {
  /** The number of the round that a draft or an opening is about. */
  next: number;
  draft: boolean;
  open: boolean;
  close: boolean;
  /** The round that is on can be grouped anew. */
  rematch: boolean;
}

/**
 * A round's status is of the one that is on (open, closing) or else of the one to come (waiting, pause, gathering). Rounds
 * that open by themselves are counted; a moderator opens as many as the session's time allows.
 */
export function roundTools({ state, round, by_moderator }: FloorSession): RoundTools {
  const live = state === 'open' || state === 'running';
  const on = round?.state === 'open' || round?.state === 'closing' || round?.state === 'closed';
  const next = (round?.number ?? 0) + (on ? 1 : 0);
  const more = live && round !== undefined && (by_moderator || next <= round.of);
  return {
    next,
    draft: more && round.state !== 'gathering',
    open: more && (round.state === 'waiting' || round.state === 'pause'),
    close: live && round?.state === 'open',
    rematch: live && round?.state === 'open',
  };
}
