// Where the lazy files are: the build writes in one hash of all of them, since a release changes most of them together.
declare const __HASH__: string;
declare const __OWN__: string[];

export const pathOf = (name: string, ending = 'js'): string => `/assets/${name}-${__HASH__}.${ending}`;
/** What there is of kinds of session that have files of their own. */
export const own: readonly string[] = __OWN__;
