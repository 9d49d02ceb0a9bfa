// pa11y, which looks by other rules than axe (HTML CodeSniffer), at a page of ours as it stands.
import pa11y from 'pa11y';

/** What pa11y uses of the browser that it was written for: nothing is opened and nothing resized, so that it sees what is there. */
const face = page => ({evaluate: (script, options) => page.evaluate(script, options), setUserAgent: () => undefined, setViewport: () => undefined, on: () => undefined, off: () => undefined});

/** Its findings, each with its rule and place. A closed dialog is nothing that anybody is shown. */
export async function findings(page) {
  // It does not know that an input without a type is one for text, and breaks on it.
  await page.evaluate(() => document.querySelectorAll('input:not([type])').forEach(input => input.setAttribute('type', 'text')));
  const {issues} = await pa11y(page.url(), {browser: {}, page: face(page), ignoreUrl: true, standard: 'WCAG2AA', runners: ['htmlcs'], hideElements: 'dialog:not([open])', timeout: 120_000});
  return issues.map(({code, message, context}) => `pa11y ${code}: ${message}: ${context.slice(0, 160)}`);
}
