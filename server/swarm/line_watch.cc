#include "server/swarm/line_watch.h"

#include <algorithm>
#include <iterator>

namespace convene::swarm {

namespace {

bool is_live(const std::string& state) {
  return state == "waiting" || state == "away" || state == "offered" || state == "in_session";
}

bool is_with(const LineLook::Ticket& ticket) { return ticket.state == "offered" || ticket.state == "in_session"; }

std::string named(std::uint64_t number) { return "t" + std::to_string(number); }

}  // namespace

void LineWatch::look(LineLook now, double at) {
  ++observed_.line->looks;
  if (play_.lottery && now.runs && !last_.runs && !now.tickets.empty() && first_after_draw_ == 0)
    first_after_draw_ = now.tickets.rbegin()->first + 1;
  for (const auto& [number, ticket] : now.tickets) joined_.insert(number);
  one_place(now);
  capacities(now);
  order(now);
  idle(now, at);
  last_ = std::move(now);
}

void LineWatch::one_place(const LineLook& now) {
  std::map<std::string, std::uint64_t> places;
  for (const auto& [number, ticket] : now.tickets) {
    if (!is_live(ticket.state)) continue;
    if (const auto [other, only] = places.emplace(ticket.person, number); !only)
      observed_.breaks("a person has one place in the line",
                       ticket.person + ": " + named(other->second) + " and " + named(number));
  }
}

void LineWatch::capacities(const LineLook& now) {
  std::map<std::string, std::uint64_t> with;
  for (const auto& [number, ticket] : now.tickets)
    if (is_with(ticket)) ++with[ticket.advisor];
  for (const auto& [person, count] : with) {
    const auto advisor = now.advisors.find(person);
    if (advisor != now.advisors.end() && count > advisor->second.capacity)
      observed_.breaks("an advisor has no more people than they take",
                       person + " has " + std::to_string(count) + " of " + std::to_string(advisor->second.capacity));
  }
}

void LineWatch::order(const LineLook& now) {
  for (const auto& [number, ticket] : now.tickets) {
    if (!is_with(ticket)) continue;
    const auto before = last_.tickets.find(number);
    const bool called = before == last_.tickets.end() || !is_with(before->second);
    if (called) order(now, number, ticket);
  }
}

void LineWatch::order(const LineLook& now, std::uint64_t number, const LineLook::Ticket& called) {
  bool overtakes = false;
  for (const auto& [other, ticket] : now.tickets) {
    // Who stood there all the time, could be called, and did not just let somebody go first.
    const auto before = last_.tickets.find(other);
    if (ticket.state != "waiting" || before == last_.tickets.end() || !(before->second == ticket)) continue;
    if (!ticket.online || now.stopped.contains(ticket.desk)) continue;
    if (ticket.why == "missed" || ticket.why == "declined") continue;
    if (!play_.serves(called.advisor, ticket.person, ticket.topic)) continue;
    const std::string who = named(number) + " before " + named(other) + " by " + called.advisor;
    if (std::pair(ticket.place, other) < std::pair(called.place, number)) {
      observed_.breaks("nobody is called before somebody ahead whom the same advisor serves", who);
    } else if (other < number) {
      overtakes = true;
      // A boost of b passes whoever joined at most b - 1 before.
      const auto between =
          static_cast<std::uint64_t>(std::distance(joined_.upper_bound(other), joined_.lower_bound(number)));
      if (between + 1 >= play_.boost && other >= first_after_draw_ && !placed_by_staff(number))
        observed_.breaks("nobody is called before somebody who joined much earlier",
                         who + ", " + std::to_string(between) + " joined between them");
    }
  }
  observed_.line->overtakes += overtakes ? 1 : 0;
}

bool LineWatch::placed_by_staff(std::uint64_t number) const {
  const auto before = last_.tickets.find(number);
  return before != last_.tickets.end() && (before->second.pinned || before->second.why == "moved");
}

void LineWatch::idle(const LineLook& now, double at) {
  std::set<std::string> busy;
  for (const auto& [number, ticket] : now.tickets)
    if (is_with(ticket)) busy.insert(ticket.advisor);
  std::map<std::string, double> idle;
  for (const auto& [person, advisor] : now.advisors) {
    if (!now.runs || !advisor.available || !advisor.online || advisor.rests) continue;
    const auto served = [&](const auto& entry) {
      const LineLook::Ticket& ticket = entry.second;
      return ticket.state == "waiting" && ticket.online && !now.stopped.contains(ticket.desk) &&
             play_.serves(person, ticket.person, ticket.topic);
    };
    if (std::none_of(now.tickets.begin(), now.tickets.end(), served)) continue;
    observed_.line->due = true;
    if (busy.contains(person)) continue;
    const auto before = idle_since_.find(person);
    const double since = before == idle_since_.end() ? at : before->second;
    idle.emplace(person, since);
    if (at - since > idle_at_most_seconds)
      observed_.breaks("no advisor has nothing to do while somebody waits whom they serve", person);
  }
  idle_since_ = std::move(idle);
}

}  // namespace convene::swarm
