// The wire's types. Made from protocol/schema/convene.schema.json by `npm run types`; not written by hand.

export type ConveneV1 = ClientMessage | ServerMessage | Programme;

/**
 * What a client says: one of these, or a list of them in one frame.
 */
export type ClientMessage = HelloInbound | ResyncInbound | PingInbound | ProfileUpdateInbound | SessionJoinInbound | SessionLeaveInbound | RoomLeaveInbound | SeatSeenInbound | CallOpenedInbound | CallClosedInbound | RoomSwitchInbound | SwitchTakeInbound | SwitchDeclineInbound | NoticeSeenInbound | SessionIntendInbound | SessionCheckInInbound | ContactOfferInbound | ContactWithdrawInbound | ChatSayInbound | ChatReportInbound | PersonReportInbound | PersonAvoidInbound | HelpAskInbound | HelpCancelInbound | TurnsStartInbound | TurnsPassInbound | TicketOpenInbound | TicketEditInbound | TicketAcceptInbound | TicketDeclineInbound | TicketSnoozeInbound | TicketLeaveInbound | TicketFollowUpInbound | PeersJoinInbound | AdvisorTurnInbound | TicketCallInbound | TicketDoneInbound | TicketExtendInbound | TicketNoShowInbound | TicketReturnInbound | AdvisorPostInbound | DeskPauseInbound | DeskOpenInbound | DeskCutoffInbound | DeskCloseInbound | DeskMergeInbound | TicketMoveInbound | TicketPinInbound | SessionShiftInbound | SessionExtendInbound | SessionCancelInbound | SessionAddInbound | RoundExtendInbound | NoticeSendInbound | RoomVisitInbound | HelpClaimInbound | HelpReleaseInbound | HelpResolveInbound | ChatHideInbound | PersonMuteInbound | TurnsStopInbound | ReportSettleInbound | RoomLinkInbound | AttendanceNoteInbound | CreditPlanInbound | RoundDraftInbound | RoundRematchInbound | PlanApplyInbound | PlanCancelInbound | PlanFinishInbound | PlanDropInbound | PlanChooseInbound | RoundOpenInbound | RoundCloseInbound | SeatMoveInbound | SeatSwapInbound | SeatPinInbound | RoomLockInbound | RoomCreateInbound | RoomRenameInbound | RoomMergeInbound | RoomSplitInbound | RoomCloseInbound | PairApartInbound | PairTogetherInbound | PairClearInbound | OpUndoInbound | OpRedoInbound | PersonHatInbound | PersonRemoveInbound | PersonBanInbound | PersonRestoreInbound | PassRevokeInbound | PersonEraseInbound;

export type RoomId = string;

export type NoticeId = string;

export type PersonId = string;

export type TicketId = string;

export type AdvisorStatus = "off" | "available" | "away";

/**
 * Milliseconds since 1970-01-01T00:00:00Z; 0: not set.
 */
export type Instant = number;

export type PlanFor = "here" | "intending" | "everybody";

export type PlanId = string;

export type Destination = "best_rooms" | "lobby";

export type OperationId = string;

export type Hat = "participant" | "facilitator" | "moderator" | "advisor" | "organiser";

/**
 * What the server says: one of these, or a list of them in one frame.
 */
export type ServerMessage = Welcome | NowMessage | MeMessage | RoomMessage | QueueMessage | DeskMessage | FloorMessage | BoardMessage | PatchMessage | Chat | Notice | Done | Refused | Pong | Superseded;

export type SessionKind = "content" | "role-alike" | "regional" | "debrief" | "open" | "office-hours";

export type SessionState = "planned" | "open" | "running" | "closing" | "closed" | "cancelled";

export type DeskState = "open" | "paused" | "closing";

export type Place = "programme" | "lobby" | "room";

export type SeatState = "assigned" | "delivered" | "present" | "in_call" | "away" | "called_away" | "left";

export type SeatWhy = "plan" | "arrival" | "moved" | "switched" | "remedy" | "returned" | "called";

export type TicketState = "waiting" | "away" | "offered" | "in_session" | "done" | "left" | "no_show" | "closed_out";

export type ViolationCode = "too_few_people" | "size_min_relaxed" | "no_shared_language" | "no_company" | "kept_apart" | "not_together";

export type Bond = "apart" | "together" | "free";

export type ActKind = "hats" | "removed" | "banned" | "restored" | "revoked" | "erased" | "muted" | "clocks" | "added" | "cancelled" | "attendance" | "plan" | "message" | "desk" | "linked" | "round" | "dropped" | "chosen" | "settled" | "helped" | "posted" | "line";

/**
 * Who is there: a pass, or the form of a walk-in.
 */
export interface HelloInbound {
  id?: string;
  type: "hello";
  pass?: string;
  join?: JoinForm;
  client?: string;
  locale?: string;
  tab: string;
  take?: boolean;
  superseded?: boolean;
  resume?: Resume;
}

export interface JoinForm {
  code?: string;
  name: string;
  role?: string;
  region?: string;
  organization?: string;
  /**
   * @maxItems 32
   */
  topics?: string[];
  /**
   * @maxItems 32
   */
  languages?: string[];
  /**
   * @maxItems 32
   */
  hidden?: string[];
}

export interface Resume {
  epoch: string;
  seq: number;
}

/**
 * Send the views whole again; a client asks when a patch does not fit.
 */
