// Whom one sits with, or sat with last: kept for this browser tab, so that a page that is loaded again after the room has
// closed still says whom one met.
import { computed, effect } from '@preact/signals';
import { recall, remember } from '../connection/pass.ts';
import type { Member, RoomView } from '../protocol.ts';
import { state } from './client.ts';

const slot = 'convene:met';

interface Met {
  whose: string;
  room: string;
  members: Member[];
}

const own = computed(() => {
  const { me, room, lastRoom } = state.value;
  return me && !me.visiting && room && room.id === me.room ? room : lastRoom;
});

export function followMet(): void {
  effect(() => {
    const { id: room, members } = own.value ?? {};
    const whose = state.peek().me?.id;
    if (room && members && whose) remember(sessionStorage, slot, JSON.stringify({ whose, room, members } satisfies Met));
  });
}

/** Who else was in that room, as far as this page or an earlier one of the tab saw it. */
export function othersIn(room: string, whose: string, seen: RoomView | undefined): Member[] {
  const others = (members: Member[]) => members.filter(m => m.id !== whose);
  if (seen?.id === room) return others(seen.members);
  try {
    const kept = JSON.parse(recall(sessionStorage, slot) ?? '{}') as Partial<Met>;
    return kept.whose === whose && kept.room === room ? others(kept.members ?? []) : [];
  } catch {
    return [];
  }
}
