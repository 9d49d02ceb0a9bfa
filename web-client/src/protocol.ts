// The wire's types, as the client uses them.

export type SessionKind = 'content' | 'role-alike' | 'regional' | 'debrief' | 'open' | 'office-hours';
export type SessionState = 'planned' | 'open' | 'running' | 'closing' | 'closed' | 'cancelled';
export type SeatState = 'assigned' | 'delivered' | 'present' | 'in_call' | 'away' | 'called_away' | 'left';
export type SeatWhy = 'plan' | 'arrival' | 'moved' | 'switched' | 'remedy' | 'returned';
export type Hat = 'participant' | 'facilitator' | 'moderator' | 'advisor' | 'organiser';
export type Place = 'programme' | 'lobby' | 'room';
export type Label = { [locale: string]: string };

export interface RoundStatus {
  number: number;
  of: number;
  state: string;
  opens: number;
  ends: number;
}
export interface SessionStatus {
  id: string;
  kind: SessionKind;
  state: SessionState;
  doors: number;
  starts: number;
  ends: number;
  joinable: boolean;
  people: number;
  round?: RoundStatus;
}
export interface NowView {
  event: string;
  programme: string;
  sessions: SessionStatus[];
}
export interface RoomName {
  kind: SessionKind;
  category: string;
  number: number;
  label?: string;
}
export interface Basis {
  role: string;
  role_relaxed: boolean;
  region: string;
  topics: string[];
  languages: string[];
  new_faces: boolean;
}
export interface Offer {
  room: string;
  name: RoomName;
  people: number;
  basis: Basis;
  kind: string;
  expires: number;
}
export interface Arrival {
  why: SeatWhy;
  by?: string;
  from?: RoomName;
  at: number;
}
export interface Alone {
  since: number;
  next: string;
}
export interface KeptSeat {
  session: string;
  room: string;
  name: RoomName;
  until: number;
}
export interface MeView {
  id: string;
  name: string;
  role: string;
  region: string;
  organization: string;
  topics: string[];
  languages: string[];
  hidden: string[];
  hats: Hat[];
  place: Place;
  session?: string;
  room?: string;
  visiting?: string;
  version: number;
  seat?: SeatState;
  arrival?: Arrival;
  unmet: string[];
  waiting?: string;
  pinned: boolean;
  switches_left: number;
  offers: Offer[];
  alone?: Alone;
  kept?: KeptSeat;
}
export interface Member {
  id: string;
  name: string;
  role: string;
  region: string;
  organization: string;
  time_zone: string;
  topics: string[];
  languages: string[];
  seat: SeatState;
  badge?: Hat;
}
export interface RoomView {
  id: string;
  session: string;
  round: number;
  state: string;
  name: RoomName;
  basis: Basis;
  prompt: number;
  call?: string;
  ends: number;
  locked: boolean;
  members: Member[];
}
export interface FloorSeat {
  state: SeatState;
  since: number;
  version: number;
  pinned: boolean;
  no_show: boolean;
}
export interface FloorRoom {
  session: string;
  round: number;
  state: string;
  name: RoomName;
  basis: Basis;
  min: number;
  max: number;
  ends: number;
  locked: boolean;
  version: number;
  health: string[];
  alone_since?: number;
  seats: { [person: string]: FloorSeat };
}
export interface FloorPerson {
  name: string;
  role: string;
  region: string;
  hats: Hat[];
  online: boolean;
  session?: string;
  room?: string;
  waiting_since?: number;
  waiting?: string;
  version: number;
}
export interface FloorSession {
  kind: SessionKind;
  state: SessionState;
  title: Label;
  doors: number;
  starts: number;
  ends: number;
  lobby: number;
  seated: number;
  present: number;
  round?: RoundStatus;
  by_moderator: boolean;
}
export interface FloorNotice {
  text: string;
  by: string;
  at: number;
  sent: number;
  seen: number;
}
export interface FloorView {
  sessions: { [id: string]: FloorSession };
  rooms: { [id: string]: FloorRoom };
  people: { [id: string]: FloorPerson };
  notices: { [id: string]: FloorNotice };
}
export interface PlannedRoom {
  name: RoomName;
  basis: Basis;
  people: string[];
}
export interface PlanReport {
  people: number;
  rooms: number;
  alone: number;
  under_min: number;
  over_max: number;
  repeat_meetings: number;
  same_primary_permille: number;
  achievable_primary_permille: number;
}
export interface BoardPlan {
  session: string;
  name: string;
  by: string;
  at: number;
  changed: number;
  rooms: PlannedRoom[];
  unplaced: { [person: string]: string };
  report: PlanReport;
}
export interface BoardPerson {
  name: string;
  state: string;
}
export interface BoardView {
  plans: { [id: string]: BoardPlan };
  out: { [id: string]: BoardPerson };
}
export interface Category {
  key: string;
  parent: string;
  label: Label;
}
export interface Topic {
  key: string;
  label: Label;
}
export interface ProgrammeSession {
  id: string;
  kind: SessionKind;
  title: Label;
  starts: number;
  ends: number;
  cancelled: boolean;
  link: string;
  credit_minutes: number;
  rounds: number;
  room_min: number;
  room_max: number;
  prompts: Label[];
}
export interface Programme {
  event: string;
  name: Label;
  time_zone: string;
  locales: string[];
  visible: string[];
  walk_in: boolean;
  ask: string[];
  optional: string[];
  roles: Category[];
  regions: Category[];
  topics: Topic[];
  sessions: ProgrammeSession[];
}
export interface JoinForm {
  code: string;
  name: string;
  role: string;
  region: string;
  organization: string;
  topics: string[];
  languages: string[];
  hidden: string[];
}
export interface Limits {
  message_bytes: number;
  messages_per_second: number;
  burst: number;
  heartbeat_ms: number;
  away_ms: number;
  grace_ms: number;
}
export interface Welcome {
  type: 'welcome';
  protocol: string;
  server: string;
  epoch: string;
  seq: number;
  time: number;
  person: string;
  tab_number: string;
  in_charge: boolean;
  can: string[];
  pass?: string;
  limits: Limits;
}
export interface Views {
  now: NowView;
  me: MeView;
  room: RoomView;
  floor: FloorView;
  board: BoardView;
}
export type TopicName = keyof Views;
export type ViewMessage = {
  [T in TopicName]: { type: 'view'; topic: T; seq: number; revision?: number; view: Views[T] };
}[TopicName];
export interface PatchMessage {
  type: 'patch';
  topic: string;
  from: number;
  to: number;
  patch: unknown;
}
export interface NoticeMessage {
  type: 'notice';
  id: string;
  kind: string;
  urgent: boolean;
  at: number;
  expires?: number;
  text?: string;
  by?: string;
  parameters: { [name: string]: string };
}
export interface Done {
  type: 'done';
  id: string;
  seq: number;
}
export interface Refused {
  type: 'refused';
  id?: string;
  code: string;
  message: string;
  path?: string;
  parameters: { [name: string]: string };
}
export interface Pong {
  type: 'pong';
  at: number;
  time: number;
}
export interface Superseded {
  type: 'superseded';
}
export type ServerMessage =
  | Welcome
  | ViewMessage
  | PatchMessage
  | NoticeMessage
  | Done
  | Refused
  | Pong
  | Superseded;