export interface ResyncInbound {
  id?: string;
  type: "resync";
  topic?: string;
}

export interface PingInbound {
  id?: string;
  type: "ping";
  at: number;
}

/**
 * Change one's own profile; what is absent stays as it is.
 */
export interface ProfileUpdateInbound {
  id?: string;
  type: "profile.update";
  role?: string;
  region?: string;
  organization?: string;
  /**
   * @maxItems 32
   */
  topics?: string[];
  /**
   * @maxItems 32
   */
  languages?: string[];
  /**
   * @maxItems 32
   */
  hidden?: string[];
  text_only?: boolean;
}

/**
 * Go to a networking session: to its lobby, or at once to a room of its open round.
 */
export interface SessionJoinInbound {
  id?: string;
  type: "session.join";
  session: string;
  about?: string;
}

/**
 * Leave the present networking session; the seat is kept for two minutes.
 */
export interface SessionLeaveInbound {
  id?: string;
  type: "session.leave";
}

/**
 * Step out of one's room into its session's lobby, until one asks for a room (`session.join`); the seat is kept for two minutes.
 */
export interface RoomLeaveInbound {
  id?: string;
  type: "room.leave";
}

/**
 * The assignment of this version is on the screen. Has neither id nor reply.
 */
export interface SeatSeenInbound {
  id?: string;
  type: "seat.seen";
  version: number;
}

/**
 * The person opened the room's call. Has neither id nor reply.
 */
export interface CallOpenedInbound {
  id?: string;
  type: "call.opened";
  version: number;
}

/**
 * The person is back on the page. Has neither id nor reply.
 */
export interface CallClosedInbound {
  id?: string;
  type: "call.closed";
  version: number;
}

/**
 * Ask for up to three other rooms; they come as offers in the `me` view.
 */
export interface RoomSwitchInbound {
  id?: string;
  type: "room.switch";
}

/**
 * Take an offered room: the old seat is freed as the new one is taken.
 */
export interface SwitchTakeInbound {
  id?: string;
  type: "switch.take";
  room: RoomId;
  seen: number;
}

/**
 * Stay: take the offers away.
 */
export interface SwitchDeclineInbound {
  id?: string;
  type: "switch.decline";
}

/**
 * A notice was dismissed. Has neither id nor reply.
 */
export interface NoticeSeenInbound {
  id?: string;
  type: "notice.seen";
  notice: NoticeId;
}

/**
 * Say that one means to come to a session, or no longer does.
 */
export interface SessionIntendInbound {
  id?: string;
  type: "session.intend";
  session: string;
  intends?: boolean;
}

/**
 * Be counted as attending a content session, while it is on or just over.
 */
export interface SessionCheckInInbound {
  id?: string;
  type: "session.check_in";
  session: string;
}

/**
 * Be ready to swap contacts with somebody one sits or sat with: both see the other's when both are.
 */
export interface ContactOfferInbound {
  id?: string;
  type: "contact.offer";
  person: PersonId;
}

/**
 * Be no longer ready to: neither sees the other's contact any more.
 */
export interface ContactWithdrawInbound {
  id?: string;
  type: "contact.withdraw";
  person: PersonId;
}

/**
 * Write to everybody in the room one sits in or visits, or, as long as one may say goodbye, was moved out of.
 */
export interface ChatSayInbound {
  id?: string;
  type: "chat.say";
  room: RoomId;
  text: string;
}

/**
 * Show a message to staff; nobody else learns of it.
 */
export interface ChatReportInbound {
  id?: string;
  type: "chat.report";
  room: RoomId;
  n: number;
}

/**
 * Tell staff of somebody one sits or sat in a room with, in one's own words if wanted; nobody else learns of it.
 */
export interface PersonReportInbound {
  id?: string;
  type: "person.report";
  person: PersonId;
  about?: string;
}

/**
 * Share no room from the next placement on with somebody one sits or sat in a room with, or, `avoid` being false, let that be. Nobody moves for it, and nobody but moderators can tell.
 */
export interface PersonAvoidInbound {
  id?: string;
  type: "person.avoid";
  person: PersonId;
  avoid?: boolean;
}

/**
 * Ask for a member of staff.
 */
export interface HelpAskInbound {
  id?: string;
  type: "help.ask";
  about?: string;
}

/**
 * No help is needed any more.
 */
export interface HelpCancelInbound {
  id?: string;
  type: "help.cancel";
}

/**
 * Start the turn clock of a room: equal time for everybody who is there.
 */
export interface TurnsStartInbound {
  id?: string;
  type: "turns.start";
  room: RoomId;
}

/**
 * The turn is over early: said by whoever has it, by staff, or by anybody where whoever has it is not there.
 */
export interface TurnsPassInbound {
  id?: string;
  type: "turns.pass";
  room: RoomId;
  seen: number;
}

/**
 * Stand in line at an office hour: one place in the whole event.
 */
export interface TicketOpenInbound {
  id?: string;
  type: "ticket.open";
  session: string;
  topic: string;
  question?: string;
  peers?: boolean;
}

/**
 * Change what one's own ticket says; the place stays.
 */
export interface TicketEditInbound {
  id?: string;
  type: "ticket.edit";
  ticket: TicketId;
  topic?: string;
  question?: string;
  peers?: boolean;
}

/**
 * Come, being called: into the advisor's room; a seat elsewhere is kept.
 */
