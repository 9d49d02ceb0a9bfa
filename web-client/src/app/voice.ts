// Which changes are spoken, ring and mark the title. One announcement per assignment; timers at five minutes, one minute
// and ten seconds.
import { effect } from '@preact/signals';
import { roomName, sessionTitle } from '../i18n/labels.ts';
import { coded, t } from '../i18n/words.ts';
import type { NoticeMessage } from '../protocol.ts';
import { announce } from './announce.ts';
import { chime } from './chime.ts';
import { me, room, state } from './client.ts';
import { time } from './clock.ts';
import { programme } from './programme.ts';
import { attention } from './title.ts';

const remindAt = [300_000, 60_000, 10_000];

const timeLeft = (ms: number) => (ms < 60_000 ? t('say.left_seconds', { n: ms / 1_000 }) : t('say.left', { n: ms / 60_000 }));

function call(): void {
  chime();
  navigator.vibrate?.(200);
  if (document.visibilityState === 'hidden') attention.value = true;
}

const movedTo = (name: string, by?: string) => (by ? t('say.moved', { room: name, by }) : t('say.moved_plain', { room: name }));

/** Speaks once per assignment: when the person's place changes by something other than a press of theirs. */
function followPlace(): void {
  let spoken: string | undefined;
  effect(() => {
    const person = me.value;
    const { moving } = state.value;
    if (!person) return;
    const place = `${person.place}:${person.version}`;
    if (place === spoken) return;
    if (person.place === 'room') {
      const there = room.value;
      if (!there || !programme.value) return;
      const first = spoken === undefined;
      spoken = place;
      const name = roomName(programme.value, there.name);
      const n = Math.max(0, there.members.length - 1);
      if (moving) announce(movedTo(name, person.arrival?.by), 'assertive');
      else announce(t('say.room', { room: name, n }));
      if (!first) call();
    } else {
      const before = spoken;
      spoken = place;
      if (before === undefined || before.startsWith(person.place)) return;
      const session = sessionTitle(programme.value, person.session);
      announce(person.place === 'lobby' ? t('say.lobby', { session }) : t('say.programme'));
    }
  });
}

function followTime(): void {
  let last = Infinity;
  let of = '';
  effect(() => {
    const left = (room.value?.ends ?? Infinity) - time.value;
    const id = room.value?.id ?? '';
    if (id === of) {
      for (const mark of remindAt)
        if (last > mark && left <= mark && left > mark - 5_000) announce(timeLeft(mark));
    }
    last = left;
    of = id;
  });
}

export function noticeText(n: NoticeMessage): string {
  if (n.text !== undefined) return n.text;
  const session = sessionTitle(programme.value, n.parameters['session']);
  return coded('notice', n.kind, 'notice.other', { ...n.parameters, session });
}

function followNotices(): void {
  const spoken = new Set<string>();
  effect(() => {
    for (const notice of state.value.notices) {
      if (spoken.has(notice.id)) continue;
      spoken.add(notice.id);
      announce(noticeText(notice), notice.urgent ? 'assertive' : 'polite');
      if (notice.urgent) call();
    }
  });
}

function followConnection(): void {
  let told = false;
  effect(() => {
    const { link, lostAt } = state.value;
    if (link === 'open') {
      if (told) announce(t('say.back'));
      told = false;
    } else if (link === 'lost' && !told && lostAt && time.value && Date.now() - lostAt > 5_000) {
      told = true;
      announce(t('say.lost'), 'assertive');
    }
  });
}

export function followVoice(): void {
  followPlace();
  followTime();
  followNotices();
  followConnection();
}
