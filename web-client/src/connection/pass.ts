// Who this browser is, in which event: the address, and what an earlier visit left behind.
//
// A personal link is /e/<event>#<pass>. The pass stays in the fragment, which no server sees, so that a reload and a
// bookmark work and two people can use two tabs of one browser; a copy lets /e/<event> alone find it again.

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

export function passOf(event: string): string | undefined {
  const fromLink = location.hash.slice(1);
  if (fromLink.length > 8) {
    remember(localStorage, key(event), fromLink);
    return fromLink;
  }
  const kept = recall(localStorage, key(event));
  if (kept) history.replaceState(null, '', `#${kept}`);
  return kept;
}

export function keepPass(event: string, pass: string): void {
  remember(localStorage, key(event), pass);
  history.replaceState(null, '', `#${pass}`);
}

/** "Not you? Sign out": nothing of the person stays in this browser. */
export function signOut(event: string): void {
  remember(localStorage, key(event), null);
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was kept then.
  }
  // Replacing the address by itself would keep the page, and with it the pass in the fragment.
  history.replaceState(null, '', location.pathname);
  location.reload();
}