export interface TicketAcceptInbound {
  id?: string;
  type: "ticket.accept";
  ticket: TicketId;
  seen: number;
}

/**
 * Let the next one go first, being called; the place stays.
 */
export interface TicketDeclineInbound {
  id?: string;
  type: "ticket.decline";
  ticket: TicketId;
  seen: number;
}

/**
 * Not to be called for some minutes; the place stays. 0: back again.
 */
export interface TicketSnoozeInbound {
  id?: string;
  type: "ticket.snooze";
  ticket: TicketId;
  minutes: number;
}

/**
 * Give one's place in the line up, or leave the conversation.
 */
export interface TicketLeaveInbound {
  id?: string;
  type: "ticket.leave";
  ticket: TicketId;
}

/**
 * Whether one wants to be contacted after the session.
 */
export interface TicketFollowUpInbound {
  id?: string;
  type: "ticket.follow_up";
  ticket: TicketId;
  wants?: boolean;
}

/**
 * Talk with others who wait and have the same topic, keeping one's place in the line; or no longer ask to.
 */
export interface PeersJoinInbound {
  id?: string;
  type: "peers.join";
  ticket: TicketId;
  wants?: boolean;
}

/**
 * Be available at a desk, away, or off; staff may say so for somebody. `available` also ends the rest between two conversations.
 */
export interface AdvisorTurnInbound {
  id?: string;
  type: "advisor.status";
  session: string;
  status: AdvisorStatus;
  until?: Instant;
  person?: PersonId;
}

/**
 * Call a ticket by hand, or several as a group: all of them come or none. Whom the advisor does not serve by topic and language, staff call with a reason.
 */
export interface TicketCallInbound {
  id?: string;
  type: "ticket.call";
  /**
   * @minItems 1
   * @maxItems 50
   */
  tickets: TicketId[];
  advisor?: PersonId;
  reason?: string;
}

/**
 * The conversation is over; the person goes back to where they came from.
 */
export interface TicketDoneInbound {
  id?: string;
  type: "ticket.done";
  ticket: TicketId;
  note?: string;
  follow_up?: boolean;
}

/**
 * Plan more time for a conversation.
 */
export interface TicketExtendInbound {
  id?: string;
  type: "ticket.extend";
  ticket: TicketId;
  minutes: number;
  seen?: Instant;
}

/**
 * The person who was called is not there.
 */
export interface TicketNoShowInbound {
  id?: string;
  type: "ticket.no_show";
  ticket: TicketId;
}

/**
 * Back into the line at the old place: undoes a no-show, a call or an end by mistake.
 */
export interface TicketReturnInbound {
  id?: string;
  type: "ticket.return";
  ticket: TicketId;
  reason?: string;
}

/**
 * Post somebody as advisor at a desk, or no longer.
 */
export interface AdvisorPostInbound {
  id?: string;
  type: "advisor.post";
  session: string;
  desk: string;
  person: PersonId;
  /**
   * @maxItems 64
   */
  topics?: string[];
  /**
   * @maxItems 32
   */
  languages?: string[];
  capacity?: number;
  posted?: boolean;
}

/**
 * Call nobody at a desk for the time being.
 */
export interface DeskPauseInbound {
  id?: string;
  type: "desk.pause";
  session: string;
  desk: string;
}

/**
 * Take and call tickets at a desk (again).
 */
export interface DeskOpenInbound {
  id?: string;
  type: "desk.open";
  session: string;
  desk: string;
}

/**
 * Take no more tickets at a desk, and tell those behind a ticket that they are not likely to be reached.
 */
export interface DeskCutoffInbound {
  id?: string;
  type: "desk.cutoff";
  session: string;
  desk: string;
  after?: TicketId;
}

/**
 * Take no more tickets at a desk; those that it has are served.
 */
export interface DeskCloseInbound {
  id?: string;
  type: "desk.close";
  session: string;
  desk: string;
}

/**
 * Unite two desks' lines: everybody keeps their place among all of them.
 */
export interface DeskMergeInbound {
  id?: string;
  type: "desk.merge";
  session: string;
  from: string;
  into: string;
}

/**
 * To another desk, or before another ticket of the desk; the reason is kept.
 */
export interface TicketMoveInbound {
  id?: string;
  type: "ticket.move";
  ticket: TicketId;
  desk?: string;
  before?: TicketId;
  reason: string;
}

/**
 * To the front of the line, or back to its own place; the reason is kept.
 */
export interface TicketPinInbound {
  id?: string;
  type: "ticket.pin";
  ticket: TicketId;
  pinned?: boolean;
  reason?: string;
}

/**
 * Move a session in time by minutes, and, if asked, what follows on the same day and has not begun.
 */
export interface SessionShiftInbound {
  id?: string;
  type: "session.shift";
  session: string;
  minutes: number;
  following?: boolean;
  /**
   * @maxItems 200
   */
  seen?: SeenTimes[];
}

export interface SeenTimes {
  session: string;
  starts: Instant;
  ends: Instant;
}

/**
 * Let a session end later.
 */
export interface SessionExtendInbound {
  id?: string;
  type: "session.extend";
  session: string;
  minutes: number;
  seen?: Instant;
}

/**
 * Call a session off; whoever is in it goes to the programme.
 */
export interface SessionCancelInbound {
  id?: string;
  type: "session.cancel";
  session: string;
}

