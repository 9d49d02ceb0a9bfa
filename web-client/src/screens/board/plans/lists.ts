// A list of rooms that was made elsewhere: sent as it is, and what the server made of it.
import { fetchApi } from '../../../connection/api.ts';

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
  message?: string;
}

const nothing: Taken = { plans: [], unmatched_rows: 0, unmatched: [], name_only_rows: 0, name_only: [], people_twice: 0, rows_of_others: 0, failed: true };

/** Whatever becomes of it is an answer: a list that cannot be sent is not taken. */
export async function send(session: string, title: string, list: Blob): Promise<Taken> {
  try {
    const answer = await fetchApi('plan', { session, name: title }, { method: 'POST', body: list });
    return { ...nothing, ...((await answer.json()) as Partial<Taken>), failed: !answer.ok };
  } catch {
    return nothing;
  }
}
