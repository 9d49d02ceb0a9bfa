// One member of staff who looks at an office hour's line on the floor.
#include <chrono>

#include "server/swarm/guest.h"
#include "server/swarm/line_watch.h"
#include "server/swarm/reading.h"

namespace convene::swarm {

namespace {

using nlohmann::json;

class Watching final : public HoursPart {
 public:
  Watching(Surroundings& around, Hands& hands)
      : hands_(hands), session_id_(around.observed().line->session), watch_(*around.hours(), around.observed()) {}

  void view(const std::string& topic, const json& view) override {
    if (topic == "floor") floor_ = view, changed_ = true;
  }
  void patch(const std::string& topic, const json& patch) override {
    if (topic == "floor" && floor_.is_object()) floor_.merge_patch(patch), changed_ = true;
  }
  void session(const json* status) override {
    const auto line = status ? status->find("line") : json::const_iterator();
    const bool drawn = status && line != status->end() && line->is_object() && !line->contains("draws");
    runs_ = status && text_of(*status, "state") == "running" && drawn;
    changed_ = true;
  }
  void lost() override { floor_ = nullptr; }
  void heard() override {
    if (std::exchange(changed_, false)) look();
  }
  void live(double /*seconds*/) override { look(); }

 private:
  bool of_session(const json& entry) const { return text_of(entry, "session") == session_id_; }
  void look() {
    if (!hands_.here() || !floor_.is_object()) return;
    LineLook now;
    now.runs = runs_;
    for (const auto& [id, one] : floor_.at("tickets").items()) {
      if (!of_session(one)) continue;
      LineLook::Ticket& ticket = now.tickets[std::stoull(id.substr(1))];
      ticket = {text_of(one, "person"), text_of(one, "topic"), text_of(one, "desk"),
                text_of(one, "state"),  text_of(one, "why"),   text_of(one, "advisor")};
      ticket.place = number_of(one, "place"), ticket.joined = number_of(one, "joined");
      ticket.version = one.at("version").get<std::uint32_t>();
      ticket.pinned = flag_of(one, "pinned"), ticket.online = flag_of(one, "online");
    }
    for (const auto& [key, one] : floor_.at("advisors").items())
      if (of_session(one))
        now.advisors[text_of(one, "person")] = {static_cast<std::uint64_t>(number_of(one, "capacity")),
                                                text_of(one, "status") == "available", flag_of(one, "online"),
                                                one.contains("rests_until")};
    for (const auto& [key, one] : floor_.at("desks").items())
      if (of_session(one) && text_of(one, "state") == "paused") now.stopped.insert(text_of(one, "desk"));
    watch_.look(std::move(now),
                std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count());
  }

  Hands& hands_;
  const std::string session_id_;
  LineWatch watch_;
  json floor_;
  bool runs_ = false, changed_ = false;
};

}  // namespace

std::unique_ptr<HoursPart> watching_the_line(Surroundings& around, Hands& hands) {
  return std::make_unique<Watching>(around, hands);
}

}  // namespace convene::swarm
