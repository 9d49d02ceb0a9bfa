#include "server/live/gate.h"

#include <algorithm>
#include <functional>

namespace convene::live {

Gate::Says Gate::ask(std::string_view from, std::string_view code, bool wrong, Instant now) {
  if (from.empty()) return Says::come;
  if (networks_.size() >= most) clear_out(now);
  const Network fresh{.people = {rates_.people_per_second, rates_.people_at_once},
                      .wrong_codes = {rates_.wrong_codes_per_second, rates_.wrong_codes_at_once},
                      .last = {}};
  Network& network = networks_.try_emplace(std::string(from), fresh).first->second;
  network.last = now;
  const bool costs = wrong && is_new(network, code);
  // One that costs nothing is asked for as well: or the answer would tell.
  if (!network.wrong_codes.take(now)) return Says::too_many_wrong_codes;
  if (!costs) network.wrong_codes.give_back();
  if (!wrong && !network.people.take(now)) return Says::too_many_people;
  return Says::come;
}

bool Gate::is_new(Network& network, std::string_view code) {
  const std::size_t hash = std::hash<std::string_view>{}(code) | 1;
  if (std::find(network.tried.begin(), network.tried.end(), hash) != network.tried.end()) return false;
  network.tried[network.next++ % remembered] = hash;
  return true;
}

// Those whose buckets are full again; if that leaves too few places, all: one scan must last for a while.
void Gate::clear_out(Instant now) {
  const double fills_in = std::max(rates_.people_at_once / rates_.people_per_second,
                                   rates_.wrong_codes_at_once / rates_.wrong_codes_per_second) *
                          1000;
  std::erase_if(networks_,
                [&](const auto& one) { return static_cast<double>((now - one.second.last).ms) >= fills_in; });
  if (networks_.size() > most / 4 * 3) networks_.clear();
}

}  // namespace convene::live
