// Who follows which event of a journal. Shared by the implementations that run in one process.
//
// Threads: add() and deliver() are called by one thread at a time (the journal's); a Following may be destroyed on any
// thread, also inside its own callback, and afterwards its callback does not run.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/journal/journal.h"

namespace convene::journal {

class Followers {
 public:
  /// `next`: the first record to deliver.
  [[nodiscard]] std::unique_ptr<Following> add(const std::string& event, std::uint64_t next, Journal::OnBatch each);

  /// A batch became durable; its first record has the number `first`. O(followers of all events) + their work.
  void deliver(const std::string& event, std::uint64_t first, const Batch& batch);

  /// Ends all of them: the journal went down, or its process "died".
  void stop();

 private:
  struct Entry;
  class Handle;
  std::vector<std::shared_ptr<Entry>> entries_;
};

}  // namespace convene::journal
