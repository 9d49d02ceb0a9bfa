// Find somebody by name, wherever they are.
import { computed, signal } from '@preact/signals';
import { t } from '../../i18n/words.ts';
import { tools } from '../../app/tools.ts';
import { shown } from '../../app/cells.ts';
import { fold } from './fold.ts';
import { PersonName } from './person_row.tsx';
import { nameOfRoom } from './words.ts';

const query = signal('');
const most = 20;
const found = computed(() => {
  const wanted = fold(query.value.trim());
  if (wanted.length < 2) return undefined;
  return Object.entries(shown.value?.people ?? {}).filter(([, p]) => fold(p.name).includes(wanted));
});

function where(id: string): string {
  const person = shown.value?.people[id];
  if (person?.room) return nameOfRoom(person.room);
  return person?.session ? t('floor.lobby') : t('floor.at_programme');
}

export function Find() {
  const { Person } = tools.value;
  return (
    <section role="search">
      <label>
        {t('floor.find')}
        <input type="search" value={query.value} onInput={e => (query.value = e.currentTarget.value)} />
      </label>
      {found.value && (
        <>
          <p class="soft" role="status">
            {t('floor.found', { n: found.value.length })}
          </p>
          <ul class="rows">
            {found.value.slice(0, most).map(([id]) => (
              <li key={id}>
                <PersonName id={id} />
                <span class="grow soft">{where(id)}</span>
                {Person && <Person id={id} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
