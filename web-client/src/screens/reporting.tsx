// Whether a report is meant: who will see it, and, about a person, what happened, in the reporter's own words. With it comes
// what else is asked about somebody: whether one is to meet them again (avoiding.tsx).
import { computed, effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../app/announce.ts';
import { me, state } from '../app/client.ts';
import { takeBack } from '../app/unsaid.ts';
import { recall, remember } from '../connection/pass.ts';
import { isolated } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { t } from '../i18n/words.ts';
import { report, type Doubt } from '../parts/report.tsx';
import { bytesOf, Length } from '../parts/text_field.tsx';
import { Avoiding } from './avoiding.tsx';
import { dropQuestion, Question } from './question.tsx';

export { Avoided } from './avoiding.tsx';

const longest = 500;
/** What was begun about whom: a question that was put away can be taken up again, also after a reload. */
const texts = signal<{ [person: string]: string }>({});
/** One browser tab may be used by one person after another. */
const slot = computed(() => me.value && `convene:reports:${location.pathname}:${me.value.id}`);
effect(() => {
  if (!slot.value) return;
  try {
    texts.value = { ...(JSON.parse(recall(sessionStorage, slot.value) ?? '{}') as object), ...texts.peek() };
  } catch {
    // What cannot be read was not written here.
  }
});
function write(person: string, text: string): void {
  const { [person]: _, ...others } = texts.peek();
  texts.value = text ? { ...others, [person]: text } : others;
  if (slot.peek()) remember(sessionStorage, slot.peek()!, JSON.stringify(texts.peek()));
}

/** Reports that came back: refused, or never heard. */
const back = new Set<string>();
takeBack('person.report', ({ id, person, about }) => {
  back.add(id);
  if (!texts.peek()[String(person)]) write(String(person), String(about));
});

/** Thanks are for what the server has. */
function thank(request: string, name: string): void {
  const stop = effect(() => {
    if (state.value.pending[request]) return;
    queueMicrotask(() => {
      stop();
      if (!back.has(request)) announce(t('report_person.done', { name: isolated(name) }));
    });
  });
}

function Reporting({ about }: { about: Doubt }) {
  const { person, name, message, at } = about;
  const text = texts.value[person] ?? '';
  const room = me.value?.room;
  // A message of one room is no question in the next; about a person there may be words, and they were there.
  const asked = useRef(room);
  useEffect(() => {
    if (message && room !== asked.current) dropQuestion();
  }, [room]);
  const send = (close: () => void) => {
    if (!message && bytesOf(text) > longest) return;
    const request = report(about, text.trim());
    if (!message) {
      write(person, '');
      thank(request, name);
    }
    // Nothing behind an open dialog takes the focus, and the press that asked is gone.
    close();
    (at as HTMLElement | null)?.focus();
  };
  return (
    <Question title={message ? t('chat.report_title') : <Say k="report_person.title" names={{ name }} />} yes={t('chat.report')} act={send}>
      <p>
        <Say k={message ? 'chat.report_text' : 'report_person.text'} names={{ name }} />
      </p>
      {!message && (
        <>
          <label>
            {t('report_person.about')} <small>{t('form.optional')}</small>
            <textarea
              rows={3}
              dir="auto"
              value={text}
              aria-invalid={bytesOf(text) > longest}
              aria-describedby="report-length"
              onInput={e => write(person, e.currentTarget.value)}
            />
          </label>
          <Length id="report-length" text={text} most={longest} />
        </>
      )}
    </Question>
  );
}

export const Screen = ({ about }: { about: Doubt }) => (about.avoid ? <Avoiding about={about} /> : <Reporting about={about} />);
