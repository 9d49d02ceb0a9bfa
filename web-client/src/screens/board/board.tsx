// The moderator's tools, laid onto the floor: move, pin, lock, plans, people. The chunk leaves them in app/tools.ts.
import { brought } from '../../app/tools.ts';
import { Announced } from './announced.tsx';
import { Bar } from './bar.tsx';
import { chosen } from './chosen.ts';
import { drag, drop } from './drag.ts';
import { LobbyTools, PersonTools, RoomTools } from './move_buttons.tsx';
import { Out, PersonActions } from './people.tsx';
import { Plans } from './plans.tsx';
import { SessionTools } from './rounds.tsx';

brought.value = {
  Person: PersonTools,
  PersonActions,
  Room: RoomTools,
  Lobby: LobbyTools,
  Session: SessionTools,
  Announced,
  Bar,
  Plans,
  Out,
  drag,
  drop,
  chosen: id => chosen.value.has(id),
};

export const Screen = () => null;
