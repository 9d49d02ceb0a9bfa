// Screens that come after the first response. A chunk that cannot be fetched is asked for again until it can.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { paths } from './paths.ts';

type Screen = ComponentType;

function chunk(name: string, before?: () => void) {
  const screen = signal<Screen | undefined>(undefined);
  let asked = false;
  const fetchIt = (attempt: number) => {
    // A failed import is remembered by the browser under its address; a query makes it another one.
    const path = paths[name]! + (attempt ? `?again=${attempt}` : '');
    import(path).then(
      module => (screen.value = (module as { Screen: Screen }).Screen),
      () => setTimeout(() => fetchIt(attempt + 1), Math.min(8_000, 400 * 2 ** attempt)),
    );
  };
  const loadIt = () => {
    if (asked) return;
    asked = true;
    before?.();
    fetchIt(0);
  };
  return [screen, loadIt] as const;
}

const staffStyle = () => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = paths['staff_css']!;
  document.head.append(link);
};

export const [floorScreen, loadFloor] = chunk('floor', staffStyle);
export const [boardScreen, loadBoard] = chunk('board');
