// What a person is writing, by room. It outlasts a move and a page that the phone put away, and goes to no other room by
// itself: what is meant for one room is not sent to another.
import { effect, signal } from '@preact/signals';
import { recall, remember } from '../connection/pass.ts';
import { putBack } from '../store/own_words.ts';
import { me } from './client.ts';
import { takeBack } from './unsaid.ts';

type Drafts = { [room: string]: string };

export const drafts = signal<Drafts>({});
/** Rooms; whoever has been in more of them is asked about the latest. */
const most = 20;

/** One browser tab may be used by one person after another. */
let slot = '';
effect(() => {
  const id = me.value?.id;
  const mine = `convene:drafts:${location.pathname}:${id}`;
  if (!id || mine === slot) return;
  // What came back before it was known to whom is theirs, too.
  const early = slot ? {} : drafts.peek();
  slot = mine;
  try {
    drafts.value = { ...(JSON.parse(recall(sessionStorage, slot) ?? '{}') as Drafts), ...early };
  } catch {
    drafts.value = early;
  }
});

export function draft(room: string, text: string): void {
  const { [room]: _, ...others } = drafts.peek();
  drafts.value = text ? Object.fromEntries([...Object.entries(others), [room, text]].slice(-most)) : others;
  if (slot) remember(sessionStorage, slot, JSON.stringify(drafts.peek()));
}

/** What came back last, by room. */
const back = new Map<string, string>();

/** A message that was refused is a draft of its room again. */
export function followRefused(): void {
  takeBack('chat.say', ({ room, text }) => {
    const { front, whole } = putBack(drafts.peek()[String(room)] ?? '', back.get(String(room)), String(text));
    back.set(String(room), front);
    draft(String(room), whole);
  });
}
