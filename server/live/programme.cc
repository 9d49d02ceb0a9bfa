#include "server/live/programme.h"

#include <algorithm>

#include "protocol/digest.h"
#include "protocol/encode.h"
#include "protocol/forms.h"

namespace convene::live {

ProgrammeResource make_programme(const State& state) {
  const EventDefinition& event = state.event;
  auto content = std::make_shared<protocol::Programme>();
  content->event = event.id;
  content->name = event.name;
  content->time_zone = event.time_zone;
  content->locales = event.locales;
  content->visible = event.visible;
  content->walk_in = event.join.walk_in.has_value();
  if (event.join.walk_in) {
    content->ask = event.join.walk_in->ask;
    content->optional = event.join.walk_in->optional;
  }
  content->roles = event.roles;
  content->regions = event.regions;
  content->topics = event.topics;
  for (const Session& session : state.sessions) {
    const SessionDefinition& definition = session.definition;
    const bool rooms = forms_rooms(definition.kind);
    protocol::ProgrammeSession entry;
    entry.id = definition.id;
    entry.kind = definition.kind;
    entry.title = definition.title;
    entry.starts = session.starts;
    entry.ends = session.ends;
    entry.cancelled = session.state == SessionState::cancelled;
    entry.link = definition.link;
    entry.credit_minutes = definition.credit_minutes;
    entry.rounds = rooms ? definition.policy.rounds.count : 0;
    entry.room_min = rooms ? definition.policy.rooms.min : 0;
    entry.room_max = rooms ? definition.policy.rooms.max : 0;
    entry.prompts = definition.prompts;
    if (definition.kind == SessionKind::debrief) entry.of = definition.of;
    for (const Desk& desk : definition.desks) entry.desks.push_back({desk.id, desk.topics});
    content->sessions.push_back(std::move(entry));
  }
  content->credits = (event.credit && event.credit->plan_minutes > 0) ||
                     std::ranges::any_of(content->sessions, [](const auto& one) { return one.credit_minutes > 0; });
  auto json = std::make_shared<const std::string>(protocol::encode(*content));
  const std::string hash = protocol::hex(protocol::sha256({*json})).substr(0, 16);
  return {"/e/" + event.id + "/programme-" + hash + ".json", std::move(json), std::move(content)};
}

}  // namespace convene::live
