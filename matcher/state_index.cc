#include "matcher/state_index.h"

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace indexing {

namespace {

std::shared_ptr<const grouping::Tree> tree_of(const std::vector<Category>& categories) {
  grouping::Tree::Builder builder;
  for (const Category& category : categories) builder.add(category.parent, category.key);
  return std::make_shared<grouping::Tree>(std::move(builder).build());
}

std::uint32_t number_of(std::map<std::string, std::uint32_t>& numbers, const std::string& word, std::uint32_t first) {
  return numbers.emplace(word, static_cast<std::uint32_t>(numbers.size()) + first).first->second;
}

grouping::Member member_of(State& state, const Person& person) {
  grouping::Member member;
  member.id = person.id;
  if (!person.profile.words) return member;
  const Profile& profile = *person.profile.words;
  member.role = state.index.roles->find(profile.role).value_or(grouping::root_node);
  member.region = state.index.regions->find(profile.region).value_or(grouping::root_node);
  for (const std::string& language : profile.languages) {
    const std::uint32_t bit = number_of(state.index.languages, language, 0);
    if (bit < limits::languages) member.languages |= std::uint64_t{1} << bit;
  }
  for (std::size_t bit = 0; bit < state.event.topics.size() && bit < limits::topics; ++bit) {
    const auto& mine = profile.topics;
    if (std::find(mine.begin(), mine.end(), state.event.topics[bit].key) != mine.end())
      member.topics |= std::uint64_t{1} << bit;
  }
  if (!profile.team.empty()) member.team = number_of(state.index.teams, profile.team, 1);
  return member;
}

void remember_names(State& state, const Person& person) {
  if (person.walk_in) state.index.by_walk_in[*person.walk_in] = person.id;
  if (!person.profile.words) return;
  const Profile& profile = *person.profile.words;
  if (!profile.key.empty()) state.index.by_key[profile.key] = person.id;
  if (!profile.email.empty()) state.index.by_email[lower_case(profile.email)] = person.id;
}

void set_due(State& state, Due due, std::optional<Instant> when) {
  const auto before = state.index.due.find(due);
  if (before != state.index.due.end()) {
    if (when && before->second == *when) return;
    state.index.agenda.erase({before->second, due});
    state.index.due.erase(before);
  }
  if (!when) return;
  state.index.due[due] = *when;
  state.index.agenda.insert({*when, due});
}

/// How many are there, in the room and in its session.
void count_company(State& state, const Room& room) {
  const auto count = static_cast<std::uint32_t>(
      std::count_if(room.seats.begin(), room.seats.end(), [](const Seat& seat) { return there(seat.state); }));
  std::uint32_t& session = state.index.present[static_cast<std::size_t>(room.session)];
  const auto known = state.index.here.find(room.id);
  if (known != state.index.here.end()) session -= known->second;
  session += count;
  if (count != 0)
    state.index.here[room.id] = count;
  else if (known != state.index.here.end())
    state.index.here.erase(known);
}

/// Exactly one person there: since when, and whether offers made for it still stand.
void watch_company(State& state, Room& room, Instant at) {
  std::size_t count = 0;
  for (const Seat& seat : room.seats) count += there(seat.state) ? 1 : 0;
  const bool open = !room.closed && state.round(room.round).state == RoundState::open;
  if (open && count == 1) {
    if (!room.alone_since) room.alone_since = at;
    return;
  }
  if (!room.alone_since) return;
  room.alone_since = {}, room.alone_noticed = {}, room.alone_next.clear();
  for (const Seat& seat : room.seats) {
    Person& person = state.person(seat.person);
    if (!person.offers.empty() && person.offers.front().kind != "switch") {
      person.offers.clear(), person.offers_expire = {};
      person_changed(state, person);
    }
    state.touched.me.push_back(seat.person);
  }
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

void event_changed(State& state) {
  Index& index = state.index;
  index.roles = tree_of(state.event.roles);
  index.regions = tree_of(state.event.regions);
  index.sessions.clear();
  for (std::size_t i = 0; i < state.sessions.size(); ++i)
    index.sessions[state.sessions[i].definition.id] = static_cast<std::int32_t>(i);
  index.lobbies.resize(state.sessions.size());
  index.seated.resize(state.sessions.size());
  index.present.resize(state.sessions.size());
  for (const Person& person : state.people) index.members[person.id.value - 1] = member_of(state, person);
  for (const Round& round : state.rounds)
    if (round.state == RoundState::open) round_opened(state, round);
  for (std::size_t i = 0; i < state.sessions.size(); ++i) session_changed(state, static_cast<std::int32_t>(i));
}

void profile_changed(State& state, const Person& person, const Profile* before) {
  Index& index = state.index;
  if (index.members.size() < person.id.value) index.members.resize(person.id.value);
  if (before) {
    if (const auto it = index.by_key.find(before->key); it != index.by_key.end() && it->second == person.id)
      index.by_key.erase(it);
    if (const auto it = index.by_email.find(lower_case(before->email));
        it != index.by_email.end() && it->second == person.id)
      index.by_email.erase(it);
  }
  remember_names(state, person);
  index.members[person.id.value - 1] = member_of(state, person);
}

void room_changed(State& state, Room& room, Instant at) {
  count_company(state, room);
  watch_company(state, room, at);
  const Round& round = state.round(room.round);
  if (const auto placement = state.index.placements.find(round.id); placement != state.index.placements.end()) {
    if (room.closed) {
      placement->second.remove(room.id);
    } else {
      const Session& session = state.session(room.session);
      const grouping::Tree& tree = *state.primary(session);
      const std::string& key = session.definition.kind == SessionKind::regional ? room.basis.region : room.basis.role;
      placement->second.add(room.id, tree.find(key).value_or(grouping::root_node), load_of(state, room));
    }
  }
  bool gives_way = false;
  if (!room.closed && !room.locked)
    for (const Seat& seat : room.seats)
      gives_way |=
          seat.state == SeatState::away && state.person(seat.person).lapsed && !state.person(seat.person).pinned;
  if (gives_way)
    state.index.lapsed[round.id].insert(room.id);
  else if (const auto it = state.index.lapsed.find(round.id); it != state.index.lapsed.end())
    it->second.erase(room.id);
  set_due(state, {Due::room, room.id.value}, room_deadline(state, room));
  state.touched.rooms.push_back(room.id);
  state.touched.floor_rooms.push_back(room.id);
}

void session_changed(State& state, std::int32_t session) {
  set_due(state, {Due::session, static_cast<std::uint32_t>(session)}, session_deadline(state, state.session(session)));
  state.touched.now = true;
  state.touched.floor_sessions.push_back(state.session(session).definition.id);
}

void person_changed(State& state, const Person& person) {
  set_due(state, {Due::person, person.id.value}, person_deadline(person));
  state.touched.me.push_back(person.id);
  state.touched.floor_people.push_back(person.id);
}

void round_opened(State& state, const Round& round) {
  state.index.placements.insert_or_assign(round.id, grouping::Placement(*state.primary(state.session(round.session))));
  for (const RoomId id : round.rooms) room_changed(state, state.room(id), round.opened);
}

void round_over(State& state, const Round& round) {
  state.index.placements.erase(round.id);
  state.index.lapsed.erase(round.id);
}

}  // namespace indexing

void State::rebuild() {
  index = {};
  index.members.resize(people.size());
  for (Person& person : people) {
    indexing::profile_changed(*this, person, nullptr);
    if (person.visiting) index.visitors[person.visiting].push_back(person.id);
  }
  index.lobbies.resize(sessions.size());
  index.seated.resize(sessions.size());
  for (const Person& person : people) {
    if (person.session < 0) continue;
    if (person.room)
      ++index.seated[static_cast<std::size_t>(person.session)];
    else
      index.lobbies[static_cast<std::size_t>(person.session)].insert(person.id);
  }
  indexing::event_changed(*this);
  for (Person& person : people) indexing::person_changed(*this, person);
  for (Room& room : rooms)
    if (!room.closed) indexing::room_changed(*this, room, room.alone_since);
  touched = {};
}

}  // namespace convene
