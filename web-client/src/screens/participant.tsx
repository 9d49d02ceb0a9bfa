// The participant's screens: which one is up follows from where the server says the person is.
import { computed } from '@preact/signals';
import { me, state } from '../app/client.ts';
import { visitScreen } from '../app/tools.ts';
import { Loading } from '../parts/loading.tsx';
import { LobbyScreen } from './lobby.tsx';
import { MovingScreen } from './moving.tsx';
import { ProgrammeScreen } from './programme.tsx';
import { RoomScreen } from './room.tsx';

const which = computed(() => (state.value.moving ? 'moving' : me.value?.visiting ? 'visit' : me.value?.place));

export function Screen() {
  if (which.value === 'moving') return <MovingScreen />;
  if (which.value === 'visit') {
    const Visit = visitScreen.value;
    return Visit ? <Visit /> : <Loading />;
  }
  if (which.value === 'room') return <RoomScreen />;
  if (which.value === 'lobby') return <LobbyScreen />;
  return <ProgrammeScreen />;
}
