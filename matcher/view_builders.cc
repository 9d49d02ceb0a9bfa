#include "matcher/view_builders.h"

#include <algorithm>

#include "matcher/debrief.h"
#include "matcher/limits.h"
#include "matcher/notices.h"
#include "matcher/opening.h"

namespace convene {

namespace {

bool listed(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool visible(const State& state, const Person& person, std::string_view field) {
  if (!person.profile.words) return false;
  return listed(state.event.visible, field) && (field == "name" || !listed(person.profile.words->hidden, field));
}

std::string name_of(const State& state, PersonId id) {
  const Person* person = state.find(id);
  return person && person->profile.words ? person->profile.words->name : std::string();
}

std::string_view word(RoundState state) {
  switch (state) {
    case RoundState::open: return "open";
    case RoundState::closing: return "closing";
    case RoundState::closed: break;
  }
  return "closed";
}

std::optional<RoundStatus> round_status(const State& state, const Session& session) {
  if (!forms_rooms(session.definition.kind)) return {};
  RoundStatus status;
  status.of = session.definition.policy.rounds.count;
  status.number = session.rounds;
  if (session.round) {
    const Round& round = state.round(session.round);
    status.state = word(round.state);
    status.opens = round.opened;
    status.ends = round.state == RoundState::closing ? round.until : round.ends;
    return status;
  }
  if (session.definition.policy.opens == Opens::by_itself && !session.has_rounds_to_come()) return {};
  ++status.number;
  status.state = session.request ? "gathering" : session.rounds == 0 ? "waiting" : "pause";
  if (session.definition.policy.opens == Opens::by_itself)
    status.opens = session.rounds == 0 ? session.starts : session.next_round;
  return status;
}

std::uint32_t people_in(const State& state, std::int32_t index) {
  const auto i = static_cast<std::size_t>(index);
  return state.index.seated[i] + static_cast<std::uint32_t>(state.index.lobbies[i].size());
}

std::vector<std::string> unmet_wishes(const State& state, const Person& person, const Room& room) {
  std::vector<std::string> unmet;
  if (!person.profile.words) return unmet;
  const Profile& mine = *person.profile.words;
  const SessionKind kind = state.session(room.session).definition.kind;
  if (kind == SessionKind::role_alike && !mine.role.empty() && room.basis.role != mine.role) unmet.emplace_back("role");
  if (kind == SessionKind::regional && !mine.region.empty() && room.basis.region != mine.region)
    unmet.emplace_back("region");
  if (const auto about = chosen_of(state.session(room.session).definition, person);
      about && room.basis.about && room.basis.about != about)
    unmet.emplace_back("about");
  const grouping::Member& me = state.index.members[person.id.value - 1];
  std::size_t others = 0;
  bool same_topic = false;
  for (const Seat& seat : room.seats) {
    if (seat.person == person.id || seat.state == SeatState::left) continue;
    ++others;
    same_topic |= (me.topics & state.index.members[seat.person.value - 1].topics) != 0;
  }
  if (me.topics != 0 && others > 0 && !same_topic) unmet.emplace_back("topics");
  // The room's languages are those that everybody there speaks, of those who said.
  if (me.languages != 0 && others > 0 && room.basis.languages.empty()) unmet.emplace_back("language");
  return unmet;
}

Member member_card(const State& state, const Person& person, SeatState seat) {
  Member card;
  card.id = person.id;
  card.name = shown(state, person, "name");
  card.role = shown(state, person, "role");
  card.region = shown(state, person, "region");
  card.organization = shown(state, person, "organization");
  card.seat = seat;
  if (person.profile.words) {
    // The local time of the people one talks to follows from the region that is shown.
    if (visible(state, person, "region")) card.time_zone = person.profile.words->time_zone;
    if (visible(state, person, "topics")) card.topics = person.profile.words->topics;
    if (visible(state, person, "languages")) card.languages = person.profile.words->languages;
  }
  for (const Hat hat : {Hat::organiser, Hat::moderator, Hat::facilitator, Hat::advisor})
    if (!card.badge && person.wears(hat)) card.badge = hat;
  return card;
}

std::string room_state(const State& state, const Room& room) {
  return room.closed ? "closed" : std::string(word(state.round(room.round).state));
}

Instant room_end(const State& state, const Room& room) {
  const Round& round = state.round(room.round);
  return round.state == RoundState::closing ? round.until : round.ends;
}

std::vector<std::string> health_of(const State& state, const Room& room) {
  std::vector<std::string> health;
  const grouping::Sizes sizes = grouping::normalised(state.session(room.session).definition.policy.rooms);
  std::size_t here = 0, held = 0, missing = 0, expected = 0;
  for (const Seat& seat : room.seats) {
    if (seat.state == SeatState::left) continue;
    ++held;
    here += is_company(state, room, seat) ? 1 : 0;
    missing += seat.no_show ? 1 : 0;
    expected += (seat.state == SeatState::assigned || seat.state == SeatState::delivered) && !seat.no_show ? 1 : 0;
  }
  const bool open = !room.closed && state.round(room.round).state == RoundState::open;
  if (!open || held == 0) return {"ok"};
  if (room.alone_noticed) health.emplace_back("alone");
  if (here == 0 && expected == 0) health.emplace_back("nobody_present");
  if (held > sizes.max) health.emplace_back("overfull");
  if (load_of(state, room).company < sizes.min) health.emplace_back("under_min");
  if (missing > 0) health.emplace_back("not_arrived");
  if (health.empty()) health.emplace_back("ok");
  return health;
}

}  // namespace

std::uint32_t crowd_step(std::uint32_t n) {
  std::uint32_t unit = 1;
  while (n / unit >= 100) unit *= 10;
  const std::uint32_t figures = n / unit;  // 0..99
  const std::uint32_t step = figures < 10 ? 1 : figures < 20 ? 2 : 5;
  return figures / step * step * unit;
}

std::string shown(const State& state, const Person& person, std::string_view field) {
  if (!visible(state, person, field)) return "";
  const Profile& profile = *person.profile.words;
  if (field == "name") return profile.name;
  if (field == "role") return profile.role;
  if (field == "region") return profile.region;
  if (field == "organization") return profile.organization;
  return "";
}

std::optional<std::string> call_link(const State& state, const Room& room) {
  const CallRules& call = state.event.call;
  if (!call.pool.empty()) return call.pool[room.call % call.pool.size()];
  if (call.link.empty()) return {};
  std::string link = call.link;
  const auto put = [&link](std::string_view name, const std::string& value) {
    for (std::size_t at = link.find(name); at != std::string::npos; at = link.find(name, at + value.size()))
      link.replace(at, name.size(), value);
  };
  put("{event}", state.event.id);
  put("{session}", state.session(room.session).definition.id);
  put("{room_key}", state.event.id + "-" + to_string(room.id));
  put("{room}", to_string(room.id));
  return link;
}

NowView now_view(const State& state, Instant now, std::string programme) {
  NowView view;
  view.event = state.event.id;
  view.programme = std::move(programme);
  std::vector<std::int32_t> order;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(state.sessions.size()); ++i) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return state.session(a).starts < state.session(b).starts; });
  std::size_t coming = 0;
  for (const std::int32_t i : order) {
    const Session& session = state.session(i);
    const bool just_over = (session.state == SessionState::closed || session.state == SessionState::cancelled) &&
                           session.ends + minutes(60) > now;
    const bool on = session.state == SessionState::open || session.state == SessionState::running ||
                    session.state == SessionState::closing;
    if (session.state == SessionState::planned ? ++coming > 4 : !on && !just_over) continue;
    SessionStatus status;
    status.id = session.definition.id;
    status.kind = session.definition.kind;
    status.state = session.state;
    status.doors = session.starts - state.event.lobby_lead;
    status.starts = session.starts;
    status.ends = session.ends;
    status.joinable = forms_rooms(session.definition.kind) &&
                      (session.state == SessionState::open || session.state == SessionState::running);
    status.people = crowd_step(people_in(state, i));
    status.round = round_status(state, session);
    view.sessions.push_back(std::move(status));
  }
  return view;
}

