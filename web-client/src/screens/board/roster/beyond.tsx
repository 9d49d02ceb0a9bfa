// Under who was found on the floor: the same search in the whole roster.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t, coded } from '../../../i18n/words.ts';
import { board, can } from '../../../app/client.ts';
import { filter, query } from '../../floor/filter.ts';
import { askAbout, kindOf } from './absent.tsx';
import { failed, look, looking, lookOn, roster } from './listed.ts';
import { elsewhere } from './search.ts';

const most = 20;
/** Whether the reader looked beyond the floor: what they type from then on is looked for there, too. */
const beyond = signal(false);

function Row({ id }: { id: string }) {
  const person = roster.value!.people[id]!;
  const out = board.value?.out[id];
  const where = out ? coded('roster.out', out.state, 'roster.out.removed') : t('roster.not_here');
  return (
    <li>
      <button type="button" class="name" aria-haspopup="dialog" aria-label={t('floor.more', { name: person.name })} onClick={() => askAbout(id)}>
        <bdi>{person.name}</bdi>
      </button>
      <span class="grow soft">{[where, kindOf(person)].filter(Boolean).join(' · ')}</span>
    </li>
  );
}

export function Beyond() {
  const typed = query.value;
  useEffect(() => {
    if (beyond.value) lookOn();
  }, [typed, filter.value]);
  if (!can('board')) return null;
  const ids = beyond.value && roster.value ? elsewhere.value : [];
  return (
    <div data-part="roster">
      <ul class="rows">
        {ids.slice(0, most).map(id => (
          <Row key={id} id={id} />
        ))}
      </ul>
      <p class="row">
        <button
          type="button"
          data-do="roster"
          onClick={() => {
            beyond.value = true;
            void look();
          }}
        >
          {t(beyond.value && roster.value ? 'roster.look_again' : 'roster.look')}
        </button>
        <span class="soft" role="status">
          {looking.value ? t('roster.looking') : beyond.value && roster.value && t('roster.found', { n: ids.length })}
        </span>
      </p>
      {failed.value && (
        <p class="unmet" role="alert">
          {t('roster.failed', { why: failed.value })}
        </p>
      )}
    </div>
  );
}
