// Who may be given which tasks, and of what. Plain functions, no screen.
import type { Hat, Scope } from '../../../protocol.ts';

export const hats = ['participant', 'facilitator', 'advisor', 'moderator', 'organiser'] as const satisfies readonly Hat[];

const high = (hat: Hat) => hat === 'moderator' || hat === 'organiser';

/** Moderators and organisers are made and unmade by organisers alone. */
export const mayGive = (mine: readonly Hat[], hat: Hat) => mine.includes('organiser') || !high(hat);
/** ... and nobody else shuts them out, or makes their links worthless. */
export const mayChange = (mine: readonly Hat[], theirs: readonly Hat[]) => theirs.every(hat => mayGive(mine, hat));

export interface Reach {
  sessions: string[];
  rooms: string[];
}
/** As the line has it: what is not said is empty. */
export const reachOf = (scope: Scope | undefined): Reach => ({ sessions: scope?.sessions ?? [], rooms: scope?.rooms ?? [] });
export const everything = ({ sessions, rooms }: Reach) => sessions.length + rooms.length === 0;

/** Whether they can be given a part of the event: a moderator reaches all of it, and nobody without a floor reaches more. */
export const inParts = (theirs: readonly Hat[]) => theirs.includes('facilitator') && !theirs.some(high);

/** What is chosen in the dialog. */
export interface Choice extends Reach {
  hats: readonly Hat[];
  /** The whole event, whatever is ticked below. */
  whole: boolean;
}

export const choiceOf = (theirs: readonly Hat[], scope: Scope | undefined): Choice => {
  const reach = reachOf(scope);
  return { hats: theirs, whole: everything(reach), ...reach };
};

/** What a refusal tells that somebody's tasks are now. */
export const toldOf = (told: { [name: string]: string }): { hats: Hat[]; scope: Reach } => {
  const listed = (name: string) => (told[name] ?? '').split(' ').filter(Boolean);
  return { hats: listed('hats') as Hat[], scope: { sessions: listed('sessions'), rooms: listed('rooms') } };
};

export const toggled = <T>(list: readonly T[], one: T): T[] => (list.includes(one) ? list.filter(other => other !== one) : [...list, one]);

/**
 * What is given, or what is missing. `roomsOf`: the rooms of a session that can be chosen; of a session that is chosen none
 * need be named, and rooms of a round that is over are left out.
 */
export function given(choice: Choice, roomsOf: { [session: string]: string[] }): { hats: Hat[]; scope: Reach } | 'no_task' | 'no_part' {
  const wanted = hats.filter(hat => choice.hats.includes(hat));
  if (wanted.length === 0) return 'no_task';
  if (!inParts(wanted) || choice.whole) return { hats: wanted, scope: { sessions: [], rooms: [] } };
  const { sessions } = choice;
  const open = Object.entries(roomsOf).flatMap(([session, rooms]) => (sessions.includes(session) ? [] : rooms));
  const scope = { sessions, rooms: open.filter(room => choice.rooms.includes(room)) };
  return everything(scope) ? 'no_part' : { hats: wanted, scope };
}

/** What the given hats mean, the widest first. */
export function meaning(theirs: readonly Hat[], reach: Reach): 'organiser' | 'moderator' | 'parts' | 'whole' | 'advisor' | 'participant' {
  if (theirs.includes('organiser')) return 'organiser';
  if (theirs.includes('moderator')) return 'moderator';
  if (theirs.includes('facilitator')) return everything(reach) ? 'whole' : 'parts';
  return theirs.includes('advisor') ? 'advisor' : 'participant';
}
