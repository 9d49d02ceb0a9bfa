// The moderator's tools, laid onto the floor: move, pin, lock, plans. The chunk leaves them in app/tools.ts. What is needed
// less often is fetched once the browser has nothing better to do.
import { effect } from '@preact/signals';
import { plansChunk, toolsChunk } from '../floor/chunks.ts';
import { brought } from '../../app/tools.ts';
import { Announced } from './announced.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Bar } from './bar.tsx';
import { chosen, clear, reason, told } from './chosen.ts';
import { drag, drop } from './drag.ts';
import { layered } from './layered.tsx';
import { LobbyTools, PersonTools, RoomTools } from './move_buttons.tsx';
import { PersonActions } from './people.tsx';
import { SessionTools } from './rounds.tsx';

brought.value = {
  ...brought.peek(),
  Person: PersonTools,
  PersonActions: layered(PersonActions),
  Room: layered(RoomTools),
  Lobby: LobbyTools,
  Session: layered(SessionTools),
  Announced,
  Bar: layered(Bar),
  drag,
  drop,
  chosen: id => chosen.value.has(id),
  choice: { chosen, reason, told, clear },
  // They stand there from the first on, in this order: what comes later moves none from under a finger.
  parts: { plans: Loading, log: Loading, pairs: Loading, out: Loading, records: Loading },
  shows: ({ command }) => command?.type === 'seat.move',
};

(globalThis.requestIdleCallback ?? setTimeout)(() => {
  effect(() => plansChunk()?.begin());
  effect(() => toolsChunk()?.begin());
});

export const Screen = () => null;
