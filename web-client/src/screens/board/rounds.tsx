// A session's rounds: draft the next one, open it now, close the one that is on.
import { labelOf } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { sessions } from '../../app/cells.ts';
import { ask, busy, can } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { Confirm } from './confirm.tsx';
import { roundTools } from './round_tools.ts';

export function SessionTools({ id }: { id: string }) {
  const session = sessions.of(id).value;
  if (!session) return null;
  const name = labelOf(session.title, programme.value?.locales) || id;
  const { next, draft, open, close, rematch } = roundTools(session);
  return (
    <>
      {draft && can('round.draft') && (
        <button type="button" disabled={busy('round.draft')} onClick={() => ask('round.draft', { session: id, title: '' })}>
          {t(busy('round.draft') ? 'board.drafting' : 'board.draft')} <span class="sr">{name}</span>
        </button>
      )}
      {rematch && can('round.rematch') && (
        <button
          type="button"
          disabled={busy('round.rematch')}
          onClick={() => ask('round.rematch', { session: id, rooms: [], title: t('board.rematch') })}
        >
          {t(busy('round.rematch') ? 'board.rematching' : 'board.rematch')} <span class="sr">{name}</span>
        </button>
      )}
      {open && can('round.open') && (
        <Confirm
          label={t('board.open_now')}
          of={name}
          title={t('board.open_title', { number: next, session: name })}
          text={t('board.open_text', { n: session.lobby })}
          waiting={busy('round.open')}
          go={() => ask('round.open', { session: id, force: false })}
        />
      )}
      {close && can('round.close') && (
        <Confirm
          label={t('board.close_round')}
          of={name}
          title={t('board.close_title', { session: name })}
          text={t('board.close_text')}
          waiting={busy('round.close')}
          go={() => ask('round.close', { session: id })}
        />
      )}
    </>
  );
}
