// The way into the call. It opens beside this page; the page then says that the person is in the call, until they are
// seen on the page again (a phone suspends the page behind a call, which is not absence).
import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RoomView } from '../protocol.ts';
import { recall, remember } from '../connection/pass.ts';
import { t } from '../i18n/words.ts';
import { me, tell } from '../app/client.ts';
import { hostOf, OutLink } from '../parts/out_link.tsx';
import { TextOnly, writesOnly } from '../parts/text_only.tsx';

const slot = 'convene:call';
/** Which assignment's call is open, and whose: a reload of the page closes no call, and a browser tab may be used by one
 * person after another. */
const inCall = signal(recall(globalThis.sessionStorage, slot));
const keep = (whose: string | undefined) => remember(sessionStorage, slot, (inCall.value = whose) ?? null);
const mine = computed(() => me.value && `${me.value.id} ${me.value.version}`);
export const inOwnCall = computed(() => inCall.value !== undefined && inCall.value === mine.value);

function opened(): void {
  keep(mine.peek());
  tell('call.opened', { version: me.peek()?.version ?? 0 });
}

function back(): void {
  if (inOwnCall.peek()) tell('call.closed', { version: me.peek()!.version });
  if (inCall.peek()) keep(undefined);
}

/** `visit`: staff look in; their own seat, if they have one, has nothing to do with this call. */
export function Call({ room, visit = false }: { room: RoomView; visit?: boolean }) {
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && back();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  if (!room.call || !hostOf(room.call)) return null;
  const writes = !visit && writesOnly();
  return (
    <section class="call" data-part="call">
      {writes && <p class="soft">{t('writes.call')}</p>}
      <OutLink href={room.call} class={writes ? 'button wide' : 'button main wide'} onClick={visit ? undefined : opened}>
        {t('room.call')}
      </OutLink>
      {!visit && inOwnCall.value && (
        <p class="row">
          {t('room.in_call')}{' '}
          <button type="button" onClick={back}>
            {t('room.call_back')}
          </button>
        </p>
      )}
      {!visit && <TextOnly />}
    </section>
  );
}
