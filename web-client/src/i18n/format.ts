// Times and lists in the reader's language and time zone.
import { formatLocale, t } from './words.ts';

const made = new Map<string, unknown>();

/** A formatter for the reader; dear to make, so made once for each of its options. */
export function formatter<Options, Format>(Type: new (locale: string, options: Options) => Format, options: Options): Format {
  const key = Type.name + formatLocale() + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Type(formatLocale(), options));
  return made.get(key) as Format;
}

const time = (options: Intl.DateTimeFormatOptions) => formatter(Intl.DateTimeFormat, options);

export const clock = (ms: number) => time({ hour: 'numeric', minute: '2-digit' }).format(ms);
export const clockRange = (from: number, to: number) =>
  time({ hour: 'numeric', minute: '2-digit' }).formatRange(from, to);
export const day = (ms: number) => time({ weekday: 'long', day: 'numeric', month: 'long' }).format(ms);
export const dayKey = (ms: number) => time({ year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms);

/** The name of this device's zone at that time, as people say it. */
export function zoneName(ms: number): string {
  const parts = time({ timeZoneName: 'long' }).formatToParts(ms);
  return parts.find(p => p.type === 'timeZoneName')?.value ?? '';
}

/** What the clock says where somebody is; nothing for a zone that this browser does not know. */
export function clockIn(zone: string, ms: number): string | undefined {
  if (!zone) return undefined;
  try {
    return time({ hour: 'numeric', minute: '2-digit', timeZone: zone }).format(ms);
  } catch {
    return undefined;
  }
}

/** 4:05, or 1:04:05; never below zero. */
export function countdown(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(s / 60) % 60;
  return s >= 3600 ? `${Math.floor(s / 3600)}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}

/** "12 minutes", "30 seconds", for sentences. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  return s < 60 ? t('time.seconds', { n: s }) : t('time.minutes', { n: Math.round(s / 60) });
}

/** A name inside a text without elements: its own direction does not turn the sentence round. */
export const isolated = (name: string) => `\u2068${name}\u2069`;

export function list(items: string[]): string {
  return formatter(Intl.ListFormat, { type: 'conjunction' }).format(items);
}
