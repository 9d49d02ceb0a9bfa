// Moved by somebody else: who did it and why, and once a minute more to say goodbye. The old room stays in sight, with its
// chat and the way into its call; the server says for how long one can still write there. A chunk: it is fetched ahead by
// whoever sits in a room.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Heading, busyTyping } from '../parts/heading.tsx';
import { Countdown, useCome } from '../parts/countdown.tsx';
import { OutLink } from '../parts/out_link.tsx';
import { Told } from '../parts/told.tsx';
import { Say } from '../i18n/rich.tsx';
import { roomName } from '../i18n/labels.ts';
import { coded, t, type Key } from '../i18n/words.ts';
import { dispatch, me, room, serverNow, state } from '../app/client.ts';
import { time } from '../app/clock.ts';
import { drafts } from '../app/drafts.ts';
import { programme } from '../app/programme.ts';
import { Chat } from './chat.tsx';
import { Draft } from './chat_form.tsx';
import { People } from './people.tsx';

const moment = 15_000;
const minute = 60_000;

/** What says something of why, where nobody put it into words; that somebody was moved says nothing. */
const acts = ['room.close', 'room.merge', 'seat.swap', 'plan.apply', 'op.undo'];

function Why() {
  const { by, why = '', act = '', told } = me.value?.arrival ?? {};
  const to = room.value ? roomName(programme.value, room.value.name) : '';
  return (
    <p class="lead">
      {by ? <Say k="moving.by" names={{ by, room: to }} /> : coded('moving_why', why, 'moving_why.other')}{' '}
      {told ? <Told /> : acts.includes(act) && t(`moving_act.${act}` as Key)}
    </p>
  );
}

export function Screen() {
  const { moving } = state.value;
  const shown = useSignal(serverNow());
  const until = moving?.until ?? shown.value + moment;
  useSignalEffect(() => {
    const end = state.value.moving?.until ?? shown.value + moment;
    if (time.value >= end && !busyTyping()) dispatch({ type: 'go' });
  });
  const old = moving?.from;
  const from = old?.id ?? '';
  const goodbye = me.value?.goodbye;
  // A new connection hears nothing more of the old room, and what was written there would look lost.
  const greetings = useRef(state.value.greetings).current;
  const come = useCome(goodbye?.room === from ? goodbye.until : 0);
  const over = come || state.value.greetings !== greetings;
  // Shown to the end, though somebody may take out all that they wrote.
  const begun = useRef(false);
  begun.current ||= !!drafts.value[from]?.trim();
  if (!old) return null;
  return (
    <>
      <Heading of={String(moving.version)}>{t('moving.title', { room: room.value ? roomName(programme.value, room.value.name) : '' })}</Heading>
      <section class="sheet">
        <Why />
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
        <h2>{t('moving.old', { room: roomName(programme.value, old.name) })}</h2>
        {!over && old.call && (
          <p>
            <OutLink href={old.call}>{t('moving.call')}</OutLink>
          </p>
        )}
        {over && begun.current && <Draft room={from} label={t('chat.kept')} />}
        {(!over || (moving.chat?.lines.length ?? 0) > 0) && <Chat room={from} closed={over && t('moving.read')} />}
        <People members={old.members} />
      </section>
    </>
  );
}
