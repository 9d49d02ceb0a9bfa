// What commands name: sessions, rooms and people, within the reach of whoever asks.
#include <algorithm>

#include "matcher/deciding.h"

namespace convene {

Decided find_session(const Deciding& d, const std::string& id, std::int32_t& index) {
  index = d.state().find_session(id);
  if (index < 0) return refuse("session.unknown", "there is no such session", {{"session", id}});
  return {};
}

Decided find_line(const Deciding& d, const std::string& id, std::int32_t& index) {
  if (Decided refusal = find_session(d, id, index)) return refusal;
  if (!d.state().session(index).hours) return refuse("session.no_line", "this session has no line", {{"session", id}});
  return {};
}

Decided find_topic(const Deciding& d, const std::string& topic, const char* field) {
  const auto& topics = d.state().event.topics;
  if (std::none_of(topics.begin(), topics.end(), [&](const Topic& one) { return one.key == topic; }))
    return refuse("topic.unknown", "there is no such topic", {{"topic", topic}, {"field", field}});
  return {};
}

Decided fault_in_length(const std::string& text, std::size_t most, const char* field) {
  if (text.size() > most)
    return refuse("text.too_long", "at most " + std::to_string(most) + " bytes", {{"field", field}});
  return {};
}

Decided find_session_in_reach(const Deciding& d, const std::string& id, std::int32_t& index) {
  if (Decided refusal = find_session(d, id, index)) return refusal;
  if (!in_scope(d.state(), d.by(), index))
    return refuse("not_in_scope", "this session is not yours to run", {{"session", id}});
  return {};
}

Decided find_in_reach(const Deciding& d, RoomId id, const Room*& room) {
  room = d.state().find(id);
  if (!room) return refuse("room.unknown", "there is no such room", {{"room", to_string(id)}});
  if (!in_scope(d.state(), d.by(), room->session, id))
    return refuse("not_in_scope", "this room is not yours", {{"room", to_string(id)}});
  return {};
}

Decided find_in_reach(const Deciding& d, PersonId id, const Person*& person) {
  person = d.state().find(id);
  if (!person || person->standing == Standing::erased)
    return refuse("person.unknown", "there is no such person", {{"person", to_string(id)}});
  const bool comes = d.by() && person->help && person->help->by == d.by();
  if (!comes && !in_scope(d.state(), d.by(), person->session, person->room))
    return refuse("not_in_scope", "this person is in none of your sessions", {{"person", to_string(id)}});
  return {};
}

}  // namespace convene
