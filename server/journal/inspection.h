// Reads a journal from its first record to its last, beside whoever uses it.
//
// A start trusts the newest snapshot and reads only what follows it, so that it is quick; damage that lies before would
// be found on the day when somebody wants the history. This finds it while the last backup is still young. Thread: one
// of its own, from construction to destruction, which stops it between two records. Its cost: one read of the file, at
// a quarter of the time, so that disk and processor are there for others. It opens a journal that nobody else uses
// (read only, of the same file), or others would wait while a piece is read, and closes it as soon as all is read.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "server/journal/journal.h"

namespace convene::journal {

class Inspection {
 public:
  /// Of one event; without a name: of all of them.
  struct Finding {
    std::string event;
    std::optional<Verdict> verdict;  // nothing: it could not be read, which is no damage
    std::string why;                 // it could not
  };
  /// Called once, on the inspection's thread, as is what follows.
  using Open = std::function<std::shared_ptr<Journal>()>;
  /// Once an event.
  using Found = std::function<void(const Finding& finding)>;

  /// Throws std::system_error if there is no thread to be had.
  Inspection(Open open, Found found);
  ~Inspection();
  Inspection(const Inspection&) = delete;
  Inspection& operator=(const Inspection&) = delete;

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  Verdict inspect(Journal& journal, const EventHead& head);
  /// After a while of work, three times as long a rest. False: it is no longer wanted.
  bool go_on();

  const Open open_;
  const Found found_;
  std::mutex mutex_;
  std::condition_variable wanted_no_more_;
  bool stop_ = false;
  Clock::time_point rested_ = Clock::now();
  std::thread thread_;
};

}  // namespace convene::journal
