#include "server/swarm/guest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace convene::swarm {

namespace {

using nlohmann::json;

// What people do, as chances a second (once each so many seconds, on average).
constexpr double kDrops = 1.0 / 240;
constexpr double kSwitches = 1.0 / 400;
constexpr double kLeaves = 1.0 / 900;

double seconds_between(Time from, Time to) { return std::chrono::duration<double>(to - from).count(); }
Time clock_now() { return std::chrono::steady_clock::now(); }

std::string text_of(const json& object, const char* field) {
  const auto at = object.find(field);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

bool there(const std::string& seat) { return seat == "present" || seat == "in_call"; }

}  // namespace

Guest::Guest(Surroundings& around, std::string name, std::string pass, std::uint64_t seed)
    : around_(around), name_(std::move(name)), pass_(std::move(pass)), rng_(seed) {}

bool Guest::chance(double probability) { return static_cast<double>(rng_.next() >> 11) * 0x1p-53 < probability; }
double Guest::between(double from, double to) {
  return from + (to - from) * (static_cast<double>(rng_.next() >> 11) * 0x1p-53);
}

// ---- the connection

void Guest::arrive() { connect(true); }

void Guest::connect(bool take) {
  if (finished_ || around_.over()) return;
  started_ = true;
  dropped_ = false;
  Socket::Events events;
  events.opened = [this, take] {
    asked_ = clock_now();
    socket_->send(json{
        {"type", "hello"},
        {"pass", pass_},
        {"client", "simulate/" CONVENE_VERSION},
        {"locale", "en"},
        {"tab", name_},
        {"take",
         take}}.dump());
  };
  events.came = [this](std::string_view text) { hear(text); };
  events.closed = [this](std::uint16_t code) { closed(code); };
  ++around_.observed().connections;
  socket_ = around_.connect(std::move(events));
}

void Guest::finish() {
  finished_ = true;
  end_alone();
  if (socket_) socket_->close();
}

void Guest::closed(std::uint16_t code) {
  greeted_ = false;
  joining_ = taking_ = false;
  end_alone();
  seen_.reset();
  lobby_since_.reset();  // who was away at the opening does not measure it
  socket_.reset();
  if (finished_ || around_.over()) return;
  Observed& observed = around_.observed();
  double wait = between(1, 8);
  if (!dropped_) {
    ++tries_;
    if (code == 4000) {
      ++observed.restarts;
    } else if (code != 0 || tries_ == 1) {
      ++observed.closed[code];
    }
    if (code >= 4200 && code < 4300) {
      // Staff may show people out; anything else is not a fate that people of a roster meet.
      if (code != 4201 && code != 4202)
        observed.breaks("a sound pass is let in", name_ + " code " + std::to_string(code));
      finished_ = true;
      return;
    }
    wait = code >= 4100 && code < 4200 ? between(2, 5)
                                       : between(0.05, 0.3) * static_cast<double>(1U << std::min(tries_, 6U));
  }
  around_.after(wait, [this] {
    ++around_.observed().returns;
    connect(false);
  });
}

void Guest::command(const std::string& fields) {
  if (!socket_ || !greeted_) return;
  socket_->send("{\"id\":\"" + tab_number_ + ":" + std::to_string(++commands_) + "\"," + fields + "}");
}

// ---- what comes

void Guest::hear(std::string_view text) {
  const json said = json::parse(text, nullptr, false);
  if (said.is_discarded()) return around_.observed().breaks("every frame is JSON", name_);
  try {
    if (said.is_array()) {
      for (const json& one : said) message(one);
    } else {
      message(said);
    }
  } catch (const json::exception& odd) { around_.observed().breaks("messages have their form", odd.what()); }
  watch_company();
}

void Guest::message(const json& said) {
  ++around_.observed().messages;
  const std::string type = said.at("type").get<std::string>();
  if (type == "welcome") return welcome(said);
  if (type == "view") {
    const std::string topic = said.at("topic").get<std::string>();
    const json& view = said.at("view");
    if (topic == "me") me(view);
    if (topic == "room") room(view);
    if (topic == "now") now_view(view);
  } else if (type == "refused") {
    const std::string code = said.at("code").get<std::string>();
    ++around_.observed().refused[code];
    if (code == "internal") around_.observed().breaks("the server has no faults", name_);
    joining_ = taking_ = false;
  } else if (type == "superseded") {
    around_.observed().breaks("one tab is never superseded", name_);
  }
}

void Guest::welcome(const json& said) {
  Observed& observed = around_.observed();
  observed.greeting_ms.push_back(seconds_between(asked_, clock_now()) * 1000);
  greeted_ = true;
  tries_ = 0;
  if (!std::exchange(ever_greeted_, true)) ++observed.greeted;
  id_ = text_of(said, "person");
  tab_number_ = text_of(said, "tab_number");
}

void Guest::me(const json& view) {
  Observed& observed = around_.observed();
  const auto version = view.at("version").get<std::uint32_t>();
  if (version < version_)
    observed.breaks("an assignment's version never falls",
                    id_ + " " + std::to_string(version_) + " to " + std::to_string(version));
  const bool is_new = version != version_;
  version_ = version;
  place_ = text_of(view, "place");
  session_ = text_of(view, "session");
  const std::string room = place_ == "room" ? text_of(view, "room") : std::string();
  if (room != room_) {
    room_ = room;
    changed_ = clock_now();
  }
  if (place_ != "programme") joining_ = false;
  if (place_ == "lobby" && !lobby_since_) lobby_since_ = clock_now();
  if (place_ == "programme") lobby_since_.reset();
  if (place_ == "room" && is_new) {
    if (!std::exchange(ever_seated_, true)) ++observed.seated;
    taking_ = false;
    // The page takes a moment to show it.
    around_.after(between(0.05, 0.4), [this, version] {
      if (socket_ && greeted_) socket_->send("{\"type\":\"seat.seen\",\"version\":" + std::to_string(version) + "}");
    });
  }
  if (view.contains("offers")) offers(view);
  join_if_wanted();
}

void Guest::offers(const json& view) {
  const json& list = view.at("offers");
  if (list.empty() || taking_) return;
  taking_ = true;
  const bool help = text_of(list.front(), "kind") != "switch";
  const bool takes = help || chance(0.7);
  around_.after(between(1, 4), [this, takes, room = text_of(list.front(), "room"), version = version_] {
    taking_ = false;
    if (version != version_) return;
    if (!takes) return command("\"type\":\"switch.decline\"");
    ++around_.observed().switches;
    command("\"type\":\"switch.take\",\"room\":\"" + room + "\",\"seen\":" + std::to_string(version));
  });
}

void Guest::room(const json& view) {
  RoomSeen seen;
  seen.id = text_of(view, "id");
  seen.round = text_of(view, "session") + " " + std::to_string(view.at("round").get<std::uint32_t>());
  for (const json& member : view.at("members"))
    seen.members.emplace_back(member.at("id").get<std::string>(), text_of(member, "seat"));
  const Time opened = around_.round_seen(seen.round);
  // Who waited for the opening measures it; late comers measure nothing.
  const auto waited_since = std::exchange(lobby_since_, std::nullopt);
  if (waited_since && *waited_since < opened)
    around_.observed().seat_ms.push_back(seconds_between(opened, clock_now()) * 1000);
  seen_ = std::move(seen);
}

void Guest::now_view(const json& view) {
  joinable_.clear();
  for (const json& session : view.at("sessions")) {
    const std::string id = text_of(session, "id");
    const auto round = session.find("round");
    if (round != session.end() && text_of(*round, "state") == "open")
      around_.round_seen(id + " " + std::to_string(round->at("number").get<std::uint32_t>()));
    const bool wanted = around_.session().empty() ? joinable_.empty() : id == around_.session();
    if (wanted && session.at("joinable").get<bool>()) joinable_ = id;
  }
  join_if_wanted();
}

// ---- what a person does

void Guest::join_if_wanted() {
  if (joinable_.empty() || place_ != "programme" || joining_ || staying_out_) return;
  joining_ = true;
  around_.after(between(0.1, 2), [this] {
    if (!joinable_.empty() && place_ == "programme") {
      command("\"type\":\"session.join\",\"session\":\"" + joinable_ + "\"");
    } else {
      joining_ = false;
    }
  });
}

void Guest::live(double seconds_since) {
  if (!greeted_ || finished_) return;
  if (chance(seconds_since * kDrops)) {
    ++around_.observed().drops;
    dropped_ = true;
    socket_->drop();
  } else if (place_ == "room" && !taking_ && chance(seconds_since * kSwitches)) {
    command("\"type\":\"room.switch\"");
  } else if (place_ == "room" && chance(seconds_since * kLeaves)) {
    ++around_.observed().leaves;
    staying_out_ = true;
    command("\"type\":\"session.leave\"");
    around_.after(between(5, 40), [this] {
      staying_out_ = false;
      join_if_wanted();
    });
  }
}

// Alone is who is there, in a room in which nobody else is.
void Guest::watch_company() {
  bool mine = false;
  bool others = false;
  if (place_ == "room" && seen_ && seen_->id == room_)
    for (const auto& [person, seat] : seen_->members) (person == id_ ? mine : others) |= there(seat);
  if (!mine || others) return end_alone();
  if (!alone_since_) alone_since_ = clock_now();
}

void Guest::end_alone() {
  if (alone_since_) around_.observed().alone_seconds.push_back(seconds_between(*alone_since_, clock_now()));
  alone_since_.reset();
}

}  // namespace convene::swarm
