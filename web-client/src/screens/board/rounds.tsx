// A session's rounds: draft the next one, open it now, close the one that is on.
import { labelOf } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { sessions } from '../../app/cells.ts';
import { ask, busy, can } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { Confirm } from './confirm.tsx';

export function SessionTools({ id }: { id: string }) {
  const session = sessions.of(id).value;
  if (!session) return null;
  const name = labelOf(session.title, programme.value?.locales) || id;
  const { round } = session;
  const isOpen = round?.state === 'open';
  const next = (round?.number ?? 0) + (isOpen ? 1 : 0);
  const more = !round || next <= round.of;
  return (
    <>
      {more && can('round.draft') && (
        <button type="button" disabled={busy('round.draft')} onClick={() => ask('round.draft', { session: id, title: '' })}>
          {t(busy('round.draft') ? 'board.drafting' : 'board.draft')} <span class="sr">{name}</span>
        </button>
      )}
      {more && !isOpen && can('round.open') && (
        <Confirm
          label={t('board.open_now')}
          of={name}
          title={t('board.open_title', { number: Math.max(1, next), session: name })}
          text={t('board.open_text', { n: session.lobby })}
          waiting={busy('round.open')}
          go={() => ask('round.open', { session: id, force: false })}
        />
      )}
      {isOpen && can('round.close') && (
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
