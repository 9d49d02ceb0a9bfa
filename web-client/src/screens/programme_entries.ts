// One list of sessions from the programme (which is long and rarely changes) and what is going on now.
import { computed } from '@preact/signals';
import type { RoundStatus, SessionKind, SessionState } from '../protocol.ts';
import { now, state } from '../app/client.ts';
import { minute } from '../app/clock.ts';
import { programme } from '../app/programme.ts';
import { labelOf } from '../i18n/labels.ts';

export interface Entry {
  id: string;
  kind: SessionKind;
  title: string;
  state: SessionState;
  starts: number;
  ends: number;
  /** When it was first said to start, if that is not when it starts. */
  was?: number;
  link: string;
  joinable: boolean;
  people: number;
  rounds: number;
  round?: RoundStatus;
}

export const entries = computed<Entry[]>(() => {
  const live = new Map((now.value?.sessions ?? []).map(s => [s.id, s]));
  const known = programme.value;
  const listed = (known?.sessions ?? []).map((s): Entry => {
    const status = live.get(s.id);
    const starts = status?.starts ?? s.starts;
    const ends = status?.ends ?? s.ends;
    const first = state.value.firstStarts[s.id] ?? starts;
    const guess: SessionState = ends <= minute.value ? 'closed' : 'planned';
    return {
      id: s.id,
      kind: s.kind,
      title: labelOf(s.title, known?.locales) || s.id,
      state: s.cancelled ? 'cancelled' : (status?.state ?? guess),
      starts,
      ends,
      was: first !== starts ? first : undefined,
      link: s.link,
      joinable: status?.joinable ?? false,
      people: status?.people ?? 0,
      rounds: s.rounds,
      round: status?.round,
    };
  });
  return listed.sort((a, b) => a.starts - b.starts || a.ends - b.ends);
});

/** Nothing comes any more; an event that was called off as a whole never was. */
export const allOver = computed(
  () => entries.value.some(e => e.state === 'closed') && entries.value.every(e => e.state === 'closed' || e.state === 'cancelled'),
);
