// Plans in the making: how far each is, what the best so far is like, and the two ways to end it.
import { effect } from '@preact/signals';
import { isolated } from '../../../i18n/format.ts';
import { labelOf } from '../../../i18n/labels.ts';
import { Say } from '../../../i18n/rich.tsx';
import { t } from '../../../i18n/words.ts';
import { announce } from '../../../app/announce.ts';
import { sessions } from '../../../app/cells.ts';
import { ask, board, busy, can } from '../../../app/client.ts';
import { programme } from '../../../app/programme.ts';
import type { BoardProgress, BoardRequest, BoardView } from '../../../protocol.ts';
import { planNews } from './plan_news.ts';

export const titleOf = (session: string) => labelOf(sessions.of(session).value?.title, programme.value?.locales) || session;

/** What was there when the page came is on it. */
export function followPlans(): void {
  let known: BoardView | undefined;
  effect(() => {
    const now = board.value;
    if (known && now && known !== now)
      for (const { key, session } of planNews(known, now)) announce(t(key, { session: isolated(titleOf(session)) }));
    known = now;
  });
}

const percent = (permille: number) => Math.floor(permille / 10);

function SoFar({ progress }: { progress: BoardProgress | undefined }) {
  if (!progress?.people) return <p class="soft">{t(progress?.again ? 'board.making_again' : 'board.making_waits')}</p>;
  const { people, same_primary: same, repeat_meetings: repeats } = progress;
  return (
    <p class="soft">
      {progress.again && `${t('board.making_again')} `}
      {t('board.making_tried', { percent: percent(progress.permille) })}{' '}
      {same === undefined ? t('board.making_best', { people, repeats }) : t('board.making_best_kind', { people, same, repeats })}
    </p>
  );
}

function Made({ number, request, progress }: { number: number; request: BoardRequest; progress: BoardProgress | undefined }) {
  const command = { request: number };
  const title = `making-${number}`;
  return (
    <div class="making" role="group" aria-labelledby={title} data-request={number}>
      <p id={title}>{t('board.plan_making', { session: titleOf(request.session) })}</p>
      <progress max={1000} value={progress?.people ? progress.permille : undefined} aria-labelledby={title} />
      <SoFar progress={progress} />
      {request.finished_by !== undefined && (
        <p>
          <Say k="board.making_finished_by" names={{ by: request.finished_by }} />
        </p>
      )}
      <p class="row">
        {can('plan.finish') && !!progress?.people && request.finished_by === undefined && (
          <button type="button" disabled={busy('plan.finish', command)} onClick={() => ask('plan.finish', command)}>
            {t('board.plan_finish')}
          </button>
        )}
        {can('plan.cancel') && (
          <button type="button" disabled={busy('plan.cancel', command)} onClick={() => ask('plan.cancel', command)}>
            {t('board.plan_cancel')}
          </button>
        )}
      </p>
    </div>
  );
}

export function Making() {
  const { requests, progress } = board.value ?? {};
  return (
    <>
      {Object.entries(requests ?? {}).map(([number, request]) => (
        <Made key={number} number={Number(number)} request={request} progress={progress?.[number]} />
      ))}
    </>
  );
}
