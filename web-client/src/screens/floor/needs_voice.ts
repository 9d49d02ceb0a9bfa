// Staff hear of a new call for help and of a reported message wherever on the page they are; what was there when the page
// came is on it.
import { effect } from '@preact/signals';
import { isolated } from '../../i18n/format.ts';
import { roomName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { chime } from '../../app/chime.ts';
import { floor } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { attention } from '../../app/title.ts';
import type { FloorView } from '../../protocol.ts';

/** What calls for staff -> its words. O(rooms + people). */
function calls({ people, rooms }: FloorView): Map<string, () => string> {
  const found = new Map<string, () => string>();
  for (const [id, { help, name }] of Object.entries(people))
    if (help && !help.by) found.set(id, () => t('needs.say_help', { name: isolated(name) }));
  for (const [id, { complaints, name }] of Object.entries(rooms))
    for (const n in complaints)
      found.set(`${id}/${n}`, () => t('needs.say_reported', { room: isolated(roomName(programme.peek(), name)) }));
  return found;
}

export function followNeeds(): void {
  let known: Set<string> | undefined;
  const said = new Map<string, number>(); // when, so that who asks again and again is heard once a minute
  effect(() => {
    if (!floor.value) return void (known = undefined);
    const now = calls(floor.value);
    const at = Date.now();
    for (const [key, when] of said) if (at - when >= 60_000) said.delete(key);
    const fresh = known ? [...now].filter(([key]) => !known!.has(key) && !said.has(key)) : [];
    known = new Set(now.keys());
    if (fresh.length === 0) return;
    for (const [key] of fresh) said.set(key, at);
    for (const [, words] of fresh) announce(words());
    chime();
    if (document.visibilityState === 'hidden') attention.value = true;
  });
}
