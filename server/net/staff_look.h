// How the staff's HTTP interface looks at an event. Thread: the shard's.
#pragma once

#include <functional>
#include <string_view>

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/request.h"

namespace convene::net {

/// Calls `then` with the durable state if this person may do that there, else answers. Asked of what is durable: a hat
/// that is being taken just now must not be used once more. `capability` must outlive it, as a literal does.
void if_may(live::Hall& hall, PersonId by, std::string_view capability, const Respond& respond,
            std::function<void(const State& durable)> then);

}  // namespace convene::net
