// Whether a report is meant: who will see it, and, about a person, what happened, in the reporter's own words.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../app/announce.ts';
import { me } from '../app/client.ts';
import { takeBack } from '../app/unsaid.ts';
import { isolated } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { t } from '../i18n/words.ts';
import { doubted, report, type Doubt } from '../parts/report.tsx';
import { bytesOf, Length } from '../parts/text_field.tsx';

const longest = 500;
/** What was begun about whom: a question that was put away can be taken up again. */
const texts = signal<{ [person: string]: string }>({});
const write = (person: string, text: string) => (texts.value = { ...texts.peek(), [person]: text });
takeBack('person.report', ({ person, about }) => {
  if (!texts.peek()[String(person)]) write(String(person), String(about));
});

const close = () => {
  doubted.value = undefined;
};

export function Screen({ about }: { about: Doubt }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { person, name, message, at } = about;
  const text = texts.value[person] ?? '';
  const room = me.value?.room;
  useEffect(() => dialog.current?.showModal(), []);
  // What was asked in one room is no question in the next.
  const asked = useRef(room);
  useEffect(() => {
    if (room !== asked.current) close();
  }, [room]);
  const send = () => {
    if (!message && bytesOf(text) > longest) return;
    report(about, text.trim());
    write(person, '');
    if (!message) announce(t('report_person.done', { name: isolated(name) }));
    // Nothing behind an open dialog takes the focus, and the press that asked is gone.
    dialog.current?.close();
    (at as HTMLElement | null)?.focus();
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="report-title">
      <form
        onSubmit={e => {
          e.preventDefault();
          send();
        }}
      >
        <h2 id="report-title" tabIndex={-1} autofocus>
          {message ? t('chat.report_title') : <Say k="report_person.title" names={{ name }} />}
        </h2>
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
        <p class="row">
          <button type="button" onClick={close}>
            {t('chat.report_not')}
          </button>
          <button class="main">{t('chat.report')}</button>
        </p>
      </form>
    </dialog>
  );
}
