// A list of rooms that was made elsewhere: sent as it is, and what the server made of it.
import { fetchApi, readAnswer, whyNot } from '../../../connection/api.ts';

export interface Taken {
  plans: { round: number; plan: string; people: number; rooms: number }[];
  unmatched_rows: number;
  unmatched: { row: number; why: string }[];
  name_only_rows: number;
  name_only: number[];
  people_twice: number;
  rows_of_others: number;
  /** Not all of it was taken. */
  failed: boolean;
  /** Why, in the reader's language where it has words for it. */
  why: string;
}

const nothing: Taken = { plans: [], unmatched_rows: 0, unmatched: [], name_only_rows: 0, name_only: [], people_twice: 0, rows_of_others: 0, failed: true, why: '' };

/** The server takes no longer ones. */
const largest = 10_000_000;

/** Whatever becomes of it is an answer: a list that cannot be sent is not taken. */
export async function send(session: string, title: string, list: Blob): Promise<Taken> {
  if (list.size > largest) return { ...nothing, why: await whyNot({ status: 413 }) };
  try {
    const answer = await fetchApi('plan', { session, name: title }, { method: 'POST', body: list });
    const said = await readAnswer<Taken>(answer);
    const taken = answer.ok && said.plans !== undefined;
    return { ...nothing, ...said, failed: !taken, why: taken ? '' : await whyNot({ ...said, status: answer.status }) };
  } catch {
    return { ...nothing, why: await whyNot() };
  }
}
