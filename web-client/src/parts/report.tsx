// Showing somebody, or what they wrote, to staff. Nobody else learns of it, so no view says it: the page knows what it
// reported. The question whether it is meant is a chunk.
import { effect, signal } from '@preact/signals';
import { reportChunk } from '../app/chunks.ts';
import { ask, can, me, state } from '../app/client.ts';
import { t } from '../i18n/words.ts';
import type { Member } from '../protocol.ts';

/** A person, or a message of theirs; `at` is where it stands on the page. */
export interface Doubt {
  person: string;
  name: string;
  message?: { room: string; n: number };
  at: Element | null;
}

/** What the person is asked about. */
export const doubted = signal<Doubt | undefined>(undefined);

/** What was reported -> id of the request. */
const reports = signal<{ [what: string]: string }>({});
const key = ({ person, message }: Pick<Doubt, 'person' | 'message'>) => (message ? `${message.room} ${message.n}` : person);
// One that was refused can be made again, also after its refusal was dismissed.
effect(() => {
  const refused = new Set(state.value.refusals.map(r => r.answer.id));
  const standing = Object.entries(reports.peek()).filter(([, request]) => !refused.has(request));
  if (standing.length < Object.keys(reports.peek()).length) reports.value = Object.fromEntries(standing);
});
export const reported = (what: Pick<Doubt, 'person' | 'message'>): boolean => key(what) in reports.value;

export function report(what: Doubt, about: string): string {
  const { person, message } = what;
  const id = message ? ask('chat.report', message) : ask('person.report', { person, about });
  reports.value = { ...reports.peek(), [key(what)]: id };
  return id;
}

/** In place of the menu, once reported: the server has it only when it has answered. */
export function Reported(what: Pick<Doubt, 'person' | 'message'>) {
  return <p class="soft">{t(state.value.pending[reports.value[key(what)]!] ? 'chat.reporting' : 'chat.reported')}</p>;
}

/** Beside somebody of one's room, or of the last one. Reports are read by those who run the event: of them there are none. */
export function PersonMenu({ of: { id, name, badge } }: { of: Pick<Member, 'id' | 'name' | 'badge'> }) {
  if (!can('person.report') || !me.value || me.value.id === id || badge === 'moderator' || badge === 'organiser') return null;
  if (reported({ person: id })) return <Reported person={id} />;
  return (
    <details class="menu" data-part="person-menu">
      <summary>
        <span aria-hidden="true">⋯</span>
        <span class="sr">{t('people.more', { name })}</span>
      </summary>
      <button type="button" data-do="person.report" onClick={e => (doubted.value = { person: id, name, at: e.currentTarget.closest('li') })}>
        {t('chat.report')}
      </button>
    </details>
  );
}

/** Over whatever screen is up. */
export function Reporting() {
  const about = doubted.value;
  const Dialog = about && reportChunk()?.Screen;
  return Dialog ? <Dialog about={about} /> : null;
}
