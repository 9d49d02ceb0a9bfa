// A link that leaves the page: http(s) only, a new tab that learns nothing about this one, the real host shown.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n/words.ts';

export function hostOf(href: string): string | undefined {
  try {
    const url = new URL(href);
    return /^https?:$/.test(url.protocol) ? url.host : undefined;
  } catch {
    return undefined;
  }
}

/** `otherwise`: what stands there when it is no link that may be followed. */
export function OutLink(props: { href: string; class?: string; onClick?: () => void; otherwise?: string; tabIndex?: number; children: ComponentChildren }) {
  const host = hostOf(props.href);
  if (!host) return <>{props.otherwise}</>;
  return (
    <span class="out">
      <a class={props.class} href={props.href} target="_blank" rel="noopener noreferrer nofollow" tabIndex={props.tabIndex} onClick={props.onClick}>
        {props.children}
      </a>{' '}
      <span class="soft">{t('link.host', { host })}</span>
    </span>
  );
}
