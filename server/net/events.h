// What the sockets need from the house: find an event, talk to it, let a walk-in in, read its programme.
//
// Thread: the shard's. Lifetime: an Event outlives every conversation it opened. Answers come on the shard's thread,
// never from within the call.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages.h"
#include "server/live/conversation.h"
#include "server/live/hall.h"

namespace convene::net {

using live::ProgrammeResource;
using live::WalkInAnswer;

class Event {
 public:
  virtual ~Event() = default;
  /// Null: the event takes nobody now.
  virtual std::unique_ptr<live::Conversation> open(live::Line& line) = 0;
  /// `key`: random, made with the form; the same key again answers with the same person. `from`: Request::from.
  virtual void walk_in(protocol::JoinForm form, std::string key, std::string from,
                       std::function<void(WalkInAnswer)> answer) = 0;
  /// O(1) while nothing changed.
  virtual ProgrammeResource programme() = 0;
};

/// The events of one shard.
class Events {
 public:
  virtual ~Events() = default;
  virtual Event* find(std::string_view id) = 0;
  virtual std::vector<std::string> ids() const = 0;
};

/// On which shard an event lives; nothing: there is no such event. Asked on every thread, and always answered the same.
using ShardOf = std::function<std::optional<std::size_t>(std::string_view event)>;

}  // namespace convene::net
