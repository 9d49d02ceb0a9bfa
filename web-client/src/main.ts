// The inlined script: who is it, which language, and the socket, before anything else is fetched. The screens follow in
// a chunk that the page asks for in its first lines.
import { pathOf } from './app/paths.ts';
import { start, watchPage } from './app/client.ts';
import { eventOf, passOf } from './connection/pass.ts';
import { persist } from './connection/persist.ts';
import { load, wanted } from './i18n/words.ts';
import type { JoinForm } from './protocol.ts';
import { enhanceJoin, showJoin, wordPage } from './screens/join.ts';

const words = () => persist(again => load(wanted(), again));
const frame = () => persist(again => import(pathOf('frame') + again) as Promise<{ begin: (root: Element) => void }>);
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