/**
 * Add a session to the programme, like one that is in it but for its time, and its title and link if they are given.
 */
export interface SessionAddInbound {
  id?: string;
  type: "session.add";
  like: string;
  title?: {
    [k: string]: string;
  };
  starts: Instant;
  minutes: number;
  link?: string;
}

/**
 * Give the open round of a session more time.
 */
export interface RoundExtendInbound {
  id?: string;
  type: "round.extend";
  session: string;
  seconds: number;
  seen?: Instant;
}

/**
 * Say something to everybody, or to those whom every list that is not empty names or matches.
 */
export interface NoticeSendInbound {
  id?: string;
  type: "notice.send";
  text: string;
  urgent?: boolean;
  /**
   * @maxItems 500
   */
  sessions?: string[];
  /**
   * @maxItems 500
   */
  rooms?: RoomId[];
  /**
   * @maxItems 500
   */
  people?: PersonId[];
  /**
   * @maxItems 500
   */
  roles?: string[];
  /**
   * @maxItems 500
   */
  regions?: string[];
  /**
   * @maxItems 500
   */
  languages?: string[];
  not_present?: boolean;
}

/**
 * Be in a room as visiting staff; without a room: leave it.
 */
export interface RoomVisitInbound {
  id?: string;
  type: "room.visit";
  room?: RoomId;
}

/**
 * Be the one who comes, so that two do not; `instead_of` names whoever was seen to come, to go in their place.
 */
export interface HelpClaimInbound {
  id?: string;
  type: "help.claim";
  person: PersonId;
  instead_of?: PersonId;
}

/**
 * Not come after all: whoever asked waits again, and others can go.
 */
export interface HelpReleaseInbound {
  id?: string;
  type: "help.release";
  person: PersonId;
}

/**
 * Somebody who asked for help has been helped.
 */
export interface HelpResolveInbound {
  id?: string;
  type: "help.resolve";
  person: PersonId;
}

/**
 * Take a message away from everybody, or, hidden being false, leave or bring it back; reports of it are settled.
 */
export interface ChatHideInbound {
  id?: string;
  type: "chat.hide";
  room: RoomId;
  n: number;
  hidden?: boolean;
}

/**
 * Let somebody read the chat and not write, until unmuted.
 */
export interface PersonMuteInbound {
  id?: string;
  type: "person.mute";
  person: PersonId;
  muted?: boolean;
}

/**
 * Stop the turn clock of a room.
 */
export interface TurnsStopInbound {
  id?: string;
  type: "turns.stop";
  room: RoomId;
}

/**
 * What was told of a person is looked after.
 */
export interface ReportSettleInbound {
  id?: string;
  type: "report.settle";
  person: PersonId;
}

/**
 * Give a room a way into a call of its own; an empty one gives it back the one that it has from the event.
 */
export interface RoomLinkInbound {
  id?: string;
  type: "room.link";
  room: RoomId;
  link: string;
  seen: number;
}

/**
 * Staff's word on who attended a content session: it stands against any other.
 */
export interface AttendanceNoteInbound {
  id?: string;
  type: "attendance.note";
  session: string;
  /**
   * @minItems 1
   * @maxItems 500
   */
  people: PersonId[];
  attended?: boolean;
}

/**
 * Note that people completed their action plan, which the event gives credit for, or, `completed` being false, not.
 */
export interface CreditPlanInbound {
  id?: string;
  type: "credit.plan";
  /**
   * @minItems 1
   * @maxItems 500
   */
  people: PersonId[];
  completed?: boolean;
}

/**
 * Make a plan for the next round of a session, to be looked at; nobody moves. `whom`: `here` (connected in the session), or, also before its lobby opens, `intending` (said that they mean to come) or `everybody`.
 */
export interface RoundDraftInbound {
  id?: string;
  type: "round.draft";
  session: string;
  title?: string;
  whom?: PlanFor & string;
}

/**
 * Make a plan for the people of the open round's rooms, or of some of them, and whoever waits: better rooms by few moves, to be looked at; nobody moves.
 */
export interface RoundRematchInbound {
  id?: string;
  type: "round.rematch";
  session: string;
  /**
   * @maxItems 500
   */
  rooms?: RoomId[];
  title?: string;
}

/**
 * Move people as a plan of the open round says: all of it at once, but for those who came, went, were moved or pinned since. Refused as stale if those are more than a tenth, unless forced.
 */
export interface PlanApplyInbound {
  id?: string;
  type: "plan.apply";
  plan: PlanId;
  force?: boolean;
}

/**
 * Do not make a plan that was asked for and is not there yet.
 */
export interface PlanCancelInbound {
  id?: string;
  type: "plan.cancel";
  request: number;
}

/**
 * Take the best that was found so far of a plan that is being made, whoever asked for it: it is there in a moment, and its report says that it was cut short. A second time changes nothing.
 */
export interface PlanFinishInbound {
  id?: string;
  type: "plan.finish";
  request: number;
}

/**
 * Throw a plan away.
 */
export interface PlanDropInbound {
  id?: string;
  type: "plan.drop";
  plan: PlanId;
}

/**
 * Let the next round of its session open from this plan when it opens by itself, or, `chosen` being false, not. Of several chosen ones the oldest is for the next round.
 */
export interface PlanChooseInbound {
  id?: string;
  type: "plan.choose";
  plan: PlanId;
  chosen?: boolean;
}

