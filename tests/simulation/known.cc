#include "tests/simulation/known.h"

#include <algorithm>

namespace convene::simulation {

void Known::answered(const std::string& by, const json& command, std::uint64_t seq) {
  const std::string type = command.at("type");
  if (type == "session.check_in") {
    const PersonAndSession of{by, command.at("session")};
    check_ins_.insert(of);
    said_.emplace(seq, Said{of, {}, true});
  } else if (type == "attendance.note") {
    for (const std::string person : command.at("people"))
      said_.emplace(seq, Said{{person, command.at("session")}, {command.at("attended"), true, {}}, false});
  } else if (type == "credit.plan") {
    for (const std::string person : command.at("people"))
      plans_.emplace(seq, std::pair(person, command.at("completed").get<bool>()));
  } else if (type == "session.join") {
    joined_[by] = command.at("session");
  } else if (type == "session.leave") {
    joined_.erase(by);
  } else if (type == "person.remove") {
    joined_.erase(command.at("person").get<std::string>());
  } else if (type == "ticket.open") {
    opened_.insert(by + " " + command.at("id").get<std::string>());
  }
}

void Known::imported(const std::string& session, const std::map<std::string, std::uint32_t>& minutes,
                     std::uint64_t seq) {
  for (const auto& [person, stayed] : minutes)
    said_.emplace(seq, Said{{person, session}, {true, false, stayed}, false});
}

void Known::saw_me(const std::string& person, const json& me) {
  const std::string seat = me.value("seat", "");
  if (seat == "present" || seat == "in_call") present_[me.at("room")].insert(person);
  const auto version = me.at("version").get<std::uint32_t>();
  if (version > version_[person] && me.contains("arrival")) ++arrivals[me.at("arrival").at("why").get<std::string>()];
  version_[person] = std::max(version_[person], version);
}

void Known::saw_room(const json& room) {
  const std::string id = room.at("id");
  round_of_[id] = {room.at("session"), room.at("round").get<std::uint32_t>()};
  if (room.contains("host")) talks_.insert(id);
}

void Known::saw_now(const json& now) {
  for (const json& session : now.at("sessions"))
    times_[session.at("id")] = {Instant{session.at("starts")}, Instant{session.at("ends")}};
}

void Known::saw_ticket(const std::string& person, const json& ticket, Instant now) {
  Ticket& known = tickets_[ticket.at("id")];
  const std::string before = std::exchange(known.state, ticket.at("state").get<std::string>());
  if (before.empty()) known.in_line = now;
  if (before == known.state) return;
  const PersonAndSession of{person, ticket.at("session")};
  if (known.state == "in_session") {
    helped_.insert(of);
    ++helpers[ticket.at("advisor").get<std::string>()];
    line_waits.push_back(now - known.in_line);
  } else if (before == "in_session" && known.state != "done") {
    helped_.erase(of);  // put back into the line: it was no help yet
  }
}

void Known::over(const std::string& session) {
  std::erase_if(joined_, [&](const auto& one) { return one.second == session; });
}

std::map<Known::PersonAndSession, Known::Attended> Known::attended_now() const {
  std::map<PersonAndSession, Attended> out = attended_;
  for (const auto& [seq, said] : said_) {
    const auto known = out.find(said.of);
    if (known != out.end() && known->second.by_staff && !said.what.by_staff) continue;  // staff's word stands
    if (known != out.end() && said.checked_in && known->second.attended) continue;
    Attended what = said.what;
    if (!what.minutes && known != out.end()) what.minutes = known->second.minutes;
    out[said.of] = what;
  }
  return out;
}

std::map<Known::PersonAndSession, bool> Known::attendance() const {
  std::map<PersonAndSession, bool> out;
  for (const auto& [of, what] : attended_now()) out[of] = what.attended;
  return out;
}

bool Known::reaches_share(std::int64_t part, std::int64_t whole) const {
  return part > 0 && part * 100 >= whole * event_.credit.value().least_share;
}

bool Known::earned(const std::string& person, const SessionDefinition& session,
                   const std::map<PersonAndSession, Attended>& attended) const {
  if (session.kind == SessionKind::content) {
    const auto known = attended.find({person, session.id});
    if (known == attended.end() || !known->second.attended) return false;
    if (known->second.by_staff || !known->second.minutes) return true;
    const auto& [starts, ends] = times_.at(session.id);
    return reaches_share(*known->second.minutes, (ends - starts).ms / 60'000);
  }
  if (session.kind == SessionKind::office_hours) return helped_.contains({person, session.id});
  std::set<std::uint32_t> held;
  std::set<std::uint32_t> mine;
  for (const auto& [room, people] : present_) {
    const auto& [of, round] = round_of_.at(room);
    if (of != session.id) continue;
    held.insert(round);
    if (people.contains(person)) mine.insert(round);
  }
  return reaches_share(static_cast<std::int64_t>(mine.size()), static_cast<std::int64_t>(held.size()));
}

std::int32_t Known::credit_minutes(const std::string& person) const {
  const CreditRules& rules = event_.credit.value();
  const auto attended = attended_now();
  std::int32_t out = 0;
  for (const SessionDefinition& session : event_.sessions)
    if (earned(person, session, attended)) out += session.credit_minutes;
  bool plan = false;
  for (const auto& [seq, noted] : plans_)
    if (noted.first == person) plan = noted.second;
  if (plan) out += rules.plan_minutes;
  return std::min(out, rules.cap_minutes);
}

}  // namespace convene::simulation
