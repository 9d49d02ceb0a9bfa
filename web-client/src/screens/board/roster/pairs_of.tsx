// Whom somebody is kept apart from, or together with; and the same of another one, whoever of the two is here.
import { useSignal } from '@preact/signals';
import { t } from '../../../i18n/words.ts';
import { board, can } from '../../../app/client.ts';
import { nameOf } from '../../../app/cells.ts';
import { pairOf } from '../tools/pair.ts';
import { Bonds } from '../tools/pairs.tsx';
import { namedLike } from './search.ts';

const most = 5;

export function PairsOf({ id }: { id: string }) {
  const typed = useSignal('');
  if (!can('pair.apart')) return null;
  const pairs = board.value?.pairs ?? {};
  const known = Object.values(pairs).flatMap(({ one, other }) => (one === id ? [other] : other === id ? [one] : []));
  const found = namedLike(typed.value).filter(other => other !== id && !known.includes(other));
  return (
    <details data-do="pairs">
      <summary>
        {t('roster.pairs')} {known.length > 0 && <span class="tag">{known.length}</span>}
      </summary>
      <label>
        {t('roster.pair_with')}
        <input type="search" value={typed.value} onInput={e => (typed.value = e.currentTarget.value)} />
      </label>
      <p class="soft" role="status">
        {typed.value.trim() && t('floor.found', { n: found.length })}
      </p>
      <ul class="rows">
        {[...known, ...found.slice(0, most)].map(other => (
          <li key={other} data-with={other}>
            <bdi class="grow">{nameOf(other)}</bdi>
            <Bonds one={id} other={other} pair={pairOf(pairs, id, other)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
