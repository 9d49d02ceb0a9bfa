// Work that is done piece by piece: on a slow machine, too, a press on the board of a crowd is answered at once.

/** Milliseconds of work in one go. */
export const spell = 8;

/** The browser draws, and answers whoever pressed something. Nobody waits for a page that is not looked at. */
const breathe = () => new Promise<void>(resolve => (document.hidden ? resolve() : setTimeout(resolve)));

const waiting: (() => void)[] = [];
let running = false;

async function run(): Promise<void> {
  running = true;
  let began = performance.now();
  for (let work = waiting.shift(); work; work = waiting.shift()) {
    work();
    // Preact draws in a microtask what the work has changed.
    await undefined;
    if (performance.now() - began < spell) continue;
    await breathe();
    began = performance.now();
  }
  running = false;
}

/** In the order in which they are given. */
export function later(work: () => void): void {
  waiting.push(work);
  if (!running) void run();
}