/**
 * Open the next round of a session now: from a plan, or newly grouped. A plan from which more than a tenth of the people changed is refused as stale unless forced.
 */
export interface RoundOpenInbound {
  id?: string;
  type: "round.open";
  session: string;
  plan?: PlanId;
  force?: boolean;
}

/**
 * End the open round of a session, after its grace.
 */
export interface RoundCloseInbound {
  id?: string;
  type: "round.close";
  session: string;
}

/**
 * Put people into a room, all or none; with `new_room`: into one that is opened for them, two or more of one session; with neither: into the session's lobby.
 */
export interface SeatMoveInbound {
  id?: string;
  type: "seat.move";
  /**
   * @minItems 1
   * @maxItems 500
   */
  moves: Move[];
  to?: RoomId;
  new_room?: boolean;
  reason?: string;
  told?: string;
}

export interface Move {
  person: PersonId;
  seen: number;
}

/**
 * Let two people of one open round change places; one of them may wait in its lobby.
 */
export interface SeatSwapInbound {
  id?: string;
  type: "seat.swap";
  one: Move;
  other: Move;
  reason?: string;
  told?: string;
}

/**
 * Keep a person where they are: the engine leaves them alone.
 */
export interface SeatPinInbound {
  id?: string;
  type: "seat.pin";
  person: PersonId;
  pinned?: boolean;
  seen: number;
}

/**
 * Only staff bring people into or out of a locked room.
 */
export interface RoomLockInbound {
  id?: string;
  type: "room.lock";
  room: RoomId;
  locked?: boolean;
  seen: number;
}

/**
 * Open a room in the open round of a session, under a name of one's own if one is given, for two people or more, or for nobody yet.
 */
export interface RoomCreateInbound {
  id?: string;
  type: "room.create";
  session: string;
  title?: string;
  /**
   * @maxItems 500
   */
  moves?: Move[];
  reason?: string;
  told?: string;
}

/**
 * Give a room a name of one's own, which is the same in every language; an empty one gives it its first name back.
 */
export interface RoomRenameInbound {
  id?: string;
  type: "room.rename";
  room: RoomId;
  title: string;
  seen: number;
}

/**
 * Bring everybody of a room into another one of its round, and close the room that they leave.
 */
export interface RoomMergeInbound {
  id?: string;
  type: "room.merge";
  room: RoomId;
  to: RoomId;
  seen: number;
  reason?: string;
  told?: string;
}

/**
 * Make a plan that divides a room into parts, as the session's policy groups people, to be looked at and applied; nobody moves.
 */
export interface RoomSplitInbound {
  id?: string;
  type: "room.split";
  room: RoomId;
  parts?: number;
}

/**
 * Close a room of the open round: its people go to the rooms that fit each of them best, or to the lobby.
 */
export interface RoomCloseInbound {
  id?: string;
  type: "room.close";
  room: RoomId;
  to?: Destination & string;
  seen: number;
  reason?: string;
  told?: string;
}

/**
 * Never let these two share a room from now on. Nobody moves for it, and nobody but moderators can tell.
 */
export interface PairApartInbound {
  id?: string;
  type: "pair.apart";
  one: PersonId;
  other: PersonId;
}

/**
 * Let these two share a room from the next grouping on; nobody moves for it.
 */
export interface PairTogetherInbound {
  id?: string;
  type: "pair.together";
  one: PersonId;
  other: PersonId;
}

/**
 * Neither keep these two apart nor together any more, whoever wished it, the roster included.
 */
export interface PairClearInbound {
  id?: string;
  type: "pair.clear";
  one: PersonId;
  other: PersonId;
}

/**
 * Take back what staff did to seats, rooms or couples. Somebody else's only with `others`; where people or rooms were changed again since, only with `partly`, and but for those.
 */
export interface OpUndoInbound {
  id?: string;
  type: "op.undo";
  operation: OperationId;
  others?: boolean;
  partly?: boolean;
}

/**
 * Do again what was taken back; under the same conditions.
 */
export interface OpRedoInbound {
  id?: string;
  type: "op.redo";
  operation: OperationId;
  others?: boolean;
  partly?: boolean;
}

/**
 * Give somebody exactly these hats, and what they reach.
 */
export interface PersonHatInbound {
  id?: string;
  type: "person.hat";
  person: PersonId;
  /**
   * @minItems 1
   * @maxItems 5
   */
  hats: Hat[];
  scope?: Scope;
  seen?: SeenHats;
}

export interface Scope {
  /**
   * @maxItems 500
   */
  sessions?: string[];
  /**
   * @maxItems 500
   */
  rooms?: RoomId[];
}

export interface SeenHats {
  /**
   * @maxItems 5
   */
  hats: Hat[];
  scope?: Scope;
}

/**
 * Show somebody out; they come back when restored.
 */
export interface PersonRemoveInbound {
  id?: string;
  type: "person.remove";
  person: PersonId;
  reason?: string;
}

/**
 * Shut somebody out for good, until restored.
 */
export interface PersonBanInbound {
  id?: string;
  type: "person.ban";
  person: PersonId;
  reason?: string;
}

/**
 * Let a removed or banned person in again, by the same link.
 */
export interface PersonRestoreInbound {
  id?: string;
  type: "person.restore";
  person: PersonId;
}

