#include "server/swarm/guest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/swarm/reading.h"
#include "server/swarm/verdict.h"

namespace convene::swarm {

namespace {

using nlohmann::json;

// What people do, as chances a second (once each so many seconds, on average).
constexpr double kDrops = 1.0 / 240;
constexpr double kSwitches = 1.0 / 400;
constexpr double kLeaves = 1.0 / 900;
constexpr double kWrites = 1.0 / 45;

constexpr double kViewsFollow = 2;    // seconds
constexpr double kAnswerWithin = 30;  // seconds from hello to welcome, when thousands come at once

double seconds_between(Time from, Time to) { return std::chrono::duration<double>(to - from).count(); }
Time clock_now() { return std::chrono::steady_clock::now(); }

bool there(const std::string& seat) { return seat == "present" || seat == "in_call"; }

/// Advisors cannot, and hold seats as everybody does.
bool may_visit(const std::string& badge) {
  return badge == "facilitator" || badge == "moderator" || badge == "organiser";
}

}  // namespace

Guest::Guest(Surroundings& around, std::string name, std::string pass, std::uint64_t seed, Part part)
    : around_(around), name_(std::move(name)), pass_(std::move(pass)), rng_(seed) {
  if (part) hours_ = part(around, *this);
}

bool Guest::chance(double probability) { return static_cast<double>(rng_.next() >> 11) * 0x1p-53 < probability; }
double Guest::between(double from, double to) {
  return from + (to - from) * (static_cast<double>(rng_.next() >> 11) * 0x1p-53);
}

// ---- the connection

void Guest::arrive() { connect(true); }

void Guest::connect(bool take) {
  if (finished_ || around_.over()) return;
  if (!started_) started_ = clock_now();
  dropped_ = false;
  answer_missed_ = false;
  asked_ = clock_now();
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
  if (hours_) hours_->finish();
  if (socket_) socket_->close();
}

// Nothing that was seen before says anything about now, but what has to be found again.
void Guest::lose_connection() {
  if (greeted_ && place_ == "room" && !room_.empty())
    before_ = {clock_now(), room_, seen_ && seen_->id == room_ ? seen_->round : std::string(), version_};
  greeted_ = false;
  joining_ = taking_ = false;
  end_alone();
  seen_.reset();
  lobby_since_.reset();  // who was away at the opening does not measure it
  waited_since_.reset();
  measured_.reset();
  open_rounds_.clear();
  waiting_.clear();
  wait_noticed_ = false;
  chat_.forget();
  if (hours_) hours_->lost();
  socket_.reset();
}

void Guest::lose(double seconds) {
  if (!socket_ || dropped_) return;
  ++around_.observed().drops;
  dropped_ = true;
  gone_for_ = seconds;
  socket_->drop();
}

void Guest::closed(std::uint16_t code) {
  lose_connection();
  if (finished_ || around_.over()) return;
  Observed& observed = around_.observed();
  double wait = gone_for_;
  if (!dropped_) {
    ++tries_;
    // Staff may show people out; anything else of this kind is not a fate that people of a roster meet.
    const bool shown_out = code == 4201 || code == 4202;
    if (code == 4000) {
      around_.restart_told();
    } else {
      ++observed.closed[code];
      // A server that is away is away once, however often one tries.
      if (!shown_out && (code != 0 || tries_ == 1)) around_.ended(code);
    }
    if (code >= 4200 && code < 4300) {
      finished_ = true;
      return;
    }
    wait = code >= 4100 && code < 4200 ? between(2, 5)
                                       : between(0.05, 0.3) * static_cast<double>(1U << std::min(tries_, 6U));
  }
  around_.after(wait, [this] { connect(false); });
}

std::string Guest::command(const std::string& fields) {
  if (!socket_ || !greeted_) return "";
  std::string id = tab_number_ + ":" + std::to_string(++commands_);
  socket_->send("{\"id\":\"" + id + "\"," + fields + "}");
  return id;
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
  watch_plan();
  watch_return();
  measure_seats();
  if (hours_) hours_->heard();
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
    if (hours_) hours_->view(topic, view);
  } else if (type == "patch") {
    if (hours_) hours_->patch(said.at("topic").get<std::string>(), said.at("patch"));
  } else if (type == "chat") {
    chat_.hear(said, around_.observed(), id_);
  } else if (type == "refused") {
    const std::string code = said.at("code").get<std::string>();
    ++around_.observed().refused[code];
    if (code == "internal") around_.observed().breaks("the server has no faults", name_);
    joining_ = taking_ = false;
    if (code.starts_with("chat.") || code == "room.closed") chat_.refused();
    refused(text_of(said, "id"), code);
    if (hours_) hours_->refused(text_of(said, "id"), code);
  } else if (type == "superseded") {
    around_.observed().breaks("one tab is never superseded", name_);
  }
}

// The newest view may be on its way still.
void Guest::refused(const std::string& id, const std::string& code) {
  if (id.empty() || id != join_) return;
  around_.after(kViewsFollow, [this, code, session = asked_for_] {
    if (greeted_ && wrongly_refused(code, joinable_ == session))
      around_.observed().breaks("who joins a session that can be joined is let in",
                                id_ + " in " + session + ": " + code);
  });
}

