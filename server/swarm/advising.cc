// One who advises at an office hour.
#include <map>
#include <set>

#include "server/swarm/guest.h"
#include "server/swarm/hours.h"
#include "server/swarm/reading.h"

namespace convene::swarm {

namespace {

using nlohmann::json;

// As chances a second.
constexpr double kGoesAway = 1.0 / 60;
constexpr double kDrops = 1.0 / 120;

constexpr double kSkipsTheRest = 0.6;
constexpr double kExtends = 0.1;
constexpr double kViewsFollow = 2;  // seconds

class Advising final : public HoursPart {
 public:
  Advising(Surroundings& around, Hands& hands)
      : around_(around), hands_(hands), play_(*around.hours()), seen_(*around.observed().line) {}

  void view(const std::string& topic, const json& view) override {
    if (topic != "desk") return;
    for (const json& desk : view.at("desks"))
      if (text_of(desk, "session") == seen_.session) this->desk(desk);
  }
  void session(const json* status) override {
    const std::string state = status ? text_of(*status, "state") : "";
    open_ = state == "open" || state == "running";
    if (open_ && status_ != "available" && !pausing_) take_people(0.2, 3);
  }
  void refused(const std::string& id, const std::string& code) override {
    if (id.empty() || id != available_id_ || code == "rate.limited" || code == "server.overloaded") return;
    around_.after(kViewsFollow, [this, code] {
      if (hands_.here() && open_) breaks("who is posted at a desk can take people", code);
    });
  }
  void live(double seconds) override {
    if (status_ != "available") return;
    if (hands_.chance(seconds * kGoesAway)) {
      pausing_ = true;
      status("away");
      around_.after(hands_.between(2, 8), [this] {
        pausing_ = false;
        take_people(0, 0.5);
      });
    } else if (hands_.chance(seconds * kDrops)) {
      hands_.lose(hands_.between(0.5, 4));
    }
  }

 private:
  void breaks(const std::string& what, const std::string& more) {
    around_.observed().breaks(what, hands_.id() + ": " + more);
  }
  std::string status(const std::string& to) {
    return hands_.command(R"("type":"advisor.status","session":")" + seen_.session + R"(","status":")" + to + "\"");
  }
  void take_people(double from, double to) {
    if (std::exchange(coming_, true)) return;
    around_.after(hands_.between(from, to), [this] {
      coming_ = false;
      if (!open_ || pausing_) return;
      if (!hands_.here()) return take_people(0.5, 2);
      available_id_ = status("available");
    });
  }
  void desk(const json& view);
  void talks_with(const std::string& ticket);
  void end(const std::string& ticket);

  Surroundings& around_;
  Hands& hands_;
  const HoursPlay& play_;
  LineSeen& seen_;
  std::string status_;
  std::set<std::string> talks_;              // tickets of conversations that are to end, by themselves, some time
  std::map<std::string, std::string> with_;  // ticket and its state
  bool open_ = false, pausing_ = false, coming_ = false, skipping_ = false, counted_ = false;
  std::string available_id_;
};

void Advising::desk(const json& view) {
  status_ = text_of(view, "status");
  if (status_ == "available" && !std::exchange(counted_, true)) ++seen_.advisors;
  const json& with = view.at("with");
  if (with.size() > static_cast<std::size_t>(number_of(view, "capacity")))
    breaks("an advisor has no more people than they take", std::to_string(with.size()));
  std::set<std::string> people;
  with_.clear();
  for (const json& ticket : with) {
    const std::string id = text_of(ticket, "id");
    if (!people.insert(text_of(ticket, "person")).second) breaks("nobody is with an advisor twice", id);
    with_[id] = text_of(ticket, "state");
    if (with_[id] == "in_session" && talks_.insert(id).second) talks_with(id);
  }
  if (view.contains("rests_until") && !std::exchange(skipping_, true)) {
    const bool skips = hands_.chance(kSkipsTheRest);
    around_.after(hands_.between(0.3, 4), [this, skips] {
      skipping_ = false;
      if (skips && status_ == "available" && hands_.here()) available_id_ = status("available");
    });
  }
  if (open_ && status_ != "available" && !pausing_) take_people(0.2, 2);
}

void Advising::talks_with(const std::string& ticket) {
  const double length = play_.talk_seconds * hands_.between(0.3, 1.7);
  if (hands_.chance(kExtends))
    around_.after(length / 2, [this, ticket] {
      if (with_[ticket] == "in_session")
        hands_.command(R"("type":"ticket.extend","minutes":1,"ticket":")" + ticket + "\"");
    });
  around_.after(length, [this, ticket] { end(ticket); });
}

void Advising::end(const std::string& ticket) {
  const auto talk = with_.find(ticket);
  if (talk == with_.end() || talk->second != "in_session") return void(talks_.erase(ticket));
  if (!hands_.here()) return around_.after(1, [this, ticket] { end(ticket); });
  hands_.command(R"("type":"ticket.done","note":"We went through the plan.","follow_up":)" +
                 std::string(hands_.chance(0.3) ? "true" : "false") + R"(,"ticket":")" + ticket + "\"");
  // The answer may be lost with the connection.
  around_.after(5, [this, ticket] { end(ticket); });
}

}  // namespace

std::unique_ptr<HoursPart> advising(Surroundings& around, Hands& hands) {
  return std::make_unique<Advising>(around, hands);
}

}  // namespace convene::swarm
