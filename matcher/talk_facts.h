// What came of what people asked of each other in rooms: chat, help, turns. A part of facts.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/sealed.h"

namespace convene {

// ---- chat

struct ChatSaid {
  static constexpr std::string_view name = "ChatSaid";
  RoomId room;
  std::uint32_t n = 0;  // 1.. within the room
  PersonId by;
  Sealed<std::string> text;
  std::uint32_t bytes = 0;  // of the text: what a room keeps is reckoned from it, also when the words are erased
};
BOOST_DESCRIBE_STRUCT(ChatSaid, (), (room, n, by, text, bytes))

/// Reports of the message are settled, whether it is hidden now or not.
struct ChatHidden {
  static constexpr std::string_view name = "ChatHidden";
  RoomId room;
  std::uint32_t n = 0;
  bool hidden = true;
};
BOOST_DESCRIBE_STRUCT(ChatHidden, (), (room, n, hidden))

struct ChatReported {
  static constexpr std::string_view name = "ChatReported";
  RoomId room;
  std::uint32_t n = 0;
  PersonId by;
};
BOOST_DESCRIBE_STRUCT(ChatReported, (), (room, n, by))

/// The oldest messages that are kept of a closed room are gone, so many of them: but for those that staff still have to
/// look at.
struct ChatForgotten {
  static constexpr std::string_view name = "ChatForgotten";
  RoomId room;
  std::uint32_t messages = 0;
};
BOOST_DESCRIBE_STRUCT(ChatForgotten, (), (room, messages))

/// In words of whoever told it, if there are any. A second time by the same one: in these words now.
struct PersonReported {
  static constexpr std::string_view name = "PersonReported";
  PersonId person;
  PersonId by;
  std::optional<Sealed<std::string>> about;
};
BOOST_DESCRIBE_STRUCT(PersonReported, (), (person, by, about))

/// Everything that was told of this person is looked after.
struct ReportSettled {
  static constexpr std::string_view name = "ReportSettled";
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(ReportSettled, (), (person))

/// Whether somebody takes part in writing alone.
struct TextOnlyChosen {
  static constexpr std::string_view name = "TextOnlyChosen";
  PersonId person;
  bool text_only = true;
};
BOOST_DESCRIBE_STRUCT(TextOnlyChosen, (), (person, text_only))

struct PersonMuted {
  static constexpr std::string_view name = "PersonMuted";
  PersonId person;
  bool muted = true;
};
BOOST_DESCRIBE_STRUCT(PersonMuted, (), (person, muted))

// ---- help

struct HelpAsked {
  static constexpr std::string_view name = "HelpAsked";
  PersonId person;
  std::optional<Sealed<std::string>> about;
};
BOOST_DESCRIBE_STRUCT(HelpAsked, (), (person, about))

/// Also in the place of somebody who went before.
struct HelpClaimed {
  static constexpr std::string_view name = "HelpClaimed";
  PersonId person;
  PersonId by;
};
BOOST_DESCRIBE_STRUCT(HelpClaimed, (), (person, by))

/// The call stands, and nobody comes (any more).
struct HelpReleased {
  static constexpr std::string_view name = "HelpReleased";
  PersonId person;
  PersonId by;  // the member of staff who went
};
BOOST_DESCRIBE_STRUCT(HelpReleased, (), (person, by))

struct HelpEnded {
  static constexpr std::string_view name = "HelpEnded";
  PersonId person;
  PersonId by;  // the member of staff who helped; none: it was not needed any more
};
BOOST_DESCRIBE_STRUCT(HelpEnded, (), (person, by))

// ---- turns

/// The turn clock of a room: who had a turn, who has it (`order[turn]`) until `ends`, who comes then. `turn` at the end
/// of the order: everybody had one, or it was stopped. `held`: the clock stands since then, for whoever has the turn
/// lost the connection and may be back.
struct TurnsSet {
  static constexpr std::string_view name = "TurnsSet";
  RoomId room;
  std::vector<PersonId> order;
  std::uint32_t turn = 0;
  Instant ends;
  std::optional<Instant> held{};
};
BOOST_DESCRIBE_STRUCT(TurnsSet, (), (room, order, turn, ends, held))

// ---- contacts

/// The person is ready to swap contacts with the other one, or not any more.
struct ContactOffered {
  static constexpr std::string_view name = "ContactOffered";
  PersonId person;
  PersonId other;
  bool ready = true;
};
BOOST_DESCRIBE_STRUCT(ContactOffered, (), (person, other, ready))

}  // namespace convene
