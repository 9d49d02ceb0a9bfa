// A message from staff: to everybody, to a session, to rooms or a person, and of those to some alone. Choosing sends nothing.
import { computed, effect, signal } from '@preact/signals';
import type { FloorNotice } from '../../protocol.ts';
import { clock } from '../../i18n/format.ts';
import { languageName, regionName, roleName } from '../../i18n/labels.ts';
import { t, type Key } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { ask, busy, me, state } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { takeBack } from '../../app/unsaid.ts';
import { bytesOf, Length } from '../../parts/text_field.tsx';
import { rooms, shown } from '../../app/cells.ts';
import { reaches } from '../../app/scope.ts';
import { audience, type To } from './audience.ts';
import { inUse } from './filter.ts';
import { roomOrder, sessionOrder } from './order.ts';
import { everybody, target } from './part.ts';
import { reachesPerson } from './reach.ts';
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

const set = (more: Partial<To>) => (target.value = { ...target.peek(), ...more });

const standing = (room: string) => rooms.of(room).value !== undefined;
/** Who was meant may be the reader's to write to no longer: they went, or another part of the event was given. */
const beyond = computed(() => {
  const { session, person } = target.value;
  return person ? !reachesPerson(person) : !!session && !reaches(session);
});
const meant = computed(() => (beyond.value ? undefined : audience(target.value, standing)));

/** Whom "everybody" means: a facilitator of a part of the event speaks to those who are in it. */
function everybodyThere(): Key {
  const scope = me.value?.scope;
  if (!scope) return 'message.everybody';
  if (!scope.rooms?.length) return 'message.in_sessions';
  return scope.sessions?.length ? 'message.in_both' : 'message.in_rooms';
}

function send(e: Event): void {
  e.preventDefault();
  if (!bytes.value || bytes.value > longest || sending.value || !meant.value) return;
  sending.value = ask('notice.send', { text: text.value.trim(), urgent: urgent.value, ...meant.value });
}

/**
 * What the event is held in, what rooms share and what the reader speaks; the floor does not tell what else people do. Of
 * a language as it is spoken somewhere the language, too: a message to "pt-BR" does not reach whoever says "pt".
 */
function languages(): string[] {
  const shared = Object.values(shown.value?.rooms ?? {}).flatMap(room => room.basis.languages);
  const known = [...(programme.value?.locales ?? []), ...shared, ...(me.value?.languages ?? [])];
  return [...new Set(known.flatMap(code => [code.split('-')[0]!, code]))].sort();
}

/** Everybody, a session, rooms, or somebody by name if a press elsewhere named them. */
function Where() {
  const { session, inRooms, person } = target.value;
  const value = person ? `person:${person}` : inRooms ? 'rooms' : session && `session:${session}`;
  // Whoever is chosen stays chosen: that it is another one now must not make it everybody.
  const ids = sessionOrder.value.filter(id => reaches(id) || id === session);
  const choose = (to: string) => {
    if (to.startsWith('person:')) return;
    const { role, region, language, missing } = target.peek();
    const where = to === 'rooms' ? { inRooms: true } : { session: to.slice('session:'.length) };
    target.value = { ...everybody, role, region, language, missing, ...where };
  };
  return (
    <label>
      {t('message.to')}
      <select value={value} onChange={e => choose(e.currentTarget.value)}>
        <option value="">{t(everybodyThere())}</option>
        <option value="rooms">{t('message.rooms')}</option>
        {person && <option value={value}>{personName(person)}</option>}
        {ids.length > 0 && (
          <optgroup label={t('message.sessions')}>
            {ids.map(id => (
              <option value={`session:${id}`}>{sessionName(id)}</option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  );
}

/** Up and down go from one room to the next, as there may be hundreds. */
function walk(e: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const by = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
  const boxes: Element[] = Array.from(e.currentTarget.querySelectorAll('input'));
  const next = by && boxes[boxes.indexOf(document.activeElement!) + by];
  if (!next) return;
  e.preventDefault();
  (next as HTMLElement).focus();
}

function RoomChoice() {
  const { rooms: chosen } = target.value;
  const choose = (id: string, yes: boolean) => set({ rooms: [...chosen.filter(room => room !== id), ...(yes ? [id] : [])] });
  const groups = sessionOrder.value.map(session => ({ session, ids: roomOrder(session) })).filter(({ ids }) => ids.length);
  return (
    <fieldset class="choice" onKeyDown={walk}>
      <legend>{t('message.chosen', { n: chosen.filter(standing).length })}</legend>
      {groups.map(({ session, ids }) => (
        <div role="group" aria-label={sessionName(session)} key={session}>
          {groups.length > 1 && <p>{sessionName(session)}</p>}
          {ids.map(id => (
            <label key={id}>
              <input type="checkbox" checked={chosen.includes(id)} onChange={e => choose(id, e.currentTarget.checked)} />
              <bdi>{nameOfRoom(id)}</bdi>
            </label>
          ))}
        </div>
      ))}
      {groups.length === 0 && <p class="soft">{t('floor.no_rooms')}</p>}
    </fieldset>
  );
}

function Only({ of, word, keys, name }: { of: 'role' | 'region' | 'language'; word: Key; keys: string[]; name: (key: string) => string }) {
  const value = target.value[of];
  return (
    <label>
      {t(word)}
      <select name={of} value={value} onChange={e => set({ [of]: e.currentTarget.value })}>
        <option value="">{t('floor.any')}</option>
        {[...new Set([...keys, value])].filter(Boolean).map(key => (
          <option value={key}>{name(key)}</option>
        ))}
      </select>
    </label>
  );
}

/** Whoever has what is chosen here, all of it. */
function Narrowed() {
  return (
    <fieldset>
      <legend>{t('message.only')}</legend>
      <div class="row">
        <Only of="role" word="message.roles" keys={inUse('role')} name={key => roleName(programme.value, key)} />
        <Only of="region" word="message.regions" keys={inUse('region')} name={key => regionName(programme.value, key)} />
        <Only of="language" word="message.languages" keys={languages()} name={languageName} />
        <label>
          {t('form.language_other')}
          <input size={8} maxLength={35} autocapitalize="none" spellcheck={false} onChange={e => set({ language: e.currentTarget.value.trim() })} />
        </label>
      </div>
      <label>
        <input type="checkbox" checked={target.value.missing} onChange={e => set({ missing: e.currentTarget.checked })} />
        {t('message.not_present')}
      </label>
    </fieldset>
  );
}

function MessageForm() {
  return (
    <form class="sheet narrow" data-part="message" onSubmit={send}>
      <h2>{t('message.title')}</h2>
      <Where />
      {beyond.value && (
        <p class="unmet" role="status">
          {t('message.beyond')}
        </p>
      )}
      {target.value.inRooms && <RoomChoice />}
      {!target.value.person && <Narrowed />}
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
      <button class="main" disabled={busy('notice.send') || bytes.value > longest || !meant.value}>
        {t('message.send')}
      </button>
    </form>
  );
}

/** Whoever came later and saw it is among those who have: more may have than it was sent to. */
function seenBy({ seen, sent, online }: FloorNotice): string {
  const said = t('message.seen', { seen, sent });
  return online === undefined ? said : `${said} · ${t('message.online', { online })}`;
}

function Sent() {
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
            <span class="tag">{seenBy(n)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Screen() {
  return (
    <>
      <MessageForm />
      <Sent />
    </>
  );
}
