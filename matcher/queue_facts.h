// What came of what was asked of an office hour's line. A part of facts.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/ids.h"
#include "matcher/office_hours.h"
#include "matcher/sealed.h"

namespace convene {

// ---- desks and advisors

struct DeskTurned {
  static constexpr std::string_view name = "DeskTurned";
  std::string session;
  std::string desk;
  DeskState state = DeskState::open;
  bool has_cutoff = false;
  TicketId cutoff;                  // whoever stands behind it is not likely to be reached; none: nobody is
  std::optional<std::string> into;  // its line is part of that desk's now
};
BOOST_DESCRIBE_STRUCT(DeskTurned, (), (session, desk, state, has_cutoff, cutoff, into))

struct AdvisorPosted {
  static constexpr std::string_view name = "AdvisorPosted";
  std::string session;
  std::string desk;
  PersonId person;
  std::vector<std::string> topics;
  std::vector<std::string> languages;
  std::uint16_t capacity = 0;
  bool posted = true;
  bool by_file = false;  // as the event file says
};
BOOST_DESCRIBE_STRUCT(AdvisorPosted, (), (session, desk, person, topics, languages, capacity, posted, by_file))

struct AdvisorTurned {
  static constexpr std::string_view name = "AdvisorTurned";
  std::string session;
  PersonId person;
  AdvisorStatus status = AdvisorStatus::available;
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(AdvisorTurned, (), (session, person, status, until))

/// The order of those who come before the draw will be shuffled with this seed.
struct LotterySet {
  static constexpr std::string_view name = "LotterySet";
  std::string session;
  std::uint64_t seed = 0;
  Instant draws;
};
BOOST_DESCRIBE_STRUCT(LotterySet, (), (session, seed, draws))

struct PlacedTicket {
  TicketId ticket;
  std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(PlacedTicket, (), (ticket, place))

struct LotteryDrawn {
  static constexpr std::string_view name = "LotteryDrawn";
  std::string session;
  std::vector<PlacedTicket> places;
};
BOOST_DESCRIBE_STRUCT(LotteryDrawn, (), (session, places))

// ---- tickets

struct TicketOpened {
  static constexpr std::string_view name = "TicketOpened";
  TicketId ticket;
  PersonId person;
  std::string session;
  std::string desk;
  std::string topic;
  std::optional<Sealed<std::string>> question;
  bool peers = false;
  std::int64_t place = 0;
  std::uint32_t boost = 0;
};
BOOST_DESCRIBE_STRUCT(TicketOpened, (), (ticket, person, session, desk, topic, question, peers, place, boost))

struct TicketEdited {
  static constexpr std::string_view name = "TicketEdited";
  TicketId ticket;
  std::string desk;
  std::string topic;
  std::optional<Sealed<std::string>> question;
  bool peers = false;
};
BOOST_DESCRIBE_STRUCT(TicketEdited, (), (ticket, desk, topic, question, peers))

/// These are called by this advisor until then: more than one, as a group.
struct TicketsOffered {
  static constexpr std::string_view name = "TicketsOffered";
  std::vector<TicketId> tickets;
  PersonId advisor;
  Instant expires;
  std::uint32_t group = 0;
  bool by_hand = false;
  PersonId by;                                // the member of staff who picked them
  std::optional<Sealed<std::string>> reason;  // ... and why
  TicketId passed;                            // yielded its turn to these, and is next
};
BOOST_DESCRIBE_STRUCT(TicketsOffered, (), (tickets, advisor, expires, group, by_hand, by, reason, passed))

/// Of a group: comes, and waits for the others.
struct TicketAccepted {
  static constexpr std::string_view name = "TicketAccepted";
  TicketId ticket;
};
BOOST_DESCRIBE_STRUCT(TicketAccepted, (), (ticket))

struct StartedTicket {
  TicketId ticket;
  std::uint32_t version = 0;  // of the person's assignment
};
BOOST_DESCRIBE_STRUCT(StartedTicket, (), (ticket, version))

/// They are in this room with the advisor now; a seat that they held elsewhere is kept, as called away.
struct TicketsStarted {
  static constexpr std::string_view name = "TicketsStarted";
  std::vector<StartedTicket> tickets;
  RoomId room;
  Instant ends;  // as planned
};
BOOST_DESCRIBE_STRUCT(TicketsStarted, (), (tickets, room, ends))

/// The conversation is planned to end then.
struct TicketExtended {
  static constexpr std::string_view name = "TicketExtended";
  RoomId room;
  Instant ends;
};
BOOST_DESCRIBE_STRUCT(TicketExtended, (), (room, ends))

/// A ticket came into this state. Whoever was in a conversation goes back to where they came from.
struct TicketTurned {
  static constexpr std::string_view name = "TicketTurned";
  TicketId ticket;
  TicketState state = TicketState::waiting;
  std::string why;
  PersonId by;
  std::optional<Instant> until;  // away
  bool yields = false;           // waiting: the next one is called first
  std::uint32_t version = 0;     // of the person's assignment, if they were in a conversation
  std::optional<Sealed<std::string>> note;
  bool follow_up = false;
  std::optional<Instant> rests_until;  // the advisor's next call comes then at the earliest
};
BOOST_DESCRIBE_STRUCT(TicketTurned, (), (ticket, state, why, by, until, yields, version, note, follow_up, rests_until))

/// Staff gave a ticket another place; without a reason: there was no room between its neighbours' numbers.
struct TicketPlaced {
  static constexpr std::string_view name = "TicketPlaced";
  TicketId ticket;
  std::string desk;
  std::int64_t place = 0;
  bool pinned = false;
  PersonId by;
  std::optional<Sealed<std::string>> reason;
};
BOOST_DESCRIBE_STRUCT(TicketPlaced, (), (ticket, desk, place, pinned, by, reason))

struct FollowUpChosen {
  static constexpr std::string_view name = "FollowUpChosen";
  TicketId ticket;
  bool wants = true;
};
BOOST_DESCRIBE_STRUCT(FollowUpChosen, (), (ticket, wants))

/// Wants company on the topic while they wait, or no longer.
struct PeersWanted {
  static constexpr std::string_view name = "PeersWanted";
  TicketId ticket;
  bool wants = true;
};
BOOST_DESCRIBE_STRUCT(PeersWanted, (), (ticket, wants))

}  // namespace convene
