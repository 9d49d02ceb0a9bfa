#include "server/swarm/observed.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

namespace convene::swarm {

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  const auto at = values.begin() + static_cast<long>(std::clamp<std::size_t>(rank, 1, values.size()) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

namespace {

nlohmann::ordered_json spread(const std::vector<double>& values) {
  return {{"count", values.size()},
          {"p50", quantile(values, 0.5)},
          {"p99", quantile(values, 0.99)},
          {"max", quantile(values, 1)}};
}

}  // namespace

std::string to_json(const Observed& seen, const std::vector<std::string>& reasons) {
  nlohmann::ordered_json out = {{"kept", reasons.empty()},
                                {"reasons", reasons},
                                {"people", seen.people},
                                {"connections", seen.connections},
                                {"arrived", seen.arrived},
                                {"greeted", seen.greeted},
                                {"not_greeted", seen.not_greeted},
                                {"seated", seen.seated},
                                {"rounds", seen.rounds},
                                {"messages", seen.messages},
                                {"drops", seen.drops},
                                {"returns", seen.returns},
                                {"switches", seen.switches},
                                {"leaves", seen.leaves},
                                {"said", seen.said},
                                {"heard", seen.heard},
                                {"restarts", seen.restarts.size()},
                                {"largest_room", seen.largest_room},
                                {"greeting_ms", spread(seen.greeting_ms)},
                                {"seat_ms", spread(seen.seat_ms)},
                                {"alone_seconds", spread(seen.alone_seconds)},
                                {"refused", seen.refused}};
  out["closed"] = nlohmann::ordered_json::object();
  for (const auto& [code, times] : seen.closed) out["closed"][std::to_string(code)] = times;
  out["openings"] = nlohmann::ordered_json::array();
  for (const Opening& one : seen.openings)
    out["openings"].push_back({{"round", one.round},
                               {"people", one.people},
                               {"rooms", one.rooms},
                               {"smallest", one.smallest},
                               {"largest", one.largest},
                               {"least", one.least},
                               {"most", one.most},
                               {"levels", one.levels},
                               {"fewest_levels", one.fewest_levels}});
  if (seen.line) out["line"] = to_json(*seen.line);
  out["broken"] = nlohmann::ordered_json::object();
  for (const auto& [what, one] : seen.broken) out["broken"][what] = {{"times", one.times}, {"example", one.example}};
  return out.dump(2);
}

std::string to_words(const Observed& seen, const std::vector<std::string>& reasons) {
  std::ostringstream out;
  out.precision(0);
  out << std::fixed;
  const auto times = [&](const char* what, const std::vector<double>& values, const char* unit) {
    if (values.empty()) return;
    out << what << ": half within " << quantile(values, 0.5) << unit << ", 99 of 100 within " << quantile(values, 0.99)
        << unit << ", longest " << quantile(values, 1) << unit << " (" << values.size() << " times)\n";
  };
  out << seen.people << " people, " << seen.greeted << " greeted, " << seen.seated << " seated, in " << seen.rounds
      << " rounds\n"
      << seen.connections << " connections, " << seen.messages << " messages; " << seen.drops << " drops, "
      << seen.returns << " returns, " << seen.switches << " switches, " << seen.leaves
      << " left for a while, largest room " << seen.largest_room << "; " << seen.said << " messages written, "
      << seen.heard << " read\n";
  times("from hello to welcome", seen.greeting_ms, " ms");
  times("from the round's opening to a seat", seen.seat_ms, " ms");
  times("alone in a room", seen.alone_seconds, " s");
  for (const Opening& one : seen.openings)
    out << one.round << " opened with " << one.people << " people in " << one.rooms << " rooms of " << one.smallest
        << " to " << one.largest << ", " << one.levels
        << " levels from those of their kind (the best: " << one.fewest_levels << ")\n";
  if (seen.line) out << to_words(*seen.line);
  for (const auto& [code, count] : seen.refused) out << "refused " << code << ": " << count << '\n';
  for (const auto& [code, count] : seen.closed) out << "closed with " << code << ": " << count << '\n';
  for (const std::string& reason : reasons) out << "BROKEN " << reason << '\n';
  if (reasons.empty()) out << "everything held that people are promised\n";
  return out.str();
}

}  // namespace convene::swarm
