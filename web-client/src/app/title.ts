// The page's title: where the person is, and a mark when something happened while they looked elsewhere.
import { computed, effect, signal } from '@preact/signals';
import { labelOf, roomName, sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { face, isStaff } from './app.tsx';
import { state, ticket } from './client.ts';
import { programme } from './programme.ts';
import { pathOf } from './paths.ts';

/** An advisor waits for the person: said by the title for as long as that is so, also to who looks at another tab. */
const called = computed(() => ticket.value?.call?.accepted === false);
/** Raised when something needs the person; lowered when they look. */
export const attention = signal(false);

function place(): string {
  const { link, superseded, me, room, moving } = state.value;
  const known = programme.value;
  if (link === 'ended') return t('title.ended');
  if (superseded) return t('title.superseded');
  if (!me) return '';
  if (isStaff() && face.value === 'staff') return t('title.floor');
  if (moving) return t('title.moving');
  if ((me.place === 'room' || me.visiting) && room) return roomName(known, room.name);
  if (me.place === 'lobby') return t('title.lobby', { session: sessionTitle(known, me.session) });
  return t('title.programme');
}

export function followTitle(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') attention.value = false;
  });
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  effect(() => {
    const marked = attention.value || called.value;
    const where = [called.value && t('title.called'), place(), labelOf(programme.value?.name, programme.value?.locales) || t('app.name')];
    document.title = (marked ? '● ' : '') + where.filter(Boolean).join(' · ');
    if (icon) icon.href = pathOf(marked ? 'icon_alert' : 'icon', 'svg');
  });
}
