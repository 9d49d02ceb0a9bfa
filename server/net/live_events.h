// The venue's halls, as the sockets see them (events.h). Thread: the shard's. Lifetime: the venue outlives it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "server/live/venue.h"
#include "server/net/events.h"

namespace convene::net {

class LiveEvents final : public Events {
 public:
  explicit LiveEvents(live::Venue& venue) : venue_(venue) {}
  Event* find(std::string_view id) override;
  std::vector<std::string> ids() const override;

 private:
  class HallEvent;
  live::Venue& venue_;
  std::map<std::string, std::unique_ptr<Event>, std::less<>> events_;
};

}  // namespace convene::net
