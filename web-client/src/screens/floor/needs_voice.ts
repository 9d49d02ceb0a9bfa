// Staff hear of a new call for help and of a reported message wherever on the page they are; what was there when the page
// came is on it. The first is said at once; those that come soon after it are said together.
import { effect } from '@preact/signals';
import { isolated } from '../../i18n/format.ts';
import { roomName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { chime } from '../../app/chime.ts';
import { seldom } from '../../app/pace.ts';
import { reportsOfStaff } from '../../app/cells.ts';
import { can, floor } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { attention } from '../../app/title.ts';
import { callsOf, worded, type Call, type Words } from './calls.ts';

/** While many call, they are heard of once in such a time. */
const gather = 10_000;
/** Who asks again and again is heard once a minute. */
const silence = 60_000;

/** As it is now, also while the page shows an older floor. */
function nameOf(id: string): string {
  const room = floor.peek()?.rooms[id];
  return isolated(room ? roomName(programme.peek(), room.name) : id);
}

function sentence(words: Words): string {
  if ('name' in words) return t(words.key, { name: isolated(words.name) });
  if ('room' in words) return t(words.key, { ...words, room: nameOf(words.room) });
  return t(words.key, { n: words.n });
}

function say(calls: Call[]): void {
  if (!calls.length) return;
  for (const words of worded(calls)) announce(sentence(words));
  chime();
  if (document.visibilityState === 'hidden') attention.value = true;
}

/** What comes with a moderator's first board was there before, too. */
const ready = () => floor.value !== undefined && (!can('board') || reportsOfStaff.value !== undefined);

export function followNeeds(): void {
  let known: Set<string> | undefined;
  const said = new Map<string, number>();
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    // Whoever was helped meanwhile calls no more.
    const now = floor.peek() ? callsOf(floor.peek()!, reportsOfStaff.peek()) : new Map<string, Call>();
    const still = [...waiting].flatMap(key => now.get(key) ?? []);
    waiting = new Set();
    if (still.length) timer = setTimeout(flush, gather);
    say(still);
  };
  const look = seldom(() => {
    const view = floor.peek();
    if (!view || !ready()) return;
    const now = callsOf(view, reportsOfStaff.peek());
    const at = Date.now();
    for (const [key, when] of said) if (at - when >= silence) said.delete(key);
    for (const key of now.keys()) {
      if (!known || known.has(key) || said.has(key)) continue;
      said.set(key, at);
      waiting.add(key);
    }
    known = new Set(now.keys());
    if (waiting.size && timer === undefined) flush();
  });
  effect(() => {
    void floor.value;
    if (!ready()) known = undefined;
    look();
  });
}
