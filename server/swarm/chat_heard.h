// What one of the crowd hears and says in the chats of rooms: nothing is lost, doubled, or of another room.
//
// Thread: the crowd's.
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>

#include "server/swarm/observed.h"

namespace convene::swarm {

class ChatHeard {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Staff moved them out of this room, to which they may say goodbye: it is heard beside the one that is shown. Empty:
  /// there is none.
  void leaves(std::string room) { leaves_ = std::move(room); }
  /// A `chat` message. Gaps and messages of any other room break a promise.
  void hear(const nlohmann::json& said, Observed& observed, const std::string& who);
  /// This one writes; returns the text, which nobody else writes.
  std::string writes(const std::string& room, const std::string& who, Time at);
  /// Whether what was written is still missing, so long after, though nothing stands against it. Asked once.
  bool missing(const std::string& room, Time at);
  void refused() { written_.reset(); }
  /// The connection is gone: what was written may never have arrived, and everything comes again.
  void forget();

 private:
  struct Written {
    std::string room, text;
    Time at;
  };
  std::string room_;
  std::string leaves_;
  std::uint64_t last_ = 0;
  std::uint64_t count_ = 0;
  std::optional<Written> written_;
};

}  // namespace convene::swarm
