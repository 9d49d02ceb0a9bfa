// A token bucket: so many at once, then so many a second.
#pragma once

#include <algorithm>

#include "matcher/instant.h"

namespace convene::live {

class Bucket {
 public:
  Bucket(double per_second, double burst) : per_second_(per_second), burst_(burst), tokens_(burst) {}

  bool take(Instant now, double cost = 1) {
    if (last_) tokens_ = std::min(burst_, tokens_ + per_second_ * static_cast<double>((now - last_).ms) / 1000);
    last_ = now;
    if (tokens_ < cost) return false;
    tokens_ -= cost;
    return true;
  }

  /// What was taken cost nothing after all.
  void give_back(double cost = 1) { tokens_ = std::min(burst_, tokens_ + cost); }

 private:
  double per_second_;
  double burst_;
  double tokens_;
  Instant last_;
};

}  // namespace convene::live
