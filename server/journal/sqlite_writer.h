// The one thread that writes: a bounded queue, group commit, and going down. Internal to the SQLite journal.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server/journal/followers.h"
#include "server/journal/sqlite.h"
#include "server/journal/sqlite_reader.h"
#include "server/journal/sqlite_store.h"

namespace convene::journal {

/// An append, or a snapshot.
struct Write {
  std::string event;
  std::uint64_t seq = 0;
  std::variant<Batch, std::string> what;
  Journal::Done done;
  std::size_t bytes = 0;  // what it holds in memory, about
};

class Writer {
 public:
  /// Something for the writer's thread to do between two commits.
  using Call = std::function<void()>;

  /// Opens the file; throws Error. `reader` must outlive the writer.
  Writer(const SqliteOptions& options, Reader& reader);
  /// Commits and answers what is queued.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Any thread but the writer's.

  void submit(Write write);
  /// Runs `call` on the writer's thread and waits; what it throws arrives here.
  void run(const Call& call);
  /// Runs `change` as a transaction of its own, durable on return. Throws Error if the journal is down, or goes down.
  void change(const std::function<void(Store&)>& change);
  bool recover();
  Status status();

  // Inside run() only.

  Followers& followers() { return followers_; }
  /// Throws Error unless the journal is up.
  void require_up();

 private:
  using Item = std::variant<Write, Call>;

  void work();
  bool wait_for_work();
  std::vector<Item> take();
  void commit(std::vector<Item>& group);
  AppendResult apply(const Write& write);
  void answer(std::vector<Item>& group, std::vector<AppendResult> results);
  void answer_down(std::vector<Item>& group);
  void account(const std::vector<Item>& group, const std::vector<AppendResult>& results);
  void maintain(bool closing);
  void go_down(const std::string& why);

  const SqliteOptions options_;
  Reader& reader_;

  std::mutex mutex_;  // guards the queue and the status
  std::condition_variable wake_;
  std::deque<Item> queue_;
  std::size_t queued_bytes_ = 0;
  bool stopping_ = false;
  Status status_;

  // The writer's thread only.
  std::unique_ptr<Store> store_;  // null after a failed recover()
  Followers followers_;
  int commits_since_erasure_ = 0;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace convene::journal