std::optional<RoomId> shown_room(const State& state, PersonId id) {
  const Person& person = state.person(id);
  if (person.visiting) return person.visiting;
  if (person.room) return person.room;
  return {};
}

MeView me_view(const State& state, PersonId id) {
  const Person& person = state.person(id);
  MeView view;
  view.id = id;
  if (person.profile.words) {
    const Profile& p = *person.profile.words;
    view.name = p.name, view.role = p.role, view.region = p.region, view.organization = p.organization;
    view.topics = p.topics, view.languages = p.languages, view.hidden = p.hidden;
    for (const std::string& session : p.sessions_attended)
      if (state.find_session(session) >= 0) view.attended.push_back(session);
  }
  view.hats = person.hats;
  view.version = person.version;
  view.pinned = person.pinned;
  view.place = person.room ? Place::room : person.session >= 0 ? Place::lobby : Place::programme;
  if (person.session >= 0) {
    view.session = state.session(person.session).definition.id;
    view.about = chosen_of(state.session(person.session).definition, person);
  }
  view.room = shown_room(state, id);
  if (person.visiting) view.visiting = person.visiting;
  if (person.room) {
    const Room& room = state.room(person.room);
    const Seat* seat = find_seat(room, id);
    if (seat) view.seat = seat->state;
    Arrival arrival;
    arrival.why = person.why;
    arrival.at = person.since;
    if (person.by) arrival.by = name_of(state, person.by);
    if (person.from) arrival.from = state.room(person.from).title;
    view.arrival = std::move(arrival);
    view.unmet = unmet_wishes(state, person, room);
    const std::uint32_t used = person.switches_in == room.round ? person.switches : 0;
    const std::uint32_t most = state.session(room.session).definition.policy.switches;
    view.switches_left = most > used ? most - used : 0;
    if (room.alone_noticed && seat && is_company(state, room, *seat))
      view.alone = Alone{room.alone_since, room.alone_next};
  } else if (!person.lacking.empty()) {
    view.waiting = person.lacking;
    if (person.lacking == "moved_to_lobby" && person.by)
      view.arrival = Arrival{SeatWhy::moved, name_of(state, person.by), std::nullopt, person.since};
  }
  for (const OfferedRoom& offered : person.offers) {
    const Room& room = state.room(offered.room);
    if (room.closed) continue;
    Offer offer{room.id, room.title, 0, room.basis, offered.kind, person.offers_expire};
    for (const Seat& seat : room.seats) offer.people += seat.state != SeatState::left ? 1 : 0;
    view.offers.push_back(std::move(offer));
  }
  if (person.kept_room) {
    const Room& room = state.room(person.kept_room);
    view.kept = KeptSeat{state.session(room.session).definition.id, room.id, room.title, person.kept_until};
  }
  return view;
}

