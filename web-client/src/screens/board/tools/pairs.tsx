// Who is kept apart, and who together; what does not hold right now is marked, and whose private wish it is said. Only the
// board shows it.
import { computed } from '@preact/signals';
import { clock, isolated, list } from '../../../i18n/format.ts';
import { Say } from '../../../i18n/rich.tsx';
import { coded, t } from '../../../i18n/words.ts';
import { shown } from '../../../app/cells.ts';
import { ask, board, busy, can } from '../../../app/client.ts';
import { nameOfRoom, personName } from '../../floor/words.ts';
import { broken, wishAlone, wishersOf, type Pair } from './pair.ts';

const bonds = [
  ['pair.apart', 'apart'],
  ['pair.together', 'together'],
  ['pair.clear', 'free'],
] as const;

/** Three presses, of which one is what holds; where that is a wish alone, staff can say the same. */
export function Bonds({ one, other, pair }: { one: string; other: string; pair?: Pair }) {
  const bond = pair?.bond ?? 'free';
  const said = pair && wishAlone(pair) ? '' : bond;
  return (
    <div class="row tight" role="group" aria-label={t('tools.pair', { one: personName(one), other: personName(other) })}>
      {bonds
        .filter(([command]) => can(command))
        .map(([command, name]) => (
          <button
            type="button"
            key={name}
            data-do={name}
            aria-pressed={bond === name}
            disabled={said !== name && busy(command, { one, other })}
            onClick={() => said !== name && ask(command, { one, other })}
          >
            {t(`tools.set.${name}`)}
          </button>
        ))}
    </div>
  );
}

const all = computed(() => Object.entries(board.value?.pairs ?? {}));

/** Who said it, and whose own wish it is. */
function By({ pair }: { pair: Pair }) {
  const who = list(wishersOf(pair).map(isolated));
  const time = clock(pair.at);
  if (wishAlone(pair)) return <>{t('tools.pair_wished', { who, time })}</>;
  return (
    <>
      <Say k="tools.pair_by" names={{ by: pair.by }} time={time} />
      {who && (
        <>
          <br />
          {t('tools.pair_wished_too', { who })}
        </>
      )}
    </>
  );
}

function Row({ id, pair }: { id: string; pair: Pair }) {
  const view = shown.value;
  const fault = view && broken(pair, view);
  const room = view?.people[pair.one]?.room;
  return (
    <li data-pair={id}>
      <div class="grow">
        <Say k="tools.pair" names={{ one: pair.one_name, other: pair.other_name }} />{' '}
        <span class="tag">{coded('tools.bond', pair.bond, 'tools.bond.other')}</span>{' '}
        {fault && (
          <span class="tag bad" data-part="broken">
            {fault === 'apart' ? <Say k="tools.broken_apart" names={{ room: room ? nameOfRoom(room) : '' }} /> : t('tools.broken_together')}
          </span>
        )}
        <br />
        <span class="soft">
          <By pair={pair} />
        </span>
      </div>
      <Bonds one={pair.one} other={pair.other} pair={pair} />
    </li>
  );
}

export function Pairs() {
  return (
    <section data-part="pairs">
      <h2>{t('floor.pairs')}</h2>
      <p class="soft">{t('tools.pairs_about')}</p>
      {all.value.length === 0 && <p class="soft">{t('tools.pairs_none')}</p>}
      <ul class="rows">
        {all.value.map(([id, pair]) => (
          <Row key={id} id={id} pair={pair} />
        ))}
      </ul>
    </section>
  );
}
