#include "server/live/chat_ring.h"

#include "matcher/view_builders.h"
#include "protocol/encode.h"
#include "protocol/forms.h"

namespace convene::live {

void ChatRing::catch_up(const State& state, const Room& room) {
  if (room.chat.empty()) return;
  const std::uint32_t first = room.chat.front().n;
  const std::uint32_t from = std::max(first, last_ + 1);
  for (std::size_t i = from - first; i < room.chat.size(); ++i)
    lines_.push_back(protocol::encode(chat_message(state, room.chat[i])));
  last_ = room.said;
  while (lines_.size() > room.chat.size()) lines_.pop_front();
}

void ChatRing::renew(const State& state, const Room& room) {
  lines_.clear();
  last_ = 0;
  catch_up(state, room);
}

std::string ChatRing::message(RoomId room, std::optional<std::uint32_t> seen) const {
  const std::size_t missed = last_ - std::min(seen.value_or(0), last_);
  const bool whole = !seen || missed > lines_.size();
  std::string out = "{\"type\":\"chat\",\"room\":\"" + to_string(room) + "\",\"whole\":";
  out += whole ? "true,\"lines\":[" : "false,\"lines\":[";
  const std::size_t start = whole ? 0 : lines_.size() - missed;
  for (std::size_t i = start; i < lines_.size(); ++i) {
    if (i != start) out += ',';
    out += lines_[i];
  }
  return out + "]}";
}

}  // namespace convene::live
