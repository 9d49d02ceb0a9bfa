// Whom one has just met (screens/last_room.tsx), which comes once there is somebody: of a seat that is kept, as far as this
// tab knows them.
import { lastRoomChunk } from '../app/chunks.ts';
import { state } from '../app/client.ts';
import { othersIn } from '../app/met.ts';

export function LastRoom() {
  const { lastRoom, me } = state.value;
  const somebody = me?.kept ? othersIn(me.kept.room, me.id, lastRoom).length > 0 : (me?.last ?? lastRoom);
  const Met = somebody && lastRoomChunk()?.Screen;
  return Met ? <Met /> : null;
}
