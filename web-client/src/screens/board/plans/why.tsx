// What a plan could not satisfy, and why people would sit together: in the words that they will read in their room.
import type { Basis, PlanReport } from '../../../protocol.ts';
import { coded, t } from '../../../i18n/words.ts';
import { Health } from '../../floor/health.tsx';
import { reasons } from '../../why.tsx';

interface Violation {
  code: string;
  /** Its place in the plan. */
  room: number;
  amount: number;
  limit: number;
}
/** Plans of an earlier server say none. */
const violationsOf = (report: PlanReport & { violations?: Violation[] }) => report.violations ?? [];

/** Of the whole plan. */
const whole = -1;
const inWords = ({ code, amount, limit }: Violation) => coded('plans.cannot', code, 'plans.cannot.other', { n: amount, limit });

/** What is of single rooms stands there, and is counted here. */
export function Cannot({ report }: { report: PlanReport }) {
  const violations = violationsOf(report);
  const ofAll = violations.filter(v => v.room === whole);
  const rooms = new Set(violations.map(v => v.room).filter(room => room !== whole)).size;
  if (violations.length === 0) return null;
  return (
    <section data-part="cannot">
      <h4>{t('plans.cannot_title')}</h4>
      <ul>
        {ofAll.map(v => (
          <li key={v.code}>{inWords(v)}</li>
        ))}
        {rooms > 0 && <li>{t('plans.cannot_in_rooms', { n: rooms })}</li>}
      </ul>
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
      {violationsOf(report)
        .filter(v => v.room === room)
        .map(v => (
          <p key={v.code} data-violation={v.code}>
            {inWords(v)}
          </p>
        ))}
    </>
  );
}
