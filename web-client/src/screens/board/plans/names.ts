// How the people of a plan are called who are not here yet: no view tells, so it is asked once a plan.
import { useEffect } from 'preact/hooks';
import { isNamed, learnNames } from '../../../app/cells.ts';
import { fetchApi } from '../../../connection/api.ts';
import type { BoardPlan } from '../../../protocol.ts';

/** Plans of which it was asked; again after a while, should it fail. */
const asked = new Set<string>();
const again = 10_000;

async function learn(id: string): Promise<void> {
  asked.add(id);
  try {
    const answer = await fetchApi('names', { plan: id });
    if (answer.ok) return learnNames((await answer.json()) as { [id: string]: string });
  } catch {
    // Asked again below.
  }
  setTimeout(() => asked.delete(id), again);
}

export function useNames(id: string, plan: BoardPlan): void {
  const lacking = plan.ahead && plan.rooms.some(room => room.people.some(person => !isNamed(person)));
  useEffect(() => {
    if (lacking && !asked.has(id)) void learn(id);
  });
}
