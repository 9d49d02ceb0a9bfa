// messages -> state, without side effects: the whole of what the client makes of the wire.
import type { Chat, MeView, Notice, NowView, ServerMessage } from '../protocol.ts';
import type { Command, TopicName, ViewMessage } from '../wire.ts';
import { mergePatch } from './merge_patch.ts';
import { ownWords } from './own_words.ts';
import type { RefusedCommand, State } from './state.ts';

export type Action =
  | { type: 'received'; messages: ServerMessage[]; at: number }
  | { type: 'lost'; code: number; reason: string; again: boolean; at: number }
  | { type: 'sent'; command: Command }
  | { type: 'put_back'; commands: Command[] }
  | { type: 'start'; superseded: boolean }
  | { type: 'go' }
  | { type: 'stay'; until: number }
  | { type: 'use_here' }
  | { type: 'seen_notice'; id: string }
  | { type: 'seen_refusals'; refusals: RefusedCommand[] };

const without = <T>(map: { [key: string]: T }, key: string) => {
  const { [key]: _, ...rest } = map;
  return rest;
};

/** Others put the person elsewhere, rather than a round opening or their own choice. */
const byOthers = new Set(['moved', 'remedy']);

function withMe(state: State, me: MeView): State {
  const before = state.me;
  // A view of an older assignment can only come from a server that was restored: the newer one stands until it says more.
  if (before && before.id === me.id && me.version < before.version && state.link === 'open') return state;
  // While staff visit, `room` is the one visited: it says nothing of the seat.
  const visit = me.visiting !== undefined || before?.visiting !== undefined;
  const leftRoom = !visit && before?.place === 'room' && (me.place !== 'room' || me.room !== before.room);
  const lastRoom = leftRoom && state.room?.id === before.room ? state.room : state.lastRoom;
  const moved = leftRoom && me.place === 'room' && me.arrival !== undefined && byOthers.has(me.arrival.why);
  const from = state.moving?.from ?? (state.room?.id === before?.room ? state.room : undefined);
  const moving = moved && from ? { from, version: me.version, until: state.moving?.until, chat: state.moving?.chat ?? state.chat } : state.moving;
  const stillMoving = moving && !visit && me.place === 'room' && moving.from.id !== me.room ? moving : undefined;
  return { ...state, me, lastRoom, moving: stillMoving, room: state.room?.id === me.room ? state.room : undefined };
}

function withNow(state: State, now: NowView): State {
  const fresh = now.sessions.filter(s => !(s.id in state.firstStarts));
  const firstStarts = fresh.length
    ? { ...state.firstStarts, ...Object.fromEntries(fresh.map(s => [s.id, s.starts])) }
    : state.firstStarts;
  return { ...state, now, firstStarts };
}

function withView(state: State, message: ViewMessage): State {
  const { topic } = message;
  const revisions = 'revision' in message ? { ...state.revisions, [topic]: message.revision } : state.revisions;
  const next = { ...state, revisions, torn: state.torn.filter(t => t !== topic) };
  if (topic === 'me') return withMe(next, message.view);
  if (topic === 'now') return withNow(next, message.view);
  return { ...next, [topic]: message.view };
}

function withPatch(state: State, topic: TopicName, from: number, to: number, patch: unknown): State {
  if (state.torn.includes(topic)) return state;
  if (!state[topic] || state.revisions[topic] !== from) return { ...state, torn: [...state.torn, topic] };
  const view = mergePatch(state[topic], patch);
  return { ...state, [topic]: view, revisions: { ...state.revisions, [topic]: to } };
}

/** Twice what the server keeps: what it says to somebody who comes finds room beside all that was not dismissed before. */
const noticesKept = 100;

/** Beyond that the oldest gives way: one that has expired, then one that is not urgent. A greeting brings it again. */
function withNotice(state: State, notice: Notice): State {
  const others = state.notices.filter(n => n.id !== notice.id);
  const out = others.length < noticesKept ? undefined : (others.find(n => n.expires && n.expires <= notice.at) ?? others.find(n => !n.urgent) ?? others[0]);
  return { ...state, notices: [...others.filter(n => n !== out), notice] };
}

/** The server keeps fewer; whoever stays long keeps what they have read, up to here. */
const linesKept = 500;