RoomView room_view(const State& state, RoomId id) {
  const Room& room = state.room(id);
  RoomView view;
  view.id = id;
  view.session = state.session(room.session).definition.id;
  view.round = state.round(room.round).number;
  view.state = room_state(state, room);
  view.name = room.title;
  view.basis = room.basis;
  view.prompt = room.prompt;
  view.call = call_link(state, room);
  view.ends = room_end(state, room);
  view.locked = room.locked;
  for (const Seat& seat : room.seats)
    if (seat.state != SeatState::left)
      view.members.push_back(member_card(state, state.person(seat.person), seat.state));
  if (const auto visitors = state.index.visitors.find(id); visitors != state.index.visitors.end())
    for (const PersonId visitor : visitors->second) {
      const Person& person = state.person(visitor);
      view.members.push_back(member_card(state, person, person.online ? SeatState::present : SeatState::away));
    }
  return view;
}

std::optional<FloorSession> floor_session(const State& state, std::string_view id) {
  const std::int32_t index = state.find_session(id);
  if (index < 0) return {};
  const Session& session = state.session(index);
  FloorSession out;
  out.kind = session.definition.kind;
  out.state = session.state;
  out.title = session.definition.title;
  out.doors = session.starts - state.event.lobby_lead;
  out.starts = session.starts;
  out.ends = session.ends;
  out.lobby = static_cast<std::uint32_t>(state.index.lobbies[static_cast<std::size_t>(index)].size());
  out.seated = state.index.seated[static_cast<std::size_t>(index)];
  out.present = state.index.present[static_cast<std::size_t>(index)];
  out.round = round_status(state, session);
  out.by_moderator = session.definition.policy.opens == Opens::by_moderator;
  return out;
}

std::optional<FloorRoom> floor_room(const State& state, RoomId id) {
  const Room* room = state.find(id);
  if (!room || room->closed) return {};
  const grouping::Sizes sizes = grouping::normalised(state.session(room->session).definition.policy.rooms);
  FloorRoom out;
  out.session = state.session(room->session).definition.id;
  out.round = state.round(room->round).number;
  out.state = room_state(state, *room);
  out.name = room->title;
  out.basis = room->basis;
  out.min = sizes.min;
  out.max = sizes.max;
  out.ends = room_end(state, *room);
  out.locked = room->locked;
  out.version = room->version;
  out.health = health_of(state, *room);
  if (room->alone_noticed) out.alone_since = room->alone_since;
  for (const Seat& seat : room->seats) {
    if (seat.state == SeatState::left) continue;
    const Person& person = state.person(seat.person);
    out.seats[to_string(seat.person)] = {seat.state, seat.since, person.version, person.pinned, seat.no_show};
  }
  return out;
}

