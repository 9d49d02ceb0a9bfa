// The way into the call. It opens beside this page; the page then says that the person is in the call, until they are
// seen on the page again (a phone suspends the page behind a call, which is not absence).
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RoomView } from '../protocol.ts';
import { t } from '../i18n/words.ts';
import { me, tell } from '../app/client.ts';
import { hostOf, OutLink } from '../parts/out_link.tsx';

/** Version of the assignment whose call is open. */
const inCall = signal<number | undefined>(undefined);

function opened(): void {
  const version = me.peek()?.version ?? 0;
  inCall.value = version;
  tell('call.opened', { version });
}

function back(): void {
  const version = inCall.peek();
  if (version === undefined) return;
  tell('call.closed', { version });
  inCall.value = undefined;
}

/** `visit`: staff look in; their own seat, if they have one, has nothing to do with this call. */
export function Call({ room, visit = false }: { room: RoomView; visit?: boolean }) {
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && back();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  if (!room.call || !hostOf(room.call)) return null;
  const there = !visit && inCall.value !== undefined && inCall.value === me.value?.version;
  return (
    <section class="call" data-part="call">
      <OutLink href={room.call} class="button main wide" onClick={visit ? undefined : opened}>
        {t('room.call')}
      </OutLink>
      {there && (
        <p class="row">
          {t('room.in_call')}{' '}
          <button type="button" onClick={back}>
            {t('room.call_back')}
          </button>
        </p>
      )}
    </section>
  );
}
