// The inlined script, in the head, too: a slow processor is at work while the rest of the page arrives. Who it is, and
// the socket, it has from early.ts. The screens follow in a chunk: it is asked for here and not in the page, where a
// browser would see it first, and the socket's answer would wait behind it on a slow line.
import { fetchAs, pathOf } from './app/paths.ts';
import { start, watchPage } from './app/client.ts';
import { event, kept, linked, pass, socket } from './early.ts';
import { keeps, keepsAnother, passIn, signedOut } from './connection/pass.ts';
import { persist } from './connection/persist.ts';
import { load, loadPart, wanted } from './i18n/words.ts';
import type { JoinForm } from './protocol.ts';
import { enhanceJoin, showJoin, wordPage } from './screens/join.ts';

const words = () => persist(again => load(wanted(), again));
const frame = () => persist(again => import(pathOf('frame') + again) as Promise<{ begin: (root: Element) => void }>);
const begin = async () => (await frame()).begin(document.getElementById('app')!);

async function main(): Promise<void> {
  const parsed = new Promise(resolve => addEventListener('DOMContentLoaded', resolve));
  const ready = Promise.all([words(), parsed]);
  fetchAs('modulepreload', pathOf('frame'));
  watchPage();
  // Another link, or a sign-out in another tab, while nobody listened yet.
  if (event && (passIn(location.hash) ?? pass) !== pass) return location.reload();
  if (kept && !keeps(event!, pass!) && !(linked && keepsAnother(event!))) return signedOut();
  if (pass) {
    void start({ event: event!, pass }, socket);
    await ready;
    return begin();
  }
  showJoin();
  fetchAs('modulepreload', pathOf(`form_words-${wanted()}`));
  await ready;
  await loadPart('form_words');
  wordPage();
  if (event) enhanceJoin(event, (form: JoinForm) => start({ event: event!, join: form }), begin);
}

void main();
