// A plan, to be looked at before anybody moves: who is in which room, what it costs, and what becomes of it.
import { clock } from '../../../i18n/format.ts';
import { roomName } from '../../../i18n/labels.ts';
import { Say } from '../../../i18n/rich.tsx';
import { coded, t, type Key } from '../../../i18n/words.ts';
import { nameOf, people, rooms, sessions } from '../../../app/cells.ts';
import { ask, busy, can, dispatch, state } from '../../../app/client.ts';
import { programme } from '../../../app/programme.ts';
import { nameOfRoom } from '../../floor/words.ts';
import type { BoardPlan, PlannedRoom, PlanReport } from '../../../protocol.ts';
import { gathersNow } from '../../floor/order.ts';
import type { RefusedCommand } from '../../../store/state.ts';
import { Sure } from '../sure.tsx';
import { titleOf } from './making.tsx';
import { Cannot, Reasons } from './why.tsx';
import { useNames } from './names.ts';

export const figures = ['people', 'rooms', 'alone', 'under_min', 'over_max', 'repeat_meetings'] as const;
const moving = ['moves', 'least_moves'] as const;
const percent = (permille: number) => Math.round(permille / 10);

function Report({ report, rematch }: { report: PlanReport; rematch: boolean }) {
  return (
    <dl class="report">
      {[...(rematch ? moving : []), ...figures].map(name => (
        <div key={name}>
          <dt>{t(`report.${name}` as Key)}</dt>
          <dd>{report[name]}</dd>
        </div>
      ))}
      <div>
        <dt>{t('report.same')}</dt>
        <dd>{t('report.same_value', { same: percent(report.same_primary_permille), best: percent(report.achievable_primary_permille) })}</dd>
      </div>
    </dl>
  );
}

/** Who is to stay where they sit is marked, and who would come from another room of the open round. */
function Names({ room, rematch }: { room: PlannedRoom; rematch: boolean }) {
  return (
    <ul class="people">
      {room.people.map(id => {
        const now = people.of(id).value?.room;
        return (
          <li key={id}>
            <bdi>{nameOf(id)}</bdi>{' '}
            {now && rooms.of(now).value?.seats[id]?.pinned && <span class="tag">{t('floor.pinned')}</span>}
            {rematch && now && now !== room.room && <span class="tag warm">{t('board.moved_from', { room: nameOfRoom(now) })}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** `stale`: that it was refused, because too many people changed. It may then be carried out all the same, by a second press. */
function Go({ id, plan, stale }: { id: string; plan: BoardPlan; stale: RefusedCommand[] }) {
  const force = stale.length > 0;
  // What is asked for once more makes an earlier no old news.
  const go = (again: () => void) => () => {
    again();
    if (force) dispatch({ type: 'seen_refusals', refusals: stale });
  };
  if (plan.rematch)
    return can('plan.apply') ? (
      <button type="button" class="main" disabled={busy('plan.apply')} onClick={go(() => ask('plan.apply', { plan: id, force }))}>
        {force ? t('board.plan_apply_force') : t('board.plan_apply', { n: plan.report.moves ?? 0 })}
      </button>
    ) : null;
  const session = sessions.of(plan.session).value;
  // What is made ahead waits for its session.
  return can('round.open') && session && gathersNow(session) ? (
    <button
      type="button"
      class="main"
      disabled={busy('round.open')}
      onClick={go(() => ask('round.open', { session: plan.session, plan: id, force }))}
    >
      {t(force ? 'board.plan_force' : 'board.plan_open')}
    </button>
  ) : null;
}

/** A round that opens by itself opens from the plan that is chosen. */
function Choose({ id, plan }: { id: string; plan: BoardPlan }) {
  const session = sessions.of(plan.session).value;
  if (plan.rematch || !can('plan.choose') || !session || session.by_moderator) return null;
  return (
    <button
      type="button"
      data-do="choose"
      aria-pressed={plan.chosen}
      disabled={busy('plan.choose', { plan: id })}
      onClick={() => ask('plan.choose', { plan: id, chosen: !plan.chosen })}
    >
      {t('plans.choose')}
    </button>
  );
}

function Unplaced({ unplaced }: { unplaced: BoardPlan['unplaced'] }) {
  const list = Object.entries(unplaced);
  if (list.length === 0) return null;
  return (
    <article class="card live">
      <h4>{t('board.unplaced')}</h4>
      <ul class="people">
        {list.map(([id, why]) => (
          <li key={id}>
            <bdi>{nameOf(id)}</bdi> <span class="soft">{coded('unplaced', why, 'unplaced.other')}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}

export function Plan({ id, plan }: { id: string; plan: BoardPlan }) {
  useNames(id, plan);
  const stale = state.value.refusals.filter(r => r.answer.code === 'plan.stale' && r.command?.['plan'] === id);
  return (
    <section class="sheet" data-plan={id}>
      <h3>
        <Say k="board.plan" names={{ name: plan.name || id }} />: <bdi>{titleOf(plan.session)}</bdi>{' '}
        {plan.ahead && <span class="tag">{t('plans.ahead')}</span>} {plan.chosen && <span class="tag warm">{t('plans.chosen')}</span>}
      </h3>
      <p class="soft">
        <Say k="board.plan_by" names={{ by: plan.by }} time={clock(plan.at)} />. {t('board.plan_changed', { n: plan.changed })}{' '}
        {plan.ahead && t('plans.ahead_about')}
      </p>
      {plan.report.cut_short && <p>{t('board.plan_cut')}</p>}
      <Report report={plan.report} rematch={plan.rematch} />
      <Cannot report={plan.report} />
      <p class="row">
        <Go id={id} plan={plan} stale={stale} />
        <Choose id={id} plan={plan} />
        {can('plan.drop') && (
          <Sure
            part="drop"
            label={t('board.plan_drop')}
            title={<Say k="plans.drop_ask" names={{ name: plan.name || id }} />}
            waiting={busy('plan.drop', { plan: id })}
            yes={() => ask('plan.drop', { plan: id })}
          >
            <p>{t('plans.drop_about')}</p>
          </Sure>
        )}
      </p>
      <div class="cards">
        <Unplaced unplaced={plan.unplaced} />
        {plan.rooms.map((room, i) => (
          <article class="card live" key={i}>
            <h4>
              {plan.rematch && !room.room
                ? t('board.new_room_of', { room: roomName(programme.value, room.name) })
                : roomName(programme.value, room.name)}
            </h4>
            <Reasons basis={room.basis} room={i} report={plan.report} />
            <Names room={room} rematch={plan.rematch} />
          </article>
        ))}
      </div>
    </section>
  );
}
