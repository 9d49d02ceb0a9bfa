// A message from staff: to everybody, to a part of them, to a room, to a person. Choosing a target sends nothing.
import { computed, effect, signal } from '@preact/signals';
import { clock } from '../../i18n/format.ts';
import { languageName, regionName, roleName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { ask, busy, state } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { takeBack } from '../../app/unsaid.ts';
import { bytesOf, Length } from '../../parts/text_field.tsx';
import type { Commands } from '../../wire.ts';
import { shown } from '../../app/cells.ts';
import { inUse } from './filter.ts';
import { sessionOrder } from './order.ts';
import { target } from './part.ts';
import type { Filter } from './seek.ts';
import { nameOfRoom, personName, sessionName } from './words.ts';

const text = signal('');
const urgent = signal(false);
/** In bytes of UTF-8, as the server counts them. */
const longest = 1_000;
const bytes = computed(() => bytesOf(text.value));
/** The message on its way: what was written stays until it is sent. */
const sending = signal<string | undefined>(undefined);
effect(() => {
  const id = sending.value;
  const { pending, refusals, link } = state.value;
  if (!id || pending[id] || link !== 'open') return;
  sending.value = undefined;
  if (refusals.some(r => r.answer.id === id)) return;
  text.value = '';
  urgent.value = false;
  announce(t('message.was_sent'));
});

// After a reload nothing of it is in the form any more.
takeBack('notice.send', command => (text.value ||= String(command['text'])));

/** What a chosen target means on the wire. */
export function audience(to: string): Omit<Commands['notice.send'], 'text' | 'urgent'> {
  const [kind, key] = [to.split(':')[0], to.slice(to.indexOf(':') + 1)];
  const only = (wanted: string) => (kind === wanted ? [key] : []);
  if (kind === 'filter') {
    const { role, region, missing } = JSON.parse(key) as Filter;
    const some = (one: string) => (one ? [one] : []);
    return { sessions: [], rooms: [], people: [], roles: some(role), regions: some(region), languages: [], not_present: missing };
  }
  return {
    sessions: only('session'),
    rooms: only('room'),
    people: only('person'),
    roles: only('role'),
    regions: only('region'),
    languages: only('language'),
    not_present: to === 'not_present',
  };
}

function send(e: Event): void {
  e.preventDefault();
  if (!bytes.value || bytes.value > longest || sending.value) return;
  sending.value = ask('notice.send', { text: text.value.trim(), urgent: urgent.value, ...audience(target.value) });
}

/** What the event is held in, and what rooms share. */
function languages(): string[] {
  const shared = Object.values(shown.value?.rooms ?? {}).flatMap(room => room.basis.languages);
  return [...new Set([...(programme.value?.locales ?? []), ...shared])].sort();
}

/** The words of a filter that was set beside the list of people. */
function filterWords(of: string): string {
  const { role, region, missing } = JSON.parse(of) as Filter;
  return [role && roleName(programme.value, role), region && regionName(programme.value, region), missing && t('floor.missing')]
    .filter(Boolean)
    .join(' · ');
}

function Targets() {
  const chosen = target.value;
  return (
    <select value={chosen} onChange={e => (target.value = e.currentTarget.value)}>
      <option value="everybody">{t('message.everybody')}</option>
      <option value="not_present">{t('message.not_present')}</option>
      {chosen.startsWith('room:') && <option value={chosen}>{t('message.room', { room: nameOfRoom(chosen.slice(5)) })}</option>}
      {chosen.startsWith('person:') && <option value={chosen}>{personName(chosen.slice(7))}</option>}
      {chosen.startsWith('filter:') && <option value={chosen}>{filterWords(chosen.slice(7))}</option>}
      <optgroup label={t('message.sessions')}>
        {sessionOrder.value.map(id => (
          <option value={`session:${id}`}>{sessionName(id)}</option>
        ))}
      </optgroup>
      <optgroup label={t('message.roles')}>
        {inUse('role').map(key => (
          <option value={`role:${key}`}>{roleName(programme.value, key)}</option>
        ))}
      </optgroup>
      <optgroup label={t('message.regions')}>
        {inUse('region').map(key => (
          <option value={`region:${key}`}>{regionName(programme.value, key)}</option>
        ))}
      </optgroup>
      <optgroup label={t('message.languages')}>
        {languages().map(key => (
          <option value={`language:${key}`}>{languageName(key)}</option>
        ))}
      </optgroup>
    </select>
  );
}

export function MessageForm() {
  return (
    <form class="sheet narrow" data-part="message" onSubmit={send}>
      <h2>{t('message.title')}</h2>
      <label>
        {t('message.to')}
        <Targets />
      </label>
      <label>
        {t('message.text')}
        <textarea
          rows={3}
          required
          dir="auto"
          value={text.value}
          aria-invalid={bytes.value > longest}
          aria-describedby="message-length"
          onInput={e => (text.value = e.currentTarget.value)}
        />
      </label>
      <Length id="message-length" text={text.value} most={longest} />
      <label>
        <input type="checkbox" checked={urgent.value} onChange={e => (urgent.value = e.currentTarget.checked)} />
        {t('message.urgent')}
      </label>
      <button class="main" disabled={busy('notice.send') || bytes.value > longest}>
        {t('message.send')}
      </button>
    </form>
  );
}

export function Sent() {
  const list = Object.entries(shown.value?.notices ?? {}).sort(([, a], [, b]) => b.at - a.at);
  return (
    <section>
      <h2>{t('message.sent')}</h2>
      {list.length === 0 && <p class="soft">{t('message.none')}</p>}
      <ul class="rows">
        {list.map(([id, n]) => (
          <li key={id} data-notice={id}>
            <span class="grow">
              <span dir="auto">{n.text}</span>
              <br />
              <span class="soft">
                <bdi>{n.by}</bdi>, {clock(n.at)}
              </span>
            </span>
            <span class="tag">{t('message.seen', { seen: n.seen, sent: n.sent })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