/**
 * Make every pass of a person that was given so far worthless.
 */
export interface PassRevokeInbound {
  id?: string;
  type: "pass.revoke";
  person: PersonId;
}

/**
 * Erase everything personal about somebody, for ever.
 */
export interface PersonEraseInbound {
  id?: string;
  type: "person.erase";
  person: PersonId;
}

export interface Welcome {
  type: "welcome";
  protocol: string;
  server: string;
  epoch: string;
  seq: number;
  time: Instant;
  person: PersonId;
  tab_number: string;
  in_charge: boolean;
  can: string[];
  pass?: string;
  limits: LimitsInForce;
}

export interface LimitsInForce {
  message_bytes: number;
  messages_per_second: number;
  burst: number;
  heartbeat_ms: number;
  away_ms: number;
  grace_ms: number;
}

/**
 * Replaces whatever the client has of this topic.
 */
export interface NowMessage {
  type: "view";
  topic: "now";
  seq: number;
  view: NowView;
}

export interface NowView {
  event: string;
  programme: string;
  sessions: SessionStatus[];
}

export interface SessionStatus {
  id: string;
  kind: SessionKind;
  state: SessionState;
  doors: Instant;
  starts: Instant;
  ends: Instant;
  joinable: boolean;
  people: number;
  round?: RoundStatus;
  line?: LineStatus;
}

export interface RoundStatus {
  number: number;
  of: number;
  state: string;
  opens: Instant;
  ends: Instant;
}

export interface LineStatus {
  desks: DeskStatus[];
  unserved: string[];
  draws?: Instant;
}

export interface DeskStatus {
  desk: string;
  state: DeskState;
  advisors: number;
  waiting: number;
}

/**
 * Replaces whatever the client has of this topic.
 */
export interface MeMessage {
  type: "view";
  topic: "me";
  seq: number;
  view: MeView;
}

export interface MeView {
  id: PersonId;
  name: string;
  role: string;
  region: string;
  organization: string;
  topics: string[];
  languages: string[];
  hidden: string[];
  hats: Hat[];
  scope?: Scope;
  place: Place;
  session?: string;
  room?: RoomId;
  visiting?: RoomId;
  version: number;
  seat?: SeatState;
  arrival?: Arrival;
  unmet: string[];
  waiting?: string;
  pinned: boolean;
  switches_left: number;
  attended: string[];
  intends: string[];
  about?: string;
  offers: Offer[];
  alone?: Alone;
  kept?: KeptSeat;
  last?: LastRoom;
  help?: HelpStatus;
  muted: boolean;
  called_from?: CalledFrom;
  contacts: Contact[];
  avoids: AvoidedPerson[];
  text_only: boolean;
  goodbye?: Goodbye;
}

export interface Arrival {
  why: SeatWhy;
  by?: string;
  from?: RoomName;
  at: Instant;
  act?: string;
  told?: string;
}

export interface RoomName {
  kind: SessionKind;
  category: string;
  number: number;
  label?: string;
}

export interface Offer {
  room: RoomId;
  name: RoomName;
  people: number;
  basis: Basis;
  kind: string;
  expires: Instant;
}

export interface Basis {
  role: string;
  role_relaxed: boolean;
  region: string;
  topics: string[];
  languages: string[];
  new_faces: boolean;
  about?: string;
  language_relaxed?: boolean;
}

export interface Alone {
  since: Instant;
  next: string;
}

export interface KeptSeat {
  session: string;
  room: RoomId;
  name: RoomName;
  until: Instant;
}

export interface LastRoom {
  room: RoomId;
  session: string;
  name: RoomName;
}

export interface HelpStatus {
  since: Instant;
  by?: string;
  again?: boolean;
}

export interface CalledFrom {
  session: string;
  name?: RoomName;
}

export interface Contact {
  person: PersonId;
  name: string;
  ready: boolean;
  swapped: boolean;
  organization: string;
  email: string;
}

export interface AvoidedPerson {
  person: PersonId;
  name: string;
}

export interface Goodbye {
  room: RoomId;
  until: Instant;
}

/**
 * Replaces whatever the client has of this topic.
 */
export interface RoomMessage {
  type: "view";
  topic: "room";
  seq: number;
  view: RoomView;
}

export interface RoomView {
  id: RoomId;
  session: string;
  round: number;
  state: string;
  name: RoomName;
  basis: Basis;
  prompt: number;
  call?: string;
  ends: Instant;
  locked: boolean;
  has_turns: boolean;
  turns?: TurnsView;
  members: Member[];
  host?: PersonId;
}

export interface TurnsView {
  order: PersonId[];
  turn: number;
  ends: Instant;
  held?: Instant;
}

export interface Member {
  id: PersonId;
  name: string;
  role: string;
  region: string;
  organization: string;
  time_zone: string;
  topics: string[];
  languages: string[];
  seat: SeatState;
  badge?: Hat;
  text_only?: boolean;
}

/**
 * Replaces whatever the client has of this topic.
 */
export interface QueueMessage {
  type: "view";
  topic: "queue";
  seq: number;
  view: QueueView;
}

export interface QueueView {
  ticket?: TicketView;
}

