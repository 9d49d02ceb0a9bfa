// What the moderator's board adds to the floor. The board is a chunk of its own; it leaves its parts here when it comes.
import { computed, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { can } from './client.ts';

export interface Tools {
  /** Beside a person, in a room or the lobby. */
  Person?: ComponentType<{ id: string }>;
  /** In the dialog about a person. */
  PersonActions?: ComponentType<{ id: string; close: () => void }>;
  /** On a room's card. */
  Room?: ComponentType<{ id: string }>;
  /** On a session's lobby. */
  Lobby?: ComponentType<{ session: string }>;
  /** In a session's head. */
  Session?: ComponentType<{ id: string }>;
  /** Under the heading: what is announced for the whole event. */
  Announced?: ComponentType;
  /** Over everything: who is chosen, what was refused. */
  Bar?: ComponentType;
  Plans?: ComponentType;
  Out?: ComponentType;
  /** Drag and drop, the extra way to move: handlers for a person's row and for a room. */
  drag?: (person: string) => { [handler: string]: unknown } | false;
  drop?: (room: string | undefined) => { [handler: string]: unknown };
  chosen?: (person: string) => boolean;
}

/** What the chunk brought. */
export const brought = signal<Tools>({});
/** What may be used of it: nothing for somebody who is a moderator no longer. */
export const tools = computed<Tools>(() => (can('board') ? brought.value : {}));
