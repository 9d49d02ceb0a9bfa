// Screens that come after the first response. A chunk that cannot be fetched is asked for again until it can.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { persist } from '../connection/persist.ts';
import { loadPart } from '../i18n/words.ts';
import { paths } from './paths.ts';

function addStyle(path: string): void {
  if (document.querySelector(`link[href="${path}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = path;
  document.head.append(link);
}

/** `words`, `style`: what else it needs, which is fetched meanwhile. Asked for twice, it is fetched once. */
export function chunk<Module>(name: string, words?: string, style?: string) {
  const loaded = signal<Module | undefined>(undefined);
  let asked = false;
  const load = () => {
    if (asked) return;
    asked = true;
    if (style) addStyle(style);
    const script = persist(again => import(paths[name]! + again) as Promise<Module>);
    void Promise.all([script, words && loadPart(words)]).then(([module]) => (loaded.value = module));
  };
  return [loaded, load] as const;
}

interface Screened<Props = object> {
  Screen: ComponentType<Props>;
}
export const [floorScreen, loadFloor] = chunk<Screened>('floor', 'staff_words', paths['staff_css']);
export const [boardScreen, loadBoard] = chunk<Screened>('board');
/** The board's rarer tools. They leave their parts in app/tools.ts. */
export const [rarerTools, loadTools] = chunk<{ begin: () => void }>('tools', 'tools_words');
/** A room as whoever visits it sees it. */
export const [visitScreen, loadVisit] = chunk<Screened<{ under?: boolean }>>('visit', 'visit_words');
/** What an advisor works with. */
export const [advisorScreen, loadAdvisor] = chunk<Screened<{ main: boolean }>>('advisor', 'advisor_words', paths['staff_css']);
/** The lines of office hours, as staff run them. */
export const [hoursScreen, loadHours] = chunk<Screened>('hours', 'hours_words');
/** Swapping contacts, with somebody or as a list. */
export const [contactsScreen, loadContacts] = chunk<Screened<{ of?: { id: string; name: string } }>>('contacts', 'contacts_words');
export const [linksScreen, loadLinks] = chunk<Screened<{ text: string; tabIndex?: number }>>('links');
