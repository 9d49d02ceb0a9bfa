// Who this browser is, in which event: the address, and what an earlier visit left behind.
//
// A personal link is /e/<event>#<pass>. The pass stays in the fragment, which no server sees, so that a reload and a
// bookmark work and two people can use two tabs of one browser; a copy lets /e/<event> alone find it again. The copy is
// made once the server has welcomed the pass: a link that it refuses takes nobody's place.

const key = (event: string) => `convene:pass:${event}`;

/** Storage may be switched off or full; a client without memory still works. */
export function remember(storage: Storage | undefined, name: string, value: string | null): void {
  try {
    if (value === null) storage?.removeItem(name);
    else storage?.setItem(name, value);
  } catch {
    // Nothing depends on it.
  }
}

export function recall(storage: Storage | undefined, name: string): string | undefined {
  try {
    return storage?.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function eventOf(pathname: string): string | undefined {
  const found = /^\/e\/([^/]+)\/?$/.exec(pathname)?.[1];
  return found && decodeURIComponent(found);
}

/**
 * The pass in a fragment, if there is one. Any other fragment is a place on a page. What begins as a pass and is damaged
 * is one too: the server refuses it, and the person is told that the link does not work.
 */
export const passIn = (fragment: string): string | undefined => (fragment.startsWith('#c1.') ? fragment.slice(1) : undefined);

/** Puts the pass into the address, without a step in the history and without loading anything. */
export const showPass = (pass: string): void => history.replaceState(null, '', `#${pass}`);

export function passOf(event: string): string | undefined {
  const fromLink = passIn(location.hash);
  if (fromLink) return fromLink;
  const kept = recall(localStorage, key(event));
  if (kept) showPass(kept);
  return kept;
}

export function keepPass(event: string, pass: string): void {
  remember(localStorage, key(event), pass);
  showPass(pass);
}

/** Whether this browser keeps another pass than the one in the address. */
export function keepsAnother(event: string): boolean {
  const kept = recall(localStorage, key(event));
  return kept !== undefined && kept !== passIn(location.hash);
}

/** Whether that pass is the one that this browser keeps. */
export const keeps = (event: string, pass: string): boolean => recall(localStorage, key(event)) === pass;

/** Leaves the pass in the address for the one that is kept, if any. */
export function goBackToKept(): void {
  // Replacing the address by itself would keep the page, and with it the pass in the fragment.
  history.replaceState(null, '', location.pathname);
  location.reload();
}

function forget(...storages: ('sessionStorage' | 'localStorage')[]): void {
  for (const storage of storages) {
    try {
      for (const name of Object.keys(globalThis[storage])) if (name.startsWith('convene:')) globalThis[storage].removeItem(name);
    } catch {
      // Nothing was kept then.
    }
  }
  goBackToKept();
}

/** "Not you? Sign out": nothing of the person stays in this browser, of whatever event and in whatever tab of it. */
export const signOut = (): void => forget('sessionStorage', 'localStorage');

/** Whoever this tab is about signed out in another one: what the browser keeps since then is somebody else's. */
export const signedOut = (): void => forget('sessionStorage');

/** Whether another tab has just signed out whom this one is about: where it goes on, its pass would come back. */
export const signedOutElsewhere = ({ key: name, oldValue, newValue }: StorageEvent): boolean =>
  newValue === null && oldValue !== null && oldValue === passIn(location.hash) && name === key(eventOf(location.pathname) ?? '');
