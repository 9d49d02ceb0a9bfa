// Why staff moved the person, in the words of whoever did.
import { Say } from '../i18n/rich.tsx';
import { me } from '../app/client.ts';

export function Told() {
  const told = me.value?.arrival?.told;
  return told ? <Say k="arrival.told" names={{ told }} /> : null;
}
