// An act in words, with what was before and why; without a press, as what takes it back stands where it was done.
import { clock, clockRange, day, dayKey, isolated, list } from '../../../i18n/format.ts';
import { coded, t } from '../../../i18n/words.ts';
import type { BoardHats } from '../../../protocol.ts';
import { sessionName } from '../../floor/words.ts';
import { wordAfter, wordBefore, wordOf, type Act } from './acts.ts';
import { firstOf, placeName } from '../tools/phrase.ts';

type Clock = Act['clocks'][number];

const session = (id: string | undefined) => (id === undefined ? '' : isolated(sessionName(id)));
/** What is no person. */
const more = (n: number) => t('history.more', { n });
const said = (code: string) => coded('history.was', code, 'tools.op.other');

/** "Facilitator, Advisor", and of what, where that is not everything. */
function tasks({ hats, sessions, rooms, parts }: BoardHats): string {
  const names = list(hats.map(hat => t(`hat.${hat}`)));
  return parts ? t('history.tasks_of', { tasks: names, parts: firstOf([...sessions.map(session), ...rooms.map(placeName)], parts, more) }) : names;
}

/** Which sessions have other times. */
function whichMoved({ clocks, moved }: Act): string {
  const names = [...new Set(clocks.map(c => session(c.session)))];
  return firstOf(names, names.length + moved - clocks.length, more);
}

export function actPhrase(act: Act): string {
  return coded('history.act', wordOf(act), 'tools.op.other', {
    names: firstOf(act.who.map(one => isolated(one.name)), act.people) || t('history.erased'),
    session: act.what === 'clocks' ? whichMoved(act) : session(act.session),
    room: act.room ? placeName(act.room) : '',
    desk: isolated(act.desk ?? ''),
    into: isolated(act.into ?? ''),
    plan: isolated(act.plan ?? ''),
    after: act.hats_after ? tasks(act.hats_after) : act.after ? said(wordAfter(act)) : '',
  });
}

/** What was before, where the sentence does not say it. */
function before(act: Act): string | undefined {
  if (act.hats_before) return tasks(act.hats_before);
  if (act.from) return t('history.at_desk', { desk: isolated(act.from) });
  if (act.what === 'cancelled') return coded('session', act.before ?? '', 'tools.op.other');
  const word = wordBefore(act);
  return word && said(word);
}

/** The day, too, where it is another one. */
function times({ round, started, ended, starts, ends }: Clock): { before: string; after: string } {
  const other = dayKey(round ? ended : started) !== dayKey(round ? ends : starts);
  const say = (from: number, to: number) => {
    const at = round ? clock(to) : clockRange(from, to);
    return other ? `${day(round ? to : from)}, ${at}` : at;
  };
  return { before: say(started, ended), after: say(starts, ends) };
}

function Clocks({ act: { clocks, moved } }: { act: Act }) {
  if (clocks.length === 0) return null;
  return (
    <ul class="names">
      {clocks.map((c, i) => (
        <li key={i}>{t(c.round ? 'history.round_until' : 'history.session_from', { session: session(c.session), ...times(c) })}</li>
      ))}
      {moved > clocks.length && <li>{more(moved - clocks.length)}</li>}
    </ul>
  );
}

export function ActEntry({ id, act }: { id: string; act: Act }) {
  const was = before(act);
  return (
    <li data-act={id}>
      <div class="grow">
        <p>
          <time class="soft">{clock(act.at)}</time> <bdi>{act.name || t('history.erased')}</bdi>: {actPhrase(act)}
        </p>
        {was && <p class="soft">{t('history.before', { what: was })}</p>}
        <Clocks act={act} />
        {act.reason && (
          <p class="quoted" dir="auto">
            {act.reason}
          </p>
        )}
      </div>
    </li>
  );
}
