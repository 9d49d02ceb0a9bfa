// The frame around every screen: header, offline bar, notices, the screen itself, help.
import { computed, signal } from '@preact/signals';
import { t, type Key } from '../i18n/words.ts';
import { labelOf } from '../i18n/labels.ts';
import { HelpDialog } from '../parts/help.tsx';
import { HelpBar } from '../parts/help_bar.tsx';
import { Loading } from '../parts/loading.tsx';
import { OwnLine } from '../parts/own_line.tsx';
import { Notices, Refusals } from '../parts/notices.tsx';
import { OfflineBar } from '../parts/offline.tsx';
import { Outdated } from '../parts/outdated.tsx';
import { Reporting } from '../parts/report.tsx';
import { Screen as Participant } from '../screens/participant.tsx';
import { boardChunk, endedChunk, floorChunk } from './chunks.ts';
import { can, state } from './client.ts';
import { programme } from './programme.ts';

/** Which of their two faces a member of staff looks at. */
export const face = signal<'staff' | 'participant'>('staff');
const staff = computed(() => state.value.welcome !== undefined && can('floor'));
const moderator = computed(() => can('board'));
export const isStaff = () => staff.value;
/** A word, not an object: the frame redraws when it is another word, not whenever anything arrives. */
const status = computed(() => {
  const { link, superseded, me: person, moving } = state.value;
  if (link === 'ended') return 'ended';
  if (superseded) return 'superseded';
  if (!person) return 'opening';
  return moving ? 'moving' : person.place;
});

/** This page does not go on by itself. */
const over = computed(() => /^(ended|superseded)$/.test(status.value));

function FaceSwitch() {
  if (!staff.value) return null;
  const option = (value: 'staff' | 'participant', key: Key) => (
    <button type="button" class="tab" aria-pressed={face.value === value} onClick={() => (face.value = value)}>
      {t(key)}
    </button>
  );
  return (
    <div class="faces" role="group" aria-label={t('app.faces')}>
      {option('staff', can('board') ? 'app.face_board' : 'app.face_floor')}
      {option('participant', 'app.face_participant')}
    </div>
  );
}

function Header() {
  return (
    <header class="top">
      <span class="brand">{t('app.name')}</span>
      <bdi class="event">{labelOf(programme.value?.name, programme.value?.locales)}</bdi>
      <FaceSwitch />
      <HelpDialog />
    </header>
  );
}

function Screen() {
  const screen = status.value;
  if (over.value) {
    const Over = endedChunk()?.Screen;
    return Over ? <Over /> : <Loading />;
  }
  if (screen === 'opening') return <Loading />;
  if (!staff.value || face.value === 'participant') return <Participant />;
  const Floor = floorChunk()?.Screen;
  // The board borrows from the floor, and comes after it.
  const ready = Floor && (!moderator.value || boardChunk());
  return ready ? <Floor /> : <Loading />;
}

const atHome = computed(() => status.value === 'programme' && (!staff.value || face.value === 'participant'));

/** On the programme it has a place on the page; everywhere else it stands above. */
function LineBar() {
  const away = over.value || status.value === 'opening';
  return away || atHome.value ? null : <OwnLine compact />;
}

/** Names the screen on the page, for styles and for tests. */
function Main() {
  const screen = status.value;
  const onStaffFace = staff.value && face.value === 'staff' && screen !== 'opening';
  const name = onStaffFace && !over.value ? 'floor' : screen;
  return (
    <main id="main" data-screen={name}>
      <Screen />
    </main>
  );
}

export function App() {
  return (
    <>
      <Header />
      <OfflineBar />
      <Outdated />
      <HelpBar />
      <LineBar />
      <Notices />
      <Refusals />
      <Main />
      <Reporting />
    </>
  );
}