std::optional<FloorPerson> floor_person(const State& state, PersonId id) {
  const Person* person = state.find(id);
  if (!person || person->standing != Standing::in || (!person->online && person->session < 0)) return {};
  FloorPerson out;
  if (person->profile.words) {
    out.name = person->profile.words->name;
    out.role = person->profile.words->role;
    out.region = person->profile.words->region;
  }
  out.hats = person->hats;
  out.online = person->online;
  out.version = person->version;
  if (person->session >= 0) {
    out.session = state.session(person->session).definition.id;
    out.about = chosen_of(state.session(person->session).definition, *person);
  }
  if (person->room) out.room = person->room;
  if (person->session >= 0 && !person->room) {
    out.waiting_since = person->since;
    if (!person->lacking.empty()) out.waiting = person->lacking;
  }
  return out;
}

std::optional<FloorNotice> floor_notice(const State& state, const Scope& scope, NoticeId id) {
  const auto found = state.notices.find(id);
  if (found == state.notices.end() || found->second.notice.kind != "broadcast") return {};
  if (!shows(state, scope, found->second.notice)) return {};
  const SentNotice& sent = found->second;
  FloorNotice out;
  if (sent.notice.text && sent.notice.text->words) out.text = *sent.notice.text->words;
  out.by = name_of(state, sent.notice.by);
  out.at = sent.at;
  out.sent = sent.notice.reached;
  out.seen = static_cast<std::uint32_t>(sent.seen.size());
  return out;
}

bool shows(const State& state, const Scope& scope, RoomId id) {
  if (scope.everything()) return true;
  const Room& room = state.room(id);
  return std::find(scope.rooms.begin(), scope.rooms.end(), id) != scope.rooms.end() ||
         listed(scope.sessions, state.session(room.session).definition.id);
}

bool shows(const State& state, const Scope& scope, PersonId id) {
  if (scope.everything()) return true;
  const Person& person = state.person(id);
  if (person.room) return shows(state, scope, person.room);
  return person.session >= 0 && listed(scope.sessions, state.session(person.session).definition.id);
}

FloorView floor_view(const State& state, const Scope& scope) {
  FloorView view;
  for (const Session& session : state.sessions)
    if (auto entry = floor_session(state, session.definition.id))
      view.sessions[session.definition.id] = std::move(*entry);
  for (const Session& session : state.sessions) {
    if (!session.round) continue;
    for (const RoomId id : state.round(session.round).rooms)
      if (shows(state, scope, id))
        if (auto entry = floor_room(state, id)) view.rooms[to_string(id)] = std::move(*entry);
  }
  for (const Person& person : state.people)
    if (shows(state, scope, person.id))
      if (auto entry = floor_person(state, person.id)) view.people[to_string(person.id)] = std::move(*entry);
  for (const auto& [id, sent] : state.notices)
    if (auto entry = floor_notice(state, scope, id)) view.notices[to_string(id)] = std::move(*entry);
  return view;
}

BoardView board_view(const State& state) {
  BoardView view;
  for (const auto& [id, stored] : state.plans) {
    BoardPlan plan;
    plan.session = stored.plan.session;
    if (stored.plan.title && stored.plan.title->words) plan.name = *stored.plan.title->words;
    plan.by = name_of(state, stored.plan.by);
    plan.at = stored.at;
    plan.changed = plan_changes(state, stored.plan);
    plan.rooms = stored.plan.rooms;
    for (const UnplacedPerson& unplaced : stored.plan.unplaced)
      plan.unplaced[to_string(unplaced.person)] = unplaced.why;
    plan.report = stored.plan.report;
    view.plans[to_string(id)] = std::move(plan);
  }
  for (const Person& person : state.people)
    if (person.standing == Standing::removed || person.standing == Standing::banned)
      view.out[to_string(person.id)] = {name_of(state, person.id),
                                        person.standing == Standing::banned ? "banned" : "removed"};
  return view;
}

}  // namespace convene
