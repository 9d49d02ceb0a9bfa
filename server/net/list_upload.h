// A list of people that staff sent, on its way: read and matched aside, by a copy of the event's names (O(people) on
// the shard's thread); taken on the shard if the names are still so, else matched anew, at most three times, then
// refused. So it holds up nobody's commands, and means nobody by a name that is no longer so.
//
// Thread: the shard's, but for match(). Lifetime: held by whatever step comes next.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/aside.h"
#include "server/net/request.h"
#include "server/ops/attendance_match.h"

namespace convene::net {

class ListUpload : public std::enable_shared_from_this<ListUpload> {
 public:
  virtual ~ListUpload() = default;
  void begin();

 protected:
  /// `capability`: what whoever sends it must be allowed, at each step; `changed`: the code of the last refusal. Both
  /// literals.
  ListUpload(live::Hall& hall, const Aside& aside, PersonId by, std::string_view capability, std::string_view changed,
             std::string text, Respond respond);

  /// Before each match: what else than the names it needs of the event.
  virtual void note(const State& now);
  /// Aside. What is to be answered, if that is the end of it. `text_` need be read only once.
  virtual std::optional<Answer> match() = 0;
  /// By names that are still so.
  virtual void take() = 0;

  live::Hall& hall_;
  const PersonId by_;
  const std::string_view capability_;
  std::string text_;  // until it is read
  const Respond respond_;
  ops::KnownNames names_;

 private:
  void match_aside(const State& now);
  void look_again();

  const Aside& aside_;
  const std::string_view changed_;
  int matched_ = 0;
};

}  // namespace convene::net
