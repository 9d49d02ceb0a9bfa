#include "matcher/state_index.h"

#include <span>

#include "matcher/attendance.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/profile_rules.h"
#include "matcher/room_basis.h"

namespace convene {

namespace indexing {

namespace {

std::shared_ptr<const grouping::Tree> tree_of(const std::vector<Category>& categories) {
  grouping::Tree::Builder builder;
  for (const Category& category : categories) builder.add(category.parent, category.key);
  return std::make_shared<grouping::Tree>(std::move(builder).build());
}

std::shared_ptr<const grouping::Tree> subjects_of(const SessionDefinition& debrief) {
  grouping::Tree::Builder builder;
  for (const std::string& id : debrief.of) builder.add("", id);
  return std::make_shared<grouping::Tree>(std::move(builder).build());
}

std::uint32_t number_of(std::map<std::string, std::uint32_t>& numbers, const std::string& word, std::uint32_t first) {
  return numbers.emplace(word, static_cast<std::uint32_t>(numbers.size()) + first).first->second;
}

/// The languages of a profile that count: few people speak more, and nobody uses up the numbers alone.
std::span<const std::string> numbered(const Profile& profile) {
  constexpr std::size_t most = 8;
  return std::span(profile.languages).first(std::min(profile.languages.size(), most));
}

grouping::Member member_of(State& state, const Person& person) {
  grouping::Member member;
  member.id = person.id;
  if (!person.profile.words) return member;
  const Profile& profile = *person.profile.words;
  member.role = state.index.roles->find(profile.role).value_or(grouping::root_node);
  member.region = state.index.regions->find(profile.region).value_or(grouping::root_node);
  for (const std::string& language : numbered(profile))
    if (const auto bit = state.index.languages.find(spoken_language(language)))
      member.languages |= std::uint64_t{1} << *bit;
  member.topics = topic_bits(state, profile.topics);
  if (!profile.team.empty()) member.team = number_of(state.index.teams, profile.team, 1);
  if (!profile.cohort.empty()) member.cohort = number_of(state.index.cohorts, profile.cohort, 1);
  if (!profile.experience.empty()) member.experience = number_of(state.index.experience, profile.experience, 1);
  return member;
}

void remember_languages(State& state, const Profile* was, const Profile* is) {
  if (is)
    for (const std::string& language : numbered(*is)) state.index.languages.add(spoken_language(language));
  if (was)
    for (const std::string& language : numbered(*was)) state.index.languages.remove(spoken_language(language));
}

/// Which line the person stands in, and where they count as somebody who could come.
void watch_place(State& state, const Person& person) {
  Index& index = state.index;
  PlaceKept& kept = index.kept[person.id.value - 1];
  const auto in = [](std::int32_t session) { return static_cast<std::size_t>(session); };
  const bool waits = person.session >= 0 && !person.room && person.online && !person.holds_off();
  const std::int32_t line = waits ? person.session : -1;
  if (kept.waits != line || kept.since != person.since) {
    if (kept.waits >= 0) index.waiting[in(kept.waits)].erase({kept.since, person.id});
    if (line >= 0) index.waiting[in(line)].insert({person.since, person.id}), index.to_seat.insert(line);
    kept.waits = line, kept.since = person.since;
  }
  const std::int32_t around = person.lapsed ? -1 : person.session;
  if (kept.around != around) {
    if (kept.around >= 0) --index.around[in(kept.around)];
    if (around >= 0) ++index.around[in(around)];
    kept.around = around;
  }
}

void remember_names(State& state, const Person& person) {
  if (person.walk_in) state.index.by_walk_in[*person.walk_in] = person.id;
  if (!person.profile.words) return;
  const Profile& profile = *person.profile.words;
  if (!profile.key.empty()) state.index.by_key[profile.key] = person.id;
  if (!profile.email.empty()) state.index.by_email[lower_case(profile.email)] = person.id;
}

void remember_bonds(State& state, const Person& person, const Profile* before) {
  static const Profile none;
  const Profile& was = before ? *before : none;
  const Profile& is = person.profile.words ? *person.profile.words : none;
  Index& index = state.index;
  index.apart.change(person.id, was.keep_apart, is.key, is.keep_apart, index.by_key);
  index.together.change(person.id, was.keep_with, is.key, is.keep_with, index.by_key);
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

/// How many are there, in the room and in its session; returns the former.
std::uint32_t count_company(State& state, const Room& room) {
  const auto count = static_cast<std::uint32_t>(std::count_if(
      room.seats.begin(), room.seats.end(), [&](const Seat& seat) { return is_company(state, room, seat); }));
  std::uint32_t& session = state.index.present[static_cast<std::size_t>(room.session)];
  const auto known = state.index.here.find(room.id);
  if (known != state.index.here.end()) session -= known->second;
  session += count;
  if (count != 0)
    state.index.here[room.id] = count;
  else if (known != state.index.here.end())
    state.index.here.erase(known);
  return count;
}

/// Exactly one person there: since when, and whether offers made for it still stand.
void watch_company(State& state, Room& room, std::uint32_t count, Instant at) {
  // In a conversation with an advisor it is the advisor who is missed (queue: see calling.h).
  const bool open = !room.closed && !room.host && state.round(room.round).state == RoundState::open;
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
    person.stays = false;
    state.touched.me.push_back(seat.person);
  }
}

/// Whoever stepped out for a moment, and whose seat is kept.
std::size_t stepped_out_of(const State& state, const Room& room) {
  return static_cast<std::size_t>(std::ranges::count_if(room.seats, [&](const Seat& seat) {
    return seat.state == SeatState::left && state.person(seat.person).lacking == "stepped_out";
  }));
}

/// Two or more there, and with those who are on their way or may be back soon fewer than there should be: since when.
void watch_size(State& state, Room& room, std::uint32_t count, Instant at) {
  const bool open = !room.closed && !room.host && state.round(room.round).state == RoundState::open;
  const std::size_t min = grouping::normalised(state.session(room.session).definition.policy.rooms).min;
  if (open && count >= 2 && load_of(state, room).company + stepped_out_of(state, room) < min) {
    if (!room.small_since) room.small_since = at;
    return;
  }
  const bool asked = std::exchange(room.small_asked, false);
  room.small_since = {}, room.small_looks = 0, room.small_to = {}, room.small_company.clear();
  if (!asked || count < 2) return;  // whoever is left behind may still follow
  for (const Seat& seat : room.seats) {
    Person& person = state.person(seat.person);
    if (person.offers.empty() || person.offers.front().kind != "fuller_room") continue;
    person.offers.clear(), person.offers_expire = {};
    person_changed(state, person);
  }
}

void people_met(State& state, const Room& room) {
  for (const PersonId one : room.were_here)
    for (const PersonId other : room.were_here)
      if (one != other) state.index.met[one.value - 1].insert(other);
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

void locales_changed(State& state, const std::vector<std::string>& before) {
  for (const std::string& locale : state.event.locales) state.index.languages.add(spoken_language(locale));
  for (const std::string& locale : before) state.index.languages.remove(spoken_language(locale));
}

void sessions_grew(State& state) {
  Index& index = state.index;
  index.lobbies.resize(state.sessions.size());
  index.seated.resize(state.sessions.size());
  index.present.resize(state.sessions.size());
  index.waiting.resize(state.sessions.size());
  index.around.resize(state.sessions.size());
  index.checked_in.resize(state.sessions.size());
  index.intending.resize(state.sessions.size());
  index.rounds_held.resize(state.sessions.size());
  index.lines.resize(state.sessions.size());
  for (const SessionDefinition& session : state.event.sessions)
    if (session.kind == SessionKind::debrief && !index.subjects.contains(session.id))
      index.subjects[session.id] = subjects_of(session);
}

void event_changed(State& state, Instant at) {
  Index& index = state.index;
  index.roles = tree_of(state.event.roles);
  index.regions = tree_of(state.event.regions);
  index.subjects.clear();
  index.sessions.clear();
  for (std::size_t i = 0; i < state.sessions.size(); ++i)
    index.sessions[state.sessions[i].definition.id] = static_cast<std::int32_t>(i);
  sessions_grew(state);
  for (const Person& person : state.people) index.members[person.id.value - 1] = member_of(state, person);
  for (const Round& round : state.rounds) {
    if (round.state == RoundState::open) round_opened(state, round, at);
    if (round.state == RoundState::closing)
      for (const RoomId id : round.rooms) room_changed(state, state.room(id), at);
  }
  for (std::size_t i = 0; i < state.sessions.size(); ++i) session_changed(state, static_cast<std::int32_t>(i));
  // What a topic's or a language's number is may have changed.
  for (std::size_t i = 0; i < state.sessions.size(); ++i)
    if (state.sessions[i].hours) line_changed(state, static_cast<std::int32_t>(i));
  event_clock_changed(state);
}

void profile_changed(State& state, const Person& person, const Profile* before) {
  Index& index = state.index;
  if (index.members.size() < person.id.value) {
    index.members.resize(person.id.value);
    index.met.resize(person.id.value);
    index.took_part.resize(person.id.value);
    index.kept.resize(person.id.value);
  }
  if (before) {
    if (const auto it = index.by_key.find(before->key); it != index.by_key.end() && it->second == person.id)
      index.by_key.erase(it);
    if (const auto it = index.by_email.find(lower_case(before->email));
        it != index.by_email.end() && it->second == person.id)
      index.by_email.erase(it);
  }
  hats_changed(state, person);
  remember_names(state, person);
  remember_bonds(state, person, before);
  remember_languages(state, before, person.profile.words ? &*person.profile.words : nullptr);
  index.members[person.id.value - 1] = member_of(state, person);
}

void hats_changed(State& state, const Person& person) {
  const bool staff = person.standing != Standing::erased &&
                     std::any_of(person.hats.begin(), person.hats.end(), [](Hat h) { return h != Hat::participant; });
  if (staff)
    state.index.staff.insert(person.id);
  else
    state.index.staff.erase(person.id);
}

void room_changed(State& state, Room& room, Instant at) {
  const std::uint32_t company = count_company(state, room);
  watch_company(state, room, company, at);
  watch_size(state, room, company, at);
  const Round& round = state.round(room.round);
  const auto placement = state.index.placements.find(round.id);
  if (placement != state.index.placements.end() && !room.host) {
    if (room.closed) {
      placement->second.remove(room.id);
      state.index.spoken.at(round.id).remove(room.id);
    } else {
      const grouping::NodeIndex basis = state.primary_node(state.session(room.session), room.basis);
      placement->second.add(room.id, basis, load_of(state, room));
      state.index.spoken.at(round.id).set(room.id, shared_languages(state, room), basis, load_of(state, room));
    }
  }
  bool gives_way = false;
  if (!room.closed && !room.locked)
    for (const Seat& seat : room.seats)
      gives_way |=
          seat.state == SeatState::away && state.person(seat.person).lapsed && !state.person(seat.person).pinned;
  if (placement != state.index.placements.end() && !room.host) {
    grouping::Placement& lapsed = state.index.lapsed.at(round.id);
    const std::optional<grouping::Load> load = placement->second.load(room.id);
    // Every seat of it is one that may be asked for.
    if (gives_way && load)
      lapsed.add(room.id, *placement->second.basis(room.id), {load->company, 0, grouping::max_room});
    else
      lapsed.remove(room.id);
    if (gives_way || (load && load->taken < load->capacity)) state.index.to_seat.insert(room.session);
  }
  set_due(state, {Due::room, room.id.value}, room_deadline(state, room));
  state.touched.rooms.push_back(room.id);
  state.touched.floor_rooms.push_back(room.id);
}

void pair_changed(State& state, PersonId one, PersonId other, std::optional<Bond> bond) {
  const auto said = [&](Bond what) { return bond ? std::optional(*bond == what) : std::nullopt; };
  state.index.apart.say(one, other, said(Bond::apart));
  state.index.together.say(one, other, said(Bond::together));
}

void event_clock_changed(State& state) { set_due(state, {Due::event, 0}, event_deadline(state)); }

void session_changed(State& state, std::int32_t session) {
  set_due(state, {Due::session, static_cast<std::uint32_t>(session)}, session_deadline(state, state.session(session)));
  state.touched.now = true;
  state.touched.floor_sessions.push_back(state.session(session).definition.id);
}

void person_changed(State& state, const Person& person) {
  watch_place(state, person);
  owner_changed(state, person.id);
  set_due(state, {Due::person, person.id.value}, person_deadline(person));
  state.touched.me.push_back(person.id);
  state.touched.floor_people.push_back(person.id);
}

void ticket_deadline_changed(State& state, const Ticket& ticket) {
  set_due(state, {Due::ticket, ticket.id.value}, ticket_deadline(state, ticket));
}

void room_named(State& state, const Room& room) {
  std::uint32_t& last = state.index.numbers[room.round][room.title.category];
  last = std::max(last, room.title.number);
}

namespace {

// Whoever opens one more room takes rather the call of one that is closed than that of one where people are.
constexpr std::uint32_t open_call = 2;
constexpr std::uint32_t closed_call = 1;

void change_call(State& state, const Room& room, std::uint32_t less, std::uint32_t more) {
  std::uint32_t& weight = state.index.calls[room.call];
  weight += more - less;
  if (weight == 0) state.index.calls.erase(room.call);
}

}  // namespace

void call_taken(State& state, const Room& room) { change_call(state, room, 0, room.closed ? closed_call : open_call); }

void call_spared(State& state, const Room& room) { change_call(state, room, open_call, closed_call); }

void room_reopened(State& state, const Room& room) { change_call(state, room, closed_call, open_call); }

bool is_past(const State& state, const Room& room) {
  return room.closed && (room.host || state.round(room.round).state == RoundState::closed);
}

void room_worded(State& state, const Room& room, PersonId owner) {
  const auto theirs = [&](const auto& words) { return words && words->owner == owner; };
  if (theirs(room.label) || theirs(room.link)) {
    state.index.worded[owner].insert(room.id);
  } else if (const auto known = state.index.worded.find(owner); known != state.index.worded.end()) {
    known->second.erase(room.id);
    if (known->second.empty()) state.index.worded.erase(known);
  }
}

void room_past(State& state, const Room& room) {
  change_call(state, room, closed_call, 0);
  people_met(state, room);
}

void took_part(State& state, const Room& room, PersonId person) {
  state.index.took_part[person.value - 1].insert(room.round);
  if (state.index.held.insert(room.round).second) ++state.index.rounds_held[static_cast<std::size_t>(room.session)];
}

bool have_met(const State& state, PersonId a, PersonId b) { return state.index.met[a.value - 1].contains(b); }

void round_opened(State& state, const Round& round, Instant at) {
  const grouping::Tree& tree = *state.primary(state.session(round.session));
  state.index.placements.insert_or_assign(round.id, grouping::Placement(tree));
  state.index.spoken.insert_or_assign(round.id, Spoken(tree));
  state.index.lapsed.insert_or_assign(round.id, grouping::Placement(tree));
  state.index.to_seat.insert(round.session);
  for (const RoomId id : round.rooms) room_changed(state, state.room(id), at);
}

void round_over(State& state, const Round& round) {
  state.index.placements.erase(round.id);
  state.index.spoken.erase(round.id);
  state.index.lapsed.erase(round.id);
}

}  // namespace indexing

void State::rebuild() {
  index = {};
  index.members.resize(people.size());
  index.met.resize(people.size());
  index.took_part.resize(people.size());
  index.kept.resize(people.size());
  indexing::locales_changed(*this, {});
  for (Person& person : people) {
    index.known += person.standing == Standing::erased ? 0 : 1;
    indexing::profile_changed(*this, person, nullptr);
    if (person.visiting) index.visitors[person.visiting].push_back(person.id);
  }
  for (const Person& person : people)
    for (const Avoided& avoided : person.avoids) index.apart.wish(person.id, avoided.other, true);
  for (const PairRule& rule : pairs) indexing::pair_changed(*this, rule.one, rule.other, rule.bond);
  for (std::size_t i = 0; i < sessions.size(); ++i)
    if (sessions[i].hours)
      for (const Advisor& advisor : sessions[i].hours->advisors)
        index.posts[advisor.person].insert(static_cast<std::int32_t>(i));
  index.lobbies.resize(sessions.size());
  index.seated.resize(sessions.size());
  for (const Person& person : people) {
    if (person.session < 0) continue;
    if (person.room)
      ++index.seated[static_cast<std::size_t>(person.session)];
    else
      index.lobbies[static_cast<std::size_t>(person.session)].insert(person.id);
  }
  indexing::event_changed(*this, {});
  for (Person& person : people) {
    indexing::person_changed(*this, person);
    if (person.help) index.asking.insert(person.id);
    for (const auto& [session, known] : person.attendance)
      if (const std::int32_t at = find_session(session); at >= 0 && known.attended)
        ++index.checked_in[static_cast<std::size_t>(at)];
    for (const std::string& session : person.intends)
      if (const std::int32_t at = find_session(session); at >= 0) ++index.intending[static_cast<std::size_t>(at)];
  }
  for (const Ticket& ticket : tickets) {
    if (!is_live(ticket.state)) indexing::ticket_changed(*this, ticket);  // the others came with the sessions
  }
  for (Room& room : rooms) {
    indexing::room_named(*this, room);
    for (const PersonId one : who_was_in(room)) indexing::took_part(*this, room, one);
    for (const ChatLine& line : room.chat) index.wrote[line.by].insert(room.id);
    for (const ChatComplaint& one : room.complaints) index.wrote[one.line.by].insert(room.id);
    for (const auto& words : {room.label, room.link})
      if (words) indexing::room_worded(*this, room, words->owner);
    if (indexing::is_past(*this, room))
      indexing::people_met(*this, room);
    else
      indexing::call_taken(*this, room);
    if (room.closed)
      indexing::set_due(*this, {Due::room, room.id.value}, room_deadline(*this, room));
    else
      indexing::room_changed(*this, room, room.alone_since ? room.alone_since : room.small_since);
  }
  index.to_seat.clear();
  index.to_call.clear();
  index.to_follow.clear();
  touched = {};
}

}  // namespace convene
