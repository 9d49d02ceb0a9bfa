// A long list comes and changes in pieces, so that a page answers meanwhile.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { later } from '../../app/pace.ts';

/** Of `ids`, as they are wanted, those that are drawn: what is new comes `step` at a time. O(ids) a piece. */
export function useInPieces(ids: string[], step: number): string[] {
  const drawn = useSignal<string[]>([]);
  const wanted = useRef(ids);
  wanted.current = ids;
  const next = () => {
    const stand = new Set(drawn.peek());
    let more = step;
    drawn.value = wanted.current.filter(id => stand.has(id) || more-- > 0);
  };
  useLayoutEffect(() => {
    const there = drawn.peek();
    if (there.length === ids.length && there.every((id, i) => id === ids[i])) return;
    later(next);
  });
  return drawn.value;
}
