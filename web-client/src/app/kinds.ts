// What a kind of session has of its own. It comes as a chunk, once such a session is on or the person is in one; everybody
// else does without. To give a kind screens: src/kinds/<kind>.tsx, which exports `own`, with words called `<kind>.*` and,
// if need be, <kind>.css beside it. The build finds them and counts them in the participant's budget.
import type { ComponentChildren, ComponentType } from 'preact';
import type { SessionKind } from '../protocol.ts';
import { chunk } from './chunks.ts';
import { own, pathOf } from './paths.ts';

export interface Own {
  /** On the session's card: what is chosen before joining; `plain` is the press that joins at once. */
  Join?: ComponentType<{ session: string; plain: ComponentChildren }>;
  /** In the lobby, under what happens next. */
  Lobby?: ComponentType<{ session: string }>;
  /** What the person has going on there, on whatever screen; `compact`: above another screen than the programme. */
  Screen?: ComponentType<{ compact: boolean }>;
}

const nothing: Own = {};
const known = new Map<string, () => { own: Own } | undefined>();

/** What that kind has of its own, nothing for most; undefined until it is there. A component that asks is drawn again then. */
export function ownOf(kind: SessionKind): Own | undefined {
  const name = kind.replace('-', '_');
  if (!own.includes(name)) return nothing;
  let made = known.get(name);
  const style = `${name}_css`;
  if (!made) known.set(name, (made = chunk<{ own: Own }>(name, `${name}_words`, own.includes(style) ? pathOf(style, 'css') : undefined)));
  return made()?.own;
}
