#include "server/swarm/verdict.h"

#include <algorithm>

#include "matcher/limits.h"
#include "server/swarm/opening.h"

namespace convene::swarm {

namespace {

bool excused(const Observed& seen, double at) {
  return std::any_of(seen.restarts.begin(), seen.restarts.end(), [&](double told) {
    return at >= told - restart_told_within_seconds && at <= told + restart_excuses_seconds;
  });
}

std::string people(std::uint64_t n) { return std::to_string(n) + (n == 1 ? " person" : " people"); }

void judge_closings(const Observed& seen, std::vector<std::string>& out) {
  std::map<std::uint16_t, std::uint64_t> unexplained;
  for (const Ended& one : seen.ended)
    if (!excused(seen, one.at)) ++unexplained[one.code];
  for (const auto& [code, times] : unexplained) {
    const std::string what = code == 0      ? "connections did not open"
                             : code == 1006 ? "connections ended without a word"
                                            : "connections were closed with " + std::to_string(code);
    out.push_back(what + ", and no restart was announced: " + std::to_string(times) + " times");
  }
}

void judge_rounds(const Observed& seen, const Expected& expected, std::vector<std::string>& out) {
  if (seen.due_rounds > 0 && seen.seated == 0)
    out.push_back("a round was open and nobody was seated (" + people(seen.greeted) + " greeted)");
  if (seen.session.empty() || seen.session_rounds > 0) return;
  // Too early to tell: it was to open after the end, or so shortly before it that it may yet be gathering.
  if (seen.session_opens_in && *seen.session_opens_in > -expected.seat_within) return;
  out.push_back("no round of \"" + seen.session + "\" was open" +
                (seen.session_opens_in ? " though its time had come" : " and none was announced"));
}

}  // namespace

std::vector<std::string> judge(const Observed& seen, const Expected& expected) {
  std::vector<std::string> out;
  if (seen.not_greeted > 0)
    out.push_back(std::to_string(seen.not_greeted) + " of " + people(seen.arrived) + " who arrived were not greeted");
  if (seen.greeted == 0) out.push_back("nobody was greeted");
  if (seen.line)
    judge(*seen.line, out);
  else
    judge_rounds(seen, expected, out);
  judge_closings(seen, out);
  for (const Opening& one : seen.openings)
    if (std::string wrong = wrong_opening(one); !wrong.empty()) out.push_back(std::move(wrong));
  for (const auto& [what, one] : seen.broken)
    out.push_back(what + ": not so " + std::to_string(one.times) + " times, first " + one.example);
  return out;
}

bool should_be_seated(const InLobby& one, double within) {
  if (one.seconds <= within || one.told == "moved_to_lobby") return false;
  return one.told.empty() || one.company > 0;
}

bool should_be_told(const Alone& one) {
  const double promised = static_cast<double>(limits::alone_after.ms) / 1000;
  return one.open && !one.told && one.seconds > promised + told_later_by_seconds;
}

bool wrongly_refused(const std::string& code, bool still_joinable) {
  if (code == "rate.limited" || code == "server.overloaded") return false;
  return code != "session.not_open" || still_joinable;
}

std::string wrong_return(const Returned& one) {
  if (!one.within_grace) return "";
  const std::string seats = one.room_before + " before, " + (one.room.empty() ? "no room" : one.room) + " after";
  if (one.version < one.version_before) return "an older assignment: " + seats;
  if (one.version == one.version_before) return one.room == one.room_before ? "" : "the same assignment: " + seats;
  // A newer one explains a move; a new seat as for somebody who just arrived means that the old one was given away.
  if (one.same_round && one.room != one.room_before && one.why == "arrival") return "the seat was given away: " + seats;
  return "";
}

}  // namespace convene::swarm
