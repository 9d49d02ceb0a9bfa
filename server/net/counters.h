// What the sockets of a shard count, for whoever exports it. Written and read on the shard's thread.
#pragma once

#include <cstdint>

namespace convene::net {

struct Counters {
  std::uint64_t accepted = 0;
  std::uint64_t accept_pauses = 0;    // no file descriptor or memory left: accepting waited
  std::uint64_t refused_address = 0;  // too many of one address
  std::uint64_t refused_full = 0;     // too many in all
  std::uint64_t requests = 0;
  std::uint64_t requests_malformed = 0;
  std::uint64_t requests_slow = 0;
  std::uint64_t requests_left = 0;       // the connection, or their half of it, was closed before the answer
  std::uint64_t requests_too_often = 0;  // of one address
  std::uint64_t upgrades = 0;
  std::uint64_t upgrades_refused = 0;
  std::uint64_t upgrades_foreign = 0;  // a page of a foreign origin
  std::uint64_t messages_in = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t frames_out = 0;
  std::uint64_t bytes_out = 0;
  std::uint64_t closed_mute = 0;    // no sign of life
  std::uint64_t closed_silent = 0;  // no hello
  std::uint64_t closed_slow = 0;    // did not take what was written
  std::uint64_t closed_abuse = 0;   // fragments, controls, kinds of frames
  std::uint64_t http_open = 0;      // gauges
  std::uint64_t sockets_open = 0;
};

}  // namespace convene::net
