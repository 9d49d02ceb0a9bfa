// Whom one has just met (screens/last_room.tsx), which comes once there is somebody.
import { lastRoomChunk } from '../app/chunks.ts';
import { state } from '../app/client.ts';

export function LastRoom() {
  const { lastRoom, me } = state.value;
  const Met = (me?.kept ?? me?.last ?? lastRoom) && lastRoomChunk()?.Screen;
  return Met ? <Met /> : null;
}
