// One who stands in an office hour's line.
#include <optional>

#include "server/swarm/guest.h"
#include "server/swarm/hours.h"
#include "server/swarm/reading.h"

namespace convene::swarm {

namespace {

using nlohmann::json;

// What people do in line, as chances a second.
constexpr double kDrops = 1.0 / 60;
constexpr double kSnoozes = 1.0 / 80;
constexpr double kEdits = 1.0 / 120;
constexpr double kLeaves = 1.0 / 200;
// What they do with a call.
constexpr double kDeclines = 0.07;
constexpr double kMisses = 0.06;
constexpr double kDropsInCall = 0.1;

constexpr double kEndsThemselves = 0.05;
constexpr double kComesAgain = 0.6;  // after a conversation

constexpr double kViewsFollow = 2;  // seconds
constexpr double kEndsLate = 5;     // seconds: a call, or the line, may end so much later than was said

struct Standing {
  std::string id, state, why;
  std::uint32_t version = 0;
  std::int64_t joined = 0, since = 0, call_ends = 0;
};

/// Whole minutes, as first told; 0: longer than the session lasts.
struct Told {
  Time at;
  std::int64_t likely = 0, surely = 0;
};

double seconds_since(Time from) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

class InLine final : public HoursPart {
 public:
  InLine(Surroundings& around, Hands& hands)
      : around_(around), hands_(hands), play_(*around.hours()), seen_(*around.observed().line) {}

  void view(const std::string& topic, const json& view) override {
    if (topic == "queue" && view.contains("ticket")) ticket(view.at("ticket"));
  }
  void session(const json* status) override;
  void refused(const std::string& id, const std::string& code) override;
  void lost() override;
  void heard() override;
  void live(double seconds) override;
  void finish() override {
    if (is_live(stands_ ? stands_->state : before_ ? before_->state : "")) ++seen_.live;
  }

 private:
  static bool is_live(const std::string& state) {
    return state == "waiting" || state == "away" || state == "offered" || state == "in_session";
  }
  bool at(const char* state) const { return stands_ && stands_->state == state; }
  bool in_line() const { return stands_ && is_live(stands_->state); }
  void breaks(const std::string& what, const std::string& more = {}) {
    around_.observed().breaks(what, hands_.id() + (stands_ ? " " + stands_->id + " " + stands_->state : "") +
                                        (more.empty() ? "" : ", " + more));
  }
  std::string ask(const std::string& type, const std::string& more = {}) {
    return hands_.command("\"type\":\"" + type + "\",\"ticket\":\"" + stands_->id + "\"" + more);
  }
  void ticket(const json& view);
  void opened(const Standing& now);
  void called(const Standing& now);
  void answer(std::uint32_t version);
  void over(const Standing& now);
  void join_after(double from, double to);
  void join();
  /// `what`, if the call is still this one and the connection is there.
  void in_call(double seconds, std::uint32_t version, std::function<void()> what) {
    around_.after(seconds, [this, version, what = std::move(what)] {
      if (hands_.here() && at("offered") && stands_->version == version) what();
    });
  }

