// What of the event the reader looks after.
import { me } from './client.ts';

/** As the server decides: everything, but for a facilitator of some sessions or rooms alone. What it would refuse is not offered. */
export const reaches = (session = '', room = ''): boolean => {
  const scope = me.value?.scope;
  return !scope || !!(scope.sessions?.includes(session) || scope.rooms?.includes(room));
};
