#include "matcher/room_basis.h"

#include <algorithm>

#include "matcher/check.h"
#include "matcher/limits.h"
#include "matcher/links.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

/// In a room that is over. O(people squared), at most 50 of them.
bool any_have_met(const State& state, std::span<const PersonId> people) {
  for (std::size_t i = 0; i < people.size(); ++i)
    for (std::size_t j = i + 1; j < people.size(); ++j)
      if (indexing::have_met(state, people[i], people[j])) return true;
  return false;
}

}  // namespace

Basis basis_of(const State& state, const Session& session, std::span<const PersonId> people) {
  Basis basis;
  if (people.empty()) return basis;
  const Index& index = state.index;
  const auto member = [&](PersonId id) -> const grouping::Member& {
    CONVENE_CHECK(id.value >= 1 && id.value <= index.members.size());
    return index.members[id.value - 1];
  };
  grouping::NodeIndex role = member(people.front()).role;
  grouping::NodeIndex region = member(people.front()).region;
  std::uint64_t topics = ~std::uint64_t{0};
  std::uint64_t languages = ~std::uint64_t{0};
  bool same_role = true;
  // Whoever was put here by staff has chosen nothing, and is no reason to say that the others did not choose alike.
  std::optional<grouping::NodeIndex> subject;
  const bool debrief = session.definition.kind == SessionKind::debrief;
  for (const PersonId id : people) {
    const grouping::Member& m = member(id);
    same_role &= m.role == member(people.front()).role;
    role = index.roles->nearest_common(role, m.role);
    region = index.regions->nearest_common(region, m.region);
    topics &= m.topics;
    if (m.languages) languages &= m.languages;
    if (const auto mine = debrief ? state.primary_node(session, id) : grouping::root_node; mine != grouping::root_node)
      subject = state.primary(session)->nearest_common(subject.value_or(mine), mine);
  }
  basis.role = index.roles->key(role);
  basis.role_relaxed = !same_role && session.definition.kind == SessionKind::role_alike;
  basis.region = index.regions->key(region);
  if (subject) basis.about = state.primary(session)->key(*subject);
  basis.language_relaxed = languages == 0;
  for (std::size_t bit = 0; bit < state.event.topics.size() && bit < limits::topics; ++bit)
    if (topics >> bit & 1) basis.topics.push_back(state.event.topics[bit].key);
  index.languages.each([&](const std::string& language, std::uint32_t bit) {
    if (languages != any_language && (languages >> bit & 1) != 0) basis.languages.push_back(language);
  });
  return basis;
}

Basis basis_of(const State& state, const Room& room) {
  std::vector<PersonId> people;
  for (const Seat& seat : room.seats)
    if (!elsewhere(seat)) people.push_back(seat.person);
  Basis basis = basis_of(state, state.session(room.session), people);
  basis.new_faces = state.round(room.round).number > 1 && !any_have_met(state, people);
  return basis;
}

Languages shared_languages(const State& state, const Room& room) {
  Languages shared = any_language;
  for (const Seat& seat : room.seats)
    if (!elsewhere(seat)) shared &= languages_of(state, seat.person);
  return shared;
}

std::string category_of(const State&, const Session& session, const Basis& basis) {
  if (session.definition.kind == SessionKind::role_alike) return basis.role;
  if (session.definition.kind == SessionKind::regional) return basis.region;
  return basis.about.value_or("");
}

namespace {

/// Of a pool of calls one that no room has that is not past, else one that fewest have, open ones counting twice.
/// O(pool).
std::uint32_t free_call(const State& state, RoomId room) {
  const std::size_t pool = state.event.call.pool.size();
  if (pool == 0) return room.value;
  std::vector<std::uint32_t> rooms(pool);
  for (const auto& [call, count] : state.index.calls) rooms[call % pool] += count;
  return static_cast<std::uint32_t>(std::ranges::min_element(rooms) - rooms.begin());
}

}  // namespace

RoomOpened next_room(const Deciding& d, RoundId round, std::string category) {
  const State& state = d.state();
  RoomOpened opened;
  opened.room = RoomId(static_cast<std::uint32_t>(state.rooms.size()) + 1);
  opened.round = round;
  opened.title.kind = state.session(state.round(round).session).definition.kind;
  opened.title.category = std::move(category);
  opened.title.number = 1;
  if (const auto numbers = state.index.numbers.find(round); numbers != state.index.numbers.end())
    if (const auto last = numbers->second.find(opened.title.category); last != numbers->second.end())
      opened.title.number = last->second + 1;
  opened.call = free_call(state, opened.room);
  opened.key = call_key(d.seed(), opened.room);
  return opened;
}

std::int32_t prompt_of(const State& state, const Round& round) {
  const std::size_t prompts = state.session(round.session).definition.prompts.size();
  return prompts == 0 ? -1 : static_cast<std::int32_t>((round.number - 1) % prompts);
}

RoomId open_room(Deciding& d, RoundId round_id, const std::vector<PersonId>& people, SeatWhy why, PersonId by) {
  const State& state = d.state();
  const Round& round = state.round(round_id);
  const Session& session = state.session(round.session);
  Basis basis = basis_of(state, session, people);
  basis.new_faces = round.number > 1 && !any_have_met(state, people);
  RoomOpened opened = next_room(d, round_id, category_of(state, session, basis));
  opened.basis = std::move(basis);
  opened.prompt = prompt_of(state, round);
  const RoomId id = opened.room;
  d.emit(std::move(opened));
  PeopleSeated seated;
  seated.room = id;
  seated.why = why;
  seated.by = by;
  for (const PersonId person : people) seated.seats.push_back({person, next_version(state, person)});
  d.emit(std::move(seated));
  return id;
}

}  // namespace convene
