#include "server/net/wings.h"

#include <algorithm>
#include <boost/asio/post.hpp>

namespace convene::net {

/// What one shard has for itself: its halls, and how the sockets see them.
struct Wings::Wing {
  Wing(asio::io_context& loop, const House& house, const RosterReader& read_roster)
      : io(loop),
        timers(io, house.clock),
        venue({house.clock, timers, house.entropy, house.journal, house.passes, house.planner, house.log, post_to(io),
               [&loop] { return loop.get_executor().running_in_this_thread(); }, &house.worker}),
        events(venue),
        api(venue, read_roster, Aside(house.worker, post_to(io)),
            {house.open_journal, Aside(house.historian, post_to(io)), house.log}) {}

  asio::io_context& io;
  AsioTimers timers;
  live::Venue venue;
  LiveEvents events;
  StaffApi api;
};

Wings::Wings(const Loops& loops, const House& house, const RosterReader& read_roster) : loops_(loops), house_(house) {
  for (std::size_t shard = 0; shard < loops.size(); ++shard)
    wings_.push_back(std::make_shared<Wing>(loops[shard], house, read_roster));
}

std::vector<SiteParts> Wings::sites() {
  std::vector<SiteParts> all;
  for (const auto& wing : wings_)
    all.push_back({wing->events, house_.passes, [&clock = house_.clock] { return clock.now(); }, &wing->api});
  return all;
}

void Wings::give_home(const std::string& event) { homes_.try_emplace(event, homes_.size() % wings_.size()); }

std::optional<std::size_t> Wings::shard_of(std::string_view event) const {
  const auto home = homes_.find(event);
  return home == homes_.end() ? std::nullopt : std::optional(home->second);
}

void Wings::raise(std::function<void(std::string fault)> told) {
  const auto raise_on = [this](std::size_t shard) -> std::string {
    try {
      for (const auto& [event, home] : homes_)
        if (home == shard) wings_[shard]->venue.raise(event);
    } catch (const std::exception& error) { return error.what(); }
    return "";
  };
  ask_each<std::string>(loops_, loops_[0], raise_on, [told = std::move(told)](const std::vector<std::string>& faults) {
    const auto fault = std::find_if(faults.begin(), faults.end(), [](const std::string& one) { return !one.empty(); });
    told(fault == faults.end() ? std::string() : *fault);
  });
}

void Wings::at(const std::string& event, std::function<void(live::Venue&)> what) {
  Wing& wing = *wings_[homes_.at(event)];
  asio::post(wing.io, [&wing, what = std::move(what)] { what(wing.venue); });
}

void Wings::ready(std::function<void(bool)> told) {
  const auto ready_on = [this](std::size_t shard) -> char {
    const live::Venue& venue = wings_[shard]->venue;
    return venue.events().empty() || venue.ready() ? 'y' : 'n';  // bool: its vector is none of separate values
  };
  ask_each<char>(loops_, loops_[0], ready_on, [this, told = std::move(told)](const std::vector<char>& shards) {
    told(!empty() && std::find(shards.begin(), shards.end(), 'n') == shards.end());
  });
}

void Wings::stop(std::function<void()> stopped) {
  left_ = wings_.size();
  for (const auto& each : wings_) {
    asio::post(each->io, [this, &wing = *each, stopped] {
      wing.venue.stop([this, stopped] {
        asio::post(loops_[0], [this, stopped] {
          if (--left_ == 0) stopped();
        });
      });
    });
  }
}

std::vector<std::pair<std::string, live::Figures>> Wings::figures(std::size_t shard) const {
  std::vector<std::pair<std::string, live::Figures>> all;
  live::Venue& venue = wings_[shard]->venue;
  for (const std::string& event : venue.events()) all.emplace_back(event, venue.find(event)->figures());
  return all;
}

}  // namespace convene::net
