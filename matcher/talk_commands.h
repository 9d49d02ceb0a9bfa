// What people ask of each other in rooms: to be heard, to be helped, to have their turn. A part of commands.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "matcher/ids.h"

namespace convene {

// ---- everybody

struct ChatSay {
  static constexpr std::string_view name = "chat.say";
  static constexpr std::string_view doc =
      "Write to everybody in the room one sits in or visits, or, as long as one may say goodbye, was moved out of.";
  RoomId room;  // the one that was on the screen: what is meant for one room does not go to another
  std::string text;
};
BOOST_DESCRIBE_STRUCT(ChatSay, (), (room, text))

struct ChatReport {
  static constexpr std::string_view name = "chat.report";
  static constexpr std::string_view doc = "Show a message to staff; nobody else learns of it.";
  RoomId room;
  std::uint32_t n = 0;  // number of the message in its room
};
BOOST_DESCRIBE_STRUCT(ChatReport, (), (room, n))

struct PersonReport {
  static constexpr std::string_view name = "person.report";
  static constexpr std::string_view doc =
      "Tell staff of somebody one sits or sat in a room with, in one's own words if wanted; nobody else learns of it.";
  PersonId person;
  std::string about{};
};
BOOST_DESCRIBE_STRUCT(PersonReport, (), (person, about))

struct PersonAvoid {
  static constexpr std::string_view name = "person.avoid";
  static constexpr std::string_view doc =
      "Share no room from the next placement on with somebody one sits or sat in a room with, or, `avoid` being false, "
      "let that be. Nobody moves for it, and nobody but moderators can tell.";
  PersonId person;
  bool avoid = true;
};
BOOST_DESCRIBE_STRUCT(PersonAvoid, (), (person, avoid))

struct HelpAsk {
  static constexpr std::string_view name = "help.ask";
  static constexpr std::string_view doc = "Ask for a member of staff.";
  std::string about;  // in one's own words; may be empty
};
BOOST_DESCRIBE_STRUCT(HelpAsk, (), (about))

struct HelpCancel {
  static constexpr std::string_view name = "help.cancel";
  static constexpr std::string_view doc = "No help is needed any more.";
};
BOOST_DESCRIBE_STRUCT(HelpCancel, (), ())

struct TurnsStart {
  static constexpr std::string_view name = "turns.start";
  static constexpr std::string_view doc = "Start the turn clock of a room: equal time for everybody who is there.";
  RoomId room;
};
BOOST_DESCRIBE_STRUCT(TurnsStart, (), (room))

struct TurnsPass {
  static constexpr std::string_view name = "turns.pass";
  static constexpr std::string_view doc =
      "The turn is over early: said by whoever has it, by staff, or by anybody where whoever has it is not there.";
  RoomId room;
  std::uint32_t seen = 0;  // number of the turn that was on the screen
};
BOOST_DESCRIBE_STRUCT(TurnsPass, (), (room, seen))

// ---- staff

struct HelpClaim {
  static constexpr std::string_view name = "help.claim";
  static constexpr std::string_view doc =
      "Be the one who comes, so that two do not; `instead_of` names whoever was seen to come, to go in their place.";
  PersonId person;
  std::optional<PersonId> instead_of{};  // whose claim was on the screen
};
BOOST_DESCRIBE_STRUCT(HelpClaim, (), (person, instead_of))

struct HelpRelease {
  static constexpr std::string_view name = "help.release";
  static constexpr std::string_view doc = "Not come after all: whoever asked waits again, and others can go.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(HelpRelease, (), (person))

struct HelpResolve {
  static constexpr std::string_view name = "help.resolve";
  static constexpr std::string_view doc = "Somebody who asked for help has been helped.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(HelpResolve, (), (person))

struct ChatHide {
  static constexpr std::string_view name = "chat.hide";
  static constexpr std::string_view doc =
      "Take a message away from everybody, or, hidden being false, leave or bring it back; reports of it are settled.";
  RoomId room;
  std::uint32_t n = 0;
  bool hidden = true;
};
BOOST_DESCRIBE_STRUCT(ChatHide, (), (room, n, hidden))

struct PersonMute {
  static constexpr std::string_view name = "person.mute";
  static constexpr std::string_view doc = "Let somebody read the chat and not write, until unmuted.";
  PersonId person;
  bool muted = true;
};
BOOST_DESCRIBE_STRUCT(PersonMute, (), (person, muted))

struct ReportSettle {
  static constexpr std::string_view name = "report.settle";
  static constexpr std::string_view doc = "What was told of a person is looked after.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(ReportSettle, (), (person))

struct TurnsStop {
  static constexpr std::string_view name = "turns.stop";
  static constexpr std::string_view doc = "Stop the turn clock of a room.";
  RoomId room;
};
BOOST_DESCRIBE_STRUCT(TurnsStop, (), (room))

// ---- contacts

struct ContactOffer {
  static constexpr std::string_view name = "contact.offer";
  static constexpr std::string_view doc =
      "Be ready to swap contacts with somebody one sits or sat with: both see the other's when both are.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(ContactOffer, (), (person))

struct ContactWithdraw {
  static constexpr std::string_view name = "contact.withdraw";
  static constexpr std::string_view doc = "Be no longer ready to: neither sees the other's contact any more.";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(ContactWithdraw, (), (person))

}  // namespace convene
