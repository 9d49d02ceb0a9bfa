// What the histories of a simulation met.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace convene::simulation {

/// What all histories together met: a simulation in which nothing happens proves nothing.
struct Met {
  std::uint64_t rounds = 0, rooms = 0, present = 0, offers = 0, alone = 0, moved = 0, plans = 0, snapshots = 0;
  std::uint64_t crashes = 0, conflicts = 0, failures = 0, repeated = 0, checks = 0;
  std::uint64_t acknowledged = 0, said = 0, hidden = 0, helped = 0, turns = 0;

  std::vector<std::pair<const char*, std::uint64_t>> all() const {
    return {
        {"rounds", rounds},
        {"rooms", rooms},
        {"present", present},
        {"offers", offers},
        {"alone", alone},
        {"moved", moved},
        {"plans", plans},
        {"snapshots", snapshots},
        {"crashes", crashes},
        {"conflicts", conflicts},
        {"failures", failures},
        {"repeated", repeated},
        {"acknowledged", acknowledged},
        {"said", said},
        {"hidden", hidden},
        {"helped", helped},
        {"turns", turns},
        {"checks", checks},
    };
  }
};

}  // namespace convene::simulation
