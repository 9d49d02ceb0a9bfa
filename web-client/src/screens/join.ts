// The join form works before any script: the server writes it, the browser posts it. With the script a press joins
// without loading the page again, and what is wrong is said beside the form.
import { giveUp, saidHello, state } from '../app/client.ts';
import { unlockChime } from '../app/chime.ts';
import { announce } from '../app/announce.ts';
import { catalogues, changeLanguage, ownName } from '../i18n/languages.ts';
import { coded, language, locale, place, t, worded, wordRefusals } from '../i18n/words.ts';
import { regionName } from '../i18n/labels.ts';
import type { JoinForm } from '../protocol.ts';

export const showJoin = () => document.documentElement.classList.remove('linked');

const many = (data: FormData, name: string) => data.getAll(name).map(String).filter(Boolean);

function read(form: HTMLFormElement): JoinForm {
  const data = new FormData(form);
  const one = (name: string) => String(data.get(name) ?? '').trim();
  return {
    code: one('code'),
    name: one('name'),
    role: one('role'),
    region: one('region'),
    organization: one('organization'),
    topics: many(data, 'topics'),
    languages: many(data, 'languages').flatMap(l => l.split(/[\s,;]+/).filter(Boolean)),
    hidden: many(data, 'hidden'),
  };
}

/** What the server wrote in one language, in the reader's; a word that this client does not have stays as it is. */
export function wordPage(): void {
  for (const element of Array.from(document.querySelectorAll<HTMLElement>('[data-word]')))
    element.textContent = worded(element.dataset['word']!) ?? element.textContent;
  // A word for all who speak the language is less than one for the country, and comes before it.
  for (const label of [language(), locale()].map(l => `data-in-${l}`))
    for (const element of Array.from(document.querySelectorAll(`[${label}]`)))
      element.textContent = /^\s*/.exec(element.textContent ?? '')![0] + element.getAttribute(label);
}

/** Regions that the server could only write as codes get the browser's words, in the reader's order. */
function wordRegions(form: HTMLFormElement): void {
  const select = form.querySelector<HTMLSelectElement>('select[name=region]');
  for (const option of Array.from(select?.options ?? [])) {
    const written = option.textContent ?? '';
    const indent = /^\s*/.exec(written)![0];
    if (option.value && written.trim() === option.value)
      option.textContent = indent + (place(option.value) ?? regionName(undefined, option.value));
  }
}

/** A code in the link (/e/<event>?code=…) is filled in. */
function fillCode(form: HTMLFormElement): void {
  const given = new URLSearchParams(location.search).get('code');
  const field = form.querySelector<HTMLInputElement>('input[name=code]');
  if (given && field && !field.value) field.value = given;
}

/** Their place is kept, so that nothing moves as they come. The page is loaded anew: it is chosen before anything is typed. */
function offerLanguages(): void {
  for (const code of catalogues) {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'tab', lang: code, textContent: ownName(code), ariaPressed: `${code === locale()}` });
    button.onclick = () => changeLanguage(code);
    document.getElementById('languages')!.append(button);
  }
}

const patience = 8_000;

export function enhanceJoin(event: string, join: (form: JoinForm) => Promise<boolean>, begin: () => Promise<void>): void {
  const title = document.title;
  document.title = t('title.join', { event: title || event });
  offerLanguages();
  const form = document.querySelector<HTMLFormElement>('.join form');
  const problem = document.getElementById('join-problem')!;
  if (!form) return;
  wordRegions(form);
  fillCode(form);
  const button = form.querySelector<HTMLButtonElement>('button:not([type=button])');
  let wrong: Element | null = null;
  const say = (text: string) => {
    problem.hidden = !text;
    problem.textContent = text;
    announce(text);
    wrong?.removeAttribute('aria-invalid');
    wrong?.removeAttribute('aria-describedby');
    wrong = null;
  };
  const refuse = async () => {
    await wordRefusals();
    const answer = state.peek().refusals.at(-1)?.answer;
    say(coded('refused', answer?.code ?? '', 'join.refused', answer?.parameters));
    const name = answer?.path?.split(/[./]/).pop() ?? 'code';
    const field = form.querySelector<HTMLElement>(`[name="${name}"]`);
    field?.setAttribute('aria-invalid', 'true');
    field?.setAttribute('aria-describedby', problem.id);
    field?.focus();
    wrong = field;
  };
  form.addEventListener('submit', e => {
    e.preventDefault();
    unlockChime();
    say('');
    if (button) button.disabled = true;
    // When no socket can be opened from here, the plain form is tried. Once the server may have heard of the person it
    // must not be: the form's key is another one, and they would be registered twice.
    const fallback = setTimeout(() => {
      if (saidHello()) return say(t('join.slow'));
      giveUp();
      form.submit();
    }, patience);
    void join(read(form)).then(welcome => {
      clearTimeout(fallback);
      if (welcome) return begin();
      if (button) button.disabled = false;
      return refuse();
    });
  });
}
