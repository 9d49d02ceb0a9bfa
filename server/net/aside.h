// Work on a long list that somebody sent, away from the shard's thread (server/live/worker.h).
#pragma once

#include <utility>

#include "server/live/worker.h"
#include "server/net/api_answers.h"

namespace convene::net {

/// Thread: the shard's. Lifetime: the worker outlives it; what the work does afterwards may use whatever lives as long
/// as the shard's loop runs.
class Aside {
 public:
  Aside(live::Worker& worker, live::Post post) : worker_(worker), post_(std::move(post)) {}

  /// `work` runs elsewhere, what it returns on the shard's thread. Answers itself where there is no room for it.
  void run(live::Worker::Work work, const Respond& respond) const {
    const auto failed = [respond] { respond(overloaded_answer()); };
    if (!worker_.run(std::move(work), post_, failed)) failed();
  }

 private:
  live::Worker& worker_;
  const live::Post post_;
};

}  // namespace convene::net
