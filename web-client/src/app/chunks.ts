// Screens that come after the first response. A chunk that cannot be fetched is asked for again until it can; one that the
// server has no more comes with another page only, and the person is told so.
import { signal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { persist } from '../connection/persist.ts';
import { loadPart } from '../i18n/words.ts';
import type { Doubt } from '../parts/report.tsx';
import type { FloorRoom, RoomView } from '../protocol.ts';
import { fetchAs, pathOf } from './paths.ts';

/** Who pays for every byte, and told the browser so: nothing is fetched for them before they press for it. */
export const sparing = () => (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData;

function addStyle(path: string): void {
  if (!document.querySelector(`link[href="${path}"]`)) fetchAs('stylesheet', path);
}

/** Files of this page are gone from the server. */
export const outdated = signal(false);

/** From the second try on: the first may meet a server that is just being changed. */
async function lookFor(path: string, again: string): Promise<void> {
  if (again && (await fetch(path, { cache: 'no-store' })).status === 404) outdated.value = true;
}

/**
 * What comes from elsewhere: undefined until it is there, and asked for by whoever first looks. A component that looks is
 * drawn again once it comes. `words`, `style`: what else it needs, which is fetched meanwhile.
 */
export function chunk<Module>(name: string, words?: string, style?: string): () => Module | undefined {
  const loaded = signal<Module | undefined>(undefined);
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      if (style) addStyle(style);
      const path = pathOf(name);
      const script = persist(again => (import(path + again) as Promise<Module>).catch(async e => (await lookFor(path, again), Promise.reject(e))));
      void Promise.all([script, words && loadPart(words, lookFor)]).then(([module]) => (loaded.value = module));
    }
    return loaded.value;
  };
}

export interface Screened<Props = object> {
  Screen: ComponentType<Props>;
}
export const floorChunk = chunk<Screened>('floor', 'staff_words', pathOf('staff_css', 'css'));
export const boardChunk = chunk<Screened>('board');
/** A room as whoever visits it sees it. */
export const visitChunk = chunk<Screened<{ under?: boolean }>>('visit', 'visit_words');
export interface LinkForm {
  id: string;
  room: FloorRoom;
  close: (act?: () => void) => (e: Event) => void;
}
/** The way into a room's call: as a dialog, and as the form in a moderator's dialog about the room. */
export const roomLinkChunk = chunk<Screened<{ id: string }> & { Form: ComponentType<LinkForm> }>('room_link', 'room_link_words');
/** What an advisor works with. */
export const advisorChunk = chunk<Screened<{ main: boolean }>>('advisor', 'advisor_words', pathOf('staff_css', 'css'));
/** The lines of office hours, as staff run them. */
export const hoursChunk = chunk<Screened>('hours', 'hours_words');
/** Swapping contacts, with somebody or as a list. */
export const contactsChunk = chunk<Screened<{ of?: { id: string; name: string }; ended?: boolean }>>('contacts', 'contacts_words');
export const linksChunk = chunk<Screened<{ text: string; tabIndex?: number }>>('links');
/** Screens after which the page does not go on by itself. */
export const endedChunk = chunk<Screened>('ended', 'ended_words');
/** The answers in the help dialog. */
export const helpChunk = chunk<Screened>('help', 'help_words');
/** Being moved by somebody else; asked for as soon as there is a room to be moved out of. */
export const movingChunk = chunk<Screened>('moving', 'moving_words');
/** The turn clock of rooms that have one. */
export const turnsChunk = chunk<Screened<{ room: RoomView }>>('turns', 'turns_words');
/** What stands above and below the rest of the programme once the event is over. */
export const closingChunk = chunk<Screened<{ children: ComponentChildren }>>('closing', 'closing_words');
/** Whom one has just met. */
export const lastRoomChunk = chunk<Screened>('last_room', 'last_room_words');
/** What others see of the person. */
export const profileChunk = chunk<Screened>('profile', 'profile_words');
/** Whether a report is meant, or that one avoids somebody; and all whom one avoids. */
export const reportChunk = chunk<Screened<{ about: Doubt }> & { Avoided: ComponentType }>('report', 'report_words');
