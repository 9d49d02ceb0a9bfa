// Everything the client knows, as one value.
import type { AdvisorView, BoardView, ChatMessage, FloorView, MeView, Notice, NowView, QueueView, Refused, RoomView, Welcome } from '../protocol.ts';
import type { Command, TopicName } from '../wire.ts';

/** connecting: first time; open: greeted; lost: trying again; ended: it will not try again. */
export type Link = 'connecting' | 'open' | 'lost' | 'ended';

/** Staff moved the person while a room was on the screen: the old room stays until they go. */
export interface Moving {
  from: RoomView;
  version: number;
  /** What was written there, and what follows while they may say goodbye. */
  chat?: Chat;
  /** The person asked for one more minute; this is when it is over, on the event's clock. */
  until?: number;
}

/** What was written in a room, the newest last. */
export interface Chat {
  room: string;
  lines: ChatMessage[];
}

export interface RefusedCommand {
  command?: Command;
  answer: Refused;
}

export interface State {
  link: Link;
  /** When the connection was lost, on this device's clock. */
  lostAt?: number;
  end?: { code: number; reason: string };
  welcome?: Welcome;
  /** How many greetings there were: what was said to an earlier connection may be unknown to this one. */
  greetings: number;
  /** Event's clock minus this device's, in milliseconds. */
  skew: number;
  superseded: boolean;
  now?: NowView;
  me?: MeView;
  room?: RoomView;
  /** One's own ticket in an office hour's line. */
  queue?: QueueView;
  /** The desks at which the person advises. */
  desk?: AdvisorView;
  floor?: FloorView;
  board?: BoardView;
  revisions: { [topic in TopicName]?: number };
  /** Topics whose patch did not fit: the connection asks for them whole. */
  torn: TopicName[];
  moving?: Moving;
  /** The room that the person was in last, for reading after it closed. */
  lastRoom?: RoomView;
  /** Of the room that is shown, or was last; a room's first comes a moment after its view. */
  chat?: Chat;
  notices: Notice[];
  pending: { [id: string]: Command };
  /** Own words that were refused, until they are back where they were written. */
  unsaid: Command[];
  refusals: RefusedCommand[];
  /** When each session was first said to start, to be able to say that it moved. */
  firstStarts: { [session: string]: number };
}

export const initial: State = {
  link: 'connecting',
  greetings: 0,
  skew: 0,
  superseded: false,
  revisions: {},
  torn: [],
  notices: [],
  pending: {},
  unsaid: [],
  refusals: [],
  firstStarts: {},
};
