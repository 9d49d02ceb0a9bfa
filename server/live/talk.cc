#include "server/live/talk.h"

#include "protocol/encode.h"
#include "server/live/hall_impl.h"

namespace convene::live {

namespace {

std::string refusal(std::optional<std::string> id, std::string_view code, std::string_view message,
                    std::optional<std::string> path = {}) {
  return protocol::encode(
      protocol::Refused{std::move(id), std::string(code), std::string(message), std::move(path), {}});
}

}  // namespace

Talk::Talk(Hall::Impl& hall, Line& line, std::uint64_t number_, const HallOptions& options)
    : number(number_),
      hall_(&hall),
      line_(line),
      bucket_(options.messages_per_second, options.burst),
      most_strikes_(options.strikes) {}

Talk::~Talk() { ended(); }

void Talk::receive(std::string_view message) {
  if (!hall_ || stage == Stage::closed) return;
  ++hall_->figures_.messages_in;
  protocol::Frame frame = protocol::read_frame(message, hall_->scratch_);
  for (protocol::Message& one : frame.messages) {
    if (stage == Stage::closed) return;
    if (!bucket_.take(hall_->now()) || (person && !hall_->within_rate(person))) {
      ++hall_->figures_.rate_limited;
      if (++strikes_ > most_strikes_) {
        ++hall_->figures_.closed_for_rate;
        return close(protocol::Close::rate, "too many messages");
      }
      refuse(one.inbound.id, protocol::refusals::rate_limited, "slow down");
      continue;
    }
    hall_->guarded([&] { hall_->hear(*this, std::move(one)); });
    if (!hall_) return;
  }
  if (!frame.fault || stage == Stage::closed) return;
  ++hall_->figures_.malformed;
  const protocol::Fault& fault = *frame.fault;
  std::string why = fault.message + (fault.remedy.empty() ? "" : "; " + fault.remedy);
  say(refusal(frame.fault_id, fault.code, why, fault.path));
  // Whoever cannot say hello speaks another language.
  if (stage == Stage::fresh) return close(protocol::Close::protocol_error, fault.code);
  if (!bucket_.take(hall_->now(), 5) && ++strikes_ > most_strikes_ / 10)
    close(protocol::Close::protocol_error, "too many malformed messages");
}

bool Talk::fetch(std::string& frame) {
  woken_ = false;
  frame.clear();
  if (!hall_) return outbox.take(frame);
  hall_->guarded([&] {
    if (sent_seat_ != 0) hall_->delivered(*this, std::exchange(sent_seat_, 0));
    hall_->fill(*this);
  });
  hall_->figures_.collapses += outbox.take_collapses();
  if (!outbox.take(frame)) return false;
  sent_seat_ = outbox.taken_seat();
  ++hall_->figures_.frames_out;
  hall_->figures_.bytes_out += frame.size();
  return true;
}

void Talk::ended() {
  if (!hall_) return;
  Hall::Impl* hall = std::exchange(hall_, nullptr);
  stage = Stage::closed;
  hall->gone(*this);
}

void Talk::say(std::string message) {
  if (stage == Stage::closed) return;
  if (!outbox.reply(std::move(message))) return close(protocol::Close::slow_reader, "too much is waiting to be read");
  wake();
}

void Talk::refuse(std::optional<std::string> id, std::string_view code, std::string_view message) {
  say(refusal(std::move(id), code, message));
}

void Talk::close(protocol::Close code, std::string_view reason) {
  if (stage == Stage::closed) return;
  stage = Stage::closed;
  outbox.forget_views();
  if (hall_) hall_->left(*this);
  line_.close(protocol::number(code), reason);
}

void Talk::wake() {
  if (woken_) return;
  woken_ = true;
  line_.wake();
}

}  // namespace convene::live
