// What there is to swap with one person: nothing yet, an offer of either side, or what was swapped.
import { Say } from '../../i18n/rich.tsx';
import { t } from '../../i18n/words.ts';
import { ask, busy, me } from '../../app/client.ts';
import type { MeView } from '../../protocol.ts';

export type Contact = MeView['contacts'][number];
export interface Somebody {
  id: string;
  name: string;
}

function Press({ type, of, main = false, k }: { type: 'contact.offer' | 'contact.withdraw'; of: Somebody; main?: boolean; k: 'contacts.offer' | 'contacts.accept' | 'contacts.withdraw' }) {
  return (
    <button type="button" class={main ? 'main' : ''} data-do={type} disabled={busy(type, { person: of.id })} onClick={() => ask(type, { person: of.id })}>
      {t(k)} <span class="sr">{t('contacts.with', { name: of.name })}</span>
    </button>
  );
}

const Sees = ({ of }: { of: Somebody }) => (
  <p class="soft">
    <Say k="contacts.sees" names={{ name: of.name }} />
  </p>
);

export function Swapped({ contact: { organization, email } }: { contact: Contact }) {
  return (
    <p>
      {organization && <bdi>{organization}</bdi>}
      {organization && ' · '}
      {email ? (
        <a href={`mailto:${encodeURIComponent(email)}`} dir="ltr">
          {email}
        </a>
      ) : (
        <span class="soft">{t('contacts.no_email')}</span>
      )}
    </p>
  );
}

/** Beside a person; folded while neither of the two has offered anything. */
export function Swap({ of }: { of: Somebody }) {
  const mine = me.value;
  // A visit is no seat: there is nobody to have met.
  if (!mine || mine.id === of.id || mine.visiting) return null;
  const contact = mine.contacts.find(c => c.person === of.id);
  if (!contact)
    return (
      <details data-contact={of.id}>
        <summary>
          {t('contacts.swap')} <span class="sr">{t('contacts.with', { name: of.name })}</span>
        </summary>
        <Sees of={of} />
        <Press type="contact.offer" of={of} k="contacts.offer" />
      </details>
    );
  return (
    <div data-contact={of.id}>
      <State contact={contact} of={of} />
    </div>
  );
}

export function State({ contact, of }: { contact: Contact; of: Somebody }) {
  const { ready, swapped } = contact;
  const back = <Press type="contact.withdraw" of={of} k="contacts.withdraw" />;
  if (swapped)
    return (
      <>
        <p>
          <span class="tag">{t('contacts.swapped')}</span>
        </p>
        <Swapped contact={contact} />
        {back}
      </>
    );
  if (ready)
    return (
      <>
        <p>{t('contacts.offered')}</p>
        {back}
      </>
    );
  return (
    <>
      <p>
        <strong>
          <Say k="contacts.they_offered" names={{ name: of.name }} />
        </strong>
      </p>
      <Sees of={of} />
      <Press type="contact.offer" of={of} main k="contacts.accept" />
    </>
  );
}
