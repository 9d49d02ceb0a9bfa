#include "server/net/live_events.h"

namespace convene::net {

class LiveEvents::HallEvent final : public Event {
 public:
  explicit HallEvent(live::Hall& hall) : hall_(hall) {}
  std::unique_ptr<live::Conversation> open(live::Line& line) override { return hall_.open(line); }
  void walk_in(protocol::JoinForm form, std::string key, std::string from,
               std::function<void(WalkInAnswer)> answer) override {
    hall_.walk_in(std::move(form), std::move(key), from, std::move(answer));
  }
  ProgrammeResource programme() override { return hall_.programme(); }

 private:
  live::Hall& hall_;
};

Event* LiveEvents::find(std::string_view id) {
  if (const auto known = events_.find(id); known != events_.end()) return known->second.get();
  live::Hall* hall = venue_.find(id);
  if (!hall) return nullptr;
  return events_.emplace(std::string(id), std::make_unique<HallEvent>(*hall)).first->second.get();
}

std::vector<std::string> LiveEvents::ids() const { return venue_.events(); }

}  // namespace convene::net
