// Asks for a file until it comes.

/**
 * Tries until it works, the pauses growing from 0.4 to 8 seconds. `attempt` gets what to put behind an address: a browser
 * remembers a failed import by its address, and asks for another one anew.
 */
export async function persist<T>(attempt: (again: string) => Promise<T>): Promise<T> {
  for (let n = 0; ; n++) {
    try {
      return await attempt(n ? `?again=${n}` : '');
    } catch {
      await new Promise(resolve => setTimeout(resolve, Math.min(8_000, 400 * 2 ** n)));
    }
  }
}
