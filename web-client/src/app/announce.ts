// What a screen reader says. Two live regions stand in the page from its first byte; everything spoken goes through here.

const clearAfter = 7_000;

/** `assertive` interrupts: only for being moved, being called, and a connection that stays away. What comes
 * back takes it from the page before its time. */
export function announce(text: string, level: 'polite' | 'assertive' = 'polite'): () => void {
  const region = document.getElementById(level);
  if (!region || !text) return () => undefined;
  const line = document.createElement('p');
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), clearAfter);
  return () => line.remove();
}
