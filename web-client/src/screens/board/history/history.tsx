// Who did what, when, from where to where, and why; of everybody, or of what was done about one person. What can be taken
// back and what cannot stand in one list, by time.
import { computed, useComputed, type Signal } from '@preact/signals';
import { clock, isolated } from '../../../i18n/format.ts';
import { Say } from '../../../i18n/rich.tsx';
import { t } from '../../../i18n/words.ts';
import { nameOf } from '../../../app/cells.ts';
import { board, can } from '../../../app/client.ts';
import { ActEntry } from './act.tsx';
import { actConcerns, namedBy, timeline, type Acts, type Entry } from './acts.ts';
import { concerns, peopleOf, turns, type Operation } from '../tools/operations.ts';
import { phrase, placeName } from '../tools/phrase.ts';
import { operations } from '../tools/turning.ts';
import { TurnButton } from '../tools/undo.tsx';

const acts = computed<Acts>(() => board.value?.acts ?? {});

const isAbout = ({ op, act }: Entry, person: string) => (op ? concerns(op, person) : actConcerns(act!, person));

/** Everybody about whom something is listed, and who is asked about. */
function choices(asked: string): { id: string; name: string }[] {
  const called = namedBy(acts.value);
  const all = new Set([...called.keys(), ...Object.values(operations.value).flatMap(peopleOf)]);
  if (asked) all.add(asked);
  return [...all].map(id => ({ id, name: called.get(id) ?? nameOf(id) })).sort((a, b) => a.name.localeCompare(b.name));
}

function Moves({ op }: { op: Operation }) {
  const { moves } = op;
  if (moves.length === 0) return null;
  const unlisted = op.people - moves.length;
  const list = (
    <ul class="names">
      {moves.map(({ person, from, to }) => (
        <li key={person}>{t('history.went', { name: isolated(nameOf(person)), from: placeName(from), to: placeName(to) })}</li>
      ))}
      {unlisted > 0 && <li>{t('tools.others', { n: unlisted })}</li>}
    </ul>
  );
  return moves.length < 3 ? (
    list
  ) : (
    <details>
      <summary>{t('history.who_went')}</summary>
      {list}
    </details>
  );
}

function OperationEntry({ id, op }: { id: string; op: Operation }) {
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
        {op.told && (
          <p class="soft">
            <Say k="history.told" names={{ words: op.told }} />
          </p>
        )}
      </div>
      {mayTurn && <TurnButton what={op.undone_by ? 'redo' : 'undo'} id={id} of={what} children={t(op.undone_by ? 'tools.redo_it' : 'tools.undo_it')} />}
    </li>
  );
}

/** `about`: a person's id; empty: everybody. */
export function Screen({ about }: { about: Signal<string> }) {
  const listed = useComputed(() => timeline(operations.value, acts.value).filter(entry => !about.value || isAbout(entry, about.value)));
  const offered = useComputed(() => choices(about.value));
  return (
    <section data-part="log">
      <h2>{t('floor.log')}</h2>
      <label class="narrow">
        {t('history.about')}
        <select value={about.value} onChange={e => (about.value = e.currentTarget.value)}>
          <option value="">{t('history.about_all')}</option>
          {offered.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {listed.value.length === 0 && <p class="soft">{t('history.log_none')}</p>}
      <ul class="rows">
        {listed.value.map(({ id, op, act }) => (op ? <OperationEntry key={id} id={id} op={op} /> : <ActEntry key={id} id={id} act={act!} />))}
      </ul>
    </section>
  );
}
