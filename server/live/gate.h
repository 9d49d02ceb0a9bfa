// The gate for walk-ins: how often people of one network may come without an invitation, and try codes.
//
// A school stands behind one address, so many may come at once; but a code is not found out by trying. Thirty pupils
// who type the same wrong code from a blackboard have found out no more than one, and pay for one. Whoever means to can
// shut out their own network for as long as they go on trying: that is the price of not telling a right code from a
// wrong one to somebody who tries them all. One thread. O(1), but for a clearing out now and then; memory is bounded,
// whoever asks.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/live/bucket.h"

namespace convene::live {

class Gate {
 public:
  struct Rates {
    double people_per_second = 2;
    double people_at_once = 200;
    double wrong_codes_per_second = 0.1;
    double wrong_codes_at_once = 30;
  };
  explicit Gate(Rates rates) : rates_(rates) {}

  enum class Says : std::uint8_t { come, too_many_people, too_many_wrong_codes };

  /// May somebody with this code go on? `from`: the network, in whatever form; empty: no limit. Where too many wrong
  /// ones came the right one is turned back, too.
  Says ask(std::string_view from, std::string_view code, bool wrong, Instant now);

  std::size_t size() const { return networks_.size(); }
  static constexpr std::size_t most = 20'000;

 private:
  static constexpr std::size_t remembered = 8;  // wrong codes of a network, the latest

  struct Network {
    Bucket people;
    Bucket wrong_codes;
    Instant last;
    std::array<std::size_t, remembered> tried{};  // their hashes; 0: none
    std::size_t next = 0;
  };
  static bool is_new(Network& network, std::string_view code);
  void clear_out(Instant now);

  Rates rates_;
  std::unordered_map<std::string, Network> networks_;
};

}  // namespace convene::live
