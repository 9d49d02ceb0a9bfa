#include "server/live/gate.h"

#include <algorithm>

namespace convene::live {

Gate::Says Gate::ask(std::string_view from, Instant now) {
  if (from.empty()) return Says::come;
  if (networks_.size() >= most) clear_out(now);
  const Network fresh{{rates_.people_per_second, rates_.people_at_once},
                      {rates_.wrong_codes_per_second, rates_.wrong_codes_at_once},
                      {}};
  Network& network = networks_.try_emplace(std::string(from), fresh).first->second;
  network.last = now;
  // Taken for wrong until it is known: or a thousand tries at once would each find the code still to be tried.
  if (!network.wrong_codes.take(now)) return Says::too_many_wrong_codes;
  if (network.people.take(now)) return Says::come;
  network.wrong_codes.give_back();
  return Says::too_many_people;
}

void Gate::tried(std::string_view from, bool wrong_code) {
  const auto network = networks_.find(std::string(from));
  if (network != networks_.end() && !wrong_code) network->second.wrong_codes.give_back();
}

// Those whose buckets are full again; if none are, all.
void Gate::clear_out(Instant now) {
  const double fills_in = std::max(rates_.people_at_once / rates_.people_per_second,
                                   rates_.wrong_codes_at_once / rates_.wrong_codes_per_second) *
                          1000;
  std::erase_if(networks_,
                [&](const auto& one) { return static_cast<double>((now - one.second.last).ms) >= fills_in; });
  if (networks_.size() >= most) networks_.clear();
}

}  // namespace convene::live
