// What any of the staff can do about somebody at once: keep them from writing.
import type { FloorPerson } from '../../protocol.ts';
import { t } from '../../i18n/words.ts';
import { ask, can } from '../../app/client.ts';

interface Props {
  id: string;
  person: FloorPerson;
  close: () => void;
}

export function MuteButton({ id, person, close }: Props) {
  const staff = person.hats.some(hat => hat !== 'participant');
  if (!can('person.mute') || (staff && !person.muted)) return null;
  return (
    <button
      type="button"
      onClick={() => {
        ask('person.mute', { person: id, muted: !person.muted });
        close();
      }}
    >
      {t(person.muted ? 'floor.unmute' : 'floor.mute')}
    </button>
  );
}
