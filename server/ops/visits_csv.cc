#include "server/ops/visits_csv.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "matcher/view_parts.h"
#include "protocol/names.h"
#include "protocol/rfc3339.h"
#include "server/ops/csv_rows.h"
#include "server/ops/percentile.h"
#include "server/ops/person_key.h"

namespace convene::ops {

namespace {

using views::name_of;

std::string key_of(const State& state, PersonId id) {
  const Person* person = state.find(id);
  return person ? ops::key_of(*person) : "";
}

std::string time(Instant at) { return at ? protocol::to_rfc3339(at) : ""; }

/// Minutes with one figure behind the point.
std::string in_minutes(Duration time) {
  const std::int64_t tenths = (time.ms + 3'000) / 6'000;
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

std::string words(const std::optional<Sealed<std::string>>& sealed) { return sealed ? sealed->words.value_or("") : ""; }

template <class What>
void each_ticket(const State& state, std::string_view session, What&& what) {
  for (const Ticket& ticket : state.tickets) {
    const Session& at = state.session(ticket.session);
    if (!session.empty() && at.definition.id != session) continue;
    if (!state.person(ticket.person).profile.words) continue;
    what(ticket, at);
  }
}

}  // namespace

std::string visits_csv(const State& state, std::string_view session) {
  std::string out =
      "event,session,desk,topic,person_id,name,advisor_id,advisor,state,why,opened,waited_minutes,started,"
      "talked_minutes,note\r\n";
  each_ticket(state, session, [&](const Ticket& ticket, const Session& at) {
    const bool talked = static_cast<bool>(ticket.started);
    const bool over = talked && !is_live(ticket.state);
    out += csv_line({state.event.id, at.definition.id, at.hours->desks[ticket.desk].desk, ticket.topic,
                     key_of(state, ticket.person), name_of(state, ticket.person), key_of(state, ticket.advisor),
                     name_of(state, ticket.advisor), protocol::enum_name(ticket.state), ticket.why, time(ticket.joined),
                     talked ? in_minutes(ticket.started - ticket.joined) : "", time(ticket.started),
                     over ? in_minutes(ticket.since - ticket.started) : "", words(ticket.note)});
  });
  return out;
}

std::string follow_ups_csv(const State& state, std::string_view session) {
  std::string out = "event,session,topic,person_id,name,email,state,question,advisor,note\r\n";
  each_ticket(state, session, [&](const Ticket& ticket, const Session& at) {
    if (!ticket.follow_up || is_live(ticket.state)) return;
    const Profile& profile = *state.person(ticket.person).profile.words;
    out += csv_line({state.event.id, at.definition.id, ticket.topic, key_of(state, ticket.person), profile.name,
                     profile.email, protocol::enum_name(ticket.state), words(ticket.question),
                     name_of(state, ticket.advisor), words(ticket.note)});
  });
  return out;
}

std::string waits_json(const State& state, std::string_view session) {
  nlohmann::ordered_json sessions = nlohmann::ordered_json::array();
  for (std::int32_t index = 0; index < static_cast<std::int32_t>(state.sessions.size()); ++index) {
    const Session& at = state.session(index);
    if (!at.hours || (!session.empty() && at.definition.id != session)) continue;
    std::vector<std::int64_t> waits;
    std::map<std::string, std::uint32_t> states;
    for (const Ticket& ticket : state.tickets) {
      if (ticket.session != index) continue;
      ++states[std::string(protocol::enum_name(ticket.state))];
      if (ticket.started) waits.push_back((ticket.started - ticket.joined).ms);
    }
    std::sort(waits.begin(), waits.end());
    const auto quantile = [&](std::size_t percent) -> nlohmann::ordered_json {
      if (waits.empty()) return nullptr;
      return static_cast<double>(percentile(waits, percent)) / 60'000;
    };
    sessions.push_back({{"session", at.definition.id},
                        {"tickets", states},
                        {"helped", waits.size()},
                        {"wait_minutes", {{"p50", quantile(50)}, {"p90", quantile(90)}, {"longest", quantile(100)}}}});
  }
  return nlohmann::ordered_json{{"event", state.event.id}, {"sessions", std::move(sessions)}}.dump(2);
}

}  // namespace convene::ops