export interface TicketView {
  id: TicketId;
  session: string;
  desk: string;
  topic: string;
  question: string;
  peers: boolean;
  state: TicketState;
  why: string;
  by?: string;
  version: number;
  joined: Instant;
  since: Instant;
  place: number;
  estimate?: WaitEstimate;
  basis: string;
  draws?: Instant;
  next: boolean;
  boosted: boolean;
  pinned: boolean;
  behind_cutoff: boolean;
  back_at?: Instant;
  away_left_s: number;
  call?: CallView;
  advisor?: string;
  room?: RoomId;
  ends: Instant;
  peers_here: number;
  wants_peers: boolean;
  follow_up: boolean;
}

export interface WaitEstimate {
  likely?: number;
  surely?: number;
  reached_percent: number;
}

export interface CallView {
  advisor: string;
  expires: Instant;
  group: number;
  accepted: boolean;
}

/**
 * Replaces whatever the client has of this topic.
 */
export interface DeskMessage {
  type: "view";
  topic: "desk";
  seq: number;
  view: AdvisorView;
}

export interface AdvisorView {
  desks: DeskView[];
}

export interface DeskView {
  session: string;
  desk: string;
  status: AdvisorStatus;
  until?: Instant;
  rests_until?: Instant;
  line: DeskState;
  capacity: number;
  waiting: number;
  with: DeskTicket[];
  room?: RoomId;
  ends: Instant;
  coming: DeskTicket[];
  groups: GroupView[];
}

export interface DeskTicket {
  id: TicketId;
  person: PersonId;
  name: string;
  role: string;
  region: string;
  topic: string;
  question: string;
  peers: boolean;
  version: number;
  joined: Instant;
  since: Instant;
  state: TicketState;
  online: boolean;
  accepted: boolean;
  why_next: string;
}

export interface GroupView {
  topic: string;
  tickets: TicketId[];
}

/**
 * The whole of a staff topic; patches count from its revision.
 */
export interface FloorMessage {
  type: "view";
  topic: "floor";
  seq: number;
  revision: number;
  view: FloorView;
}

export interface FloorView {
  sessions: {
    [k: string]: FloorSession;
  };
  rooms: {
    [k: string]: FloorRoom;
  };
  people: {
    [k: string]: FloorPerson;
  };
  notices: {
    [k: string]: FloorNotice;
  };
  desks: {
    [k: string]: FloorDesk;
  };
  advisors: {
    [k: string]: FloorAdvisor;
  };
  tickets: {
    [k: string]: FloorTicket;
  };
}

export interface FloorSession {
  kind: SessionKind;
  state: SessionState;
  title: {
    [k: string]: string;
  };
  doors: Instant;
  starts: Instant;
  ends: Instant;
  lobby: number;
  seated: number;
  present: number;
  round?: RoundStatus;
  by_moderator: boolean;
  attended: number;
  intending: number;
}

export interface FloorRoom {
  session: string;
  round: number;
  state: string;
  name: RoomName;
  basis: Basis;
  min: number;
  max: number;
  ends: Instant;
  locked: boolean;
  version: number;
  health: string[];
  alone_since?: Instant;
  seats: {
    [k: string]: FloorSeat;
  };
  complaints: {
    [k: string]: FloorComplaint;
  };
  turns: boolean;
  host?: PersonId;
  link?: string;
  wrote?: Instant;
}

export interface FloorSeat {
  state: SeatState;
  since: Instant;
  version: number;
  pinned: boolean;
  no_show: boolean;
}

export interface FloorComplaint {
  by: PersonId;
  name: string;
  text: string;
  at: Instant;
  reports: number;
}

export interface FloorPerson {
  name: string;
  role: string;
  region: string;
  hats: Hat[];
  scope?: Scope;
  online: boolean;
  session?: string;
  room?: RoomId;
  waiting_since?: Instant;
  waiting?: string;
  version: number;
  about?: string;
  help?: FloorHelp;
  muted: boolean;
  plan?: boolean;
  text_only?: boolean;
  reports?: FloorReports;
}

export interface FloorHelp {
  since: Instant;
  about: string;
  by?: PersonId;
  name?: string;
  away?: boolean;
}

export interface FloorReports {
  count: number;
  since: Instant;
  about: string[];
}

export interface FloorNotice {
  text: string;
  by: string;
  at: Instant;
  sent: number;
  seen: number;
  online?: number;
}

export interface FloorDesk {
  session: string;
  desk: string;
  state: DeskState;
  into?: string;
  has_cutoff: boolean;
  cutoff?: TicketId;
  waiting: number;
  away: number;
  served: number;
  ended: number;
  longest_since?: Instant;
}

export interface FloorAdvisor {
  session: string;
  desk: string;
  person: PersonId;
  name: string;
  topics: string[];
  capacity: number;
  status: AdvisorStatus;
  since: Instant;
  until?: Instant;
  rests_until?: Instant;
  online: boolean;
  with: TicketId[];
  room?: RoomId;
}

export interface FloorTicket {
  session: string;
  desk: string;
  person: PersonId;
  name: string;
  topic: string;
  question: string;
  peers: boolean;
  state: TicketState;
  why: string;
  version: number;
  place: number;
  pinned: boolean;
  boosted: boolean;
  joined: Instant;
  since: Instant;
  online: boolean;
  advisor?: PersonId;
  unserved: boolean;
}

/**
 * The whole of a staff topic; patches count from its revision.
 */
export interface BoardMessage {
  type: "view";
  topic: "board";
  seq: number;
  revision: number;
  view: BoardView;
}

