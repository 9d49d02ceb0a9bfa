import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostOf } from '../../src/parts/out_link.tsx';
import { pieces } from '../../src/parts/links.tsx';

const links = (text: string) => pieces(text).map(p => p.href).filter(Boolean);

test('addresses become links, in the place where they stand', () => {
  assert.deepEqual(pieces('See https://a.example.org/x?y=1#z, or www.example.org.'), [
    { text: 'See ', href: undefined },
    { text: 'https://a.example.org/x?y=1#z', href: 'https://a.example.org/x?y=1#z' },
    { text: ', or ', href: undefined },
    { text: 'www.example.org', href: 'https://www.example.org' },
    { text: '.', href: undefined },
  ]);
});

test('nothing is lost or changed by looking for links', () => {
  for (const text of ['', 'plain', 'a\nb  c', '<b>x</b> https://a.example', 'أهلا www.example.org ok', 'a@example.org'])
    assert.equal(pieces(text).map(p => p.text).join(''), text);
});

test('what is not of the web is no link', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'mailto:a@example.org', 'a@example.org', 'file:///etc/passwd', 'no link'])
    assert.deepEqual(links(text).filter(href => hostOf(href!)), [], text);
});

test('a host that only looks like another is shown as what it is', () => {
  const [href] = links('https://ex\u0430mple.org/');
  assert.match(hostOf(href!)!, /^xn--/);
});
