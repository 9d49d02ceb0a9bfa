#include "server/swarm/chat_heard.h"

#include <nlohmann/json.hpp>

namespace convene::swarm {

namespace {

constexpr std::chrono::seconds kHeardWithin{10};

}  // namespace

void ChatHeard::hear(const nlohmann::json& said, Observed& observed, const std::string& who) {
  const std::string room = said.at("room").get<std::string>();
  if (!room.empty() && room == leaves_) return;
  const bool whole = said.at("whole").get<bool>();
  if (whole)
    room_ = room, last_ = 0;
  else if (room != room_)
    observed.breaks("a chat goes on in the room that was shown", who + " " + room_ + " " + room);
  for (const nlohmann::json& line : said.at("lines")) {
    const auto n = line.at("n").get<std::uint64_t>();
    if (last_ != 0 && n != last_ + 1)
      observed.breaks("a chat has no gaps", who + " " + room + " " + std::to_string(last_) + " " + std::to_string(n));
    last_ = n;
    ++observed.heard;
    if (written_ && written_->room == room && line.value("text", "") == written_->text) written_.reset();
  }
}

std::string ChatHeard::writes(const std::string& room, const std::string& who, Time at) {
  std::string text = "word " + std::to_string(++count_) + " of " + who;
  if (!written_) written_ = Written{room, text, at};
  return text;
}

bool ChatHeard::missing(const std::string& room, Time at) {
  if (!written_) return false;
  if (written_->room != room) written_.reset();  // moved meanwhile: it may have been refused
  if (!written_ || at - written_->at < kHeardWithin) return false;
  written_.reset();
  return true;
}

void ChatHeard::forget() {
  written_.reset();
  room_.clear();
  leaves_.clear();
  last_ = 0;
}

}  // namespace convene::swarm
