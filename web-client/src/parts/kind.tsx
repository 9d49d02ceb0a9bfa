// A session kind's sign and words.
import { coded, t, type Key } from '../i18n/words.ts';
import type { SessionKind } from '../protocol.ts';

const code = (kind: SessionKind) => kind.replace('-', '_');
const signs: { [kind: string]: string } = {
  content: 'M4 5h16v11H4zM9 20h6',
  role_alike: 'M8 9a3 3 0 1 0 0-.1M16 9a3 3 0 1 0 0-.1M3 19c0-4 3-5 5-5s5 1 5 5M13.5 14.6c3-1.600 7.500 0 7.500 4.400',
  regional: 'M12 21c5-5.500 7-8.500 7-11.500a7 7 0 0 0-14 0C5 12.500 7 15.500 12 21zM12 9.500v.1',
  debrief: 'M4 5h16v10h-8l-4 4v-4H4z',
  open: 'M4 8h13l-3-3M20 16H7l3 3',
  office_hours: 'M12 3a9 9 0 1 0 .1 0M12 8v4.500l3 2',
};

export function KindSign({ kind }: { kind: SessionKind }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={signs[code(kind)] ?? signs['open']} />
    </svg>
  );
}

export const kindName = (kind: SessionKind) => coded('kind', code(kind), 'kind.open');
export const kindAbout = (kind: SessionKind) => coded('kind_about', code(kind), 'kind_about.open');
export const networking = (kind: SessionKind) => kind !== 'content';
/** A talk has no rooms, and an office hour has desks. */
export const formsRooms = (kind: SessionKind) => networking(kind) && kind !== 'office-hours';
export const sessionState = (state: string) => t(`session.${state}` as Key);
