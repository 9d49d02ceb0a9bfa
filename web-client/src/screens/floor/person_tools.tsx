// What any of the staff can do about a person: keep them from writing, and note whether they attended a talk
// and completed their action plan.
import { computed, effect, useSignal } from '@preact/signals';
import type { FloorPerson } from '../../protocol.ts';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { ask, can, state } from '../../app/client.ts';
import { sessions } from '../../app/cells.ts';
import { sessionOrder } from './order.ts';
import { sessionName } from './words.ts';

interface Props {
  id: string;
  close: () => void;
}

export function MuteButton({ id, person, close }: Props & { person: FloorPerson }) {
  const staff = person.hats.some(hat => hat !== 'participant');
  if (!can('person.mute') || (staff && !person.muted)) return null;
  return (
    <button
      type="button"
      onClick={() => {
        ask('person.mute', { person: id, muted: !person.muted });
        close();
      }}
    >
      {t(person.muted ? 'floor.unmute' : 'floor.mute')}
    </button>
  );
}

/** Says so once it is done; a refusal says so itself. */
function sayWhenDone(id: string, words: string): void {
  const stop = effect(() => {
    const { pending, refusals, link } = state.value;
    if (pending[id] || link !== 'open') return;
    queueMicrotask(() => stop());
    if (!refusals.some(r => r.answer.id === id)) announce(words);
  });
}

/** Talks that have begun. */
const talks = computed(() =>
  sessionOrder.value.filter(id => {
    const session = sessions.of(id).value;
    return session?.kind === 'content' && session.state !== 'planned' && session.state !== 'cancelled';
  }),
);

export function AttendanceNote({ id, close }: Props) {
  const chosen = useSignal('');
  if (!can('attendance.note') || talks.value.length === 0) return null;
  const session = talks.value.includes(chosen.value) ? chosen.value : talks.value.at(-1)!;
  const note = (attended: boolean) => () => {
    sayWhenDone(ask('attendance.note', { session, people: [id], attended }), t('attendance.noted'));
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

export function PlanNote({ id, person }: { id: string; person: FloorPerson }) {
  if (!can('credit.plan')) return null;
  return (
    <label>
      <input
        type="checkbox"
        checked={person.plan === true}
        onChange={e => ask('credit.plan', { people: [id], completed: e.currentTarget.checked })}
      />
      <span>{t('credit.plan')}</span>
    </label>
  );
}
