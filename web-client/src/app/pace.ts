// Work that is done piece by piece: on a slow machine, too, a press on the board of a crowd is answered at once.

/** Milliseconds of work in one go. */
const spell = 8;

const { port1, port2 } = new MessageChannel();

/** The browser draws, and answers whoever pressed something. A page that is not looked at is given few timers: its messages
 * and lines come in meanwhile. */
const breathe = () =>
  new Promise<void>(resolve => {
    if (!document.hidden) return void setTimeout(resolve);
    port1.onmessage = () => resolve();
    port2.postMessage(0);
  });

/** Until when somebody's press is under way. */
let pressed = 0;
const longestPress = 1_000;

/** As a finger is lifted the browser asks anew what lies below it: from now on nothing that is drawn by and by moves it away
 * meanwhile, so that no press goes to something else. */
export function mindPresses(): void {
  for (const type of ['pointerdown', 'pointercancel', 'click'])
    addEventListener(type, () => (pressed = type === 'pointerdown' ? performance.now() + longestPress : 0), true);
}

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
    while (performance.now() < pressed) await breathe();
    try {
      work();
    } catch (error) {
      // What follows is done all the same.
      setTimeout(() => { throw error; });
    }
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

/** A device that slept, or a first drawing of all, does not keep what comes next waiting for longer, in milliseconds. */
const longestRest = 1_000;

/** Lets work take a fifth of the time: what is made of a whole crowd is made less often in a larger one. `by`: its turn,
 * `later` or at once. */
export function seldom(work: () => void, by: (work: () => void) => void = now => now()): () => void {
  let free = 0;
  let waits = false;
  const run = async () => {
    waits = false;
    const began = performance.now();
    work();
    await undefined;
    const now = performance.now();
    free = now + Math.min(4 * (now - began), longestRest);
  };
  return () => {
    if (waits) return;
    waits = true;
    const rest = free - performance.now();
    if (rest > 0) setTimeout(() => by(run), rest);
    else by(run);
  };
}
