#include "matcher/view_builders.h"

#include <algorithm>

#include "matcher/attendance.h"
#include "matcher/chat.h"
#include "matcher/debrief.h"
#include "matcher/limits.h"
#include "matcher/view_parts.h"

namespace convene {

using namespace views;

namespace {

bool visible(const State& state, const Person& person, std::string_view field) {
  if (!person.profile.words) return false;
  return listed(state.event.visible, field) && (field == "name" || !listed(person.profile.words->hidden, field));
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
    if (seat.person == person.id || elsewhere(seat)) continue;
    ++others;
    same_topic |= (me.topics & state.index.members[seat.person.value - 1].topics) != 0;
  }
  if (me.topics != 0 && others > 0 && !same_topic) unmet.emplace_back("topics");
  // The room's languages are those that everybody there speaks, of those who said.
  if (me.languages != 0 && others > 0 && room.basis.languages.empty()) unmet.emplace_back("language");
  return unmet;
}

std::optional<Hat> badge_of(const Person& person) {
  for (const Hat hat : {Hat::organiser, Hat::moderator, Hat::facilitator, Hat::advisor})
    if (person.wears(hat)) return hat;
  return {};
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
  card.badge = badge_of(person);
  if (person.text_only) card.text_only = true;
  return card;
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
  if (room.link && room.link->words) return room.link->words;
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
  put("{room_key}", state.event.id + "-" + to_string(room.id) + (room.key.empty() ? "" : "-" + room.key));
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
    const bool just_over = is_over(session.state) && session.ends + minutes(60) > now;
    const bool on = takes_people(session.state) || session.state == SessionState::closing;
    if (session.state == SessionState::planned ? ++coming > 4 : !on && !just_over) continue;
    SessionStatus status;
    status.id = session.definition.id;
    status.kind = session.definition.kind;
    status.state = session.state;
    status.doors = session.starts - state.event.lobby_lead;
    status.starts = session.starts;
    status.ends = session.ends;
    status.joinable = forms_rooms(session.definition.kind) && takes_people(session.state);
    status.people = crowd_step(people_in(state, i));
    if (!session.hours) status.round = round_status(state, session);
    status.line = line_status(state, i);
    view.sessions.push_back(std::move(status));
  }
  return view;
}

namespace {

/// Staff moved them: by what, and what they are told of why.
void tell_move(const State& state, const Person& person, Arrival& arrival) {
  if (!person.moved_as.empty()) arrival.act = person.moved_as;
  const Operation* moved = person.told_in ? find_operation(state, person.told_in) : nullptr;
  if (moved && moved->done.told) arrival.told = moved->done.told->words;
}

/// Beyond the name, as both know it from the room: only when both are ready. Of somebody from whom the person is kept
/// apart there is no more to see than of one who did not answer.
std::optional<Contact> contact_card(const State& state, PersonId reader, const ContactLink& link) {
  const bool answered = link.other_ready && !state.index.apart.between(reader, link.other);
  if (!link.ready && !answered) return {};
  Contact card;
  card.person = link.other;
  card.name = shown(state, state.person(link.other), "name");
  card.ready = link.ready;
  card.swapped = link.ready && answered;
  const auto& profile = state.person(link.other).profile.words;
  if (card.swapped && profile)
    card.name = profile->name, card.organization = profile->organization, card.email = profile->email;
  return card;
}

}  // namespace

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
  }
  view.attended = sessions_attended(state, person);
  view.intends = person.intends;
  view.muted = person.muted;
  view.text_only = person.text_only;
  if (person.called_session >= 0) {
    view.called_from = CalledFrom{state.session(person.called_session).definition.id, std::nullopt};
    if (person.called_room) view.called_from->name = views::shown_name(state.room(person.called_room));
  }
  if (person.help) {
    view.help = HelpStatus{person.help->since, std::nullopt};
    if (person.help->by) view.help->by = name_of(state, person.help->by);
    if (person.help->again) view.help->again = true;
  }
  view.hats = person.hats;
  if (person.staff() && !reach_of(person).everything()) view.scope = person.scope;
  view.version = person.version;
  view.pinned = person.pinned;
  view.place = person.room ? Place::room : person.session >= 0 ? Place::lobby : Place::programme;
  if (person.session >= 0) {
    view.session = state.session(person.session).definition.id;
    view.about = chosen_of(state.session(person.session).definition, person);
  }
  view.room = shown_room(state, id);
  if (!view.room && person.last_room) {
    const Room& last = state.room(person.last_room);
    view.last = LastRoom{last.id, state.session(last.session).definition.id, views::shown_name(last)};
  }
  if (person.visiting) view.visiting = person.visiting;
  if (person.room) {
    const Room& room = state.room(person.room);
    const Seat* seat = find_seat(room, id);
    if (seat) view.seat = seat->state;
    Arrival arrival;
    arrival.why = person.why;
    arrival.at = person.since;
    if (person.by) arrival.by = name_of(state, person.by);
    if (person.from) arrival.from = views::shown_name(state.room(person.from));
    tell_move(state, person, arrival);
    view.arrival = std::move(arrival);
    view.unmet = unmet_wishes(state, person, room);
    const std::uint32_t used = person.switches_in == room.round ? person.switches : 0;
    const std::uint32_t most = state.session(room.session).definition.policy.switches;
    view.switches_left = most > used ? most - used : 0;
    if (room.alone_noticed && seat && is_company(state, room, *seat))
      view.alone = Alone{room.alone_since, room.alone_next};
  } else if (!person.lacking.empty()) {
    view.waiting = person.lacking;
    if (person.lacking == "moved_to_lobby" && person.by) {
      view.arrival = Arrival{SeatWhy::moved, name_of(state, person.by), std::nullopt, person.since};
      tell_move(state, person, *view.arrival);
    }
  }
  for (const ContactLink& link : person.contacts)
    if (std::optional<Contact> card = contact_card(state, id, link)) view.contacts.push_back(std::move(*card));
  for (const Avoided& avoided : person.avoids)
    view.avoids.push_back({avoided.other, shown(state, state.person(avoided.other), "name")});
  for (const OfferedRoom& offered : person.offers) {
    const Room& room = state.room(offered.room);
    if (room.closed) continue;
    Offer offer{room.id, views::shown_name(room), 0, room.basis, offered.kind, person.offers_expire};
    for (const Seat& seat : room.seats) offer.people += !elsewhere(seat) ? 1 : 0;
    view.offers.push_back(std::move(offer));
  }
  view.goodbye = goodbye(person);
  if (person.kept_room) {
    const Room& room = state.room(person.kept_room);
    view.kept =
        KeptSeat{state.session(room.session).definition.id, room.id, views::shown_name(room), person.kept_until};
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
  view.name = views::shown_name(room);
  view.basis = room.basis;
  view.prompt = room.prompt;
  view.call = call_link(state, room);
  view.ends = room.host ? room.ends : room_end(state, room);
  if (room.host) view.host = room.host;
  view.locked = room.locked;
  view.has_turns = state.session(room.session).definition.policy.turns != TurnRule::none;
  if (!room.turns.order.empty())
    view.turns = TurnsView{room.turns.order, room.turns.turn, room.turns.ends, std::nullopt};
  if (view.turns && room.turns.held) view.turns->held = room.turns.held;
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

ChatMessage chat_message(const State& state, const ChatLine& line) {
  const Person& by = state.person(line.by);
  ChatMessage message{line.n, line.by, shown(state, by, "name"), badge_of(by), line.at, std::nullopt};
  if (!line.hidden) message.text = line.text.words;
  return message;
}

}  // namespace convene
