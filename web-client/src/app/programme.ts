// The programme: fetched when its path changes, which is when its content does.
import { effect, signal } from '@preact/signals';
import type { Programme } from '../protocol.ts';
import { now } from './client.ts';

export const programme = signal<Programme | undefined>(undefined);

export function followProgramme(): void {
  let latest = '';
  const fetchIt = async (path: string, attempt: number): Promise<void> => {
    try {
      const answer = await fetch(path);
      if (!answer.ok) throw new Error(String(answer.status));
      const fetched = (await answer.json()) as Programme;
      if (path === latest) programme.value = fetched;
    } catch {
      if (path === latest) setTimeout(() => void fetchIt(path, attempt + 1), Math.min(10_000, 500 * 2 ** attempt));
    }
  };
  effect(() => {
    const path = now.value?.programme;
    if (!path || path === latest) return;
    latest = path;
    void fetchIt(path, 0);
  });
}
