// Find somebody by name, wherever they are: "/" and a letter or two, then the arrow keys. Filters beside it also choose
// which rooms are shown, and whom a message goes to.
import { useEffect, useRef } from 'preact/hooks';
import { regionName, roleName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { shown } from '../../app/cells.ts';
import { can } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { tools } from '../../app/tools.ts';
import { busyTyping } from '../../parts/heading.tsx';
import { filter, filters, found, inUse, keyOn, query, setFilter, useKey } from './filter.ts';
import { part, write } from './part.ts';
import { PersonName } from './person_row.tsx';
import { noFilter, ofPeople } from './seek.ts';
import { nameOfRoom } from './words.ts';

const most = 20;

function where(id: string): string {
  const person = shown.value?.people[id];
  if (person?.room) return nameOfRoom(person.room);
  return person?.session ? t('floor.lobby') : t('floor.at_programme');
}

/** From the field into the names and back, by arrow keys; Escape clears, Enter opens the first. */
function walk(e: KeyboardEvent, section: HTMLElement): void {
  const field = section.querySelector<HTMLInputElement>('input[type=search]')!;
  const stops: HTMLElement[] = [field, ...Array.from(section.querySelectorAll<HTMLElement>('.rows .name,[data-do=roster]'))];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    e.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + (e.key === 'ArrowDown' ? 1 : -1)))]!.focus();
  } else if (e.key === 'Escape') {
    query.value = '';
    field.focus();
  } else if (e.key === 'Enter' && at === 0) {
    e.preventDefault();
    stops[1]?.click();
  }
}

function Choice({ of }: { of: 'role' | 'region' }) {
  const name = of === 'role' ? roleName : regionName;
  return (
    <label>
      {t(of === 'role' ? 'message.roles' : 'message.regions')}
      <select value={filter.value[of]} onChange={e => setFilter({ [of]: e.currentTarget.value })}>
        <option value="">{t('floor.any')}</option>
        {inUse(of).map(key => (
          <option value={key}>{name(programme.value, key)}</option>
        ))}
      </select>
    </label>
  );
}

function Tick({ of, word }: { of: 'missing' | 'unwell'; word: 'floor.missing' | 'floor.unwell' }) {
  return (
    <label>
      <input type="checkbox" checked={filter.value[of]} onChange={e => setFilter({ [of]: e.currentTarget.checked })} />
      {t(word)}
    </label>
  );
}

function Filters() {
  return (
    <details data-part="filters">
      <summary>
        {t('floor.filter')} {filters.value && <span class="tag warm">{t('floor.filtered')}</span>}
      </summary>
      <div class="row">
        <Choice of="role" />
        <Choice of="region" />
        <Tick of="missing" word="floor.missing" />
        <Tick of="unwell" word="floor.unwell" />
        <label>
          <input type="checkbox" checked={keyOn.value} onChange={e => useKey(e.currentTarget.checked)} />
          {t('floor.find_key')}
        </label>
      </div>
    </details>
  );
}

function Found({ ids }: { ids: string[] }) {
  const { Person } = tools.value;
  return (
    <ul class="rows">
      {ids.slice(0, most).map(id => (
        <li key={id}>
          <PersonName id={id} />
          <span class="grow soft">{where(id)}</span>
          {Person && <Person id={id} />}
        </li>
      ))}
    </ul>
  );
}

export function Find() {
  const ids = found.value;
  const { Beyond } = tools.value;
  const section = useRef<HTMLElement>(null);
  return (
    <section role="search" class="find" ref={section} onKeyDown={e => walk(e, section.current!)}>
      <label>
        {t('floor.find')}
        <input
          type="search"
          aria-keyshortcuts={keyOn.value ? '/' : undefined}
          value={query.value}
          onInput={e => (query.value = e.currentTarget.value)}
        />
      </label>
      <Filters />
      <div class="row">
        <p class="soft" role="status">
          {ids && t('floor.found', { n: ids.length })}
        </p>
        {/* It goes to whom the filter means: a name that is typed beside narrows the list, not the message. */}
        {ofPeople(filter.value) && !query.value.trim() && can('notice.send') && (
          <button type="button" onClick={() => write(`filter:${JSON.stringify(filter.value)}`)}>
            {t('floor.message_them')}
          </button>
        )}
        {filters.value && (
          <button type="button" onClick={() => (filter.value = noFilter)}>
            {t('floor.filter_clear')}
          </button>
        )}
      </div>
      {ids && <Found ids={ids} />}
      {ids && ids.length <= most && Beyond && <Beyond />}
    </section>
  );
}

/** "/" goes to the field from anywhere on the floor, but not while somebody types. */
export function useFindKey(): void {
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || !keyOn.peek() || busyTyping()) return;
      e.preventDefault();
      part.value = 'rooms';
      // The part is drawn first.
      setTimeout(() => {
        const field = document.querySelector<HTMLInputElement>('.find input[type=search]');
        field?.focus();
        field?.select();
      });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
