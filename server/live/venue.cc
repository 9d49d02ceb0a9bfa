#include "server/live/venue.h"

namespace convene::live {

Venue::Venue(Surroundings surroundings, HallOptions options)
    : surroundings_(std::move(surroundings)), options_(options) {}

Hall& Venue::raise(const std::string& event) {
  if (Hall* known = find(event)) return *known;
  // Made first: one that cannot be must leave nothing behind.
  auto hall = std::make_unique<Hall>(event, surroundings_, options_);
  return *halls_.emplace(event, std::move(hall)).first->second;
}

Hall* Venue::find(std::string_view event) {
  const auto hall = halls_.find(event);
  return hall == halls_.end() ? nullptr : hall->second.get();
}

std::vector<std::string> Venue::events() const {
  std::vector<std::string> names;
  for (const auto& [name, hall] : halls_) names.push_back(name);
  return names;
}

bool Venue::ready() const {
  for (const auto& [name, hall] : halls_)
    if (hall->phase() != Hall::Phase::serving && hall->phase() != Hall::Phase::quarantined) return false;
  return !halls_.empty();
}

void Venue::stop(std::function<void()> stopped) {
  if (halls_.empty()) return surroundings_.post(std::move(stopped));
  const auto left = std::make_shared<std::size_t>(halls_.size());
  for (const auto& [name, hall] : halls_)
    hall->stop([left, stopped] {
      if (--*left == 0) stopped();
    });
}

}  // namespace convene::live
