// What a person is writing, by room. It outlasts a move and a page that the phone put away, and goes to no other room by
// itself: what is meant for one room is not sent to another.
import { effect, signal } from '@preact/signals';
import { recall, remember } from '../connection/pass.ts';
import { me } from './client.ts';

type Drafts = { [room: string]: string };

export const drafts = signal<Drafts>({});
const most = 5;

/** One browser tab may be used by one person after another. */
let slot = '';
effect(() => {
  const id = me.value?.id;
  const mine = `convene:drafts:${location.pathname}:${id}`;
  if (!id || mine === slot) return;
  slot = mine;
  try {
    drafts.value = JSON.parse(recall(sessionStorage, slot) ?? '{}') as Drafts;
  } catch {
    drafts.value = {};
  }
});

export function draft(room: string, text: string): void {
  const { [room]: _, ...others } = drafts.peek();
  drafts.value = text ? Object.fromEntries([...Object.entries(others), [room, text]].slice(-most)) : others;
  if (slot) remember(sessionStorage, slot, JSON.stringify(drafts.peek()));
}
