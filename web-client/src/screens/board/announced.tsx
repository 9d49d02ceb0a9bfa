// The end of the event's data: staff are told before everybody is erased (retention_days in the event file).
import { clock, day } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { board } from '../../app/client.ts';

export function Announced() {
  return (
    <>
      {Object.entries(board.value?.erasure ?? {}).map(([what, { at, people }]) => (
        <p class="notice urgent" key={what} data-part="erasure">
          <span>{t('board.erasure', { day: day(at), time: clock(at), n: people })}</span>
        </p>
      ))}
    </>
  );
}
