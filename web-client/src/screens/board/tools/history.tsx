// Who did what, when, from where to where, and why; of everybody, or of what was done about one person.
import { computed, signal } from '@preact/signals';
import { clock, isolated } from '../../../i18n/format.ts';
import { Say } from '../../../i18n/rich.tsx';
import { t } from '../../../i18n/words.ts';
import { nameOf, people } from '../../../app/cells.ts';
import { can } from '../../../app/client.ts';
import { tools } from '../../../app/tools.ts';
import { concerns, newestFirst, peopleOf, turns, type Operation } from './operations.ts';
import { phrase, placeName } from './phrase.ts';
import { operations } from './turning.ts';
import { TurnButton } from './undo.tsx';

/** A person's id; empty: everybody. */
const about = signal('');

const listed = computed(() => newestFirst(operations.value).filter(([, op]) => !about.value || concerns(op, about.value)));

/** Everybody about whom something is listed, and who is asked about. */
const choices = computed(() => {
  const all = new Set(Object.values(operations.value).flatMap(peopleOf));
  if (about.value) all.add(about.value);
  return [...all].map(id => ({ id, name: nameOf(id) })).sort((a, b) => a.name.localeCompare(b.name));
});

/** In the dialog about a person. */
export function MovedBy({ id, close }: { id: string; close: () => void }) {
  if (!people.of(id).value) return null;
  const look = () => {
    about.value = id;
    tools.value.show?.('log');
    close();
  };
  return (
    <p class="row">
      <button type="button" data-do="moved-by" onClick={look}>
        {t('tools.who_moved')}
      </button>
    </p>
  );
}

function Moves({ op }: { op: Operation }) {
  const { moves } = op;
  if (moves.length === 0) return null;
  const unlisted = op.people - moves.length;
  const list = (
    <ul class="names">
      {moves.map(({ person, from, to }) => (
        <li key={person}>{t('tools.went', { name: isolated(nameOf(person)), from: placeName(from), to: placeName(to) })}</li>
      ))}
      {unlisted > 0 && <li>{t('tools.others', { n: unlisted })}</li>}
    </ul>
  );
  return moves.length < 3 ? (
    list
  ) : (
    <details>
      <summary>{t('tools.who_went')}</summary>
      {list}
    </details>
  );
}

function Entry({ id, op }: { id: string; op: Operation }) {
  const what = phrase(op, operations.value);
  const mayTurn = !turns(op) && can(op.undone_by ? 'op.redo' : 'op.undo');
  return (
    <li data-operation={id}>
      <div class="grow">
        <p>
          <time class="soft">{clock(op.at)}</time> <bdi>{op.name}</bdi>: {what}{' '}
          {op.undone_by && (
            <span class="tag warm">
              <Say k="tools.undone_by" names={{ by: op.undone_by }} />
            </span>
          )}
        </p>
        <Moves op={op} />
        {op.reason && (
          <p class="quoted" dir="auto">
            {op.reason}
          </p>
        )}
      </div>
      {mayTurn && <TurnButton what={op.undone_by ? 'redo' : 'undo'} id={id} of={what} children={t(op.undone_by ? 'tools.redo_it' : 'tools.undo_it')} />}
    </li>
  );
}

export function History() {
  return (
    <section data-part="log">
      <h2>{t('floor.log')}</h2>
      <label class="narrow">
        {t('tools.about')}
        <select value={about.value} onChange={e => (about.value = e.currentTarget.value)}>
          <option value="">{t('tools.about_all')}</option>
          {choices.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {listed.value.length === 0 && <p class="soft">{t('tools.log_none')}</p>}
      <ul class="rows">
        {listed.value.map(([id, op]) => (
          <Entry key={id} id={id} op={op} />
        ))}
      </ul>
    </section>
  );
}
