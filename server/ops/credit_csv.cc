#include "server/ops/credit_csv.h"

#include <functional>
#include <map>

#include "matcher/credit.h"
#include "server/ops/csv_rows.h"
#include "server/ops/meetings.h"
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

std::optional<std::string> met_csv(const State& state, std::string_view session, std::size_t most) {
  std::map<std::size_t, std::string, std::greater<>> lines;  // by how often they met
  std::size_t count = 0;
  each_meeting(state, session, [&](PersonId first, PersonId second, std::span<const RoomId> rooms) {
    if (++count > most) return false;
    const Person& one = state.person(first);
    const Person& other = state.person(second);
    std::string where;
    for (const RoomId room : rooms) where += (where.empty() ? "" : "; ") + to_string(room);
    lines[rooms.size()] += csv_line({state.event.id, key_of(one), one.profile.words->name, key_of(other),
                                     other.profile.words->name, std::to_string(rooms.size()), where});
    return true;
  });
  if (count > most) return std::nullopt;
  std::string out = "event,person_id,name,other_id,other_name,times,rooms\r\n";
  for (const auto& [times, some] : lines) out += some;
  return out;
}

}  // namespace convene::ops
