#include "server/swarm/line_seen.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "server/swarm/observed.h"

namespace convene::swarm {

namespace {

constexpr std::int64_t kOnTheWay = 1'000;  // milliseconds: a call may end while its owner is coming back

bool is_live(const std::string& state) {
  return state == "waiting" || state == "away" || state == "offered" || state == "in_session";
}

}  // namespace

nlohmann::ordered_json to_json(const LineSeen& seen) {
  return {{"session", seen.session},
          {"advisors", seen.advisors},
          {"tickets", seen.tickets},
          {"calls", seen.calls},
          {"talks", seen.talks},
          {"served", seen.served},
          {"left", seen.left},
          {"no_show", seen.no_show},
          {"closed_out", seen.closed_out},
          {"live", seen.live},
          {"declined", seen.declined},
          {"missed", seen.missed},
          {"snoozed", seen.snoozed},
          {"rejoined", seen.rejoined},
          {"lost_in_line", seen.lost_in_line},
          {"lost_in_call", seen.lost_in_call},
          {"looks", seen.looks},
          {"overtakes", seen.overtakes},
          {"wait_seconds",
           {{"count", seen.wait_seconds.size()},
            {"p50", quantile(seen.wait_seconds, 0.5)},
            {"p90", quantile(seen.wait_seconds, 0.9)},
            {"max", quantile(seen.wait_seconds, 1)}}},
          {"told", {{"count", seen.told}, {"likely_held", seen.likely}, {"surely_held", seen.surely}}}};
}

std::string to_words(const LineSeen& seen) {
  std::ostringstream out;
  out.precision(0);
  out << std::fixed;
  out << seen.session << ": " << seen.tickets << " tickets, " << seen.calls << " calls by " << seen.advisors
      << " advisors, " << seen.talks << " conversations; " << seen.served << " served, " << seen.left << " left, "
      << seen.no_show << " did not come, " << seen.closed_out << " told at closing, " << seen.live << " still there\n"
      << seen.declined << " said not now, " << seen.missed << " calls missed, " << seen.snoozed
      << " asked for a moment, " << seen.rejoined << " joined again; connections lost: " << seen.lost_in_line
      << " in line, " << seen.lost_in_call << " while called\n";
  if (!seen.wait_seconds.empty())
    out << "from joining to the first call: half within " << quantile(seen.wait_seconds, 0.5) << " s, 9 of 10 within "
        << quantile(seen.wait_seconds, 0.9) << " s, longest " << quantile(seen.wait_seconds, 1) << " s ("
        << seen.wait_seconds.size() << " times)\n";
  if (seen.told > 0)
    out << "of " << seen.told << " who were told how long it would be, " << seen.likely
        << " waited no longer than half were said to, " << seen.surely << " no longer than 9 of 10\n";
  if (seen.looks > 0)
    out << "the order was looked at " << seen.looks << " times; " << seen.overtakes
        << " were called before somebody who had joined earlier\n";
  else
    out << "nobody looked at the order: the event has no staff for that\n";
  return out.str();
}

void judge(const LineSeen& seen, std::vector<std::string>& reasons) {
  if (seen.due && seen.calls == 0)
    reasons.push_back("somebody waited in the line of \"" + seen.session + "\" for an advisor who was there, and " +
                      "nobody was called");
  const std::uint64_t known = seen.served + seen.left + seen.no_show + seen.closed_out + seen.live;
  if (known != seen.tickets)
    reasons.push_back("of " + std::to_string(seen.tickets) + " tickets it is known of " + std::to_string(known) +
                      " what became of them");
}

std::string wrong_place(const PlaceKept& one) {
  if (!is_live(one.state_before)) return "";
  if (one.ticket != one.ticket_before)
    return one.ticket_before + " before, " + (one.ticket.empty() ? "no ticket" : one.ticket) + " after";
  const std::string states =
      one.ticket + " was " + one.state_before + ", is " + one.state + (one.why.empty() ? "" : " (" + one.why + ")");
  if (one.within_grace && one.state == "away" && one.why == "connection") return states;
  if (one.state == "left" && one.why != "removed" && one.why != "away_too_long") return states;
  if (one.state_before == "waiting" && one.state == "no_show" && one.why != "staff") return states;
  const bool called_still = one.state_before == "offered" && one.at + kOnTheWay < one.call_ends;
  if (called_still && (one.why == "missed" || (one.state == "no_show" && one.why != "staff")))
    return states + " though the call had not ended";
  return "";
}

}  // namespace convene::swarm