  Surroundings& around_;
  Hands& hands_;
  const HoursPlay& play_;
  LineSeen& seen_;
  std::optional<Standing> stands_;
  std::optional<Standing> before_;  // the connection was gone
  Time gone_;
  bool doubtful_ = false;  // ... just after they had said that they go
  std::optional<Told> told_;
  bool waited_ = false;         // this ticket was called before
  std::uint32_t answered_ = 0;  // the version of the call that was thought about already
  bool gives_up_ = false;       // said what ends the ticket, or the call
  bool open_ = false, over_ = false, joining_ = false, ever_ = false;
  bool noticed_ = false;
  Time over_since_;
  std::string open_id_, accept_id_;
};

void InLine::session(const json* status) {
  const std::string state = status ? text_of(*status, "state") : "";
  open_ = state == "open" || state == "running";
  const bool was = ever_;
  ever_ |= open_;
  if (was && !open_ && !std::exchange(over_, true)) over_since_ = std::chrono::steady_clock::now();
  if (open_) over_ = noticed_ = false;
  if (open_ && !was) join_after(0.1, 4);
}

void InLine::join_after(double from, double to) {
  if (std::exchange(joining_, true)) return;
  around_.after(hands_.between(from, to), [this] {
    joining_ = false;
    join();
  });
}

void InLine::join() {
  if (!hands_.here()) return join_after(1, 3);
  if (!open_ || in_line()) return;
  const auto chosen = static_cast<std::size_t>(hands_.between(0, static_cast<double>(play_.topics.size())));
  const std::string& topic = play_.topics[std::min(chosen, play_.topics.size() - 1)];
  open_id_ = hands_.command(R"("type":"ticket.open","session":")" + seen_.session + R"(","topic":")" + topic +
                            R"(","question":"How do we begin?","peers":)" + (hands_.chance(0.3) ? "true" : "false"));
}

void InLine::refused(const std::string& id, const std::string& code) {
  if (id.empty() || code == "rate.limited" || code == "server.overloaded") return;
  // The newest view may be on its way still.
  if (id == open_id_) {
    if (code == "desk.closed" || code == "ticket.too_many") return;
    around_.after(kViewsFollow, [this, code] {
      if (hands_.here() && open_ && !(in_line() && code == "ticket.already_open"))
        breaks("who joins a line that is open is let in", code);
    });
  } else if (id == accept_id_) {
    around_.after(kViewsFollow, [this, code, version = answered_] {
      if (hands_.here() && at("offered") && stands_->version == version)
        breaks("who comes when called is let in", code);
    });
  }
}

void InLine::ticket(const json& view) {
  Standing now{text_of(view, "id"), text_of(view, "state"), text_of(view, "why")};
  now.version = view.at("version").get<std::uint32_t>();
  now.joined = number_of(view, "joined"), now.since = number_of(view, "since");
  if (const auto call = view.find("call"); call != view.end() && call->is_object())
    now.call_ends = number_of(*call, "expires");
  const std::optional<Standing> was = stands_ ? stands_ : before_;
  const bool is_new = !was || was->id != now.id;
  if (is_new && was && is_live(was->state)) breaks("nobody loses the place in the line", now.id + " instead");
  if (!is_new && now.version < was->version) breaks("a ticket's version never falls");
  const bool was_live = was && !is_new && is_live(was->state);
  stands_ = now;
  if (is_new) opened(now);
  if (const auto estimate = view.find("estimate"); !told_ && estimate != view.end() && estimate->is_object())
    told_ = {std::chrono::steady_clock::now(), number_of(*estimate, "likely"), number_of(*estimate, "surely")};
  if (now.state == "waiting" && was_live && now.version != was->version) {
    if (now.why == "missed") ++seen_.missed;
    if (now.why == "declined") ++seen_.declined;
  }
  if (now.state == "offered" && (!was_live || was->state != "offered" || was->version != now.version)) called(now);
  if (now.state == "in_session" && (!was_live || was->state != "in_session")) {
    ++seen_.talks;
    if (hands_.chance(kEndsThemselves))
      around_.after(hands_.between(0.3, 1) * play_.talk_seconds, [this, id = now.id] {
        if (hands_.here() && at("in_session") && stands_->id == id) gives_up_ = true, ask("ticket.leave");
      });
  }
  if (!is_live(now.state) && (is_new || was_live)) over(now);
}

void InLine::opened(const Standing& now) {
  // What an earlier crowd left behind is no ticket of this one.
  if (!is_live(now.state) && open_id_.empty()) {
    stands_->state = "earlier";
    return;
  }
  ++seen_.tickets;
  told_.reset();
  waited_ = gives_up_ = false;
  answered_ = 0;
}

void InLine::called(const Standing& now) {
  ++seen_.calls;
  gives_up_ = false;
  if (!std::exchange(waited_, true)) {
    seen_.wait_seconds.push_back(static_cast<double>(now.since - now.joined) / 1000);
    if (told_) {
      const double minutes = seconds_since(told_->at) / 60;
      ++seen_.told;
      if (told_->likely == 0 || minutes <= static_cast<double>(told_->likely)) ++seen_.likely;
      if (told_->surely == 0 || minutes <= static_cast<double>(told_->surely)) ++seen_.surely;
    }
  }
  if (answered_ != now.version) answer(now.version);
}

void InLine::answer(std::uint32_t version) {
  answered_ = version;
  const auto seen = ",\"seen\":" + std::to_string(version);
  const auto come = [this, seen] { accept_id_ = ask("ticket.accept", seen); };
  const double after = hands_.between(0.3, 3);
  const double draw = hands_.between(0, 1);
  if (draw < kMisses) return;
  if (draw < kMisses + kDeclines) {
    in_call(after, version, [this, seen] { gives_up_ = true, ask("ticket.decline", seen); });
  } else if (draw < kMisses + kDeclines + kDropsInCall) {
    in_call(after / 3, version, [this] { hands_.lose(hands_.between(0.5, 3)); });
    // By then they are back; a call that changed meanwhile is another one, and is thought about anew.
    in_call(after + 6, version, come);
  } else {
    in_call(after, version, come);
  }
}

void InLine::over(const Standing& now) {
  if (stands_->state == "earlier") return;
  if (now.state == "done") ++seen_.served;
  if (now.state == "left") ++seen_.left;
  if (now.state == "no_show") ++seen_.no_show;
  if (now.state == "closed_out") ++seen_.closed_out;
  if (now.state == "left" && now.why == "chose" && !gives_up_) breaks("nobody leaves the line but by their own wish");
  if (now.state != "done" && now.why.empty()) breaks("who is out of the line is told why");
  if (now.state == "closed_out" || now.why == "session_over" || !open_) return;
  if (now.state == "done" && !hands_.chance(kComesAgain)) return;
  ++seen_.rejoined;
  join_after(3, 15);
}

void InLine::lost() {
  if (stands_) before_ = stands_, doubtful_ = gives_up_;
  stands_.reset();
  gone_ = std::chrono::steady_clock::now();
}

void InLine::heard() {
  if (!before_ || !hands_.here()) return;
  const Standing before = *std::exchange(before_, std::nullopt);
  if (doubtful_) return;
  PlaceKept one;
  one.ticket_before = before.id, one.state_before = before.state;
  if (stands_) one.ticket = stands_->id, one.state = stands_->state, one.why = stands_->why;
  one.call_ends = before.call_ends;
  one.at = around_.event_now();
  one.within_grace = seconds_since(gone_) < hands_.grace();
  if (const std::string wrong = wrong_place(one); !wrong.empty()) breaks("losing the connection costs no place", wrong);
  if (one.within_grace && (before.state == "waiting" || before.state == "away")) ++seen_.lost_in_line;
  if (one.within_grace && before.state == "offered" && one.at < before.call_ends) ++seen_.lost_in_call;
}

void InLine::live(double seconds) {
  if (at("offered")) {
    const auto ends = around_.when(stands_->call_ends);
    if (ends && seconds_since(*ends) > kEndsLate && !std::exchange(noticed_, true))
      breaks("a call ends when it was to");
  }
  if (over_ && in_line() && !at("in_session") && seconds_since(over_since_) > kEndsLate &&
      !std::exchange(noticed_, true))
    breaks("who waits when the line closes is told");
  if (at("waiting") && hands_.chance(seconds * kSnoozes)) {
    ++seen_.snoozed;
    ask("ticket.snooze", ",\"minutes\":1");
    around_.after(hands_.between(2, 10), [this] {
      if (hands_.here() && at("away")) ask("ticket.snooze", ",\"minutes\":0");
    });
  } else if (at("waiting") && hands_.chance(seconds * kEdits)) {
    ask("ticket.edit", R"(,"question":"And how do we go on?")");
  } else if (at("waiting") && hands_.chance(seconds * kLeaves)) {
    gives_up_ = true;
    ask("ticket.leave");
  } else if (in_line() && !at("offered") && hands_.chance(seconds * kDrops)) {
    hands_.lose(hands_.between(0.5, 6));
  }
}

}  // namespace

std::unique_ptr<HoursPart> standing_in_line(Surroundings& around, Hands& hands) {
  return std::make_unique<InLine>(around, hands);
}

}  // namespace convene::swarm
