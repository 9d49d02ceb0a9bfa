// Which changes are spoken, ring and mark the title. One announcement per assignment; timers at five minutes, one minute
// and ten seconds.
import { effect } from '@preact/signals';
import { isolated } from '../i18n/format.ts';
import { roomName, sessionTitle } from '../i18n/labels.ts';
import { coded, t } from '../i18n/words.ts';
import type { Notice } from '../protocol.ts';
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

const movedTo = (room: string, by?: string) => (by ? t('say.moved', { room, by: isolated(by) }) : t('say.moved_plain', { room }));

/** Speaks once per assignment: when the person's place changes by something other than a press of theirs. */
function followPlace(): void {
  let spoken: string | undefined;
  effect(() => {
    const person = me.value;
    const { moving } = state.value;
    if (!person) return;
    const out = person.waiting === 'moved_to_lobby';
    const place = `${person.place}:${person.version}${out ? ':out' : ''}`;
    // On a visit the room on the page is not the person's own; theirs is spoken of when they are back.
    if (place === spoken || (person.visiting && person.place === 'room')) return;
    if (person.place === 'room') {
      const there = room.value;
      if (!there || !programme.value) return;
      const first = spoken === undefined;
      spoken = place;
      const name = isolated(roomName(programme.value, there.name));
      const n = Math.max(0, there.members.length - 1);
      if (moving) announce(movedTo(name, person.arrival?.by), 'assertive');
      else announce(t('say.room', { room: name, n }));
      if (!first) call();
    } else {
      const before = spoken;
      spoken = place;
      const session = isolated(sessionTitle(programme.value, person.session));
      if (out) {
        const by = person.arrival?.by;
        announce(by ? t('say.moved_to_lobby', { by: isolated(by), session }) : t('say.lobby', { session }), 'assertive');
        return before === undefined ? undefined : call();
      }
      if (before === undefined || before.startsWith(person.place)) return;
      announce(person.place === 'lobby' ? t('say.lobby', { session }) : t('say.programme'));
    }
  });
}

/** In a debrief's lobby, what the person comes for: the button they pressed is gone by then. */
function followSubject(): void {
  let before: string | undefined;
  effect(() => {
    const about = me.value?.place === 'lobby' ? me.value.about : undefined;
    if (about && about !== before) announce(t('debrief.chosen', { title: isolated(sessionTitle(programme.value, about)) }));
    before = about;
  });
}

/** What comes below on the page while the person reads or talks: other rooms on offer, and that they are alone. */
function followOffers(): void {
  let offered = '';
  let alone: number | undefined;
  effect(() => {
    const person = me.value;
    if (person?.alone && person.alone.since !== alone)
      announce(`${t('alone.title')}. ${coded('alone', person.alone.next, 'alone.staff_told')}`);
    alone = person?.alone?.since;
    const rooms = person?.offers.filter(o => o.kind === 'switch') ?? [];
    const key = rooms.map(o => o.room).join(' ');
    if (key && key !== offered) announce(t('say.offers', { n: rooms.length }));
    offered = key;
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

export function noticeText(n: Notice): string {
  if (n.text !== undefined) return n.text;
  const session = isolated(sessionTitle(programme.value, n.parameters['session']));
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
  followOffers();
  followSubject();
  followTime();
  followNotices();
  followConnection();
}
