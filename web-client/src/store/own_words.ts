// Words that a person wrote and would have to write again: kept over a reload until the server has answered.
import type { Command } from '../wire.ts';

const types = new Set(['chat.say', 'help.ask', 'notice.send', 'ticket.open', 'ticket.edit', 'ticket.done', 'person.report']);
export const ownWords = (command: Command): boolean => types.has(command.type);

/** O(commands). What was kept is the person's own storage, which anything on their device may have written. */
export function readWords(kept: string | undefined): Command[] {
  try {
    const found = JSON.parse(kept ?? '[]') as Command[];
    return found.filter(c => ownWords(c) && typeof c.id === 'string');
  } catch {
    return [];
  }
}

/**
 * `text` stands before what was begun since (`draft`), and after what came back earlier (`before`) while that is still in
 * front. Returns what has come back by now, and the draft with it.
 */
export function putBack(draft: string, before: string | undefined, text: string): { front: string; whole: string } {
  const follows = before !== undefined && (draft === before || draft.startsWith(`${before}\n`));
  const front = follows ? `${before}\n${text}` : text;
  const rest = follows ? draft.slice(before.length + 1) : draft;
  return { front, whole: rest ? `${front}\n${rest}` : front };
}