void Guest::welcome(const json& said) {
  Observed& observed = around_.observed();
  observed.greeting_ms.push_back(seconds_between(asked_, clock_now()) * 1000);
  around_.clock_told(said.at("time").get<std::int64_t>());
  greeted_ = true;
  tries_ = 0;
  if (!std::exchange(ever_greeted_, true)) {
    ++observed.greeted;
  } else {
    ++observed.returns;
    back_ = true;
  }
  id_ = text_of(said, "person");
  tab_number_ = text_of(said, "tab_number");
  grace_ = static_cast<double>(number_of(said.at("limits"), "grace_ms")) / 1000;
}

// The views come in the welcome's frame: all of it is known now.
void Guest::watch_return() {
  if (!std::exchange(back_, false)) return;
  const auto before = std::exchange(before_, std::nullopt);
  if (!before) return;
  Returned one;
  one.within_grace = seconds_between(before->at, clock_now()) < grace_;
  const std::string session = before->round.substr(0, before->round.find(' '));
  const auto round = open_rounds_.find(session);
  one.same_round = round != open_rounds_.end() && round->second == before->round;
  one.version_before = before->version;
  one.version = version_;
  one.room_before = before->room;
  one.room = room_;
  one.why = why_;
  if (const std::string wrong = wrong_return(one); !wrong.empty())
    around_.observed().breaks("who returns in time finds the seat again", id_ + ": " + wrong);
}

void Guest::me(const json& view) {
  Observed& observed = around_.observed();
  const auto version = view.at("version").get<std::uint32_t>();
  if (version < version_)
    observed.breaks("an assignment's version never falls",
                    id_ + " " + std::to_string(version_) + " to " + std::to_string(version));
  const bool is_new = version != version_;
  version_ = version;
  const std::string place = text_of(view, "place");
  const std::string session_before = std::exchange(session_, text_of(view, "session"));
  if (place == "room" && lobby_since_) waited_since_ = lobby_since_;
  // Another lobby is another wait.
  if (place != "lobby" || session_before != session_) lobby_since_.reset(), wait_noticed_ = false;
  place_ = place;
  waiting_ = place_ == "lobby" ? text_of(view, "waiting") : std::string();
  const auto arrival = view.find("arrival");
  why_ = arrival != view.end() && arrival->is_object() ? text_of(*arrival, "why") : std::string();
  const auto goodbye = view.find("goodbye");
  chat_.leaves(goodbye != view.end() && goodbye->is_object() ? text_of(*goodbye, "room") : std::string());
  const std::string room = place_ == "room" ? text_of(view, "room") : std::string();
  if (room != room_) {
    room_ = room;
    changed_ = clock_now();
  }
  if (place_ != "programme") joining_ = false;
  if (place_ == "lobby" && !lobby_since_) lobby_since_ = clock_now();
  if (place_ == "room" && is_new) {
    if (!std::exchange(ever_seated_, true)) ++observed.seated;
    taking_ = false;
    // The page takes a moment to show it.
    around_.after(between(0.05, 0.4), [this, version] {
      if (socket_ && greeted_) socket_->send("{\"type\":\"seat.seen\",\"version\":" + std::to_string(version) + "}");
    });
  }
  const auto alone = view.find("alone");
  told_alone_ = alone != view.end() && alone->is_object();
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
    if (!takes) return void(command("\"type\":\"switch.decline\""));
    ++around_.observed().switches;
    command("\"type\":\"switch.take\",\"room\":\"" + room + "\",\"seen\":" + std::to_string(version));
  });
}

void Guest::room(const json& view) {
  RoomSeen seen;
  seen.id = text_of(view, "id");
  const std::string session = text_of(view, "session");
  seen.round = session + " " + std::to_string(view.at("round").get<std::uint32_t>());
  std::size_t people = 0;
  for (const json& member : view.at("members")) {
    MemberSeen one{member.at("id").get<std::string>(), text_of(member, "seat")};
    one.visits = may_visit(text_of(member, "badge")) && (one.seat == "present" || one.seat == "away");
    people += one.visits ? 0 : 1;
    seen.members.push_back(std::move(one));
  }
  Observed& observed = around_.observed();
  observed.largest_room = std::max<std::uint64_t>(observed.largest_room, people);
  if (const auto most = around_.room_max(session); most && people > *most)
    observed.breaks("a room holds no more people than its session's rules say",
                    seen.id + " " + std::to_string(people) + " of " + std::to_string(*most));
  seen.open = text_of(view, "state") == "open";
  if (seen.open) around_.round_open(session, seen.round, 0);
  if (const auto waited = std::exchange(waited_since_, std::nullopt)) measured_ = {seen.round, *waited, clock_now()};
  seen_ = std::move(seen);
}

// Once a round, and at once: who comes later is not in the plan.
void Guest::watch_plan() {
  if (place_ != "room" || why_ != "plan" || !seen_ || seen_->id != room_) return;
  if (!planned_ || planned_->round != seen_->round) planned_ = seen_;
}

