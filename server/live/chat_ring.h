// The chat of a room as it is sent: each message is encoded once, whoever reads it holds a number.
//
// A copy of what the state keeps (matcher/chat.h), made when somebody looks at the room and brought up to date as
// messages become durable. So what a connection waits for is a number, however slow its reader.
// Memory: as the state's, at most limits::chat_lines and about limits::chat_room_bytes. Thread: the shard's.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "matcher/state.h"

namespace convene::live {

class ChatRing {
 public:
  /// Takes over what came since the last time; drops what the room keeps no more. O(new messages).
  void catch_up(const State& state, const Room& room);
  /// Something in it changed: all of it is encoded again. O(messages).
  void renew(const State& state, const Room& room);

  /// Number of the newest message; 0: there is none.
  std::uint32_t last() const { return last_; }

  /// What follows message `seen`; the whole, if that is nothing, or older than what is kept.
  std::string message(RoomId room, std::optional<std::uint32_t> seen) const;

 private:
  std::deque<std::string> lines_;  // encoded, the newest last, without gaps
  std::uint32_t last_ = 0;
};

}  // namespace convene::live
