// The client at work: the socket, the state, and what a press sends. One per page.
import { computed, signal } from '@preact/signals-core';
import { Socket } from '../connection/socket.ts';
import { keepPass, passIn, recall, remember, showPass, signedOutElsewhere, signOut } from '../connection/pass.ts';
import { openTab, type Tab } from '../connection/tab.ts';
import { wanted, wordRefusals } from '../i18n/words.ts';
import type { JoinForm, ServerMessage } from '../protocol.ts';
import type { Command, CommandName, Commands, Signals } from '../wire.ts';
import { reduce, type Action } from '../store/reduce.ts';
import { ownWords, readWords } from '../store/own_words.ts';
import { initial, type State } from '../store/state.ts';

declare const __VERSION__: string;

export const state = signal<State>(initial);
export const me = computed(() => state.value.me);
export const room = computed(() => state.value.room);
/** Of the room on the page. */
export const chat = computed(() => state.value.moving?.chat ?? state.value.chat);
export const now = computed(() => state.value.now);
export const ticket = computed(() => state.value.queue?.ticket);
export const floor = computed(() => state.value.floor);
const pending = computed(() => state.value.pending);
export const board = computed(() => state.value.board);

export const dispatch = (action: Action) => {
  const { pending: before, unsaid } = state.peek();
  state.value = reduce(state.value, action);
  const after = state.peek();
  if (after.pending !== before || after.unsaid !== unsaid) keepWords(after);
};

/** A reload must not lose what was written: in this tab's storage until it is answered, and put back if refused. */
const wordsSlot = () => `convene:words:${tab.name}`;
function keepWords({ pending, unsaid }: State): void {
  const words = [...unsaid, ...Object.values(pending).filter(ownWords)];
  remember(sessionStorage, wordsSlot(), words.length ? JSON.stringify(words) : null);
}

/** The event's clock. */
export const serverNow = () => Date.now() + state.peek().skew;
const allowed = computed(() => state.value.welcome?.can);
export const can = (name: string) => allowed.value?.includes(name) ?? false;

interface Credentials {
  event: string;
  pass?: string;
  join?: JoinForm;
}

let who: Credentials;
let tab: Tab;
let socket: Socket;
let take = true;
/** Whether a hello went out: what the server may have heard must not be told it again by other means. */
let said = false;
/** Told once how the first greeting ended. */
let greeted: ((welcome: boolean) => void) | undefined;

function hello(): void {
  const { welcome, superseded } = state.peek();
  said = true;
  socket.send({
    type: 'hello',
    pass: who.pass,
    join: who.pass ? undefined : who.join,
    client: `web/${__VERSION__}`,
    locale: wanted(),
    tab: tab.name,
    take,
    superseded: !take && superseded,
    resume: welcome && { epoch: welcome.epoch, seq: welcome.seq },
  });
}

function receive(messages: unknown[]): void {
  const known = messages as ServerMessage[];
  const { superseded: before, greetings } = state.peek();
  dispatch({ type: 'received', messages: known, at: Date.now() });
  if (known.some(m => m.type === 'refused')) void wordRefusals();
  const welcome = known.find(m => m.type === 'welcome');
  if (welcome?.type === 'welcome') {
    take = false;
    socket.heartbeat = welcome.limits.heartbeat_ms || socket.heartbeat;
    socket.settled();
    if (welcome.pass) who = { event: who.event, pass: welcome.pass };
    // Once a page: another tab may have brought somebody else since.
    if (who.pass && (welcome.pass || greetings === 0)) keepPass(who.event, who.pass);
    // A walk-in's tab is theirs from now on, also after a reload, which comes with the pass.
    if (welcome.pass) tab.belongsTo(welcome.pass);
    // What was asked and not answered is asked again under the same id: it has one effect, whatever arrived before.
    for (const command of Object.values(state.peek().pending)) socket.send(command);
    greeted?.(true);
  }
  const { superseded } = state.peek();
  if (superseded !== before) remember(sessionStorage, held(), superseded ? '1' : null);
  for (const topic of state.peek().torn) if (asked.get(topic) !== socket) askWhole(topic);
}

/** A tab on hold stays on hold when the browser puts its page away and brings it back. */
const held = () => `convene:held:${tab.name}`;

const asked = new Map<string, unknown>();
function askWhole(topic: string): void {
  tell('resync', { topic });
  asked.set(topic, socket);
  setTimeout(() => asked.delete(topic), 2_000);
}

function closed(code: number, reason: string, again: boolean): void {
  dispatch({ type: 'lost', code, reason, again, at: Date.now() });
  if (!again) greeted?.(false);
}

/** Opens the connection, or goes on with one, and keeps it; resolves when the server has said yes (true) or no. */
export async function start(credentials: Credentials, early?: WebSocket): Promise<boolean> {
  who = credentials;
  tab = await openTab(credentials.pass ?? credentials.event);
  // A page that the browser had put away and brought back by itself was not opened by a person.
  take = !(document as Document & { wasDiscarded?: boolean }).wasDiscarded;
  said = false;
  dispatch({ type: 'start', superseded: !take && recall(sessionStorage, held()) !== undefined });
  // Sent again with the greeting, each under its id: what had arrived is not said twice.
  for (const command of readWords(recall(sessionStorage, wordsSlot()))) dispatch({ type: 'sent', command });
  socket?.stop();
  socket = new Socket(credentials.event, { opened: hello, receive, closed }, early);
  const answer = new Promise<boolean>(resolve => (greeted = resolve));
  socket.connect();
  return answer;
}

export const saidHello = () => said;
export const giveUp = () => socket?.stop();

export function watchPage(): void {
  addEventListener('hashchange', () => {
    // Another link opens another page; a place on this one (#main) leaves the pass in the address, for a reload.
    if (passIn(location.hash)) location.reload();
    else if (who?.pass) showPass(who.pass);
  });
  addEventListener('storage', e => signedOutElsewhere(e) && signOut());
  addEventListener('online', () => socket?.hurry());
  addEventListener('pageshow', e => e.persisted && socket?.probe());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && socket?.probe());
}

/** Asks for something. Unanswered requests are repeated after a reconnect, so a press is never lost and never doubled. */
export function ask<Name extends CommandName>(type: Name, fields: Commands[Name]): string {
  const id = `${state.peek().welcome?.tab_number ?? 0}:${tab.nextNumber()}`;
  const command: Command = { ...fields, type, id };
  dispatch({ type: 'sent', command });
  if (state.peek().link === 'open') socket.send(command);
  return id;
}

/** Says something that has no answer; it is worth nothing later, so it is not kept. */
export function tell<Name extends keyof Signals>(type: Name, fields: Signals[Name]): void {
  if (state.peek().link === 'open') socket.send({ type, ...fields });
}

/** True while a request of that name (and, if given, with those fields) waits for its answer. */
export function busy(type: CommandName, fields: { [name: string]: unknown } = {}): boolean {
  return Object.values(pending.value).some(
    c => c.type === type && Object.entries(fields).every(([name, value]) => c[name] === value),
  );
}

/** What a request that waits for its answer says; shown as if it were done, until the view says what is so. */
export const asks = <Name extends CommandName, Field extends keyof Commands[Name] & string>(type: Name, field: Field) =>
  Object.values(pending.value)
    .filter(c => c.type === type && field in c)
    .at(-1)?.[field] as Commands[Name][Field] | undefined;

export function useHere(): void {
  take = true;
  dispatch({ type: 'use_here' });
  remember(sessionStorage, held(), null);
  socket.connect();
}
