// Who one has just met: to read between two rounds, and at the programme once the rooms are over.
import { roomName } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { state } from '../app/client.ts';
import { programme } from '../app/programme.ts';

export function LastRoom() {
  const { lastRoom, me } = state.value;
  // In the lobby of another session it would only confuse; a seat that is kept has a notice of its own.
  if (!lastRoom || (me?.session && me.session !== lastRoom.session) || me?.kept) return null;
  const others = lastRoom.members.filter(m => m.id !== me?.id);
  if (others.length === 0) return null;
  return (
    <section data-part="last-room">
      <h2>{t('lobby.last_room', { room: roomName(programme.value, lastRoom.name) })}</h2>
      <ul class="names">
        {others.map(m => (
          <li key={m.id}>
            <bdi>{m.name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
