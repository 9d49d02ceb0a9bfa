#include "server/net/staff_look.h"

#include "matcher/capabilities.h"
#include "matcher/state.h"
#include "server/net/api_answers.h"

namespace convene::net {

void if_may(live::Hall& hall, PersonId by, std::string_view capability, const Respond& respond,
            std::function<void(const State& durable)> then) {
  hall.when_settled([by, capability, respond, then = std::move(then)](const State* now) {
    if (!now) return respond(away_answer());
    if (!may(*now, by, capability)) return respond(forbidden_answer(capability));
    then(*now);
  });
}

}  // namespace convene::net
