// Moved by somebody else: who did it and why, and once a minute more to say goodbye. The old room stays in sight.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Heading, busyTyping } from '../parts/heading.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { Say } from '../i18n/rich.tsx';
import { roomName } from '../i18n/labels.ts';
import { coded, t } from '../i18n/words.ts';
import { dispatch, me, room, serverNow, state } from '../app/client.ts';
import { time } from '../app/clock.ts';
import { drafts } from '../app/drafts.ts';
import { programme } from '../app/programme.ts';
import { Draft } from './chat_form.tsx';
import { People } from './people.tsx';

const moment = 15_000;
const minute = 60_000;

export function MovingScreen() {
  const { moving } = state.value;
  const shown = useSignal(serverNow());
  const until = moving?.until ?? shown.value + moment;
  useSignalEffect(() => {
    const end = state.value.moving?.until ?? shown.value + moment;
    if (time.value >= end && !busyTyping()) dispatch({ type: 'go' });
  });
  const from = moving?.from.id ?? '';
  // Shown to the end, though somebody may take out all that they wrote.
  const begun = useRef(false);
  begun.current ||= !!drafts.value[from]?.trim();
  if (!moving) return null;
  const person = me.value;
  const to = room.value ? roomName(programme.value, room.value.name) : '';
  const by = person?.arrival?.by;
  return (
    <>
      <Heading of={String(moving.version)}>{t('moving.title', { room: to })}</Heading>
      <section class="sheet">
        <p class="lead">
          {by ? <Say k="moving.by" names={{ by, room: to }} /> : coded('moving_why', person?.arrival?.why ?? '', 'moving_why.other')}
        </p>
        <p class="soft">
          {t('moving.in')} <Countdown to={until} />
        </p>
        <p class="row">
          <button type="button" class="main" onClick={() => dispatch({ type: 'go' })}>
            {t('moving.go')}
          </button>
          {moving.until === undefined && (
            <button type="button" onClick={() => dispatch({ type: 'stay', until: serverNow() + minute })}>
              {t('moving.stay')}
            </button>
          )}
        </p>
      </section>
      <section>
        <h2>{t('moving.old', { room: roomName(programme.value, moving.from.name) })}</h2>
        {begun.current && <Draft room={moving.from.id} label={t('chat.kept')} />}
        <People members={moving.from.members} />
      </section>
    </>
  );
}
