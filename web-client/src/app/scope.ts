// What of the event the reader looks after.
import { me } from './client.ts';

/** As the server decides: all of it, but for a facilitator of some sessions or rooms. What it refuses stays away. */
export const reaches = (session = '', room = ''): boolean => {
  const scope = me.value?.scope;
  return !scope || !!(scope.sessions?.includes(session) || scope.rooms?.includes(room));
};
