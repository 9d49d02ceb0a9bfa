// Messages from staff and refusals, above the screen. Both stay until dismissed or expired.
import { computed, signal } from '@preact/signals';
import type { Notice, Refused } from '../protocol.ts';
import type { RefusedCommand } from '../store/state.ts';
import { dispatch, state, tell } from '../app/client.ts';
import { time } from '../app/clock.ts';
import { noticeText } from '../app/voice.ts';
import { SayCode } from '../i18n/rich.tsx';
import { refusalsWorded, t } from '../i18n/words.ts';
import { known, tools } from '../app/tools.ts';
import { face } from '../app/app.tsx';

/** How many chats are on the page. */
export const chats = signal(0);
const all = computed(() => state.value.notices);
const refusals = computed(() => state.value.refusals);
/** Looked at every second, drawn anew only when one of them expires. */
const liveIds = computed(() =>
  all.value
    .filter(n => !n.expires || n.expires > time.value)
    .map(n => n.id)
    .join(' '),
);
const live = computed(() => {
  const ids = liveIds.value.split(' ');
  return all.value.filter(n => ids.includes(n.id));
});

function dismiss(notice: Notice): void {
  tell('notice.seen', { notice: notice.id });
  dispatch({ type: 'seen_notice', id: notice.id });
}

export function Notices() {
  return (
    <>
      {live.value.map(n => (
        <section class={n.urgent ? 'notice urgent' : 'notice'} key={n.id} aria-label={t('notice.label')}>
          <p>
            {n.by && (
              <strong>
                <bdi>{n.by}</bdi>
                {': '}
              </strong>
            )}
            <span dir="auto">{noticeText(n)}</span>
          </p>
          <button type="button" onClick={() => dismiss(n)}>
            {t('notice.ok')}
          </button>
        </section>
      ))}
    </>
  );
}

/** Whom and what a refusal is about, for its words. */
function about({ parameters }: Refused): { [name: string]: string } {
  const somebody = t('people.somebody');
  const person = parameters['person'];
  return { person: (person && known.nameOf?.(person)) || somebody, by: parameters['by'] ?? somebody };
}

/** What came too late is the floor's own to show: it offers it again. A chat says what was refused there. */
function place(refusal: RefusedCommand): string {
  if (face.value === 'staff' && (tools.value.shows?.(refusal) || known.stale?.(refusal))) return 'board';
  return chats.value && /^chat\.(say|report)$/.test(refusal.command?.type ?? '') ? 'chat' : '';
}

/** What was refused for the same reason is said once, however often it was tried. O(refusals). */
function alike(all: RefusedCommand[]): RefusedCommand[][] {
  const groups = new Map<string, RefusedCommand[]>();
  for (const refusal of all) {
    const key = JSON.stringify([refusal.command?.type, refusal.answer.code, refusal.answer.parameters]);
    groups.set(key, [...(groups.get(key) ?? []), refusal]);
  }
  return [...groups.values()];
}

/** A refusal says what happened and who did it. `at`: the part of the page that it is shown in; else above everything. */
export function Refusals({ at = '' }: { at?: string }) {
  if (!refusalsWorded.value) return null;
  return (
    <>
      {alike(refusals.value.filter(r => place(r) === at)).map(group => {
        const { answer, command } = group[0]!;
        return (
          <section class="notice refusal" role="alert" key={answer.id} data-code={answer.code}>
            <p>
              {answer.parameters['by_name'] ? (
                <SayCode prefix="refused_by" code={answer.code} otherwise="refused_by.other" names={{ by: answer.parameters['by_name'] }} />
              ) : (
                <SayCode prefix="refused" code={answer.code} otherwise="refused.other" names={about(answer)} />
              )}
            </p>
            {at === '' && command?.type === 'chat.say' && <Unsaid all={group} />}
            <button type="button" onClick={() => dispatch({ type: 'seen_refusals', refusals: group })}>
              {t('notice.ok')}
            </button>
          </section>
        );
      })}
    </>
  );
}

/** Where no chat is in sight: what was not sent, and that it is not lost. */
function Unsaid({ all }: { all: RefusedCommand[] }) {
  return (
    <div class="unsaid">
      {all.map(({ command }) => (
        <p class="said" dir="auto" key={command!.id}>
          {String(command!['text'])}
        </p>
      ))}
      <p class="soft">{t('chat.unsaid')}</p>
    </div>
  );
}
