// Whether the server would do what is asked about somebody: of whom the floor shows, some only call for help.
import { people } from '../../app/cells.ts';
import { me } from '../../app/client.ts';
import { reaches } from '../../app/scope.ts';

/** They are where the reader looks after, or the reader comes to help them. */
export function reachesPerson(id: string): boolean {
  const person = people.of(id).value;
  return reaches(person?.session, person?.room) || person?.help?.by === me.value?.id;
}
