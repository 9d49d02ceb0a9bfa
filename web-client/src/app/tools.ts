// What the moderator's board adds to the floor. The board is a chunk of its own, and so are its rarer
// tools; each leaves its parts here when it comes.
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ComponentType, VNode } from 'preact';
import type { RefusedCommand } from '../store/state.ts';
import { can } from './client.ts';

/** Who is chosen to be moved, each with the version that was on the screen, and why they are moved. */
export interface Choice {
  chosen: ReadonlySignal<ReadonlyMap<string, number>>;
  reason: Signal<string>;
  /** What they themselves read of it. */
  told: Signal<string>;
  clear: () => void;
}

/** A part of the board onto which others are laid as they come (screens/board/layered.tsx). */
export type Layered<Props> = ((props: Props) => VNode) & { lay: (...more: ComponentType<Props>[]) => void };

export interface Tools {
  /** Beside a person, in a room or the lobby. */
  Person?: ComponentType<{ id: string }>;
  /** In the dialog about a person. */
  PersonActions?: Layered<{ id: string; close: () => void }>;
  /** On a room's card. */
  Room?: Layered<{ id: string }>;
  /** On a session's lobby. */
  Lobby?: ComponentType<{ session: string }>;
  /** In a session's head. */
  Session?: Layered<{ id: string }>;
  /** Under the heading: what is announced for the whole event. */
  Announced?: ComponentType;
  /** Over everything: who is chosen, what was refused. */
  Bar?: Layered<object>;
  /** In that bar: what can be taken back. */
  Undo?: ComponentType;
  /** In that bar, beside who is chosen. */
  Chosen?: ComponentType;
  /** Under who is found on the floor: who is found in the whole roster. */
  Beyond?: ComponentType;
  /** Further parts of the floor, by their names in `floor.*`. */
  parts?: { [name: string]: ComponentType };
  /** Goes to a part of the floor. */
  show?: (part: string) => void;
  /** Drag and drop, the extra way to move: handlers for a person's row and for a room. */
  drag?: (person: string) => { [handler: string]: unknown } | false;
  drop?: (room: string | undefined) => { [handler: string]: unknown };
  chosen?: (person: string) => boolean;
  choice?: Choice;
  /** Whether the board shows a refusal at its own place. */
  shows?: (refusal: RefusedCommand) => boolean;
}

/** Once the floor is there: whom an id means, and whether the floor shows a refusal at its own place. */
export const known: { nameOf?: (id: string) => string; stale?: (refusal: RefusedCommand) => boolean } = {};
/** What the chunk brought. */
export const brought = signal<Tools>({});
/** What may be used of it: nothing for somebody who is a moderator no longer. */
export const tools = computed<Tools>(() => (can('board') ? brought.value : {}));
