// The inlined script: who is it, which language, and the socket, before anything else is fetched. The screens follow in
// a chunk that the page asks for in its first lines.
import { paths } from './app/paths.ts';
import { start, watchPage } from './app/client.ts';
import { eventOf, passOf } from './connection/pass.ts';
import { load, wanted } from './i18n/words.ts';
import type { JoinForm } from './protocol.ts';
import { enhanceJoin, showJoin, wordPage } from './screens/join.ts';

/** Until it works: on a bad line a file is asked for again, under another address, as browsers remember failures. */
async function persist<T>(attempt: (n: number) => Promise<T>): Promise<T> {
  for (let n = 0; ; n++) {
    try {
      return await attempt(n);
    } catch {
      await new Promise(resolve => setTimeout(resolve, Math.min(8_000, 400 * 2 ** n)));
    }
  }
}

const words = () => persist(() => load(wanted()));
const frame = () =>
  persist(n => import(paths['frame']! + (n ? `?again=${n}` : ''))) as Promise<{ begin: (root: Element) => void }>;
const begin = async () => (await frame()).begin(document.getElementById('app')!);

async function main(): Promise<void> {
  const event = eventOf(location.pathname);
  const pass = event && passOf(event);
  const worded = words();
  watchPage();
  if (event && pass) {
    document.documentElement.classList.add('linked');
    void start({ event, pass });
    await worded;
    return begin();
  }
  showJoin();
  await worded;
  wordPage();
  if (event) enhanceJoin(event, (form: JoinForm) => start({ event, join: form }), begin);
}

void main();
