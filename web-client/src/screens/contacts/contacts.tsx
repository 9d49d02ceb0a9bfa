// Swapping contacts with whom one met: beside each person of a room, and as a list to keep. A chunk of its own, which comes
// with the first room.
import { computed, effect } from '@preact/signals';
import { announce } from '../../app/announce.ts';
import { me } from '../../app/client.ts';
import { isolated } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { hand } from '../../parts/hand.ts';
import { table, vcards } from './cards.ts';
import { State, Swap, Swapped, type Contact, type Somebody } from './contact.tsx';

const all = computed(() => me.value?.contacts ?? []);
const swapped = computed(() => all.value.filter(c => c.swapped));

/** Offers of others, and swaps, are said as they come; what was there before is on the page. */
let followed = false;
function follow(): void {
  if (followed) return;
  followed = true;
  let known: Contact[] | undefined;
  effect(() => {
    for (const contact of all.value) {
      const before = known?.find(c => c.person === contact.person);
      const name = isolated(contact.name);
      if (!known) continue;
      if (contact.swapped && !before?.swapped) announce(t('contacts.say_swapped', { name }));
      else if (!contact.swapped && !contact.ready && !before) announce(t('contacts.they_offered', { name }));
    }
    known = all.value;
  });
}

const save = (name: string, type: string, text: string) => hand(new Blob([text], { type }), name);
const head = (): [string, string, string] => [t('contacts.column_name'), t('contacts.column_organization'), t('contacts.column_email')];

function Keep() {
  if (swapped.value.length === 0) return null;
  return (
    <>
      <p class="soft">{t('contacts.keep')}</p>
      <p class="row">
        <button type="button" data-do="vcard" onClick={() => save('contacts.vcf', 'text/vcard;charset=utf-8', vcards(swapped.value))}>
          {t('contacts.as_cards')}
        </button>
        <button type="button" data-do="csv" onClick={() => save('contacts.csv', 'text/csv;charset=utf-8', table(swapped.value, head()))}>
          {t('contacts.as_table')}
        </button>
      </p>
    </>
  );
}

/** What was swapped, for a page that can ask for nothing any more. */
function Kept() {
  if (swapped.value.length === 0) return null;
  return (
    <section data-part="contacts">
      <h2>{t('contacts.title')}</h2>
      <ul class="people">
        {swapped.value.map(contact => (
          <li class="person" key={contact.person}>
            <div>
              <p class="name">
                <bdi>{contact.name}</bdi>
              </p>
              <Swapped contact={contact} />
            </div>
          </li>
        ))}
      </ul>
      <Keep />
    </section>
  );
}

function List() {
  return (
    <section data-part="contacts">
      <h2>{t('contacts.title')}</h2>
      <ul class="people">
        {all.value.map(contact => (
          <li class="person" key={contact.person} data-contact={contact.person}>
            <div>
              <p class="name">
                <bdi>{contact.name}</bdi>
              </p>
              <State contact={contact} of={{ id: contact.person, name: contact.name }} />
            </div>
          </li>
        ))}
      </ul>
      <Keep />
    </section>
  );
}

export function Screen({ of, ended }: { of?: Somebody; ended?: boolean }) {
  follow();
  if (ended) return <Kept />;
  return of ? <Swap of={of} /> : <List />;
}
