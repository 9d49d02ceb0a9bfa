#include "protocol/event_presets.h"

#include <array>

namespace convene::protocol {

namespace {

constexpr auto names = std::to_array<std::string_view>({"role-alike", "regional", "debrief", "open", "office-hours"});

Policy make(std::string_view name, grouping::Sizes sizes, std::uint16_t rounds, std::int64_t length) {
  Policy policy;
  policy.preset = name;
  policy.rooms = sizes;
  policy.rounds = {rounds, minutes(length), minutes(2)};
  return policy;
}

}  // namespace

std::span<const std::string_view> preset_names() { return names; }

std::string_view preset_of(SessionKind kind) {
  switch (kind) {
    case SessionKind::role_alike: return "role-alike";
    case SessionKind::regional: return "regional";
    case SessionKind::debrief: return "debrief";
    case SessionKind::office_hours: return "office-hours";
    case SessionKind::open:
    case SessionKind::content: break;
  }
  return "open";
}

std::optional<Policy> preset(std::string_view name) {
  if (name == "role-alike") return make(name, {3, 5, 7}, 1, 20);
  if (name == "regional") {
    Policy policy = make(name, {3, 5, 7}, 1, 20);
    policy.weights.region = 8;
    policy.weights.role = 1;
    return policy;
  }
  if (name == "debrief") {
    Policy policy = make(name, {4, 6, 8}, 1, 25);
    policy.weights.role = 1;
    policy.weights.topics = 1;
    return policy;
  }
  if (name == "open") {
    Policy policy = make(name, {3, 4, 6}, 3, 10);
    policy.weights.new_faces = 16;
    policy.weights.role = 1;
    return policy;
  }
  if (name == "office-hours") return make(name, {2, 3, 6}, 1, 25);
  return {};
}

}  // namespace convene::protocol
