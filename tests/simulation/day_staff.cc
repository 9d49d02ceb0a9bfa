#include "tests/simulation/day_staff.h"

#include <algorithm>

namespace convene::simulation {

namespace {

template <class List>
auto one_of(Rng& rng, const List& list) -> std::optional<typename List::value_type> {
  if (list.empty()) return {};
  return list[rng.below(static_cast<std::uint32_t>(list.size()))];
}

}  // namespace

// ---- the moderator

void Moderator::begin(Instant from, Instant until) {
  stage.agenda.at(from, [this] { connect(); });
  stage.agenda.every(seconds(20), from + seconds(5), until, [this] {
    if (!client.connected()) connect();
    if (live() && floor().contains("rooms")) take_turn();
  });
}

/// Whatever there is nobody and nothing for gives way to something else.
void Moderator::take_turn() {
  ++turns;
  for (const std::size_t before = sent_; sent_ == before;) act();
}

void Moderator::overrun(const std::string& session, const std::string& next, int by_minutes) {
  do_to("session.extend", {{"session", session}, {"minutes", by_minutes}});
  do_to("session.shift", {{"session", next}, {"minutes", by_minutes}, {"following", true}});
}

/// A plan of the open round is applied as soon as it is there and was looked at.
void Moderator::told(const json& message) {
  const std::string type = message.at("type");
  if ((type != "view" && type != "patch") || message.at("topic") != "board" || !view("board").contains("plans")) return;
  for (const auto& [plan, stored] : view("board").at("plans").items()) {
    const bool rematch = stored.at("rematch");
    stage.agenda.after(soon(5, 15), [this, id = plan, rematch] {
      if (!live() || !view("board").at("plans").contains(id)) return;
      if (rematch && chance(70))
        do_to("plan.apply", {{"plan", id}, {"force", true}});
      else
        do_to("plan.drop", {{"plan", id}});
    });
  }
}

void Moderator::do_to(const std::string& type, json fields) {
  ++acts[type], ++sent_;
  ask(type, std::move(fields));
}

void Moderator::act() {
  switch (rng.below(22)) {
    case 0:
    case 1:
    case 2: return move_somebody();
    case 3:
    case 4: return swap_two();
    case 5: return to_the_lobby();
    case 6: return into_a_new_room();
    case 7: return lock_or_unlock();
    case 8: return pin_or_unpin();
    case 9: return extend();
    case 10: return say_something();
    case 11: return visit();
    case 12: return rng.below(3) == 0 ? rematch() : draft();
    case 13:
    case 14: return look_after_the_line();
    case 15: return show_out_and_in();
    case 16:
    case 17: return change_a_room();
    case 18: return keep_a_couple();
    case 19: return take_back_or_do_again();
    default: return note_attendance();
  }
}

std::optional<std::string> Moderator::some_room() {
  std::vector<std::string> open;
  for (const auto& [id, room] : floor().at("rooms").items())
    if (room.at("state") == "open" && !room.contains("host")) open.push_back(id);
  return one_of(rng, open);
}

std::optional<std::string> Moderator::room_beside(const std::string& room) {
  const json& rooms = floor().at("rooms");
  std::vector<std::string> others;
  for (const auto& [id, other] : rooms.items())
    if (id != room && other.at("state") == "open" && !other.contains("host") &&
        other.at("session") == rooms.at(room).at("session"))
      others.push_back(id);
  return one_of(rng, others);
}

std::optional<std::string> Moderator::some_seated() {
  const auto room = some_room();
  if (!room) return {};
  std::vector<std::string> people;
  for (const auto& [id, seat] : floor().at("rooms").at(*room).at("seats").items())
    if (floor().at("people").contains(id)) people.push_back(id);
  return one_of(rng, people);
}

std::optional<std::string> Moderator::somebody() {
  std::vector<std::string> people;
  for (const auto& [id, person] : floor().at("people").items())
    if (person.at("hats") == json::array({"participant"})) people.push_back(id);
  return one_of(rng, people);
}

std::optional<std::string> Moderator::some_session(const std::set<std::string>& kinds) {
  std::vector<std::string> on;
  for (const auto& [id, session] : floor().at("sessions").items())
    if (session.at("state") == "running" && kinds.contains(session.at("kind"))) on.push_back(id);
  return one_of(rng, on);
}

json Moderator::move_of(const std::string& person) const {
  return {{"person", person}, {"seen", floor().at("people").at(person).at("version")}};
}

void Moderator::move_somebody() {
  const auto person = some_seated();
  const auto room = some_room();
  if (person && room) do_to("seat.move", {{"moves", json::array({move_of(*person)})}, {"to", *room}});
}

/// Two people change places: by one command, or by three moves: one steps out, the other one takes the seat, the first
/// one theirs.
void Moderator::swap_two() {
  const auto one = some_seated();
  const auto other = some_seated();
  if (!one || !other || *one == *other) return;
  const json& people = floor().at("people");
  if (!people.at(*one).contains("room") || !people.at(*other).contains("room")) return;
  const json here = people.at(*one).at("room");
  const json there = people.at(*other).at("room");
  if (here == there) return;
  if (chance(50)) return do_to("seat.swap", {{"one", move_of(*one)}, {"other", move_of(*other)}, {"reason", "asked"}});
  do_to("seat.move", {{"moves", json::array({move_of(*one)})}});
  do_to("seat.move", {{"moves", json::array({move_of(*other)})}, {"to", here}});
  stage.agenda.after(seconds(2), [this, one = *one, there] {
    if (live() && floor().at("people").contains(one))
      do_to("seat.move", {{"moves", json::array({move_of(one)})}, {"to", there}});
  });
}

/// ... and back into any room a minute later, so that nobody is forgotten there.
void Moderator::to_the_lobby() {
  const auto person = some_seated();
  if (!person) return;
  do_to("seat.move", {{"moves", json::array({move_of(*person)})}});
  stage.agenda.after(seconds(50), [this, person = *person] {
    if (!live() || !floor().at("people").contains(person)) return;
    if (const auto room = some_room()) do_to("seat.move", {{"moves", json::array({move_of(person)})}, {"to", *room}});
  });
}

void Moderator::into_a_new_room() {
  json moves = json::array();
  for (int i = 0; i < 3; ++i)
    if (const auto person = some_seated()) moves.push_back(move_of(*person));
  if (moves.size() > 1) do_to("seat.move", {{"moves", moves}, {"new_room", true}});
}

void Moderator::change_a_room() {
  const auto room = some_room();
  if (!room) return;
  const json& shown = floor().at("rooms").at(*room);
  const json seen = shown.at("version");
  switch (rooms_changed_++ % 6) {
    case 0:
      return do_to("room.rename", {{"room", *room}, {"title", chance(80) ? "The blue room" : ""}, {"seen", seen}});
    case 1:
      if (const auto other = room_beside(*room))
        do_to("room.merge", {{"room", *room}, {"to", *other}, {"seen", seen}, {"reason", "both are small"}});
      return;
    case 2: return do_to("room.split", {{"room", *room}, {"parts", 2}});
    case 3:
      return do_to(
          "room.close",
          {{"room", *room}, {"to", chance(70) ? "best_rooms" : "lobby"}, {"seen", seen}, {"reason", "it is too loud"}});
    case 4:
      return do_to("room.link",
                   {{"room", *room}, {"link", chance(70) ? "https://meet.example.org/blue" : ""}, {"seen", seen}});
    default:
      return do_to("room.create", {{"session", shown.at("session")}, {"title", "One more"}, {"moves", json::array()}});
  }
}

void Moderator::keep_a_couple() {
  const auto one = some_seated();
  const auto other = some_seated();
  if (!one || !other || *one == *other) return;
  const char* words[] = {"pair.apart", "pair.together", "pair.clear"};
  do_to(words[rng.below(3)], {{"one", *one}, {"other", *other}});
}

/// The newest of what stands, or of what was taken back.
void Moderator::take_back_or_do_again() {
  if (!view("board").contains("operations")) return;
  const bool again = chance(40);
  std::optional<std::pair<int, std::string>> newest;
  for (const auto& [id, operation] : view("board").at("operations").items())
    if (!operation.contains("about") && operation.contains("undone_by") == again)
      newest = std::max(newest.value_or(std::pair(0, std::string())), std::pair(std::stoi(id.substr(1)), id));
  if (newest)
    do_to(again ? "op.redo" : "op.undo", {{"operation", newest->second}, {"others", true}, {"partly", chance(60)}});
}

void Moderator::lock_or_unlock() {
  for (const auto& [id, room] : floor().at("rooms").items())
    if (room.at("locked").get<bool>())
      return do_to("room.lock", {{"room", id}, {"locked", false}, {"seen", room.at("version")}});
  if (const auto room = some_room())
    do_to("room.lock", {{"room", *room}, {"locked", true}, {"seen", floor().at("rooms").at(*room).at("version")}});
}

void Moderator::pin_or_unpin() {
  if (const auto person = some_seated())
    do_to("seat.pin", {{"person", *person}, {"pinned", chance(60)}, {"seen", move_of(*person).at("seen")}});
}

void Moderator::extend() {
  const auto session = some_session({"role-alike", "regional", "debrief"});
  if (session && rng.below(4) == 0) do_to("round.extend", {{"session", *session}, {"seconds", 30}});
}

void Moderator::say_something() {
  json fields{{"text", "hear, hear"}, {"urgent", chance(20)}};
  if (const auto session = some_session({"content", "role-alike", "regional", "debrief", "office-hours"});
      session && chance(50))
    fields["sessions"] = json::array({*session});
  if (const auto person = somebody(); person && chance(30)) fields["people"] = json::array({*person});
  if (chance(20)) fields["not_present"] = true;
  do_to("notice.send", fields);
}

void Moderator::visit() {
  if (const auto room = some_room(); room && chance(60)) return do_to("room.visit", {{"room", *room}});
  do_to("room.visit", json::object());
}

void Moderator::rematch() {
  if (const auto session = some_session({"role-alike", "regional", "debrief"}))
    do_to("round.rematch", {{"session", *session}, {"title", "anew"}});
}

void Moderator::draft() {
  if (const auto session = some_session({"role-alike", "debrief"}))
    do_to("round.draft", {{"session", *session}, {"title", "next"}});
}

void Moderator::look_after_the_line() {
  std::vector<std::string> waiting;
  for (const auto& [id, ticket] : floor().at("tickets").items())
    if (ticket.at("state") == "waiting") waiting.push_back(id);
  std::vector<std::string> desks;
  for (const auto& [id, desk] : floor().at("desks").items()) desks.push_back(id);
  const auto desk = one_of(rng, desks);
  if (!desk) return;
  const json& status = floor().at("desks").at(*desk);
  const json which{{"session", status.at("session")}, {"desk", status.at("desk")}};
  const auto ticket = one_of(rng, waiting);
  switch (rng.below(4)) {
    case 0:
      if (status.at("state") != "open") return do_to("desk.open", which);
      if (++pauses_ > 6) return;
      do_to("desk.pause", which);
      stage.agenda.after(seconds(60), [this, which] { do_to("desk.open", which); });
      return;
    case 1:
      if (ticket) do_to("ticket.pin", {{"ticket", *ticket}, {"pinned", true}, {"reason", "leaves early"}});
      return;
    case 2:
      if (ticket && waiting.size() > 1)
        do_to("ticket.move", {{"ticket", *ticket}, {"before", waiting.front()}, {"reason", "was there first"}});
      return;
    default:
      if (ticket) do_to("ticket.return", {{"ticket", *ticket}});
  }
}

void Moderator::note_attendance() {
  const auto person = somebody();
  if (!person) return;
  if (chance(15)) return do_to("credit.plan", {{"people", json::array({*person})}, {"completed", chance(80)}});
  if (const auto session = one_of(rng, stage.institute.sessions);
      session && definition_of(stage.institute.load.definition, *session).kind == SessionKind::content && chance(50))
    do_to("attendance.note", {{"session", *session}, {"people", json::array({*person})}, {"attended", chance(70)}});
}

void Moderator::show_out_and_in() {
  const auto person = somebody();
  if (!person || rng.below(8) != 0) return;
  do_to("person.remove", {{"person", *person}, {"reason", "a mistake"}});
  stage.agenda.after(seconds(40), [this, person = *person] { do_to("person.restore", {{"person", person}}); });
}

// ---- facilitators

void Facilitator::begin(Instant from, Instant until) {
  stage.agenda.at(from, [this] { connect(); });
  stage.agenda.every(seconds(30), from + seconds(7), until, [this] {
    if (!client.connected()) connect();
    if (live() && view("floor").contains("people")) act();
  });
}

void Facilitator::act() {
  for (const auto& [person, shown] : view("floor").at("people").items()) {
    if (!shown.contains("help")) continue;
    const json& help = shown.at("help");
    if (!help.contains("by")) {
      ask("help.claim", {{"person", person}});
      if (shown.contains("room")) ask("room.visit", {{"room", shown.at("room")}});
      return;
    }
    if (help.at("by") == name) {
      ++helped;
      ask("help.resolve", {{"person", person}});
      return;
    }
  }
  std::vector<std::string> rooms;
  for (const auto& [id, room] : view("floor").at("rooms").items())
    if (room.at("state") == "open" && !room.contains("host")) rooms.push_back(id);
  if (const auto room = one_of(rng, rooms); room && chance(50)) ask("room.visit", {{"room", *room}});
}

// ---- advisors

void Advisor::begin(Instant from, Instant until) {
  stage.agenda.at(from, [this] { connect(); });
  stage.agenda.every(seconds(15), from + seconds(3), until, [this] {
    if (!client.connected()) connect();
    if (live()) act();
  });
}

void Advisor::act() {
  if (!view("desk").contains("desks")) return;
  for (const json& desk : view("desk").at("desks")) {
    const std::string state = session(desk.at("session")).value("state", "");
    if (state != "running" && state != "open") continue;
    if (desk.at("status") == "off") ask("advisor.status", {{"session", desk.at("session")}, {"status", "available"}});
    for (const json& ticket : desk.at("with")) {
      if (ticket.at("state") != "in_session" || !talking_.insert(ticket.at("id")).second) continue;
      stage.agenda.after(soon(120, 480), [this, id = ticket.at("id").get<std::string>()] {
        ask("ticket.done", {{"ticket", id}, {"note", "went well"}, {"follow_up", chance(10)}});
      });
    }
  }
}

}  // namespace convene::simulation
