// The way into the call. It opens beside this page; the page then says that the person is in the call, until they are
// seen on the page again (a phone suspends the page behind a call, which is not absence).
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RoomView } from '../protocol.ts';
import { t } from '../i18n/words.ts';
import { me, tell } from '../app/client.ts';
import { hostOf, OutLink } from '../parts/out_link.tsx';

/** Version of the assignment whose call is open; 0: none. */
const inCall = signal(0);

function opened(): void {
  inCall.value = me.peek()?.version ?? 0;
  tell('call.opened', { version: inCall.value });
}

function back(): void {
  if (!inCall.peek()) return;
  tell('call.closed', { version: inCall.peek() });
  inCall.value = 0;
}

export function Call({ room }: { room: RoomView }) {
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && back();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  if (!room.call || !hostOf(room.call)) return null;
  const there = inCall.value === me.value?.version;
  return (
    <section class="call">
      <OutLink href={room.call} class="button main wide" onClick={opened}>
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
