// Swapping contacts: with somebody of a room, or, without `of`, the list of all with whom there is something to swap. It
// comes with the first room that one is in.
import { can, me } from '../app/client.ts';
import { contactsChunk } from '../app/chunks.ts';

export function Contacts({ of }: { of?: { id: string; name: string } }) {
  if (!can('contact.offer') || !(of || me.value?.contacts?.length)) return null;
  const Screen = contactsChunk()?.Screen;
  return Screen ? <Screen of={of} /> : null;
}
