// Home: what is on now, what comes next, the rest by day; networking sessions with one press to join.
import { computed } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { Heading } from '../parts/heading.tsx';
import { Say } from '../i18n/rich.tsx';
import { day, dayKey, zoneName } from '../i18n/format.ts';
import { roomName, sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { closingChunk } from '../app/chunks.ts';
import { ask, busy, me, now } from '../app/client.ts';
import { time } from '../app/clock.ts';
import { programme } from '../app/programme.ts';
import { Contacts } from '../parts/contacts.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { OwnDesk } from '../parts/own_desk.tsx';
import { OwnLine } from '../parts/own_line.tsx';
import { OwnProfile } from '../parts/own_profile.tsx';
import { SignOut } from '../parts/sign_out.tsx';
import { LastRoom } from '../parts/last_room.tsx';
import { allOver, entries, type Entry } from './programme_entries.ts';
import { SessionCard, SessionLine } from './session_card.tsx';
import { countable, intends } from './taking_part.tsx';

const isOn = (e: Entry) => ['open', 'running', 'closing'].includes(e.state);
/** What the person planned to come to stands first. */
const onNow = computed(() => {
  const on = entries.value.filter(isOn);
  return [...on.filter(e => intends(e.id)), ...on.filter(e => !intends(e.id))];
});
const justOver = computed(() => entries.value.filter(e => e.state === 'closed' && countable(e)));
const later = computed(() => entries.value.filter(e => e.state === 'planned'));
/** What starts first, with everything that starts together with it. */
const next = computed(() => later.value.filter(e => e.starts === later.value[0]?.starts));
const rest = computed(() => later.value.slice(next.value.length));
const past = computed(() => entries.value.filter(e => (e.state === 'closed' && !countable(e)) || e.state === 'cancelled'));
export const keptNow = computed(() => {
  const kept = me.value?.kept;
  // Into a round that is closing nobody comes back.
  const round = now.value?.sessions.find(s => s.id === kept?.session)?.round;
  return kept && kept.until > time.value && round?.state === 'open' ? kept : undefined;
});

export function Kept() {
  const kept = keptNow.value;
  if (!kept) return null;
  return (
    <section class="notice kept" data-part="kept">
      <p>
        <Say k="kept.text" names={{ room: roomName(programme.value, kept.name), session: sessionTitle(programme.value, kept.session) }} />{' '}
        <Countdown to={kept.until} />
      </p>
      <button type="button" class="main" disabled={busy('session.join')} onClick={() => ask('session.join', { session: kept.session })}>
        {t('kept.back')}
      </button>
    </section>
  );
}

export function Days({ list }: { list: Entry[] }) {
  const days = new Map<string, Entry[]>();
  for (const entry of list) {
    const key = dayKey(entry.starts);
    days.set(key, [...(days.get(key) ?? []), entry]);
  }
  return (
    <>
      {[...days].map(([key, sessions]) => (
        <section key={key} class="day">
          <h3>{day(sessions[0]!.starts)}</h3>
          <ul class="lines">
            {sessions.map(s => (
              <SessionLine key={s.id} entry={s} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Cards({ title, list, empty }: { title: string; list: Entry[]; empty?: string }) {
  if (list.length === 0 && !empty) return null;
  return (
    <section>
      <h2>{title}</h2>
      {list.length === 0 && <p class="soft">{empty}</p>}
      <div class="cards">
        {list.map(e => (
          <SessionCard key={e.id} entry={e} />
        ))}
      </div>
    </section>
  );
}

function Past() {
  return past.value.length === 0 ? null : (
    <details>
      <summary>{t('programme.past')}</summary>
      <Days list={past.value} />
    </details>
  );
}

/** After the last session: what one takes home. */
function Over({ Screen }: { Screen: ComponentType<{ children: ComponentChildren }> }) {
  return (
    <>
      <Screen>
        <OwnLine />
        <OwnDesk />
        <Cards title={t('programme.just_over')} list={justOver.value} />
        <LastRoom />
        <Contacts />
      </Screen>
      <Past />
    </>
  );
}

export function ProgrammeScreen() {
  const Closing = allOver.value ? closingChunk()?.Screen : undefined;
  if (Closing) return <Over Screen={Closing} />;
  return (
    <>
      <Heading>
        <Say k="programme.hello" names={{ name: me.value?.name ?? '' }} />
      </Heading>
      <p class="row apart">
        <span class="soft">{t('programme.zone', { zone: zoneName(entries.value[0]?.starts ?? time.peek()) })}</span>
        <SignOut />
      </p>
      <Kept />
      <OwnLine />
      <OwnDesk />
      <OwnProfile />
      <Cards title={t('programme.now')} list={onNow.value} empty={t('programme.nothing')} />
      <Cards title={t('programme.just_over')} list={justOver.value} />
      <Cards title={t('programme.next')} list={next.value} />
      <LastRoom />
      <Contacts />
      {rest.value.length > 0 && (
        <section>
          <h2>{t('programme.later')}</h2>
          <Days list={rest.value} />
        </section>
      )}
      <Past />
    </>
  );
}
