// Swapping contacts: with somebody of a room, or, without `of`, the list of all with whom there is something to swap; once
// the page has `ended`, of those with whom it was. It comes with the first room that one is in.
import { can, me } from '../app/client.ts';
import { contactsChunk } from '../app/chunks.ts';

export function Contacts({ of, ended }: { of?: { id: string; name: string }; ended?: boolean }) {
  if (!can('contact.offer') || !(of || me.value?.contacts?.length)) return null;
  const Screen = contactsChunk()?.Screen;
  return Screen ? <Screen of={of} ended={ended} /> : null;
}
