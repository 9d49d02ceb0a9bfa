#include "server/live/outbox.h"

#include <algorithm>

namespace convene::live {

bool Outbox::reply(std::string message) {
  if (replies_.size() >= max_replies || reply_bytes_ + message.size() > max_reply_bytes) return false;
  reply_bytes_ += message.size();
  replies_.push_back(std::move(message));
  return true;
}

void Outbox::view(Topic topic, Bytes message, std::uint32_t seat) {
  slot(topic).view = std::move(message);
  slot(topic).seat = seat;
}

void Outbox::notice(NoticeId id, Bytes message) {
  std::erase_if(notices_, [id](const auto& waiting) { return waiting.first == id; });
  notices_.emplace_back(id, std::move(message));
  if (notices_.size() > limits::notices_kept) notices_.pop_front();
}

void Outbox::want(Topic topic) {
  slot(topic) = {};
  slot(topic).wanted = true;
}

void Outbox::whole(Topic topic, Bytes message) {
  slot(topic) = {};
  slot(topic).view = std::move(message);
  slot(topic).open = true;
}

void Outbox::patch(Topic topic, Bytes message) {
  Slot& to = slot(topic);
  if (!to.open) return;
  if (to.patches.size() >= max_patches || to.patch_bytes + message->size() > max_patch_bytes) {
    ++collapses_;
    want(topic);
    return;
  }
  to.patch_bytes += message->size();
  to.patches.push_back(std::move(message));
}

void Outbox::forget_views() {
  for (Slot& one : slots_) one = {};
  chats_.clear();
  notices_.clear();
}

bool Outbox::pending() const {
  return !replies_.empty() || !notices_.empty() || !chats_.empty() ||
         std::any_of(slots_.begin(), slots_.end(),
                     [](const Slot& one) { return one.view || one.wanted || !one.patches.empty(); });
}

bool Outbox::take(std::string& frame) {
  const std::size_t start = frame.size();
  std::size_t count = 0;
  const auto add = [&](const std::string& message) {
    frame += count++ == 0 ? "" : ",";
    frame += message;
  };
  for (const std::string& message : replies_) add(message);
  for (Slot& one : slots_) {
    if (one.view) add(*one.view);
    for (const Bytes& patch : one.patches) add(*patch);
    taken_seat_ = std::max(taken_seat_, one.seat);
    one.view = {};
    one.seat = 0;
    one.patches.clear();
    one.patch_bytes = 0;
  }
  for (const std::string& chat : chats_) add(chat);
  chats_ = {};
  for (const auto& [id, message] : notices_) add(*message);
  // Nobody needs the memory of a long answer any more.
  replies_ = {};
  reply_bytes_ = 0;
  notices_.clear();
  if (count > 1) {
    frame.insert(start, 1, '[');
    frame += ']';
  }
  return count > 0;
}

}  // namespace convene::live
