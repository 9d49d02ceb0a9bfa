#include "tests/simulation/participant.h"

#include <algorithm>

namespace convene::simulation {

namespace {

std::uint32_t percent_who_come(SessionKind kind) {
  switch (kind) {
    case SessionKind::content: return 80;
    case SessionKind::role_alike: return 80;
    case SessionKind::regional: return 70;
    case SessionKind::debrief: return 55;
    case SessionKind::office_hours: return 25;
    case SessionKind::open: break;
  }
  return 50;
}

}  // namespace

Participant::Participant(Stage& shared, PersonId who, std::uint64_t seed) : Page(shared, who, seed) {
  comes_ = wednesday_at(9, 40) + (chance(70) ? soon(0, 25 * 60) : soon(25 * 60, 4 * 3600));
  goes_ = chance(80) ? wednesday_at(17, 50) : wednesday_at(13, 30) + soon(0, 3 * 3600);
  for (const std::string& session : stage.institute.sessions)
    if (chance(percent_who_come(definition_of(stage.institute.load.definition, session).kind))) wishes_.insert(session);
}

bool Participant::wants_to_be_here() const {
  const Instant now = stage.agenda.now();
  return now >= comes_ && now < goes_ && !away_;
}

void Participant::begin() {
  stage.agenda.at(comes_, [this] { connect(); });
  for (Instant when = comes_ + soon(1, 30); when < goes_; when = when + soon(50, 110))
    stage.agenda.at(when, [this] { look(); });
  for (int blips = static_cast<int>(rng.below(4)); blips > 0; --blips)
    stage.agenda.at(comes_ + soon(60, 8 * 3600), [this] {
      if (wants_to_be_here()) cut_off(stage.agenda.now() + (chance(80) ? soon(1, 60) : soon(60, 15 * 60)));
    });
  stage.agenda.at(goes_, [this] { drop(); });
}

void Participant::cut_off(Instant until) {
  away_ = true;
  drop();
  stage.agenda.at(until, [this] {
    away_ = false;
    come_back();
  });
}

void Participant::come_back() {
  if (wants_to_be_here() && !client.connected()) connect();
}

void Participant::told(const json& message) {
  const std::string type = message.at("type");
  if (type == "view" && message.at("topic") == "me") saw_me(message.at("view"));
  if (type == "view" && message.at("topic") == "queue" && message.at("view").contains("ticket"))
    saw_ticket(message.at("view").at("ticket"));
}

void Participant::saw_me(const json& me) {
  const std::string seat = me.value("seat", "");
  const auto seen = me.at("version").get<std::uint32_t>();
  if ((seat == "assigned" || seat == "delivered") && seeing_ != seen) {
    seeing_ = seen;
    // Most have the page before them; some are in the kitchen.
    stage.agenda.after(chance(92) ? soon(1, 8) : soon(30, 240), [this, seen] {
      if (seeing_ == seen) seeing_ = 0;
      if (!live() || version() != seen) return;
      client.say({{"type", "seat.seen"}, {"version", seen}});
      if (chance(25)) client.say({{"type", "call.opened"}, {"version", seen}});
    });
  }
  const std::string offers = me.contains("offers") ? me.at("offers").dump() : "";
  if (!offers.empty() && me.at("offers").size() > 0 && offers != offered_) {
    offered_ = offers;
    stage.agenda.after(soon(5, 40), [this] {
      if (live() && view("me").contains("offers")) choose_offer(view("me").at("offers"));
    });
  }
}

void Participant::choose_offer(const json& offers) {
  if (offers.empty()) return;
  if (chance(70))
    ask("switch.take", {{"room", offers.front().at("room")}, {"seen", version()}});
  else if (chance(50))
    ask("switch.decline");
}

void Participant::saw_ticket(const json& ticket) {
  if (ticket.at("state") != "offered") return;
  const std::string call = ticket.at("id").get<std::string>() + ticket.at("version").dump();
  if (answering_ == call) return;
  answering_ = call;
  const std::uint32_t die = rng.below(100);
  if (die < 6) return;  // does not hear it
  const char* answer = die < 14 ? "ticket.decline" : "ticket.accept";
  const json fields{{"ticket", ticket.at("id")}, {"seen", ticket.at("version")}};
  stage.agenda.after(soon(3, 40), [this, answer, fields] { ask(answer, fields); });
}

void Participant::look() {
  if (!wants_to_be_here()) return;
  if (!client.connected()) return come_back();
  if (!live() || !view("now").contains("sessions")) return;
  if (in_talk()) return;
  if (word("place") == "room" && word("session") != "") in_a_room();
  for (const json& status : view("now").at("sessions")) {
    const std::string session = status.at("id");
    if (!wishes_.contains(session)) continue;
    go_to(session, status);
  }
}

void Participant::go_to(const std::string& session, const json& status) {
  const SessionDefinition& definition = definition_of(stage.institute.load.definition, session);
  const std::string state = status.at("state");
  const bool on = state == "open" || state == "running";
  if (definition.kind == SessionKind::content) {
    const bool counted = state == "running" || (state == "closed" && rng.below(8) == 0);
    if (counted && !checked_.contains(session) && chance(30))
      checked_.insert(session), ask("session.check_in", {{"session", session}});
  } else if (definition.kind == SessionKind::office_hours) {
    if (on && stood_in_line_.insert(session).second) stand_in_line(definition);
  } else if (on && word("session") != session && word("place") != "room") {
    json fields{{"session", session}};
    std::vector<std::string> about;
    for (const std::string attended : view("me").at("attended"))
      if (std::find(definition.of.begin(), definition.of.end(), attended) != definition.of.end())
        about.push_back(attended);
    if (definition.kind == SessionKind::debrief && (about.size() != 1 || chance(50))) {
      const auto& from = about.empty() ? definition.of : about;
      fields["about"] = from[rng.below(static_cast<std::uint32_t>(from.size()))];
    }
    ask("session.join", fields);
  }
}

void Participant::stand_in_line(const SessionDefinition& session) {
  const Desk& desk = session.desks[rng.below(static_cast<std::uint32_t>(session.desks.size()))];
  const std::string topic = desk.topics[rng.below(static_cast<std::uint32_t>(desk.topics.size()))];
  ask("ticket.open",
      {{"session", session.id}, {"topic", topic}, {"peers", chance(30)}, {"question", "how do I begin?"}});
}

void Participant::in_a_room() {
  const json room = word("room");
  const std::uint32_t die = rng.below(100);
  if (die < 12) {
    ask("chat.say", {{"room", room}, {"text", "word " + std::to_string(rng.below(99))}});
  } else if (die < 15) {
    ask("room.switch");
  } else if (die < 16) {
    ask("help.ask", {{"about", "the sound"}});
  } else if (die < 17) {
    const std::string session = word("session");
    ask("session.leave");
    stage.agenda.after(soon(10, 200), [this, session] {
      const json& status = this->session(session);
      if (live() && status.value("joinable", false) && word("place") == "programme") go_to(session, status);
    });
  } else if (die < 20) {
    client.say({{"type", "call.closed"}, {"version", version()}});
  }
}

}  // namespace convene::simulation