export interface BoardView {
  plans: {
    [k: string]: BoardPlan;
  };
  requests: {
    [k: string]: BoardRequest;
  };
  progress: {
    [k: string]: BoardProgress;
  };
  out: {
    [k: string]: BoardPerson;
  };
  erasure: {
    [k: string]: BoardErasure;
  };
  operations: {
    [k: string]: BoardOperation;
  };
  pairs: {
    [k: string]: BoardPair;
  };
  reports: {
    [k: string]: BoardReports;
  };
  acts: {
    [k: string]: BoardAct;
  };
}

export interface BoardPlan {
  session: string;
  name: string;
  by: string;
  at: Instant;
  changed: number;
  rooms: PlannedRoom[];
  unplaced: {
    [k: string]: string;
  };
  report: PlanReport;
  rematch: boolean;
  ahead: boolean;
  chosen: boolean;
}

export interface PlannedRoom {
  name: RoomName;
  basis: Basis;
  people: PersonId[];
  room?: RoomId;
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
  moves?: number;
  least_moves?: number;
  cut_short?: boolean;
  violations?: Violation[];
}

export interface Violation {
  code: ViolationCode;
  room: number;
  amount: number;
  limit: number;
}

export interface BoardRequest {
  session: string;
  name: string;
  by: string;
  rematch: boolean;
  finished_by?: string;
}

export interface BoardProgress {
  permille: number;
  people: number;
  same_primary?: number;
  repeat_meetings: number;
  again: boolean;
}

export interface BoardPerson {
  name: string;
  state: string;
  by: string;
  at: Instant;
  reason: string;
}

export interface BoardErasure {
  at: Instant;
  people: number;
}

export interface BoardOperation {
  command: string;
  by: PersonId;
  name: string;
  at: Instant;
  reason: string;
  told?: string;
  people: number;
  moves: BoardMove[];
  pinned: PersonId[];
  pin?: boolean;
  rooms: RoomName[];
  locked?: boolean;
  room_before?: RoomName;
  room_after?: RoomName;
  pair: PersonId[];
  bond_before?: Bond;
  bond_after?: Bond;
  about?: OperationId;
  undone_by?: string;
}

export interface BoardMove {
  person: PersonId;
  from?: RoomName;
  to?: RoomName;
}

export interface BoardPair {
  one: PersonId;
  other: PersonId;
  one_name: string;
  other_name: string;
  bond: Bond;
  by: string;
  at: Instant;
  wished_by: PersonId[];
}

export interface BoardReports {
  name: string;
  count: number;
  since: Instant;
  about: string[];
}

export interface BoardAct {
  what: ActKind;
  by: PersonId;
  name: string;
  at: Instant;
  reason: string;
  people: number;
  who: BoardNamed[];
  session?: string;
  desk?: string;
  from?: string;
  into?: string;
  room?: RoomName;
  plan?: string;
  before?: string;
  after?: string;
  hats_before?: BoardHats;
  hats_after?: BoardHats;
  moved: number;
  clocks: ActClock[];
}

export interface BoardNamed {
  person: PersonId;
  name: string;
}

export interface BoardHats {
  hats: Hat[];
  parts: number;
  sessions: string[];
  rooms: RoomName[];
}

export interface ActClock {
  session: string;
  round: boolean;
  started: Instant;
  ended: Instant;
  starts: Instant;
  ends: Instant;
}

/**
 * A merge patch (RFC 7396) on the view of revision `from`; if that is not the client's, resync.
 */
export interface PatchMessage {
  type: "patch";
  topic: "floor" | "board";
  from: number;
  to: number;
  patch: {};
}

/**
 * Messages of the chat of the room that is shown, or was last: the whole of it, or what follows.
 */
export interface Chat {
  type: "chat";
  room: RoomId;
  whole: boolean;
  lines: ChatMessage[];
}

export interface ChatMessage {
  n: number;
  by: PersonId;
  name: string;
  badge?: Hat;
  at: Instant;
  text?: string;
}

export interface Notice {
  type: "notice";
  id: NoticeId;
  kind: string;
  urgent: boolean;
  at: Instant;
  expires?: Instant;
  text?: string;
  by?: string;
  parameters: {
    [k: string]: string;
  };
}

export interface Done {
  type: "done";
  id: string;
  seq: number;
}

export interface Refused {
  type: "refused";
  id?: string;
  code: string;
  message: string;
  path?: string;
  parameters: {
    [k: string]: string;
  };
}

export interface Pong {
  type: "pong";
  at: number;
  time: Instant;
}

export interface Superseded {
  type: "superseded";
}

export interface Programme {
  event: string;
  name: {
    [k: string]: string;
  };
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
  credits: boolean;
}

export interface Category {
  key: string;
  parent: string;
  label: {
    [k: string]: string;
  };
}

export interface Topic {
  key: string;
  label: {
    [k: string]: string;
  };
}

export interface ProgrammeSession {
  id: string;
  kind: SessionKind;
  title: {
    [k: string]: string;
  };
  starts: Instant;
  ends: Instant;
  cancelled: boolean;
  link: string;
  credit_minutes: number;
  rounds: number;
  room_min: number;
  room_max: number;
  prompts: {
    [k: string]: string;
  }[];
  of: string[];
  desks: ProgrammeDesk[];
}

export interface ProgrammeDesk {
  id: string;
  topics: string[];
}
