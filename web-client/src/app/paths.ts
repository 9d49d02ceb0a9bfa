// Where the lazy files are: the build writes in one hash of all of them, since a release changes most of them together.
declare const __HASH__: string;
declare const __OWN__: string[];

/** Has a file fetched, and used as `rel` says. */
export function fetchAs(rel: string, path: string): void {
  const link = document.createElement('link');
  link.rel = rel;
  link.href = path;
  document.head.append(link);
}

export const pathOf = (name: string, ending = 'js'): string => `/assets/${name}-${__HASH__}.${ending}`;
/** What there is of kinds of session that have files of their own. */
export const own: readonly string[] = __OWN__;
