// What people ask of an office hour's line. A part of commands.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/ids.h"
#include "matcher/office_hours.h"

namespace convene {

// ---- everybody

struct TicketOpen {
  static constexpr std::string_view name = "ticket.open";
  static constexpr std::string_view doc = "Stand in line at an office hour: one place in the whole event.";
  std::string session;
  std::string topic;       // a key of the event's topics
  std::string question{};  // in one's own words, for the advisor; may be empty
  bool peers = false;      // welcomes others with the topic
};
BOOST_DESCRIBE_STRUCT(TicketOpen, (), (session, topic, question, peers))

struct TicketEdit {
  static constexpr std::string_view name = "ticket.edit";
  static constexpr std::string_view doc = "Change what one's own ticket says; the place stays.";
  TicketId ticket;
  std::optional<std::string> topic;
  std::optional<std::string> question;
  std::optional<bool> peers;
};
BOOST_DESCRIBE_STRUCT(TicketEdit, (), (ticket, topic, question, peers))

struct TicketAccept {
  static constexpr std::string_view name = "ticket.accept";
  static constexpr std::string_view doc = "Come, being called: into the advisor's room; a seat elsewhere is kept.";
  TicketId ticket;
  std::uint32_t seen = 0;  // version of the ticket
};
BOOST_DESCRIBE_STRUCT(TicketAccept, (), (ticket, seen))

struct TicketDecline {
  static constexpr std::string_view name = "ticket.decline";
  static constexpr std::string_view doc = "Let the next one go first, being called; the place stays.";
  TicketId ticket;
  std::uint32_t seen = 0;
};
BOOST_DESCRIBE_STRUCT(TicketDecline, (), (ticket, seen))

struct TicketSnooze {
  static constexpr std::string_view name = "ticket.snooze";
  static constexpr std::string_view doc = "Not to be called for some minutes; the place stays. 0: back again.";
  TicketId ticket;
  std::uint32_t minutes = 0;
};
BOOST_DESCRIBE_STRUCT(TicketSnooze, (), (ticket, minutes))

struct TicketLeave {
  static constexpr std::string_view name = "ticket.leave";
  static constexpr std::string_view doc = "Give one's place in the line up, or leave the conversation.";
  TicketId ticket;
};
BOOST_DESCRIBE_STRUCT(TicketLeave, (), (ticket))

struct TicketFollowUp {
  static constexpr std::string_view name = "ticket.follow_up";
  static constexpr std::string_view doc = "Whether one wants to be contacted after the session.";
  TicketId ticket;
  bool wants = true;
};
BOOST_DESCRIBE_STRUCT(TicketFollowUp, (), (ticket, wants))

struct PeersJoin {
  static constexpr std::string_view name = "peers.join";
  static constexpr std::string_view doc =
      "Talk with others who wait and have the same topic, keeping one's place in the line; or no longer ask to.";
  TicketId ticket;
  bool wants = true;
};
BOOST_DESCRIBE_STRUCT(PeersJoin, (), (ticket, wants))

// ---- advisors

struct AdvisorTurn {
  static constexpr std::string_view name = "advisor.status";
  static constexpr std::string_view doc =
      "Be available at a desk, away, or off; staff may say so for somebody. `available` also ends the rest between two "
      "conversations.";
  std::string session;
  AdvisorStatus status = AdvisorStatus::available;
  std::optional<Instant> until;    // planned end
  std::optional<PersonId> person;  // none: oneself
};
BOOST_DESCRIBE_STRUCT(AdvisorTurn, (), (session, status, until, person))

struct TicketCall {
  static constexpr std::string_view name = "ticket.call";
  static constexpr std::string_view doc =
      "Call a ticket by hand, or several as a group: all of them come or none. Whom the advisor does not serve by "
      "topic and language, staff call with a reason.";
  std::vector<TicketId> tickets;
  std::optional<PersonId> advisor;  // none: oneself
  std::string reason{};             // out of order, or over topic and language
};
BOOST_DESCRIBE_STRUCT(TicketCall, (), (tickets, advisor, reason))

struct TicketDone {
  static constexpr std::string_view name = "ticket.done";
  static constexpr std::string_view doc = "The conversation is over; the person goes back to where they came from.";
  TicketId ticket;
  std::string note{};  // for the list of visits; may be empty
  bool follow_up = false;
};
BOOST_DESCRIBE_STRUCT(TicketDone, (), (ticket, note, follow_up))

struct TicketExtend {
  static constexpr std::string_view name = "ticket.extend";
  static constexpr std::string_view doc = "Plan more time for a conversation.";
  TicketId ticket;
  std::uint32_t minutes = 0;
  std::optional<Instant> seen{};  // when the conversation was to end
};
BOOST_DESCRIBE_STRUCT(TicketExtend, (), (ticket, minutes, seen))

struct TicketNoShow {
  static constexpr std::string_view name = "ticket.no_show";
  static constexpr std::string_view doc = "The person who was called is not there.";
  TicketId ticket;
};
BOOST_DESCRIBE_STRUCT(TicketNoShow, (), (ticket))

struct TicketReturn {
  static constexpr std::string_view name = "ticket.return";
  static constexpr std::string_view doc =
      "Back into the line at the old place: undoes a no-show, a call or an end by mistake.";
  TicketId ticket;
  std::string reason{};
};
BOOST_DESCRIBE_STRUCT(TicketReturn, (), (ticket, reason))

// ---- staff

struct AdvisorPost {
  static constexpr std::string_view name = "advisor.post";
  static constexpr std::string_view doc = "Post somebody as advisor at a desk, or no longer.";
  std::string session;
  std::string desk;
  PersonId person;
  std::vector<std::string> topics{};     // none: the desk's
  std::vector<std::string> languages{};  // none: what they speak
  std::uint32_t capacity = 0;            // 0: the desk's
  bool posted = true;
};
BOOST_DESCRIBE_STRUCT(AdvisorPost, (), (session, desk, person, topics, languages, capacity, posted))

struct DeskPause {
  static constexpr std::string_view name = "desk.pause";
  static constexpr std::string_view doc = "Call nobody at a desk for the time being.";
  std::string session;
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(DeskPause, (), (session, desk))

struct DeskOpen {
  static constexpr std::string_view name = "desk.open";
  static constexpr std::string_view doc = "Take and call tickets at a desk (again).";
  std::string session;
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(DeskOpen, (), (session, desk))

struct DeskCutoff {
  static constexpr std::string_view name = "desk.cutoff";
  static constexpr std::string_view doc =
      "Take no more tickets at a desk, and tell those behind a ticket that they are not likely to be reached.";
  std::string session;
  std::string desk;
  std::optional<TicketId> after;  // the last one that is; none: everybody is told
};
BOOST_DESCRIBE_STRUCT(DeskCutoff, (), (session, desk, after))

struct DeskClose {
  static constexpr std::string_view name = "desk.close";
  static constexpr std::string_view doc = "Take no more tickets at a desk; those that it has are served.";
  std::string session;
  std::string desk;
};
BOOST_DESCRIBE_STRUCT(DeskClose, (), (session, desk))

struct DeskMerge {
  static constexpr std::string_view name = "desk.merge";
  static constexpr std::string_view doc = "Unite two desks' lines: everybody keeps their place among all of them.";
  std::string session;
  std::string from;
  std::string into;
};
BOOST_DESCRIBE_STRUCT(DeskMerge, (), (session, from, into))

struct TicketMove {
  static constexpr std::string_view name = "ticket.move";
  static constexpr std::string_view doc = "To another desk, or before another ticket of the desk; the reason is kept.";
  TicketId ticket;
  std::optional<std::string> desk;
  std::optional<TicketId> before;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TicketMove, (), (ticket, desk, before, reason))

struct TicketPin {
  static constexpr std::string_view name = "ticket.pin";
  static constexpr std::string_view doc = "To the front of the line, or back to its own place; the reason is kept.";
  TicketId ticket;
  bool pinned = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TicketPin, (), (ticket, pinned, reason))

}  // namespace convene
