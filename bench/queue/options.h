// What bench_queue is asked to simulate, from the words of a command line.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "matcher/queueing/simulation.h"

namespace convene::bench {

struct Options {
  std::uint32_t servers = 3;
  double per_minute = 0.4;
  double mean_service = 6;  // minutes
  queueing::Shape shape = queueing::Shape::exponential;
  double cv2 = 1;
  std::uint64_t tickets = 2'000'000;
  std::uint64_t seed = 1;
  bool json = false;
  bool any = false;  // something was asked for: one queue instead of the tables

  queueing::Traffic traffic() const;
};

/// Nothing, and `error` says what is wrong with which word, unless all are understood and within what can be simulated.
std::optional<Options> parse(std::span<const std::string_view> words, std::string& error);

}  // namespace convene::bench
