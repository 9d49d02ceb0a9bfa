import { formatLocale } from '../../i18n/words.ts';

/** Without accents and case, wherever somebody is looked for, so that "veronica" finds Verónica. */
export const fold = (s: string) => s.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(formatLocale());
