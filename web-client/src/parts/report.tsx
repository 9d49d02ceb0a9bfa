// Showing somebody, or what they wrote, to staff. Nobody else learns of it, so no view says it: the page knows what it
// reported. The question whether it is meant, or that somebody is to be avoided, is a chunk.
import { effect, signal } from '@preact/signals';
import { reportChunk } from '../app/chunks.ts';
import { ask, state } from '../app/client.ts';
import { t } from '../i18n/words.ts';

/** A person, or a message of theirs; `at` is where it stands on the page. `avoid`: they are to be met no more. */
export interface Doubt {
  person: string;
  name: string;
  message?: { room: string; n: number };
  avoid?: boolean;
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

/** In place of the press, once reported: the server has it only when it has answered. */
export function Reported(what: Pick<Doubt, 'person' | 'message'>) {
  return <p class="soft">{t(state.value.pending[reports.value[key(what)]!] ? 'chat.reporting' : 'chat.reported')}</p>;
}

/** Over whatever screen is up. */
export function Reporting() {
  const about = doubted.value;
  const Dialog = about && reportChunk()?.Screen;
  return Dialog ? <Dialog about={about} /> : null;
}
