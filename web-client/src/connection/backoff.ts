// When to try again, and whether at all.

/** What a close code asks of the client. Codes 4000-4299 are Convene's own ranges, the others WebSocket's. */
export type Verdict = 'at_once' | 'wait' | 'never';

export function verdict(code: number): Verdict {
  if (code >= 4200 && code <= 4299) return 'never';
  if (code >= 4100 && code <= 4199) return 'wait';
  if (code >= 4000 && code <= 4099) return 'at_once';
  return 'at_once';
}

const firstPause = 300;
const longestPause = 800;
const longestWait = 20_000;

/**
 * Milliseconds to wait before attempt number `attempt` (0, 1, …) after a close. `random` is in [0, 1). While a server is
 * being restarted attempts stay close together for a minute, so that its return is noticed within a second; after that,
 * and when the server asks for patience, they spread out. Half of every pause is random, so that a crowd does not come
 * back as one.
 */
export function pause(code: number, attempt: number, random: number): number {
  const jitter = (ms: number) => Math.round(ms / 2 + (ms / 2) * random);
  if (verdict(code) === 'wait') return jitter(Math.min(longestWait, 2_000 * 2 ** attempt));
  if (attempt === 0 && code >= 4000 && code <= 4099) return Math.round(firstPause * random);
  if (attempt < 80) return jitter(Math.min(longestPause, firstPause * 1.5 ** attempt));
  return jitter(Math.min(longestWait, longestPause * 1.3 ** (attempt - 80)));
}
