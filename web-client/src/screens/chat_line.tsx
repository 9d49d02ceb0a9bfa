// One message of a chat: who, when, what; and, behind its menu, what can be done about it.
import type { ChatMessage } from '../protocol.ts';
import { clock } from '../i18n/format.ts';
import { t, type Key } from '../i18n/words.ts';
import { linksChunk } from '../app/chunks.ts';
import { ask, can, me, room as shown } from '../app/client.ts';
import { reaches } from '../app/scope.ts';
import { doubted, reported, Reported } from '../parts/report.tsx';

const mayBeLink = /https?:|www\.|[\w-]\.[a-z]{2}/i;

function Text({ text, tabIndex }: { text: string; tabIndex: number }) {
  const Linked = mayBeLink.test(text) ? linksChunk()?.Screen : undefined;
  return Linked ? <Linked text={text} tabIndex={tabIndex} /> : <>{text}</>;
}

function Menu({ room, line, tabIndex }: { room: string; line: ChatMessage; tabIndex: number }) {
  const report = can('chat.report') && line.by !== me.value?.id && line.text !== undefined;
  const hide = can('chat.hide') && reaches((me.value?.last ?? shown.value)?.session, room);
  if (!report && !hide) return null;
  const message = { room, n: line.n };
  if (reported({ person: line.by, message }) && !hide) return <Reported person={line.by} message={message} />;
  return (
    <details class="menu">
      <summary tabIndex={tabIndex}>
        <span aria-hidden="true">⋯</span>
        <span class="sr">{t('chat.more', { name: line.name })}</span>
      </summary>
      {report && !hide && (
        <button type="button" onClick={e => (doubted.value = { person: line.by, name: line.name, message, at: e.currentTarget.closest('li') })}>
          {t('chat.report')}
        </button>
      )}
      {hide && (
        <button type="button" onClick={() => ask('chat.hide', { ...message, hidden: line.text !== undefined })}>
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
