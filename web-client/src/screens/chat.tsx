// The chat of a room. It stays at its newest message unless the reader went up; what is new then waits behind a button.
// Nothing in it is a live region: what is read aloud, and when, is for app/voice.ts to say.
import { computed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../protocol.ts';
import { t } from '../i18n/words.ts';
import { chat, me, state } from '../app/client.ts';
import { aloud, readAloud } from '../app/voice.ts';
import { ChatForm } from './chat_form.tsx';
import { Line } from './chat_line.tsx';
import { chats, Refusals } from '../parts/notices.tsx';

/** Joined, so that it is another value only when something else is on its way. */
const onItsWay = computed(() =>
  JSON.stringify(
    Object.values(state.value.pending)
      .filter(c => c.type === 'chat.say')
      .map(({ id, room, text }) => ({ id, room, text })),
  ),
);

const none: ChatMessage[] = [];
const nearly = 32;

function Log({ room }: { room: string }) {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  /** Number of the newest message that was in sight. */
  const seen = useSignal(0);
  /** Number of the message that the keyboard is at. */
  const entered = useSignal(0);
  const lines = chat.value?.room === room ? chat.value.lines : none;
  const sending = (JSON.parse(onItsWay.value) as { id: string; room: string; text: string }[]).filter(c => c.room === room);
  const last = lines.at(-1)?.n ?? 0;
  const stay = () => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  const toEnd = () => {
    atEnd.current = true;
    seen.value = last;
    stay();
  };
  useLayoutEffect(() => {
    if (atEnd.current || sending.length) toEnd();
  }, [last, lines.length, sending.length]);
  // A menu that opens, links that come, a page that is turned: the newest stays in sight.
  useEffect(() => {
    const watch = new ResizeObserver(stay);
    watch.observe(list.current!);
    return () => watch.disconnect();
  }, []);
  const look = () => {
    if (!box.current) return; // it scrolled, and is gone
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    atEnd.current = scrollHeight - scrollTop - clientHeight < nearly;
    if (atEnd.current) seen.value = last;
  };
  /** The log is one stop of the Tab key; arrows go from message to message, and Tab then to what is in one. */
  const walk = (e: KeyboardEvent) => {
    const all = Array.from(list.current!.querySelectorAll<HTMLElement>('[data-n]'));
    const at = all.findIndex(li => li.contains(document.activeElement));
    const to = { ArrowUp: at < 0 ? all.length - 1 : Math.max(0, at - 1), ArrowDown: at < 0 ? -1 : at + 1, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined || e.altKey || e.ctrlKey || e.metaKey) return;
    const line = all[to];
    if (!line) return;
    e.preventDefault();
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: 'nearest' });
  };
  const enter = (e: FocusEvent) => {
    const line = (e.target as Element).closest<HTMLElement>('[data-n]');
    entered.value = Number(line?.dataset['n'] ?? 0);
  };
  const unseen = lines.filter(line => line.n > seen.value && line.by !== me.value?.id).length;
  return (
    <>
      <div
        class="log"
        ref={box}
        role="log"
        aria-live="off"
        aria-label={t('chat.title')}
        aria-describedby={`walk-${room}`}
        tabIndex={0}
        onScroll={look}
        onKeyDown={walk}
        onFocusIn={enter}
      >
        {lines.length + sending.length === 0 && <p class="soft">{t('chat.none')}</p>}
        <ol ref={list}>
          {lines.map(line => (
            <Line key={line.n} room={room} line={line} entered={line.n === entered.value} />
          ))}
          {sending.map(({ id, text }) => (
            <li key={id} class="own">
              <p class="said" dir="auto">
                {text}
              </p>
              <p class="soft">{t('chat.sending')}</p>
            </li>
          ))}
        </ol>
      </div>
      <p class="sr" id={`walk-${room}`}>
        {t('chat.walk')}
      </p>
      {!atEnd.current && unseen > 0 && (
        <p class="newer">
          <button
            type="button"
            class="main"
            onClick={() => {
              toEnd();
              box.current?.focus({ preventScroll: true });
            }}
          >
            {t('chat.newer', { n: unseen })}
          </button>
        </p>
      )}
    </>
  );
}

/** `closed`: it can be read, and nothing be added, perhaps in other words than that the room is closed. `only`: the room has no call, everything is said here. */
export function Chat({ room, closed = false, only = false }: { room: string; closed?: boolean | string; only?: boolean }) {
  useEffect(() => {
    chats.value++;
    return () => void chats.value--;
  }, []);
  return (
    <section class={only ? 'chat sheet only' : 'chat sheet'} data-part="chat">
      <h2>{t('chat.title')}</h2>
      {only && <p>{t('chat.only')}</p>}
      <Log key={room} room={room} />
      <Refusals at="chat" />
      {closed ? <p class="soft">{closed === true ? t('chat.closed') : closed}</p> : <ChatForm key={room} room={room} />}
      {!closed && (
        <label>
          <input type="checkbox" checked={aloud.value} onChange={e => readAloud(e.currentTarget.checked)} />
          <span>
            {t('chat.aloud')} <small>{t('chat.aloud_hint')}</small>
          </span>
        </label>
      )}
    </section>
  );
}
