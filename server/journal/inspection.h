// Reads a journal from its first record to its last, beside whoever uses it.
//
// A start trusts the newest snapshot and reads only what follows it, so that it is quick; damage that lies before would
// be found on the day when somebody wants the history. This finds it while the last backup is still young. Thread: one
// of its own, from construction to destruction, which stops it between two records. Its cost: one read of the file, in
// chunks between which others take their turn. The journal must outlive it.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

#include "server/journal/journal.h"

namespace convene::journal {

class Inspection {
 public:
  /// Once an event, on the inspection's thread.
  using Found = std::function<void(const std::string& event, const Verdict& verdict)>;

  Inspection(Journal& journal, Found found);
  ~Inspection();
  Inspection(const Inspection&) = delete;
  Inspection& operator=(const Inspection&) = delete;

 private:
  void run();
  Verdict inspect(const EventHead& head);

  Journal& journal_;
  const Found found_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace convene::journal
