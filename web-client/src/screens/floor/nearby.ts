// Which blocks of cards are drawn whole: of a crowd those near what is looked at, as a page of thousands is more than a
// browser can keep up. Of the others the names stand in their places.
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';

/** So many blocks are whole wherever they are: who searches in the page of a usual event or has it read finds all. */
export const wholeBlocks = 16;
/** Screens around the one that is looked at. */
const around = '100% 0px';

/** How soon a block is to be drawn whole: not at all, when nothing else waits, now. */
export type Wanted = 'no' | 'some_time' | 'now';

interface Block {
  wanted: Signal<Wanted>;
  near: boolean;
}

const blocks = new Map<Element, Block>();
/** Those that are whole, the longest first; and those that are not, as they came. */
const whole = new Set<Element>();
const far = new Set<Element>();

function turn(element: Element, wanted: Wanted): void {
  const [from, to] = wanted === 'no' ? [whole, far] : [far, whole];
  from.delete(element);
  to.add(element);
  blocks.get(element)!.wanted.value = wanted;
}

/** Somebody's place on the page stays as it is, also while they are in a dialog, which gives it back. */
const stays = (element: Element) =>
  blocks.get(element)!.near || element.contains(document.activeElement) || document.querySelector('dialog[open]') !== null;

function looked({ target, isIntersecting }: IntersectionObserverEntry): void {
  const block = blocks.get(target);
  if (!block) return;
  block.near = isIntersecting;
  if (!block.near || block.wanted.peek() === 'now') return;
  // One that is whole already, or is about to be, takes nobody's place.
  if (!whole.has(target)) for (const element of whole) if (whole.size >= wholeBlocks && !stays(element)) turn(element, 'no');
  turn(target, 'now');
}

let observer: IntersectionObserver | undefined;
const watcher = () => (observer ??= new IntersectionObserver(entries => entries.forEach(looked), { rootMargin: around }));

/** For the `ref` of a block's element. O(1); O(wholeBlocks) as another is looked at. */
export function watched(): { watch: (element: Element | null) => void; wanted: ReadonlySignal<Wanted> } {
  const wanted = signal<Wanted>('no');
  let place: Element | null = null;
  const watch = (element: Element | null) => {
    if (place) {
      watcher().unobserve(place);
      for (const all of [blocks, whole, far]) all.delete(place);
    }
    place = element;
    wanted.value = 'no';
    if (element) {
      blocks.set(element, { wanted, near: false });
      far.add(element);
      watcher().observe(element);
    }
    const [next] = far;
    if (next && whole.size < wholeBlocks) turn(next, 'some_time');
  };
  return { watch, wanted };
}
