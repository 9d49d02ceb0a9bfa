// Other rooms on offer: because the person asked for one, or because they are alone.
import { computed } from '@preact/signals';
import type { Offer } from '../protocol.ts';
import { roomName, sessionTitle } from '../i18n/labels.ts';
import { coded, t } from '../i18n/words.ts';
import { ask, busy, me } from '../app/client.ts';
import { time } from '../app/clock.ts';
import { programme } from '../app/programme.ts';
import { reasons } from './why.tsx';

const offered = computed(() => me.value?.offers ?? []);
/** Looked at every second, drawn anew only when one of them expires. */
const liveRooms = computed(() =>
  offered.value
    .filter(o => !o.expires || o.expires > time.value)
    .map(o => o.room)
    .join(' '),
);
const live = computed(() => {
  const ids = liveRooms.value.split(' ');
  return offered.value.filter(o => ids.includes(o.room));
});
const forAlone = (o: Offer) => o.kind !== 'switch';

function OfferCard({ offer }: { offer: Offer }) {
  const name = roomName(programme.value, offer.name);
  const { about: subject } = offer.basis;
  const about = subject ? t('offer.about', { session: sessionTitle(programme.value, subject) }) : reasons({ ...offer.basis, about: undefined })[0];
  return (
    <li class="card offer" data-offer={offer.room}>
      <h3>{name}</h3>
      <p class="soft">{t('offer.people', { n: offer.people })}</p>
      {about && <p>{about}</p>}
      <button
        type="button"
        class="main"
        disabled={busy('switch.take')}
        onClick={() => ask('switch.take', { room: offer.room, seen: me.peek()?.version ?? 0 })}
      >
        {coded('offer_take', offer.kind, 'offer_take.switch')} <span class="sr">{name}</span>
      </button>
    </li>
  );
}

function Offers({ list }: { list: Offer[] }) {
  return (
    <ul class="cards">
      {list.map(o => (
        <OfferCard key={o.room} offer={o} />
      ))}
    </ul>
  );
}

const Stay = () => (
  <p class="row">
    <button type="button" onClick={() => ask('switch.decline', {})}>
      {t('switch.stay')}
    </button>
  </p>
);

export function AlonePanel() {
  const alone = me.value?.alone;
  const list = live.value.filter(forAlone);
  if (!alone && list.length === 0) return null;
  const fuller = list[0]?.kind === 'fuller_room';
  return (
    <section class="sheet alone" data-part="alone">
      <h2>{t(fuller ? 'alone.small' : 'alone.title')}</h2>
      <p>{coded('alone', alone?.next ?? 'offered', 'alone.staff_told')}</p>
      <Offers list={list} />
      {fuller && <Stay />}
    </section>
  );
}

export function Switch() {
  const list = live.value.filter(o => !forAlone(o));
  const left = me.value?.switches_left ?? 0;
  return (
    <section data-part="switch">
      <h2>{t('switch.title')}</h2>
      {list.length > 0 ? (
        <>
          <Offers list={list} />
          <Stay />
        </>
      ) : (
        <p class="row">
          <button type="button" disabled={left === 0 || busy('room.switch')} onClick={() => ask('room.switch', {})}>
            {t('switch.ask')}
          </button>
          <span class="soft">{t('switch.left', { n: left })}</span>
        </p>
      )}
    </section>
  );
}
