#include "server/net/list_upload.h"

#include <utility>

#include "matcher/state.h"
#include "server/net/api_answers.h"
#include "server/net/staff_look.h"

namespace convene::net {
namespace {

constexpr int kMatchedAtMost = 3;  // times, while people come and are renamed

}  // namespace

ListUpload::ListUpload(live::Hall& hall, const Aside& aside, PersonId by, std::string_view capability,
                       std::string_view changed, std::string text, Respond respond)
    : hall_(hall),
      by_(by),
      capability_(capability),
      text_(std::move(text)),
      respond_(std::move(respond)),
      aside_(aside),
      changed_(changed) {}

void ListUpload::note(const State&) {}

void ListUpload::begin() {
  if_may(hall_, by_, capability_, respond_, [self = shared_from_this()](const State& now) { self->match_aside(now); });
}

void ListUpload::match_aside(const State& now) {
  names_ = ops::known_names(now);
  note(now);
  const auto work = [self = shared_from_this()]() -> live::Worker::Then {
    if (auto answer = self->match()) return [self, answer = std::move(*answer)] { self->respond_(answer); };
    return [self] { self->look_again(); };
  };
  aside_.run(work, respond_);
}

void ListUpload::look_again() {
  if_may(hall_, by_, capability_, respond_, [self = shared_from_this()](const State& now) {
    if (ops::still_known_so(self->names_, now)) return self->take();
    if (++self->matched_ < kMatchedAtMost) return self->match_aside(now);
    self->respond_(api_error(409, self->changed_, "People's names changed while the list was read. Send it again."));
  });
}

}  // namespace convene::net
