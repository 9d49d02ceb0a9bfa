// "Your desk": an advisor's status, whom they call or talk to, and who comes next.
import { effect, signal } from '@preact/signals';
import type { AdvisorStatus, DeskView } from '../../protocol.ts';
import { clock, isolated } from '../../i18n/format.ts';
import { sessionTitle, topicName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { unlockChime } from '../../app/chime.ts';
import { ask, busy, me, serverNow, state } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { ring } from '../../app/voice.ts';
import { Countdown } from '../../parts/countdown.tsx';
import { Heading } from '../../parts/heading.tsx';
import { cameSince, mayCall, nextAt } from './desk.ts';
import { Coming, With } from './people.tsx';

let before: DeskView[] | undefined;
effect(() => {
  const now = state.value.desk?.desks;
  for (const { name } of now ? cameSince(before, now) : []) {
    announce(t('advisor.came', { name: isolated(name) }));
    ring();
  }
  before = now;
});

/** When the advisor means to stop, as written. */
const until = signal('');

function turn(session: string, status: AdvisorStatus): void {
  unlockChime();
  const end = status === 'available' ? nextAt(until.value, serverNow()) : undefined;
  ask('advisor.status', { session, status, ...(end === undefined ? {} : { until: end }) });
}

function Status({ desk }: { desk: DeskView }) {
  const option = (status: AdvisorStatus, words: string) => (
    <button
      type="button"
      class="tab"
      aria-pressed={desk.status === status}
      disabled={busy('advisor.status', { session: desk.session })}
      onClick={() => turn(desk.session, status)}
    >
      {words}
    </button>
  );
  return (
    <>
      <div class="row" role="group" aria-label={t('advisor.takes')}>
        {option('available', t('advisor.available'))}
        {option('away', t('advisor.away'))}
        {option('off', t('advisor.off'))}
        {desk.until !== undefined && <span class="soft">{t('advisor.until', { time: clock(desk.until) })}</span>}
      </div>
      <form
        class="row"
        onSubmit={e => {
          e.preventDefault();
          turn(desk.session, 'available');
        }}
      >
        <label>
          {t('advisor.end')} <small>{t('form.optional')}</small>
          <input type="time" value={until.value} onInput={e => (until.value = e.currentTarget.value)} />
        </label>
        <button disabled={desk.status !== 'available' || !until.value || busy('advisor.status')}>{t('advisor.set')}</button>
      </form>
    </>
  );
}

function Groups({ desk }: { desk: DeskView }) {
  return (
    <>
      {desk.groups.map(({ topic, tickets }) => (
        <p class="row" key={topic} data-group={topic}>
          <span>{t('advisor.group', { n: tickets.length, topic: topicName(programme.value, topic) })}</span>
          {mayCall(desk, tickets.length) && (
            <button type="button" disabled={busy('ticket.call')} onClick={() => ask('ticket.call', { tickets, reason: '' })}>
              {t('advisor.call_group')} <span class="sr">{topicName(programme.value, topic)}</span>
            </button>
          )}
        </p>
      ))}
    </>
  );
}

function Desk({ desk, main }: { desk: DeskView; main: boolean }) {
  const [Title, Part] = main ? (['h2', 'h3'] as const) : (['h3', 'h4'] as const);
  const room = desk.room;
  return (
    <section class="sheet desk" data-part="desk" data-desk={desk.desk}>
      <Title>
        {sessionTitle(programme.value, desk.session)} · <bdi>{desk.desk}</bdi>
      </Title>
      <Status desk={desk} />
      {desk.line !== 'open' && <p class="unmet">{t(desk.line === 'paused' ? 'advisor.paused' : 'advisor.closing')}</p>}
      {desk.rests_until !== undefined && (
        <p class="row" data-part="rest">
          <span>
            {t('advisor.rest')} <Countdown to={desk.rests_until} />
          </span>
          <button type="button" class="main" disabled={busy('advisor.status')} onClick={() => ask('advisor.status', { session: desk.session, status: 'available' })}>
            {t('advisor.next_now')}
          </button>
        </p>
      )}
      <With desk={desk} />
      {room !== undefined && me.value?.visiting !== room && (
        <p>
          <button type="button" class="main" disabled={busy('room.visit')} onClick={() => ask('room.visit', { room })}>
            {t('advisor.room')}
          </button>
        </p>
      )}
      <Part>{t('advisor.coming', { n: desk.waiting })}</Part>
      <Coming desk={desk} />
      <Groups desk={desk} />
    </section>
  );
}

export function Screen({ main }: { main: boolean }) {
  const desks = state.value.desk?.desks ?? [];
  return (
    <section>
      {main ? <Heading>{t('advisor.title')}</Heading> : <h2>{t('advisor.title')}</h2>}
      {desks.map(desk => (
        <Desk key={desk.session} desk={desk} main={main} />
      ))}
    </section>
  );
}
