import { duration } from '../i18n/format.ts';
import { minute } from './clock.ts';

/** "5 minutes" from then until now; nothing has lasted for less than one. */
export const lasting = (since: number) => duration(Math.max(60_000, minute.value - since));
