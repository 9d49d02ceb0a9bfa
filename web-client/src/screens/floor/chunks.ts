// Parts of the floor and of the board, once its rooms are there, each a script of its own.
import type { Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { chunk, type Screened } from '../../app/chunks.ts';
import type { BoardOperation, BoardView } from '../../protocol.ts';
import type { Noted } from './person_notes.tsx';

export const clocksChunk = chunk<Screened>('clocks', 'clocks_words');
export const messagesChunk = chunk<Screened>('messages', 'messages_words');
/** What came too late, with the first such refusal. */
export const staleChunk = chunk<Screened>('stale', 'stale_words');
/** What is noted about somebody for their credit. */
export const notesChunk = chunk<{ Notes: ComponentType<Noted> }>('notes', 'notes_words');
/** `people`: ids, as one word. `go`: with the room that was pressed. */
export interface Where {
  people: string;
  as: 'move' | 'into' | 'close';
  go: (room: string, e: Event) => void;
}
/** The board's rarer tools. They leave their parts in app/tools.ts. */
export const toolsChunk = chunk<{ begin: () => void; phrase: (op: BoardOperation, all: BoardView['operations']) => string }>('tools', 'tools_words');
/** What staff did, of everybody or about one person. */
export const historyChunk = chunk<Screened<{ about: Signal<string> }>>('history', 'history_words');
/** Where people could go, with what it costs. */
export const targetsChunk = chunk<{ Costs: ComponentType<{ id: string }>; Skip: ComponentType; Targets: ComponentType<Where> }>(
  'targets',
  'targets_words',
);
/** Which rooms of a round are grouped anew. */
export const rematchChunk = chunk<Screened<{ id: string; closed: () => void }>>('rematch', 'rematch_words');
/** Plans of rooms, made, brought and compared. */
export const plansChunk = chunk<{ begin: () => void }>('plans', 'plans_words');
/** Everybody of the roster, what they may do, and who is shut out. It leaves its parts in app/tools.ts. */
export const rosterChunk = chunk<{ begin: () => void }>('roster', 'roster_words');
/** What staff did about somebody, and what came of the event as files. */
export const recordsChunk = chunk<Screened & { Audit: ComponentType<{ id: string }> }>('records', 'records_words');
