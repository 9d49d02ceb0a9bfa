// A text that goes to others: as long as the server takes it, counted in bytes as the server counts.
import { useEffect } from 'preact/hooks';
import { announce } from '../app/announce.ts';
import { t } from '../i18n/words.ts';

export const bytesOf = (text: string) => new TextEncoder().encode(text.trim()).length;

/** Silent until the text is nearly as long as it may be; then spoken once for each of the two, not at every letter. */
export function Length({ id, text, most }: { id: string; text: string; most: number }) {
  const bytes = bytesOf(text);
  const over = bytes - most;
  const level = over > 0 ? 2 : bytes > most * 0.8 ? 1 : 0;
  const words = ['', t('text.nearly'), t('text.too_long', { n: over })][level]!;
  useEffect(() => void announce(words), [level]);
  return (
    <p id={id} class={over > 0 ? 'bad' : 'soft'}>
      {words}
    </p>
  );
}
