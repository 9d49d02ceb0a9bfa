// Screens that come after the first response. A chunk that cannot be fetched is asked for again until it can.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { loadWords, locale } from '../i18n/words.ts';
import { paths } from './paths.ts';

/** `before`: what else it needs, which is fetched meanwhile. */
function chunk<Props = object>(name: string, before: (again: string) => Promise<void> = async () => undefined) {
  const screen = signal<ComponentType<Props> | undefined>(undefined);
  let asked = false;
  const fetchIt = (attempt: number) => {
    // A failed import is remembered by the browser under its address; a query makes it another one.
    const again = attempt ? `?again=${attempt}` : '';
    Promise.all([import(paths[name]! + again) as Promise<{ Screen: ComponentType<Props> }>, before(again)]).then(
      ([module]) => (screen.value = module.Screen),
      () => setTimeout(() => fetchIt(attempt + 1), Math.min(8_000, 400 * 2 ** attempt)),
    );
  };
  const loadIt = () => {
    if (asked) return;
    asked = true;
    fetchIt(0);
  };
  return [screen, loadIt] as const;
}

const loadStaff = (again: string) => {
  if (!again) addStyle();
  return loadWords(paths[`staff_words-${locale()}`]! + again);
};

const addStyle = () => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = paths['staff_css']!;
  document.head.append(link);
};

export const [floorScreen, loadFloor] = chunk('floor', loadStaff);
export const [boardScreen, loadBoard] = chunk('board');
export const [linksScreen, loadLinks] = chunk<{ text: string }>('links');
