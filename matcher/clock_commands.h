// What staff ask of the programme's clocks: sessions and rounds that get more time, move, are called off or added. A
// part of commands.h.
//
// More time is reckoned from what is so when it is asked for: without `seen`, two who ask for the same give it twice.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/definition.h"
#include "matcher/instant.h"

namespace convene {

/// When a session starts and ends, as it stood on the screen.
struct SeenTimes {
  std::string session;
  Instant starts;
  Instant ends;
};
BOOST_DESCRIBE_STRUCT(SeenTimes, (), (session, starts, ends))

struct SessionShift {
  static constexpr std::string_view name = "session.shift";
  static constexpr std::string_view doc =
      "Move a session in time by minutes, and, if asked, what follows on the same day and has not begun.";
  std::string session;
  std::int32_t minutes = 0;
  bool following = true;
  std::vector<SeenTimes> seen{};  // of the session and of what follows; nobody is asked of what is not named here
};
BOOST_DESCRIBE_STRUCT(SessionShift, (), (session, minutes, following, seen))

struct SessionExtend {
  static constexpr std::string_view name = "session.extend";
  static constexpr std::string_view doc = "Let a session end later.";
  std::string session;
  std::int32_t minutes = 0;
  std::optional<Instant> seen{};  // the session's end
};
BOOST_DESCRIBE_STRUCT(SessionExtend, (), (session, minutes, seen))

struct SessionCancel {
  static constexpr std::string_view name = "session.cancel";
  static constexpr std::string_view doc = "Call a session off; whoever is in it goes to the programme.";
  std::string session;
};
BOOST_DESCRIBE_STRUCT(SessionCancel, (), (session))

struct SessionAdd {
  static constexpr std::string_view name = "session.add";
  static constexpr std::string_view doc =
      "Add a session to the programme, like one that is in it but for its time, and its title and link if they are "
      "given.";
  std::string like;
  Label title;  // what it has no words for in a language, it has in another; none at all: that of the other session
  Instant starts;
  std::int32_t minutes = 0;
  std::optional<std::string> link;
};
BOOST_DESCRIBE_STRUCT(SessionAdd, (), (like, title, starts, minutes, link))

struct RoundExtend {
  static constexpr std::string_view name = "round.extend";
  static constexpr std::string_view doc = "Give the open round of a session more time.";
  std::string session;
  std::int32_t seconds = 0;
  std::optional<Instant> seen{};  // the round's end
};
BOOST_DESCRIBE_STRUCT(RoundExtend, (), (session, seconds, seen))

}  // namespace convene
