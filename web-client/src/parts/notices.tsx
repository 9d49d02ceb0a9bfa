// Messages from staff and refusals, above the screen. Both stay until dismissed or expired.
import { computed } from '@preact/signals';
import type { NoticeMessage } from '../protocol.ts';
import { dispatch, state, tell } from '../app/client.ts';
import { time } from '../app/clock.ts';
import { noticeText } from '../app/voice.ts';
import { SayCode } from '../i18n/rich.tsx';
import { coded, t } from '../i18n/words.ts';

const all = computed(() => state.value.notices);
const refusals = computed(() => state.value.refusals);
const live = computed(() => {
  const at = all.value.some(n => n.expires) ? time.value : 0;
  return all.value.filter(n => !n.expires || n.expires > at);
});

function dismiss(notice: NoticeMessage): void {
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

/** A refusal says what happened and who did it. Moves that came too late are the board's own to show: it offers them again. */
export function Refusals() {
  return (
    <>
      {refusals.value.map(({ answer, command }, i) => command?.type === 'seat.move' && answer.code === 'seat.changed' ? null : (
        <section class="notice refusal" role="alert" key={answer.id ?? i} data-code={answer.code}>
          <p>
            {answer.parameters['by_name'] ? (
              <SayCode prefix="refused_by" code={answer.code} otherwise="refused_by.other" names={{ by: answer.parameters['by_name'] }} />
            ) : (
              coded('refused', answer.code, 'refused.other', answer.parameters)
            )}
          </p>
          <button type="button" onClick={() => dispatch({ type: 'seen_refusal', index: i })}>
            {t('notice.ok')}
          </button>
        </section>
      ))}
    </>
  );
}
