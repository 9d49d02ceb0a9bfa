// One more session like one that there is: a further round of rooms, another talk, an hour more at the desks.
import { effect, signal } from '@preact/signals';
import { languageName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { sessions } from '../../app/cells.ts';
import { ask, busy, serverNow, state } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formsRooms } from '../../parts/kind.tsx';
import { sessionOrder } from './order.ts';
import { sessionName } from './words.ts';

const minute = 60_000;
const step = 5 * minute;
/** In letters; the server counts bytes, and says so. */
const longest = 1_000;

interface Draft {
  like: string;
  /** By language; empty: that of the other session. */
  title: { [locale: string]: string };
  /** As the field has it: this device's time. */
  starts: string;
  minutes: number;
  /** Of a talk; empty: that of the other one. */
  link: string;
}
/** What was written stays until the session is there: it may be refused, or the connection be gone. */
const draft = signal<Draft | undefined>(undefined);
const adding = signal<string | undefined>(undefined);
const shown = signal(false);
effect(() => {
  const id = adding.value;
  const { pending, refusals, link } = state.value;
  if (!id || pending[id] || link !== 'open') return;
  adding.value = undefined;
  if (refusals.some(r => r.answer.id === id)) return;
  draft.value = undefined;
  announce(t('clock.added'));
});

/** A moment as a field for day and time has it. */
function local(ms: number): string {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * minute).toISOString().slice(0, 16);
}

const lasts = (id: string) => {
  const session = sessions.of(id).peek();
  return session ? Math.max(1, Math.round((session.ends - session.starts) / minute)) : 30;
};

function begin(): void {
  const ids = sessionOrder.peek();
  const like = ids.find(id => formsRooms(sessions.of(id).peek()!.kind)) ?? ids[0]!;
  const starts = local(Math.ceil(serverNow() / step) * step);
  const before = draft.peek() ?? { like, title: {}, starts, minutes: lasts(like), link: '' };
  // What was written long ago may name a moment that is past by now, and would be refused.
  draft.value = new Date(before.starts).getTime() >= serverNow() ? before : { ...before, starts };
  shown.value = true;
}

function add({ like, title, starts, minutes, link }: Draft): void {
  const written = Object.entries(title).flatMap(([locale, text]) => (text.trim() ? [[locale, text.trim()]] : []));
  adding.value = ask('session.add', {
    like,
    title: Object.fromEntries(written) as Draft['title'],
    starts: new Date(starts).getTime(),
    minutes,
    ...(link.trim() && sessions.of(like).peek()?.kind === 'content' && { link: link.trim() }),
  });
}

function Fields({ of }: { of: Draft }) {
  const set = (more: Partial<Draft>) => (draft.value = { ...of, ...more });
  const locales = programme.value?.locales ?? ['en'];
  return (
    <>
      <label>
        {t('clock.add_like')}
        <select value={of.like} onChange={e => set({ like: e.currentTarget.value, minutes: lasts(e.currentTarget.value) })}>
          {sessionOrder.value.map(id => (
            <option key={id} value={id}>
              {sessionName(id)}
            </option>
          ))}
        </select>
      </label>
      {locales.map(locale => (
        <label key={locale}>
          {t('clock.add_name')} {locales.length > 1 && <>({languageName(locale)}) </>}
          <small>{t('clock.add_same')}</small>
          <input
            value={of.title[locale] ?? ''}
            lang={locale}
            dir="auto"
            maxLength={longest}
            onInput={e => set({ title: { ...of.title, [locale]: e.currentTarget.value } })}
          />
        </label>
      ))}
      <label>
        {t('clock.add_starts')}
        <input type="datetime-local" required value={of.starts} onInput={e => set({ starts: e.currentTarget.value })} />
      </label>
      <label>
        {t('clock.add_minutes')}
        <input type="number" required min={1} max={1440} value={of.minutes} onInput={e => set({ minutes: e.currentTarget.valueAsNumber })} />
      </label>
      {sessions.of(of.like).value?.kind === 'content' && (
        <label>
          {t('clock.add_link')} <small>{t('clock.add_same')}</small>
          <input type="url" pattern="https?://.+" maxLength={500} dir="ltr" value={of.link} onInput={e => set({ link: e.currentTarget.value })} />
        </label>
      )}
    </>
  );
}

export function AddSession() {
  const of = draft.value;
  return (
    <>
      <p>
        <button type="button" data-do="add-session" aria-haspopup="dialog" disabled={busy('session.add')} onClick={begin}>
          {t('clock.add')}
        </button>
      </p>
      {shown.value && of && (
        <Dialog part="add-session" title={t('clock.add_title')} closed={() => (shown.value = false)}>
          {close => (
            <form onSubmit={e => close(() => add(of))(e)}>
              <Fields of={of} />
              <p class="row">
                <button class="main">{t('clock.add_do')}</button>
                <button type="button" onClick={close()}>
                  {t('help.close')}
                </button>
              </p>
            </form>
          )}
        </Dialog>
      )}
    </>
  );
}
