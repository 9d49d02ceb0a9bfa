// Links in what somebody wrote: found by a library, shown as elements, never as HTML. Fetched with the first message that
// may have one.
import { tokenize } from 'linkifyjs';
import { OutLink } from './out_link.tsx';

/** Text and links in turn; a link has an address, which is http(s) or is not shown as a link. */
export function pieces(text: string): { text: string; href?: string }[] {
  return tokenize(text).map(token => ({
    text: token.toString(),
    href: token.isLink && token.t === 'url' ? token.toHref('https') : undefined,
  }));
}

export function Screen({ text, tabIndex }: { text: string; tabIndex?: number }) {
  return (
    <>
      {pieces(text).map(piece => (piece.href ? <OutLink href={piece.href} otherwise={piece.text} tabIndex={tabIndex}>{piece.text}</OutLink> : piece.text))}
    </>
  );
}
