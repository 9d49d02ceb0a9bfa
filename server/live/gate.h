// The gate for walk-ins: how often people of one network may come without an invitation, and try codes.
//
// A school stands behind one address, so many may come at once; but a code is not found out by trying. One thread.
// O(1), but for a clearing out now and then; memory is bounded, whoever asks.
#pragma once

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

  /// May somebody try? `from`: the network, in whatever form; empty: no limit. Whoever may, `tried` must be told of.
  Says ask(std::string_view from, Instant now);
  /// What became of it: one with the right code costs none of the wrong ones.
  void tried(std::string_view from, bool wrong_code);

  std::size_t size() const { return networks_.size(); }
  static constexpr std::size_t most = 20'000;

 private:
  struct Network {
    Bucket people;
    Bucket wrong_codes;
    Instant last;
  };
  void clear_out(Instant now);

  Rates rates_;
  std::unordered_map<std::string, Network> networks_;
};

}  // namespace convene::live
