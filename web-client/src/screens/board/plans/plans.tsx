// Plans of all sessions: those in the making, those that stand, side by side by their figures, and the ways to make one. They
// come after the board, once the browser has nothing better to do.
import { t, type Key } from '../../../i18n/words.ts';
import { board } from '../../../app/client.ts';
import { brought } from '../../../app/tools.ts';
import type { BoardPlan } from '../../../protocol.ts';
import { sessionOrder } from '../../floor/order.ts';
import { figures, Plan } from './plan.tsx';
import { Making, followPlans, titleOf } from './making.tsx';
import { Prepare } from './prepare.tsx';

type Named = [string, BoardPlan];

/** The sessions in their order, of each its plans, the oldest first. O(plans log plans). */
export function bySession(plans: { [id: string]: BoardPlan }, order: readonly string[]): [string, Named[]][] {
  const found = new Map<string, Named[]>();
  for (const [id, plan] of Object.entries(plans)) found.set(plan.session, [...(found.get(plan.session) ?? []), [id, plan]]);
  return [...found]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([session, those]) => [session, those.sort(([, a], [, b]) => a.at - b.at)]);
}

/** Which of several to open is seen at one look. */
function Compare({ session, plans }: { session: string; plans: Named[] }) {
  return (
    <div class="scrolls" role="region" aria-labelledby={`compare-${session}`} tabIndex={0}>
      <table data-compare={session}>
        <caption id={`compare-${session}`}>{t('plans.compare', { session: titleOf(session) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plans.name')}</th>
            {figures.map(name => (
              <th scope="col" key={name}>
                {t(`report.${name}` as Key)}
              </th>
            ))}
            <th scope="col">{t('report.same')}</th>
          </tr>
        </thead>
        <tbody>
          {plans.map(([id, { name, report }]) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{name || id}</bdi>
              </th>
              {figures.map(figure => (
                <td key={figure}>{report[figure]}</td>
              ))}
              <td>{t('plans.percent', { n: Math.round(report.same_primary_permille / 10) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Plans() {
  const plans = bySession(board.value?.plans ?? {}, sessionOrder.value);
  return (
    <section>
      <h2>{t('floor.plans')}</h2>
      <Prepare />
      <Making />
      {plans.length === 0 && <p class="soft">{t('board.plans_none')}</p>}
      {plans.map(([session, those]) => (
        <div key={session} data-plans={session}>
          {those.length > 1 && <Compare session={session} plans={those} />}
          {those.map(([id, plan]) => (
            <Plan key={id} id={id} plan={plan} />
          ))}
        </div>
      ))}
    </section>
  );
}

/** Once their words are there, too. */
export function begin(): void {
  followPlans();
  const before = brought.peek();
  brought.value = { ...before, parts: { ...before.parts, plans: Plans } };
}
