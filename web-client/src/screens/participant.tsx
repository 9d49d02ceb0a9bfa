// The participant's screens: which one is up follows from where the server says the person is.
import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { movingChunk } from '../app/chunks.ts';
import { dispatch, me, state } from '../app/client.ts';
import { Loading } from '../parts/loading.tsx';
import { OwnDesk, posted } from '../parts/own_desk.tsx';
import { Avoided } from '../parts/person_menu.tsx';
import { Visiting } from '../parts/visiting.tsx';
import { LobbyScreen } from './lobby.tsx';
import { ProgrammeScreen } from './programme.tsx';
import { RoomScreen } from './room.tsx';

const which = computed(() => (state.value.moving ? 'moving' : me.value?.visiting ? 'visit' : me.value?.place));

/** The new room does not wait for what cannot be fetched. */
const longest = 15_000;

function Moving() {
  const Moved = movingChunk()?.Screen;
  useEffect(() => {
    const late = Moved ? undefined : setTimeout(() => dispatch({ type: 'go' }), longest);
    return () => clearTimeout(late);
  }, [Moved]);
  return Moved ? <Moved /> : <Loading />;
}

export function Screen() {
  if (!which.value) return null;
  if (which.value === 'moving') return <Moving />;
  // An advisor's conversation is under their desk, which has the way to end it.
  if (which.value === 'visit')
    return (
      <>
        <OwnDesk main />
        <Visiting under={posted.value} />
      </>
    );
  const home = which.value === 'programme';
  return (
    <>
      {home ? <ProgrammeScreen /> : which.value === 'room' ? <RoomScreen /> : <LobbyScreen />}
      {!home && <OwnDesk />}
      <Avoided />
    </>
  );
}
