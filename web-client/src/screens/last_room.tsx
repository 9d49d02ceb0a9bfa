// Whom one has just met, and what was written there: to read between two rounds, and at the programme once the rooms are
// over.
import { useSignal } from '@preact/signals';
import { roomName } from '../i18n/labels.ts';
import { t } from '../i18n/words.ts';
import { chat, state } from '../app/client.ts';
import { othersIn } from '../app/met.ts';
import { programme } from '../app/programme.ts';
import { Contacts } from '../parts/contacts.tsx';
import { PersonMenu } from '../parts/person_menu.tsx';
import { Chat } from './chat.tsx';

function LastChat({ room }: { room: string }) {
  const open = useSignal(false);
  return (
    <details onToggle={e => (open.value = e.currentTarget.open)}>
      <summary>{t('chat.last')}</summary>
      {open.value && <Chat room={room} closed />}
    </details>
  );
}

export function Screen() {
  const { lastRoom, me } = state.value;
  const last = me?.last;
  // Who went of their own accord may have gone from somebody: it is that room they mean, not one of a round before.
  const known = me?.kept ?? (me?.waiting === 'stepped_out' ? lastRoom : undefined) ?? last ?? lastRoom;
  // In the lobby of another session it would only confuse.
  if (!known || (me?.session && me.session !== known.session)) return null;
  const others = othersIn('room' in known ? known.room : known.id, me?.id ?? '', lastRoom);
  const written = last && last === known && chat.value?.room === last.room && chat.value.lines.length > 0;
  if (others.length === 0 && !written) return null;
  return (
    <section data-part="last-room">
      <h2>{t('lobby.last_room', { room: roomName(programme.value, known.name) })}</h2>
      <ul class="names">
        {others.map(m => (
          <li key={m.id} tabIndex={-1}>
            <bdi>{m.name}</bdi>
            <Contacts of={m} />
            <PersonMenu of={m} />
          </li>
        ))}
      </ul>
      {written && <LastChat room={last.room} />}
    </section>
  );
}
