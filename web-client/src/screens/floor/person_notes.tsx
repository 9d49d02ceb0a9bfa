// What staff note about somebody for their credit: whether they attended a talk and completed their action plan.
import { computed, useSignal } from '@preact/signals';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { ask, busy, can } from '../../app/client.ts';
import { sessions } from '../../app/cells.ts';
import { reaches } from '../../app/scope.ts';
import { whenDone } from './asking.ts';
import { sessionOrder } from './order.ts';
import { reachesPerson } from './reach.ts';
import { sessionName } from './words.ts';

export interface Noted {
  id: string;
  /** What was noted of their action plan; neither: nobody has said. */
  plan: boolean | null | undefined;
  close: () => void;
  /** The plan was noted; the floor tells it by itself of whoever is there. */
  noted?: (completed: boolean) => void;
}

/** Talks that have begun, of those that the reader looks after. */
const talks = computed(() =>
  sessionOrder.value.filter(id => {
    const session = sessions.of(id).value;
    return session?.kind === 'content' && session.state !== 'planned' && session.state !== 'cancelled' && reaches(id);
  }),
);

function Attendance({ id, close }: Noted) {
  const chosen = useSignal('');
  if (!can('attendance.note') || talks.value.length === 0) return null;
  const session = talks.value.includes(chosen.value) ? chosen.value : talks.value.at(-1)!;
  const note = (attended: boolean) => () => {
    whenDone(ask('attendance.note', { session, people: [id], attended }), () => announce(t('attendance.noted')));
    close();
  };
  return (
    <fieldset>
      <legend>{t('attendance.title')}</legend>
      <label>
        {t('attendance.session')}
        <select value={session} onChange={e => (chosen.value = e.currentTarget.value)}>
          {talks.value.map(talk => (
            <option value={talk}>{sessionName(talk)}</option>
          ))}
        </select>
      </label>
      <p class="row">
        <button type="button" onClick={note(true)}>
          {t('attendance.was')}
        </button>
        <button type="button" onClick={note(false)}>
          {t('attendance.was_not')}
        </button>
      </p>
    </fieldset>
  );
}

/** Two presses, of which one, the other or none is what was noted. */
function Plan({ id, plan, noted }: Noted) {
  if (!can('credit.plan') || !reachesPerson(id)) return null;
  const press = (completed: boolean) => (
    <button
      type="button"
      data-do={completed ? 'plan-yes' : 'plan-no'}
      aria-pressed={plan === completed}
      disabled={plan !== completed && busy('credit.plan')}
      onClick={() => plan !== completed && whenDone(ask('credit.plan', { people: [id], completed }), () => noted?.(completed))}
    >
      {t(completed ? 'credit.yes' : 'credit.no')}
    </button>
  );
  return (
    <fieldset data-part="action-plan">
      <legend>{t('credit.plan')}</legend>
      <p role="status">{t(plan ? 'credit.is_yes' : plan === false ? 'credit.is_no' : 'credit.is_unsaid')}</p>
      <p class="row">
        {press(true)}
        {press(false)}
      </p>
    </fieldset>
  );
}

export function Notes(of: Noted) {
  return (
    <>
      <Attendance {...of} />
      <Plan {...of} />
    </>
  );
}
