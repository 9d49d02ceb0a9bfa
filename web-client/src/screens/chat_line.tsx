// One message of a chat: who, when, what; and, behind its menu, what can be done about it.
import { effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../protocol.ts';
import { clock } from '../i18n/format.ts';
import { Say } from '../i18n/rich.tsx';
import { t, type Key } from '../i18n/words.ts';
import { linksChunk } from '../app/chunks.ts';
import { ask, can, me, state } from '../app/client.ts';

const mayBeLink = /https?:|www\.|[\w-]\.[a-z]{2}/i;

function Text({ text, tabIndex }: { text: string; tabIndex: number }) {
  const Linked = mayBeLink.test(text) ? linksChunk()?.Screen : undefined;
  return Linked ? <Linked text={text} tabIndex={tabIndex} /> : <>{text}</>;
}

/** What this page reported: message -> id of the request. Nobody else learns of it, so no view says it. */
const reports = signal<{ [message: string]: string }>({});
const key = (room: string, n: number) => `${room} ${n}`;
// One that was refused can be made again, also after its refusal was dismissed.
effect(() => {
  const refused = new Set(state.value.refusals.map(r => r.answer.id));
  const standing = Object.entries(reports.peek()).filter(([, request]) => !refused.has(request));
  if (standing.length < Object.keys(reports.peek()).length) reports.value = Object.fromEntries(standing);
});
/** The message for which the person is asked whether they mean it. */
export const doubted = signal<{ room: string; line: ChatMessage } | undefined>(undefined);

function Menu({ room, line, tabIndex }: { room: string; line: ChatMessage; tabIndex: number }) {
  const report = can('chat.report') && line.by !== me.value?.id && line.text !== undefined;
  const hide = can('chat.hide');
  if (!report && !hide) return null;
  if (reports.value[key(room, line.n)] && !hide) return <p class="soft">{t('chat.reported')}</p>;
  return (
    <details class="menu">
      <summary tabIndex={tabIndex}>
        <span aria-hidden="true">⋯</span>
        <span class="sr">{t('chat.more', { name: line.name })}</span>
      </summary>
      {report && !hide && (
        <button type="button" onClick={() => (doubted.value = { room, line })}>
          {t('chat.report')}
        </button>
      )}
      {hide && (
        <button type="button" onClick={() => ask('chat.hide', { room, n: line.n, hidden: line.text !== undefined })}>
          {t(line.text === undefined ? 'chat.unhide' : 'chat.hide')}
        </button>
      )}
    </details>
  );
}

/** `entered`: the keyboard is at this message, and Tab goes to what is in it: a long log is not hundreds of stops. */
export function Line({ room, line, entered }: { room: string; line: ChatMessage; entered: boolean }) {
  const tabIndex = entered ? 0 : -1;
  const own = line.by === me.value?.id;
  return (
    <li class={own ? 'own' : ''} data-n={line.n} tabIndex={-1}>
      <p class="who">
        <bdi>{line.name}</bdi> {own && <span class="tag">{t('people.you')}</span>}
        {line.badge && <span class="tag warm">{t(`hat.${line.badge}` as Key)}</span>} <time class="soft">{clock(line.at)}</time>
      </p>
      {line.text === undefined ? (
        <p class="soft">{t('chat.gone')}</p>
      ) : (
        <p class="said" dir="auto">
          <Text text={line.text} tabIndex={tabIndex} />
        </p>
      )}
      <Menu room={room} line={line} tabIndex={tabIndex} />
    </li>
  );
}

const close = () => {
  doubted.value = undefined;
};

export function ReportDialog({ room }: { room: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  /** What was just reported: the button that the browser would go back to is gone. */
  const reported = useRef(0);
  // What was asked in one room is no question in the next.
  const about = doubted.value?.room === room ? doubted.value : undefined;
  useEffect(() => close, [room]);
  useEffect(() => {
    if (about) dialog.current?.showModal();
    else {
      dialog.current?.close();
      if (reported.current) document.querySelector<HTMLElement>(`.log [data-n="${reported.current}"]`)?.focus();
      reported.current = 0;
    }
  }, [about]);
  const report = () => {
    const { line } = about!;
    reported.current = line.n;
    reports.value = { ...reports.peek(), [key(room, line.n)]: ask('chat.report', { room, n: line.n }) };
    close();
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="report-title">
      <h2 id="report-title">{t('chat.report_title')}</h2>
      <p>{about && <Say k="chat.report_text" names={{ name: about.line.name }} />}</p>
      <p class="row">
        <button type="button" onClick={close}>
          {t('chat.report_not')}
        </button>
        <button type="button" class="main" onClick={report}>
          {t('chat.report')}
        </button>
      </p>
    </dialog>
  );
}
