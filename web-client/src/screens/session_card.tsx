// A session on the programme: a card while it matters, a line otherwise.
import { Say } from '../i18n/rich.tsx';
import { clock, clockRange, isolated, list } from '../i18n/format.ts';
import { regionName, roleName, sessionTitle } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { ask, busy, me } from '../app/client.ts';
import { ownOf } from '../app/kinds.ts';
import { unlockChime } from '../app/chime.ts';
import { programme } from '../app/programme.ts';
import { Countdown, useCome } from '../parts/countdown.tsx';
import { OutLink } from '../parts/out_link.tsx';
import { KindSign, formsRooms, kindAbout, kindName, networking } from '../parts/kind.tsx';
import type { Entry } from './programme_entries.ts';
import { followed } from './followed.ts';
import { CheckIn, Intention } from './taking_part.tsx';

function Times({ entry }: { entry: Entry }) {
  return (
    <>
      <time>{clockRange(entry.starts, entry.ends)}</time>
      {entry.was !== undefined && <span class="tag warm">{t('session.moved', { time: clock(entry.was) })}</span>}
      {entry.state === 'cancelled' && <span class="tag bad">{t('session.cancelled')}</span>}
    </>
  );
}

/** What the person's own profile, and what they attended, make of this session. */
function forYou({ id, kind, joinable }: Entry): string {
  const { role = '', region = '', attended = [] } = me.value ?? {};
  const known = programme.value;
  if (kind === 'role-alike') return roleName(known, role);
  if (kind === 'regional') return regionName(known, region);
  if (kind === 'open') return t('programme.new_people');
  // Once it can be joined, the choice of what to talk about says it.
  const own = joinable ? [] : followed(id).filter(s => attended.includes(s));
  return own.length ? t('programme.attended', { list: list(own.map(s => isolated(sessionTitle(known, s)))) }) : '';
}

function Suggestion({ entry }: { entry: Entry }) {
  const who = forYou(entry);
  return who ? (
    <p class="for-you">
      <Say k="programme.for_you" names={{ who }} />
    </p>
  ) : null;
}

function Round({ entry: { round, kind, state } }: { entry: Entry }) {
  // The clock is through and the rooms are not there yet: they are being made.
  const come = useCome(round?.opens || Infinity);
  if (!formsRooms(kind)) return null;
  if (!round && (state === 'running' || state === 'closing')) return <p>{t('round.over')}</p>;
  if (!round?.of) return null;
  const { number, of } = round;
  if (round.state === 'closing' || round.state === 'closed') return <p>{t('round.closing', { number, of })}</p>;
  if (round.state === 'gathering' || (come && round.state !== 'open')) return <p>{t('round.gathering', { number, of })}</p>;
  if (round.state === 'open')
    return (
      <p>
        {t('round.open', { number, of })} <Countdown to={round.ends} />
      </p>
    );
  if (!round.opens) return <p>{t('round.by_moderator', { number, of })}</p>;
  return (
    <p>
      {t('round.opens', { number, of })} <Countdown to={round.opens} />
    </p>
  );
}

function join(entry: Entry): void {
  unlockChime();
  ask('session.join', { session: entry.id });
}

/** Nobody is seated by an office hour: one stands in its line, from the doors on. */
function JoinLine({ entry }: { entry: Entry }) {
  if (entry.state !== 'open' && entry.state !== 'running') return null;
  const Join = ownOf(entry.kind)?.Join;
  return Join ? <Join session={entry.id} plain={null} /> : null;
}

function JoinButton({ entry }: { entry: Entry }) {
  const { place, session } = me.value ?? {};
  if (!networking(entry.kind) || !entry.joinable) return null;
  const own = ownOf(entry.kind);
  const leaves = place !== 'programme' && session && session !== entry.id ? session : undefined;
  const plain = (
    <button type="button" class="main" disabled={busy('session.join', { session: entry.id })} onClick={() => join(entry)}>
      {t('programme.join')} <span class="sr">{entry.title}</span>
    </button>
  );
  return (
    <>
      {leaves && (
        <p class="soft">
          <Say k="programme.leaves" names={{ session: sessionTitle(programme.value, leaves) }} />
        </p>
      )}
      {own && (own.Join ? <own.Join session={entry.id} plain={plain} /> : plain)}
    </>
  );
}

export function SessionCard({ entry }: { entry: Entry }) {
  return (
    <article class={`card ${entry.joinable ? 'lively' : ''}`} data-session={entry.id}>
      <p class="over">
        <KindSign kind={entry.kind} /> {kindName(entry.kind)}
      </p>
      <h3 id={`title-${entry.id}`}>{entry.title}</h3>
      <p class="times">
        <Times entry={entry} />
      </p>
      {networking(entry.kind) && <p>{kindAbout(entry.kind)}</p>}
      <Suggestion entry={entry} />
      <Round entry={entry} />
      {entry.people > 0 && <p class="soft">{t('programme.people', { n: entry.people })}</p>}
      <Intention entry={entry} />
      {entry.kind === 'office-hours' ? <JoinLine entry={entry} /> : <JoinButton entry={entry} />}
      {entry.kind === 'content' && entry.link && ['open', 'running', 'closing'].includes(entry.state) && (
        <OutLink href={entry.link} class="button main">
          {t('programme.watch')}
        </OutLink>
      )}
      <CheckIn entry={entry} />
    </article>
  );
}

export function SessionLine({ entry }: { entry: Entry }) {
  return (
    <li data-session={entry.id}>
      <span class="times">
        <Times entry={entry} />
      </span>
      <span>
        <KindSign kind={entry.kind} /> {entry.title}
        {networking(entry.kind) && <span class="sr"> ({kindName(entry.kind)})</span>}
      </span>
    </li>
  );
}
