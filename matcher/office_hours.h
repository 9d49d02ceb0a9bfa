// Office hours: desks, the advisors at them, and the tickets of those who wait. The words that commands, facts, views
// and the state share, and the state itself.
//
// One line a session, whatever the desks: an advisor serves whoever is next of those they can serve, at any desk
// (pooling shortens everybody's wait). A desk is a part of that line which staff pause, close, or move people out of.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/queueing/service_times.h"
#include "matcher/sealed.h"

namespace convene {

/// waiting -> offered -> in_session -> done, with away (asked for a moment, or gone for longer than the grace), left,
/// no_show (called twice, and did not come) and closed_out (the line closed first).
enum class TicketState : std::uint8_t { waiting, away, offered, in_session, done, left, no_show, closed_out };
BOOST_DESCRIBE_ENUM(TicketState, waiting, away, offered, in_session, done, left, no_show, closed_out)

/// Live: one a person and event.
constexpr bool is_live(TicketState state) { return state <= TicketState::in_session; }
/// Its owner talks or talked to an advisor: who was called and did not come did not.
constexpr bool is_help(TicketState state) { return state == TicketState::in_session || state == TicketState::done; }

/// Whether an advisor takes people. That they are busy follows from whom they talk to.
enum class AdvisorStatus : std::uint8_t { off, available, away };
BOOST_DESCRIBE_ENUM(AdvisorStatus, off, available, away)

/// paused: takes tickets, calls nobody; closing: takes no tickets, serves those it has.
enum class DeskState : std::uint8_t { open, paused, closing };
BOOST_DESCRIBE_ENUM(DeskState, open, paused, closing)

/// A call that waits for an answer: a lease with an end.
struct TicketOffer {
  PersonId advisor;
  Instant expires;
  std::uint32_t group = 0;  // who are called together share the number; 0: called alone
  bool accepted = false;    // of a group: waits for the others
  bool by_hand = false;     // somebody picked the ticket out of its order
};
BOOST_DESCRIBE_STRUCT(TicketOffer, (), (advisor, expires, group, accepted, by_hand))

struct Ticket {
  TicketId id;
  PersonId person;
  std::int32_t session = -1;
  std::uint32_t desk = 0;  // index into the session's line
  std::string topic;       // a key of the event's topics; empty: any
  std::optional<Sealed<std::string>> question;
  bool peers = false;  // welcomes others with the topic

  TicketState state = TicketState::waiting;
  std::string why;  // how the state came to be, where that is no matter of course: a code
  PersonId by;      // the member of staff who did it
  std::uint32_t version = 1;
  Instant joined;
  Instant since;            // in this state
  std::int64_t place = 0;   // the order key's first part (matcher/queueing/order.h); the ticket's number is the second
  std::int64_t origin = 0;  // what it was before staff moved it
  std::uint32_t boost = 0;  // places that it was let ahead by when it was opened
  bool pinned = false;
  bool yields = false;           // was called and did not come: the next one is called first
  std::uint32_t missed = 0;      // calls without an answer
  std::uint32_t declined = 0;    // calls answered with "not now"
  Duration away_used;            // of the budget
  std::optional<Instant> until;  // away: back in the line by itself; none: when they come back
  std::optional<TicketOffer> offer;
  PersonId advisor;                         // who helps, or helped
  RoomId room;                              // where
  Instant started;                          // the conversation; 0: there was none
  Instant ends;                             // ... as planned
  bool follow_up = false;                   // to be contacted after the session
  std::optional<Sealed<std::string>> note;  // the advisor's
  bool wants_peers = false;                 // asks for company on the topic while they wait
};
BOOST_DESCRIBE_STRUCT(Ticket, (),
                      (id, person, session, desk, topic, question, peers, state, why, by, version, joined, since, place,
                       origin, boost, pinned, yields, missed, declined, away_used, until, offer, advisor, room, started,
                       ends, follow_up, note, wants_peers))

struct Advisor {
  PersonId person;
  std::uint32_t desk = 0;
  std::vector<std::string> topics;     // none: the desk's
  std::vector<std::string> languages;  // none: what they speak
  std::uint16_t capacity = 0;          // people at a time; 0: the desk's
  AdvisorStatus status = AdvisorStatus::off;
  Instant since;                 // in this status
  std::optional<Instant> until;  // planned end
  Instant rests_until;           // to note down what was said, before the next one is called
};
BOOST_DESCRIBE_STRUCT(Advisor, (), (person, desk, topics, languages, capacity, status, since, until, rests_until))

struct DeskLine {
  std::string desk;  // the organiser's id
  DeskState state = DeskState::open;
  std::optional<std::uint32_t> into;  // merged into another one: index
  bool has_cutoff = false;
  TicketId cutoff;  // whoever stands behind it is not likely to be reached; none: nobody is
  bool operator==(const DeskLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(DeskLine, (), (desk, state, into, has_cutoff, cutoff))

/// The seed stands in the log before the draw.
struct Lottery {
  std::uint64_t seed = 0;
  Instant draws;
  bool drawn = false;
};
BOOST_DESCRIBE_STRUCT(Lottery, (), (seed, draws, drawn))

/// What the event file said when it was last read: what staff changed since stands until it says something else.
struct FiledPost {
  PersonId person;
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(FiledPost, (), (person, desk))

/// The line of one office-hours session.
struct OfficeHours {
  std::vector<DeskLine> desks;
  std::vector<Advisor> advisors;
  std::uint32_t joined = 0;  // tickets so far: the sequence that order keys are made of
  std::uint32_t groups = 0;  // numbers given to groups so far
  std::optional<Lottery> lottery;
  std::vector<FiledPost> filed;
  queueing::ServiceTimes times;  // how long conversations take, learned from those that ended
};
BOOST_DESCRIBE_STRUCT(OfficeHours, (), (desks, advisors, joined, groups, lottery, filed, times))

}  // namespace convene