export interface Move {
  person: string;
  seen: number;
}
/** Commands that carry an id and are answered, by name. */
export interface Commands {
  'session.join': { session: string };
  'session.leave': Record<never, never>;
  'room.switch': Record<never, never>;
  'switch.take': { room: string; seen: number };
  'switch.decline': Record<never, never>;
  'session.shift': { session: string; minutes: number; following: boolean };
  'session.extend': { session: string; minutes: number };
  'session.cancel': { session: string };
  'round.extend': { session: string; seconds: number };
  'notice.send': {
    text: string;
    urgent: boolean;
    sessions: string[];
    rooms: string[];
    people: string[];
    roles: string[];
    regions: string[];
    languages: string[];
    not_present: boolean;
  };
  'room.visit': { room?: string };
  'round.draft': { session: string; title: string };
  'plan.drop': { plan: string };
  'round.open': { session: string; plan?: string; force: boolean };
  'round.close': { session: string };
  'seat.move': { moves: Move[]; to?: string };
  'seat.pin': { person: string; pinned: boolean; seen: number };
  'room.lock': { room: string; locked: boolean; seen: number };
  'person.remove': { person: string; reason: string };
  'person.ban': { person: string; reason: string };
  'person.restore': { person: string };
}
export type CommandName = keyof Commands;
/** Messages that carry no id and get no answer. */
export interface Signals {
  'seat.seen': { version: number };
  'call.opened': { version: number };
  'call.closed': { version: number };
  'notice.seen': { notice: string };
  resync: { topic?: string };
  ping: { at: number };
}
export interface Command {
  type: CommandName;
  id: string;
  [field: string]: unknown;
}
