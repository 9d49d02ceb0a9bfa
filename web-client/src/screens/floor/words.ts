// Names on the floor. A name is looked up where it is shown, so that only that place redraws when it changes.
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { labelOf, roomName } from '../../i18n/labels.ts';
import { programme } from '../../app/programme.ts';
import { nameOf, rooms, sessions } from '../../app/cells.ts';

export const personName = nameOf;
export function nameOfRoom(id: string): string {
  const room = rooms.of(id).value;
  return room ? roomName(programme.value, room.name) : id;
}
export const useNameOfRoom = (id: string): string => useMemo(() => computed(() => nameOfRoom(id)), [id]).value;
export const sessionName = (id: string) =>
  labelOf(sessions.of(id).value?.title, programme.value?.locales) || id;
