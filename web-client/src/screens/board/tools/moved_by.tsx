// The history, fetched by whoever looks at it; and, in the dialog about a person, the way to what was done about them.
import { signal } from '@preact/signals';
import { t } from '../../../i18n/words.ts';
import { people } from '../../../app/cells.ts';
import { tools } from '../../../app/tools.ts';
import { historyChunk } from '../../floor/chunks.ts';
import { Loading } from '../../../parts/loading.tsx';

/** Of whom the history is: a person's id; empty: everybody. */
const about = signal('');

export function History() {
  const Screen = historyChunk()?.Screen;
  return Screen ? <Screen about={about} /> : <Loading />;
}

export function MovedBy({ id, close }: { id: string; close: () => void }) {
  if (!people.of(id).value) return null;
  const look = () => {
    about.value = id;
    tools.value.show?.('log');
    close();
  };
  return (
    <p class="row">
      <button type="button" data-do="moved-by" onClick={look}>
        {t('tools.who_moved')}
      </button>
    </p>
  );
}
