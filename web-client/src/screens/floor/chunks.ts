// Parts of the floor, once its rooms are there, each a script of its own.
import { chunk, type Screened } from '../../app/chunks.ts';

export const clocksChunk = chunk<Screened>('clocks', 'clocks_words');
export const messagesChunk = chunk<Screened>('messages', 'messages_words');
/** What came too late, with the first such refusal. */
export const staleChunk = chunk<Screened>('stale', 'stale_words');
