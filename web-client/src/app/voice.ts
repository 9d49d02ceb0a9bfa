// Which changes are spoken, ring and mark the title. One announcement per assignment; timers at five minutes, one minute
// and ten seconds.
import { effect, signal } from '@preact/signals';
import { duration, isolated } from '../i18n/format.ts';
import { roomName, sessionTitle } from '../i18n/labels.ts';
import { coded, t } from '../i18n/words.ts';
import { recall, remember } from '../connection/pass.ts';
import type { ChatMessage, Notice } from '../protocol.ts';
import { announce } from './announce.ts';
import { chime } from './chime.ts';
import { chat, me, room, serverNow, state } from './client.ts';
import { time } from './clock.ts';
import { programme } from './programme.ts';
import { attention } from './title.ts';
import { known } from './tools.ts';

const remindAt = [300_000, 60_000, 10_000];

const timeLeft = (ms: number) => (ms < 60_000 ? t('say.left_seconds', { n: ms / 1_000 }) : t('say.left', { n: ms / 60_000 }));

/** Something needs the person: heard, felt, and on the title if they look elsewhere. */
export function ring(): void {
  chime();
  navigator.vibrate?.(200);
  if (document.visibilityState === 'hidden') attention.value = true;
}

const movedTo = (room: string, by?: string) => (by ? t('say.moved', { room, by: isolated(by) }) : t('say.moved_plain', { room }));
const whyMoved = (told?: string) => (told ? ` ${t('arrival.told', { told: isolated(told) })}` : '');

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
      if (moving) announce(movedTo(name, person.arrival?.by) + whyMoved(person.arrival?.told), 'assertive');
      else announce(t('say.room', { room: name, n }));
      if (!first) ring();
    } else {
      const before = spoken;
      spoken = place;
      const session = isolated(sessionTitle(programme.value, person.session));
      if (out) {
        const { by, told } = person.arrival ?? {};
        announce((by ? t('say.moved_to_lobby', { by: isolated(by), session }) : t('say.lobby', { session })) + whyMoved(told), 'assertive');
        return before === undefined ? undefined : ring();
      }
      if (before === undefined || before.startsWith(person.place)) return;
      announce(person.place === 'lobby' ? t('say.lobby', { session }) : t('say.programme'));
    }
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

const aloudSlot = 'convene:aloud';
/** Whether new messages of the chat are read to those who use a screen reader. */
export const aloud = signal(recall(globalThis.localStorage, aloudSlot) !== 'no');
export function readAloud(yes: boolean): void {
  aloud.value = yes;
  remember(localStorage, aloudSlot, yes ? null : 'no');
}

/** What is written within such a time is said in one go: a lively chat does not talk over everything else. */
const gather = 3_000;
const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

function followChat(): void {
  let of: string | undefined;
  let last = 0;
  let heard: ChatMessage[] = [];
  let spoken: { lines: ChatMessage[]; unsay: () => void } | undefined;
  /** Staff took none of it away meanwhile. */
  const stands = ({ n }: ChatMessage) => chat.peek()?.lines.some(l => l.n === n && l.text !== undefined) ?? false;
  const say = () => {
    const lines = heard.filter(stands);
    heard = [];
    const [newest, n] = [lines.at(-1), lines.length];
    if (!newest || !aloud.peek() || chat.peek()?.room !== of) return;
    const words = { name: isolated(newest.name), text: isolated(shortened(newest.text ?? '')) };
    spoken = { lines, unsay: announce(n > 1 ? t('say.messages', { n, ...words }) : t('say.message', words)) };
  };
  effect(() => {
    const written = chat.value;
    if (!written) return;
    const newest = written.lines.at(-1)?.n ?? 0;
    const own = me.peek()?.id;
    const fresh = written.room === of ? written.lines.filter(l => l.n > last && l.by !== own && l.text !== undefined) : [];
    if (written.room !== of) heard = [];
    else if (spoken && !spoken.lines.every(stands)) spoken = void spoken.unsay();
    of = written.room;
    last = newest;
    if (fresh.length === 0 || (state.peek().moving?.from.id ?? me.peek()?.room) !== of) return;
    if (document.visibilityState === 'hidden') attention.value = true;
    if (heard.length === 0) setTimeout(say, gather);
    heard.push(...fresh);
  });
}

/** A turn of one's own is said once, however often the room is sent meanwhile. */
function followTurns(): void {
  let told = '';
  effect(() => {
    const there = room.value;
    const { moving, me: person } = state.value;
    const turns = there?.turns;
    // In a room's last minute everybody says goodbye: the clock is not on the page then.
    if (there?.state !== 'open' || !turns || moving || turns.order[turns.turn] !== person?.id || person?.visiting) return;
    const turn = `${there.id} ${turns.turn} ${turns.ends}`;
    if (turn === told) return;
    told = turn;
    announce(t('say.turn', { time: duration(Math.max(0, turns.ends - serverNow())) }));
    ring();
  });
}

function followHelp(): void {
  let before: string | undefined;
  let muted: boolean | undefined;
  effect(() => {
    const person = me.value;
    if (!person) return;
    const { help } = person;
    const now = help ? `by ${help.by ?? ''}` : '';
    if (before !== undefined && now !== before) {
      if (help?.by) ring();
      announce(help ? (help.by ? t('help.coming', { by: isolated(help.by) }) : t(help.again ? 'help.again' : 'help.waiting')) : t('help.over'));
    }
    before = now;
    if (muted !== undefined && muted !== person.muted) announce(t(person.muted ? 'chat.muted' : 'say.unmuted'));
    muted = person.muted;
  });
}

export function noticeText(n: Notice): string {
  if (n.text !== undefined) return n.text;
  const session = isolated(sessionTitle(programme.value, n.parameters['session']));
  const id = n.parameters['person'];
  const name = id && known.nameOf?.(id);
  const person = name && name !== id ? isolated(name) : '…';
  return coded('notice', n.kind, 'notice.other', { by: n.by ?? '', ...n.parameters, session, person });
}

function followNotices(): void {
  const spoken = new Set<string>();
  effect(() => {
    for (const notice of state.value.notices) {
      if (spoken.has(notice.id)) continue;
      spoken.add(notice.id);
      announce(noticeText(notice), notice.urgent ? 'assertive' : 'polite');
      if (notice.urgent) ring();
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
  followTime();
  followChat();
  followTurns();
  followHelp();
  followNotices();
  followConnection();
}
