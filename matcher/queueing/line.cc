#include "matcher/queueing/line.h"

#include "matcher/check.h"

namespace convene::queueing {

bool Line::add(const OrderKey& key, const Need& need) {
  if (!lanes_[need.lane].add(key)) return false;
  CONVENE_CHECK(classes_[need].add(key));
  ++size_;
  return true;
}

bool Line::remove(const OrderKey& key, const Need& need) {
  const auto of_class = classes_.find(need);
  if (of_class == classes_.end() || !of_class->second.remove(key)) return false;
  if (of_class->second.empty()) classes_.erase(of_class);
  const auto lane = lanes_.find(need.lane);
  CONVENE_CHECK(lane != lanes_.end() && lane->second.remove(key));
  if (lane->second.empty()) lanes_.erase(lane);
  --size_;
  return true;
}

std::size_t Line::size(std::uint32_t lane) const {
  const auto found = lanes_.find(lane);
  return found == lanes_.end() ? 0 : found->second.size();
}

std::size_t Line::ahead(const OrderKey& key, std::uint32_t lane) const {
  const auto found = lanes_.find(lane);
  return found == lanes_.end() ? 0 : found->second.ahead(key);
}

std::optional<OrderKey> Line::at(std::uint32_t lane, std::size_t place) const {
  const auto found = lanes_.find(lane);
  return place == 0 || found == lanes_.end() ? std::nullopt : found->second.at(place - 1);
}

}  // namespace convene::queueing
