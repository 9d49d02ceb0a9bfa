// Everybody of the roster, also whoever is not here: fetched by who looks for somebody, and kept for a minute.
import { signal } from '@preact/signals';
import { board } from '../../../app/client.ts';
import { learnNames, people } from '../../../app/cells.ts';
import { fetchApi, readAnswer, whyNot } from '../../../connection/api.ts';
import type { FloorPerson, Hat, Scope } from '../../../protocol.ts';

export interface Listed {
  id: string;
  name: string;
  role: string;
  region: string;
  hats: Hat[];
  scope: Scope;
  /** What was noted of their action plan; null: nothing. */
  plan: boolean | null;
}
interface Roster {
  at: number;
  people: { [id: string]: Listed };
}

export const roster = signal<Roster | undefined>(undefined);
export const looking = signal(false);
/** Why it did not come, in words. */
export const failed = signal('');

const fresh = 60_000;
/** What was changed while a list was on its way, which may be older. */
let since: [string, Partial<Listed> | undefined][] = [];

const changed = ({ at, people: before }: Roster, id: string, more: Partial<Listed> | undefined): Roster => {
  const { [id]: one, ...others } = before;
  return { at, people: one && more ? { ...others, [id]: { ...one, ...more } } : others };
};

/** What the reader did to somebody of the list stands in it at once; undefined: they are erased. O(people). */
export function amend(id: string, more: Partial<Listed> | undefined): void {
  if (looking.peek()) since.push([id, more]);
  if (roster.peek()?.people[id]) roster.value = changed(roster.peek()!, id, more);
}

export async function look(): Promise<void> {
  if (looking.peek()) return;
  looking.value = true;
  failed.value = '';
  since = [];
  const at = Date.now();
  try {
    const answer = await fetchApi('people.json');
    const { people: list, ...said } = await readAnswer<{ people: Listed[] }>(answer);
    if (answer.ok && list) {
      learnNames(Object.fromEntries(list.map(({ id, name }) => [id, name])));
      const all = { at, people: Object.fromEntries(list.map(one => [one.id, one])) };
      roster.value = since.reduce((now, [id, more]) => changed(now, id, more), all);
    } else failed.value = await whyNot({ ...said, status: answer.status });
  } catch {
    failed.value = await whyNot();
  }
  looking.value = false;
}

/** Once a minute is soon enough for whoever looks on. */
export const lookOn = () => {
  const known = roster.peek();
  if (!known || Date.now() - known.at > fresh) void look();
};

export interface Somebody extends Omit<Listed, 'id'> {
  here: boolean;
  standing: string;
}

/** As the floor tells it, of whoever is there; else as the roster had it. */
export function somebody(id: string): Somebody | undefined {
  const here: FloorPerson | undefined = people.of(id).value;
  const known = roster.value?.people[id];
  const out = board.value?.out[id];
  const standing = out?.state ?? 'in';
  if (here) {
    const { name, role, region, hats, scope = {}, plan = null } = here;
    return { name, role, region, hats, scope, plan, here: true, standing };
  }
  return known && { ...known, here: false, standing };
}