function joined(chat: State['chat'], { room, whole, lines }: Chat): State['chat'] {
  if (whole) return { room, lines };
  // What follows something that this page does not have is of no use: the whole comes with the room.
  if (chat?.room !== room) return chat;
  const last = chat.lines.at(-1)?.n ?? 0;
  const fresh = lines.filter(line => line.n > last);
  return fresh.length ? { room, lines: [...chat.lines, ...fresh].slice(-linesKept) } : chat;
}

function withChat(state: State, message: Chat): State {
  const { moving, me, chat } = state;
  const { room } = message;
  if (moving?.from.id === room) return { ...state, moving: { ...moving, chat: joined(moving.chat, message) } };
  // Of the room that they were moved out of, and have left on this page.
  const next = room !== me?.room && room === me?.goodbye?.room ? chat : joined(chat, message);
  return next === chat ? state : { ...state, chat: next };
}

/** More than can come in one frame: whoever waits for an answer finds it, however many others were not dismissed. */
const refusalsKept = 100;

function apply(state: State, message: ServerMessage, at: number): State {
  switch (message.type) {
    case 'welcome': {
      // Another prefix means that the server takes this for another tab: what was asked of the old one cannot be repeated.
      const all = Object.values(state.pending);
      const same = all.filter(c => c.id.startsWith(`${message.tab_number}:`));
      const restored = state.welcome !== undefined && state.welcome.epoch !== message.epoch;
      const kept = restored ? { me: undefined, room: undefined, moving: undefined, chat: undefined, queue: undefined, desk: undefined } : {};
      return {
        ...state,
        ...kept,
        link: 'open',
        lostAt: undefined,
        end: undefined,
        welcome: message,
        greetings: state.greetings + 1,
        // Who is staff no longer keeps nothing of what staff see.
        floor: message.can.includes('floor') ? state.floor : undefined,
        board: message.can.includes('board') ? state.board : undefined,
        skew: message.time - at,
        superseded: !message.in_charge,
        revisions: {},
        torn: [],
        pending: Object.fromEntries(same.map(c => [c.id, c])),
        unsaid: [...state.unsaid, ...all.filter(c => ownWords(c) && !same.includes(c))],
      };
    }
    case 'view':
      return withView(state, message);
    case 'patch':
      return withPatch(state, message.topic, message.from, message.to, message.patch);
    case 'chat':
      return withChat(state, message);
    case 'notice':
      return withNotice(state, message);
    case 'done':
      return { ...state, pending: without(state.pending, message.id) };
    case 'refused': {
      const command = message.id === undefined ? undefined : state.pending[message.id];
      return {
        ...state,
        pending: message.id === undefined ? state.pending : without(state.pending, message.id),
        unsaid: command && ownWords(command) ? [...state.unsaid, command] : state.unsaid,
        refusals: [...state.refusals, { command, answer: message }].slice(-refusalsKept),
      };
    }
    case 'pong':
      return { ...state, skew: message.time - (message.at + at) / 2 };
    case 'superseded':
      return { ...state, superseded: true };
    default:
      // A newer server may say things that this client does not know.
      return state;
  }
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'received':
      return action.messages.reduce((s, m) => apply(s, m, action.at), state);
    case 'lost':
      return {
        ...state,
        link: action.again ? (state.welcome ? 'lost' : 'connecting') : 'ended',
        lostAt: state.lostAt ?? action.at,
        end: action.again ? undefined : { code: action.code, reason: action.reason },
      };
    case 'sent':
      return { ...state, pending: { ...state.pending, [action.command.id]: action.command } };
    case 'put_back':
      return { ...state, unsaid: state.unsaid.filter(c => !action.commands.includes(c)) };
    case 'start':
      // Another try of a person's: what went wrong in an earlier one is no news any more.
      return { ...state, link: 'connecting', superseded: action.superseded, refusals: [], end: undefined, lostAt: undefined };
    case 'go':
      return { ...state, moving: undefined };
    case 'stay':
      return state.moving ? { ...state, moving: { ...state.moving, until: action.until } } : state;
    case 'use_here':
      return { ...state, superseded: false };
    case 'seen_notice':
      return { ...state, notices: state.notices.filter(n => n.id !== action.id) };
    case 'seen_refusals':
      return { ...state, refusals: state.refusals.filter(r => !action.refusals.includes(r)) };
  }
}
