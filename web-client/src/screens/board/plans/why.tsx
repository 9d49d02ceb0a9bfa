// What a plan could not satisfy, and why people would sit together: in the words that they will read in their room.
import type { Basis, PlanReport } from '../../../protocol.ts';
import { coded, t } from '../../../i18n/words.ts';
import { Health } from '../../floor/health.tsx';
import { reasons } from '../../why.tsx';

type Violations = NonNullable<PlanReport['violations']>;

/** Of a room, or, being -1, of the whole plan. */
const inWords = (all: Violations, of: number) =>
  all.flatMap(({ code, room, amount, limit }) =>
    room === of ? <p key={code}>{coded('plans.cannot', code, 'plans.cannot.other', { n: amount, limit })}</p> : [],
  );

/** What is of single rooms stands there, and is counted here. */
export function Cannot({ report }: { report: PlanReport }) {
  const all = report.violations ?? [];
  const rooms = new Set(all.map(v => v.room).filter(room => room >= 0)).size;
  if (all.length === 0) return null;
  return (
    <section data-part="cannot">
      <h4>{t('plans.cannot_title')}</h4>
      {inWords(all, -1)}
      {rooms > 0 && <p>{t('plans.cannot_in_rooms', { n: rooms })}</p>}
    </section>
  );
}

/** `room`: its place in the plan. */
export function Reasons({ basis, room, report }: { basis: Basis; room: number; report: PlanReport }) {
  const why = reasons(basis);
  return (
    <>
      {why.length > 0 && (
        <p class="soft" data-part="why">
          {t('why.title')}: {why.join(' ')}
        </p>
      )}
      {basis.language_relaxed && (
        <p>
          <Health code="no_shared_language" />
        </p>
      )}
      {inWords(report.violations ?? [], room)}
    </>
  );
}
