// A text that goes to others: as long as the server takes it, counted in bytes as the server counts.
import { t } from '../i18n/words.ts';

export const bytesOf = (text: string) => new TextEncoder().encode(text.trim()).length;

/** Silent until the text is nearly as long as it may be. */
export function Length({ id, text, most }: { id: string; text: string; most: number }) {
  const bytes = bytesOf(text);
  const over = bytes - most;
  return (
    <p id={id} role="status" class={over > 0 ? 'bad' : 'soft'}>
      {over > 0 ? t('text.too_long', { n: over }) : bytes > most * 0.8 ? t('text.nearly') : ''}
    </p>
  );
}
