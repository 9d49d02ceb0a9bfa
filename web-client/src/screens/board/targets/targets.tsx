// Where people could go: the best rooms first, each with what it costs. A room keeps its place in the list until others are
// chosen, so that nothing moves under a finger; what it costs is as of now.
import { computed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { board } from '../../../app/client.ts';
import { drawn, rooms, shown, useOfRoom } from '../../../app/cells.ts';
import type { Where } from '../../floor/chunks.ts';
import { programme } from '../../../app/programme.ts';
import { tools } from '../../../app/tools.ts';
import { list } from '../../../i18n/format.ts';
import { Say } from '../../../i18n/rich.tsx';
import { t, worded, type Key } from '../../../i18n/words.ts';
import { useNameOfRoom } from '../../floor/words.ts';
import { away, fit, forbidden, freeSeats, leaving, moversOf, targets, type Cost, type Movers, type Seated } from './fit.ts';

const broken: readonly Cost[] = ['about', 'role', 'region', 'language', 'apart', 'session'];
const word = (cost: Cost) => worded(`targets.cost.${cost}`) ?? cost;

/** "breaks: same region · locked"; what going away costs is said once, above the rooms. */
function inWords(costs: readonly Cost[]): string {
  const there = costs.filter(cost => !away.includes(cost));
  const breaks = there.filter(cost => broken.includes(cost)).map(word);
  const others = there.filter(cost => !broken.includes(cost)).map(word);
  if (!there.length) return t('targets.fits');
  return [...(breaks.length ? [t('targets.breaks', { what: list(breaks) })] : []), ...others].join(' · ');
}

/** Of a floor that is gone nobody is chosen any more, but the list may still stand for a moment. */
const among = (ids: readonly string[]) => moversOf(ids, drawn.value ?? gone, board.value?.pairs ?? {}, programme.value);
const gone: Seated = { people: {}, rooms: {} };

const chosen = computed(() => {
  const ids = [...(tools.value.choice?.chosen.value.keys() ?? [])];
  return ids.length ? among(ids) : undefined;
});

/** What a room would cost them, as codes: what shows it is drawn anew only when these are others. */
const useCosts = (id: string, movers: ReadonlySignal<Movers | undefined>) =>
  useMemo(
    () =>
      computed(() => {
        const room = rooms.of(id).value;
        return room && movers.value && fit(movers.value, id, room).costs.join(' ');
      }),
    [id, movers],
  ).value;

const parted = (codes: string) => codes.split(' ').filter(Boolean) as Cost[];

/** Beside "Move here", on a room's card. */
export function Costs({ id }: { id: string }) {
  const codes = useCosts(id, chosen);
  return codes === undefined ? null : <span> ({inWords(parted(codes))})</span>;
}

/** A keyboard need not walk past all rooms to come to the best ones, which stand at the foot of the board. */
export const Skip = () => (
  <button type="button" class="skip" onClick={() => document.querySelector<HTMLElement>('[data-part=targets] button')?.focus()}>
    {t('targets.skip')}
  </button>
);

/** What is done with the room that is pressed. */
const said: { [as in Where['as']]: Key } = { move: 'targets.move', into: 'targets.into', close: 'targets.close' };

function Target({ id, movers, as, go }: Omit<Where, 'people'> & { id: string; movers: ReadonlySignal<Movers> }) {
  const room = useNameOfRoom(id);
  const codes = useCosts(id, movers);
  const left = useOfRoom(id, freeSeats) ?? 0;
  if (codes === undefined) return null;
  const costs = parted(codes);
  const press = (e: MouseEvent) => {
    go(id, e);
    // The list goes with its people. A keyboard follows them to their room; whoever points stays where they look.
    if (as === 'move') document.querySelector<HTMLElement>(`[data-room="${id}"] h3`)?.focus({ preventScroll: e.detail > 0 });
  };
  return (
    <span>
      <button type="button" data-to={id} disabled={forbidden(costs)} onClick={press}>
        <span>
          <Say k={said[as]} names={{ room }} cost={inWords(costs)} />
        </span>
      </button>
      {as !== 'move' && <span class="soft"> {t('targets.left', { n: left })}</span>}
    </span>
  );
}

const first = 5;
const listed = 50;

/** A room that is closed can be taken up by those of its own session alone. */
export function Targets({ people, as, go }: Where) {
  const most = useSignal(first);
  const ids = useMemo(() => people.split(' ').filter(Boolean), [people]);
  const movers = useMemo(() => computed(() => among(ids)), [ids]);
  const { value: there } = rooms.ids;
  const order = useMemo(
    () => targets(movers.peek(), (shown.peek() ?? gone).rooms).filter(({ costs }) => as === 'move' || !costs.includes('session')),
    [movers, there],
  );
  const rest = order.length - most.value;
  const element = useRef<HTMLDivElement>(null);
  // The press that asks for more may have asked for the last: the focus goes on to what came.
  useEffect(() => {
    if (most.value === first) return;
    const all = [...element.current!.querySelectorAll<HTMLButtonElement>('[data-to]')];
    (all.slice(most.value - listed).find(target => !target.disabled) ?? all[0])?.focus();
  }, [most.value]);
  return (
    <div class="targets" data-part="targets" role="group" aria-label={t('targets.best')} ref={element}>
      {leaving(movers.value).map(cost => (
        <p key={cost} class="soft">
          {word(cost)}
        </p>
      ))}
      {order.length === 0 && <p class="soft">{t('targets.none')}</p>}
      <div class="row tight">
        {order.slice(0, most.value).map(({ id }) => (
          <Target key={id} id={id} movers={movers} as={as} go={go} />
        ))}
        {rest > 0 && (
          <button type="button" data-do="more-targets" onClick={() => (most.value += listed)}>
            {t('floor.lobby_more', { n: Math.min(listed, rest), of: rest })}
          </button>
        )}
      </div>
    </div>
  );
}
