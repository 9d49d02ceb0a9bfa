// The page in another language: each calls itself by its own name, whatever language the page is in.
import { prefer } from './words.ts';

declare const __LOCALES__: [string, string][];
export const catalogues = [...new Set(__LOCALES__.map(([, catalogue]) => catalogue))];

/** Written as a word that stands alone. */
export function ownName(code: string): string {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code)!;
  return name[0]!.toLocaleUpperCase(code) + name.slice(1);
}

export function changeLanguage(to: string): void {
  prefer(to);
  const url = new URL(location.href);
  url.searchParams.delete('locale');
  history.replaceState(null, '', url);
  location.reload();
}