// Who waited for the opening measures it; late comers measure nothing.
void Guest::measure_seats() {
  if (!measured_) return;
  const auto round = open_rounds_.find(measured_->round.substr(0, measured_->round.find(' ')));
  if (round == open_rounds_.end() || round->second != measured_->round) return;
  const Time opened = around_.round_opened(measured_->round);
  if (measured_->waited_since < opened)
    around_.observed().seat_ms.push_back(std::max(0.0, seconds_between(opened, measured_->seated) * 1000));
  measured_.reset();
}

void Guest::now_view(const json& view) {
  joinable_.clear();
  open_rounds_.clear();
  const json* hours = nullptr;
  for (const json& session : view.at("sessions")) {
    const std::string id = text_of(session, "id");
    if (hours_ && id == around_.session()) hours = &session;
    const auto round = session.find("round");
    if (round != session.end() && round->is_object()) {
      const std::int64_t opens = number_of(*round, "opens");
      if (text_of(*round, "state") == "open") {
        const std::string name = id + " " + std::to_string(round->at("number").get<std::uint32_t>());
        open_rounds_.emplace(id, name);
        around_.round_open(id, name, opens);
      } else if (opens != 0) {
        around_.round_expected(id, opens);
      }
    }
    const bool wanted = around_.session().empty() ? joinable_.empty() : id == around_.session();
    if (wanted && session.at("joinable").get<bool>()) joinable_ = id;
  }
  if (hours_) hours_->session(hours);
  join_if_wanted();
}

// ---- what a person does

void Guest::join_if_wanted() {
  if (joinable_.empty() || place_ != "programme" || joining_ || staying_out_) return;
  joining_ = true;
  around_.after(between(0.1, 2), [this] {
    if (!joinable_.empty() && place_ == "programme") {
      asked_for_ = joinable_;
      const auto about = around_.about(joinable_, id_);
      join_ = command("\"type\":\"session.join\",\"session\":\"" + joinable_ + "\"" +
                      (about ? ",\"about\":\"" + *about + "\"" : ""));
    } else {
      joining_ = false;
    }
  });
}

std::string Guest::open_round() const {
  const auto round = open_rounds_.find(session_);
  return round == open_rounds_.end() ? std::string() : round->second;
}

// From the round's opening or from coming to the lobby, whichever is later.
void Guest::watch_lobby(Time at) {
  const std::string round = open_round();
  if (place_ != "lobby" || !lobby_since_ || round.empty()) return;
  InLobby one;
  one.seconds = seconds_between(std::max(*lobby_since_, around_.round_opened(round)), at);
  one.told = waiting_;
  one.company = waiting_.empty() ? 0 : around_.others_told_to_wait(session_);
  if (!should_be_seated(one, around_.seat_within()) || std::exchange(wait_noticed_, true)) return;
  around_.observed().breaks("who is in the lobby of an open round gets a seat in time",
                            id_ + " in " + session_ + " after " + std::to_string(static_cast<int>(one.seconds)) + " s" +
                                (waiting_.empty() ? "" : ", told " + waiting_));
}

void Guest::live(double seconds_since) {
  if (finished_) return;
  const Time at = clock_now();
  if (socket_ && !greeted_ && seconds_between(asked_, at) > kAnswerWithin && !std::exchange(answer_missed_, true))
    around_.observed().breaks("a hello is answered", name_);
  if (!greeted_) return;
  watch_lobby(at);
  if (alone_since_) untold(seconds_between(*alone_since_, at));
  if (chat_.missing(room_, at)) around_.observed().breaks("what one writes is read", id_ + " in " + room_);
  if (place_ == "room" && chance(seconds_since * kWrites)) {
    ++around_.observed().said;
    command("\"type\":\"chat.say\",\"room\":\"" + room_ + "\",\"text\":\"" + chat_.writes(room_, id_, at) + "\"");
  }
  if (hours_) return hours_->live(seconds_since);
  live_in_rooms(seconds_since);
}

void Guest::live_in_rooms(double seconds_since) {
  if (chance(seconds_since * kDrops)) {
    lose(between(1, 8));
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
  if (hours_) return;  // with an advisor, or in line
  if (place_ == "room" && seen_ && seen_->id == room_)
    for (const MemberSeen& member : seen_->members) (member.person == id_ ? mine : others) |= there(member.seat);
  if (!mine || others) return end_alone();
  if (!alone_since_) alone_since_ = clock_now();
}

void Guest::untold(double seconds) {
  const Alone one{seconds, seen_ && seen_->id == room_ && seen_->open, told_alone_};
  if (!should_be_told(one) || std::exchange(alone_noticed_, true)) return;
  around_.observed().breaks("who is alone is told what happens next",
                            id_ + " after " + std::to_string(static_cast<int>(seconds)) + " s");
}

void Guest::end_alone() {
  if (alone_since_) {
    const double seconds = seconds_between(*alone_since_, clock_now());
    around_.observed().alone_seconds.push_back(seconds);
  }
  alone_since_.reset();
  alone_noticed_ = false;
}

}  // namespace convene::swarm
