// The floor: who needs somebody, the live rooms, the clocks, messages. A moderator's board adds its tools to it.
import { computed } from '@preact/signals';
import { Heading } from '../../parts/heading.tsx';
import { clock } from '../../i18n/format.ts';
import { t, type Key } from '../../i18n/words.ts';
import { can } from '../../app/client.ts';
import { tools } from '../../app/tools.ts';
import { Clocks } from './clocks.tsx';
import { Find } from './find.tsx';
import { MessageForm, Sent } from './messages.tsx';
import { Needs } from './needs_list.tsx';
import { PersonDialog } from './person_dialog.tsx';
import { paused, sessions, togglePause } from '../../app/cells.ts';
import { SessionRooms } from './session_rooms.tsx';
import { part, type Part } from './part.ts';

const parts = computed<Part[]>(() => {
  const { Plans, Out } = tools.value;
  return ['rooms', 'clocks', 'messages', ...(Plans ? (['plans'] as const) : []), ...(Out ? (['out'] as const) : [])];
});

function Views() {
  return (
    <nav class="row views" aria-label={t('floor.views')}>
      {parts.value.map(name => (
        <button type="button" key={name} class="tab" aria-pressed={part.value === name} onClick={() => (part.value = name)}>
          {t(`floor.${name}` as Key)}
        </button>
      ))}
      <button type="button" class="quiet" aria-pressed={!!paused.value} onClick={togglePause}>
        {t(paused.value ? 'floor.resume' : 'floor.pause')}
      </button>
    </nav>
  );
}

const active = computed(() =>
  sessions.ids.value.filter(id => ['open', 'running', 'closing'].includes(sessions.of(id).value?.state ?? '')),
);

function Rooms() {
  return (
    <>
      <Needs />
      <Find />
      {active.value.length === 0 && <p class="soft">{t('floor.no_rooms')}</p>}
      {active.value.map(id => (
        <SessionRooms key={id} id={id} />
      ))}
    </>
  );
}

export function Screen() {
  const { Bar, Plans, Out } = tools.value;
  const name = part.value;
  return (
    <>
      <Heading>{t(can('board') ? 'board.title' : 'floor.title')}</Heading>
      <Views />
      {paused.value && <p class="notice">{t('floor.paused', { time: clock(paused.value.at) })}</p>}
      {name === 'rooms' && <Rooms />}
      {name === 'clocks' && <Clocks />}
      {name === 'messages' && (
        <>
          <MessageForm />
          <Sent />
        </>
      )}
      {name === 'plans' && Plans && <Plans />}
      {name === 'out' && Out && <Out />}
      <PersonDialog />
      {Bar && <Bar />}
    </>
  );
}
