#include "server/ops/credit_csv.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "matcher/attendance.h"
#include "matcher/credit.h"
#include "server/ops/csv_rows.h"
#include "server/ops/person_key.h"

namespace convene::ops {

std::string in_hours(std::int32_t minutes) {
  const std::int64_t hundredths = (std::int64_t{minutes} * 100 + 30) / 60;
  std::string out = std::to_string(hundredths / 100);
  if (hundredths % 100 == 0) return out;
  out += '.';
  out += static_cast<char>('0' + hundredths % 100 / 10);
  if (hundredths % 10 != 0) out += static_cast<char>('0' + hundredths % 10);
  return out;
}

std::string credit_csv(const State& state) {
  std::string out = "event,person_id,name,email,hours,plan_completed,plan_hours,capped,sessions\r\n";
  for (const Credit& credit : credits(state)) {
    const Person& person = state.person(credit.person);
    std::string sessions;
    for (const CreditedSession& one : credit.sessions) {
      if (one.minutes == 0) continue;
      if (!sessions.empty()) sessions += "; ";
      sessions += state.session(one.session).definition.id + ' ' + in_hours(one.minutes);
    }
    out += csv_line({state.event.id, key_of(person), person.profile.words->name, person.profile.words->email,
                     in_hours(credit.minutes), credit.plan ? "yes" : "no", in_hours(credit.plan_minutes),
                     credit.capped ? "yes" : "no", sessions});
  }
  return out;
}

std::string met_csv(const State& state, std::string_view session) {
  struct Met {
    std::uint32_t times = 0;
    std::string rooms;
  };
  std::map<std::pair<PersonId, PersonId>, Met> pairs;
  for (const Round& round : state.rounds) {
    if (!session.empty() && state.session(round.session).definition.id != session) continue;
    for (const RoomId id : round.rooms) {
      std::vector<PersonId> there = who_was_in(state.room(id));
      std::erase_if(there, [&](PersonId one) { return !state.person(one).profile.words; });
      for (std::size_t i = 0; i < there.size(); ++i)
        for (std::size_t k = i + 1; k < there.size(); ++k) {
          Met& met = pairs[{there[i], there[k]}];
          ++met.times;
          met.rooms += (met.rooms.empty() ? "" : "; ") + to_string(id);
        }
    }
  }
  std::vector<std::pair<std::pair<PersonId, PersonId>, Met>> sorted(pairs.begin(), pairs.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.times > b.second.times; });
  std::string out = "event,person_id,name,other_id,other_name,times,rooms\r\n";
  for (const auto& [pair, met] : sorted) {
    const Person& one = state.person(pair.first);
    const Person& other = state.person(pair.second);
    out += csv_line({state.event.id, key_of(one), one.profile.words->name, key_of(other), other.profile.words->name,
                     std::to_string(met.times), met.rooms});
  }
  return out;
}

}  // namespace convene::ops
