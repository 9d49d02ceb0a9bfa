// The halls of one shard, by event. Thread: the shard's. Lifetime: outlives its halls' conversations.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/live/hall.h"

namespace convene::live {

class Venue {
 public:
  explicit Venue(Surroundings surroundings, HallOptions options = {});

  /// Recovers (or begins) an event; the same name again gives the same hall. A quarantined one is kept, so that its
  /// connections are told why. Throws journal::Error if the journal cannot be read.
  Hall& raise(const std::string& event);

  Hall* find(std::string_view event);
  std::vector<std::string> events() const;
  /// Every hall has recovered and can be written to (a quarantined one does not count).
  bool ready() const;

  /// Stops all halls, then calls back.
  void stop(std::function<void()> stopped);

 private:
  Surroundings surroundings_;
  HallOptions options_;
  std::map<std::string, std::unique_ptr<Hall>, std::less<>> halls_;
};

}  // namespace convene::live
