// Whom of the roster a search means, by the same rules as on the floor.
import { computed } from '@preact/signals';
import { drawn, people } from '../../../app/cells.ts';
import { filter, query, trees } from '../../floor/filter.ts';
import { noFilter, seek, type Filter, type Sought } from '../../floor/seek.ts';
import { roster } from './listed.ts';

type People = { [id: string]: Sought };
/** Of the list nobody has a seat. O(people log people). */
const sought = (among: People, typed: string, by: Filter): string[] => seek({ people: among, rooms: {} }, typed, by, trees.value) ?? [];

/** Those whom the floor does not show already. */
export const elsewhere = computed(() => {
  const here = new Set(people.ids.value);
  return sought(roster.value?.people ?? {}, query.value, filter.value).filter(id => !here.has(id));
});

/** Everybody with a name like that, here or not, the best first. */
export const namedLike = (typed: string): string[] => sought({ ...roster.value?.people, ...drawn.value?.people }, typed, noFilter);
