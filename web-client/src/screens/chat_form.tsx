// Where a person writes to their room. What they began to write in another one is kept, and offered.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { ask, can, me } from '../app/client.ts';
import { draft, drafts } from '../app/drafts.ts';
import { bytesOf, Length } from '../parts/text_field.tsx';

const longest = 1_000;
/** On a phone a new line is made by the only key there is for it. */
const byTouch = () => matchMedia('(pointer: coarse)').matches;

export function send(room: string): void {
  const text = (drafts.peek()[room] ?? '').trim();
  if (!text || bytesOf(text) > longest) return;
  ask('chat.say', { room, text });
  draft(room, '');
}

/** Where somebody was typing when the screen around the field changed. */
let typing: { room: string; from: number; to: number } | undefined;

export function Draft({ room, label }: { room: string; label: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current!;
    if (typing?.room === room) {
      element.focus({ preventScroll: true });
      element.setSelectionRange(typing.from, typing.to);
    }
    typing = undefined;
    return () => {
      if (document.activeElement === element) typing = { room, from: element.selectionStart, to: element.selectionEnd };
    };
  }, [room]);
  const text = drafts.value[room] ?? '';
  const id = `draft-${room}`;
  return (
    <>
      <label>
        {label}
        <textarea
          ref={field}
          rows={2}
          dir="auto"
          value={text}
          aria-invalid={bytesOf(text) > longest}
          aria-describedby={`${id} ${id}-keys`}
          onInput={e => draft(room, e.currentTarget.value)}
          onKeyDown={e => {
            if (e.key !== 'Enter' || e.shiftKey || e.isComposing || byTouch() || !e.currentTarget.form) return;
            e.preventDefault();
            send(room);
          }}
        />
      </label>
      <Length id={id} text={text} most={longest} />
    </>
  );
}

/** Begun in a room where the person is no more. What is named with a colon is no room's: a question for a line. */
function Begun({ room }: { room: string }) {
  const found = Object.entries(drafts.value).filter(([id, text]) => id !== room && !id.includes(':') && text.trim()).pop();
  if (!found) return null;
  const [from, text] = found;
  const bring = () => {
    const here = drafts.peek()[room] ?? '';
    draft(from, '');
    draft(room, here ? `${here}\n${text}` : text);
    document.querySelector<HTMLElement>('.chat textarea')?.focus();
  };
  return (
    <div class="begun" data-part="begun">
      <p class="soft">{t('chat.begun')}</p>
      <p class="said" dir="auto">
        {text}
      </p>
      <p class="row tight">
        <button type="button" onClick={bring}>
          {t('chat.bring')}
        </button>
        <button type="button" class="quiet" onClick={() => draft(from, '')}>
          {t('chat.forget')}
        </button>
      </p>
    </div>
  );
}

export function ChatForm({ room }: { room: string }) {
  if (!can('chat.say')) return null;
  if (me.value?.muted) return <p class="unmet">{t('chat.muted')}</p>;
  return (
    <form
      onSubmit={e => {
        e.preventDefault();
        send(room);
      }}
    >
      <Begun room={room} />
      <Draft room={room} label={t('chat.write')} />
      <p class="row">
        <button class="main" disabled={bytesOf(drafts.value[room] ?? '') > longest}>
          {t('chat.send')}
        </button>
        <span class="soft" id={`draft-${room}-keys`}>
          {!byTouch() && t('chat.keys')}
        </span>
      </p>
    </form>
  );
}
