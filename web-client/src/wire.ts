// What the client makes of the wire's types: commands by name, views by topic.
import type { AdvisorView, BoardView, ClientMessage, FloorView, MeView, NowView, QueueView, RoomView, ServerMessage } from './protocol.ts';

type Fields<Name extends ClientMessage['type']> = Omit<Extract<ClientMessage, { type: Name }>, 'type' | 'id'>;

/** Messages that carry no id and get no answer. */
type SignalName = 'seat.seen' | 'call.opened' | 'call.closed' | 'notice.seen' | 'resync' | 'ping';
export type Signals = { [Name in SignalName]: Fields<Name> };

/** Commands carry an id and are answered. */
export type CommandName = Exclude<ClientMessage['type'], SignalName | 'hello'>;
export type Commands = { [Name in CommandName]: Fields<Name> };
export interface Command {
  type: CommandName;
  id: string;
  [field: string]: unknown;
}

export interface Views {
  now: NowView;
  me: MeView;
  room: RoomView;
  queue: QueueView;
  desk: AdvisorView;
  floor: FloorView;
  board: BoardView;
}
export type TopicName = keyof Views;
export type ViewMessage = Extract<ServerMessage, { type: 'view' }>;

/** A text in several languages. */
export interface Label {
  [locale: string]: string;
}
