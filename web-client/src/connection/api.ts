// What staff fetch of an event over HTTP, with their pass, and in their own words why it did not come.
import { signal } from '@preact/signals-core';
import { t, wordRefusals, worded } from '../i18n/words.ts';
import { eventOf, passIn } from './pass.ts';

/** Files on their way, by name. */
export const fetching = signal<ReadonlySet<string>>(new Set());

/** So long an answer is waited for. */
const patience = 60_000;

export function fetchApi(resource: string, query: { [name: string]: string } = {}, options: RequestInit = {}): Promise<Response> {
  const event = encodeURIComponent(eventOf(location.pathname) ?? '');
  const asked = new URLSearchParams(query).toString();
  const stop = new AbortController();
  setTimeout(() => stop.abort(), patience);
  return fetch(`/api/v1/events/${event}/${resource}${asked && `?${asked}`}`, {
    ...options,
    headers: { authorization: `Bearer ${passIn(location.hash) ?? ''}` },
    cache: 'no-store',
    signal: stop.signal,
  });
}

/** `answer`: nothing when none came. The server's own sentence is for what no language has words for. */
export async function whyNot(answer?: { status: number; code?: string; message?: string }): Promise<string> {
  const { status, code, message } = answer ?? { status: 0 };
  if (status === 401 || status === 403) return t('answer.not_allowed');
  if (status === 413) return t('answer.too_large');
  if (status < 400 || status >= 500) return t('answer.later');
  await wordRefusals();
  return worded(`refused.${code}`) ?? message ?? t('answer.later');
}

/** Reads what may be no JSON: what stands before the server answers in its own way. */
export async function readAnswer<Answer>(answer: Response): Promise<Partial<Answer> & { code?: string; message?: string }> {
  try {
    return (await answer.json()) as Partial<Answer>;
  } catch {
    return {};
  }
}
