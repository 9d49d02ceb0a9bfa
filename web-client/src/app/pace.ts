// Work that is done piece by piece: on a slow machine, too, a press on the board of a crowd is answered at once.

/** Milliseconds of work in one go. */
const spell = 8;

/** The browser draws, and answers whoever pressed something. Nobody waits for a page that is not looked at. */
const breathe = () => new Promise<void>(resolve => (document.hidden ? resolve() : setTimeout(resolve)));

/** Work that waits, by how soon its turn is. */
type Work = () => void;
const soon: Work[] = [];
const next: Work[] = [];
const last: Work[] = [];
let running = false;

async function run(): Promise<void> {
  running = true;
  const first = () => soon.shift() ?? next.shift() ?? last.shift();
  let began = performance.now();
  for (let work = first(); work; work = first()) {
    work();
    // Preact draws in a microtask what the work has changed.
    await undefined;
    if (performance.now() - began < spell) continue;
    await breathe();
    began = performance.now();
  }
  running = false;
}

const into = (queue: Work[]) => (work: Work) => {
  queue.push(work);
  if (!running) void run();
};

/** In the order in which they are given. */
export const later = into(next);

/** Before all of those: somebody looks at where it goes. */
export const sooner = into(soon);

/** After all of those: nobody looks there yet. */
export const atLast = into(last);

/** Lets work take no more than a fifth of the time: what is made of a whole crowd is made less often in a larger one.
 * `by`: its turn, `later` or at once. */
export function seldom(work: () => void, by: (work: () => void) => void = now => now()): () => void {
  let free = 0;
  let waits = false;
  const run = async () => {
    waits = false;
    const began = performance.now();
    work();
    await undefined;
    const now = performance.now();
    free = now + 4 * (now - began);
  };
  return () => {
    if (waits) return;
    waits = true;
    const rest = free - performance.now();
    if (rest > 0) setTimeout(() => by(run), rest);
    else by(run);
  };
}
