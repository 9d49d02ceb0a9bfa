// The turn clock of a room that has one; it comes with the first such room.
import { turnsChunk } from '../app/chunks.ts';
import type { RoomView } from '../protocol.ts';

export function TurnClock({ room }: { room: RoomView }) {
  const Screen = room.has_turns || room.turns ? turnsChunk()?.Screen : undefined;
  return Screen ? <Screen room={room} /> : null;
}
