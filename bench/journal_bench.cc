// How many appends a second the SQLite journal acknowledges, by how many are in flight at once.
//
// Beside it stands what the disk itself does in this run (a 4 KiB write and an fsync, one after another): one append in
// flight cannot be quicker than that, many in flight share it. The file lies in the current folder; run it on the disk
// that you want to know about.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "server/journal/sqlite.h"

namespace {

using namespace convene::journal;
using Clock = std::chrono::steady_clock;

class Folder {
 public:
  Folder() { path_ = ::mkdtemp(pattern_.data()); }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string pattern_ = "journal-bench-XXXXXX";
  std::string path_;
};

void fsync_alone(benchmark::State& state) {
  const Folder folder;
  const int file = ::open(folder.file("plain").c_str(), O_RDWR | O_CREAT, 0600);
  const std::string page(4096, 'x');
  for (auto _ : state)
    if (::write(file, page.data(), page.size()) != 4096 || ::fsync(file) != 0) state.SkipWithError("the disk failed");
  ::close(file);
  state.SetItemsProcessed(state.iterations());
}

/// Keeps so many appends of one event in flight, and remembers how long each waited.
class Pump {
 public:
  Pump(Journal& journal, std::size_t in_flight) : journal_(journal), in_flight_(in_flight) {}

  void append() {
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [this] { return waiting_ < in_flight_; });
      ++waiting_;
    }
    journal_.append("fair", seq_++, {{std::string(200, 'f')}, {}, {}},
                    [this, since = Clock::now()](const AppendResult& result) { finished(result, since); });
  }

  void drain() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return waiting_ == 0; });
  }

  bool failed() const { return failed_; }

  double microseconds(double quantile) {
    std::ranges::sort(waits_);
    return waits_.empty() ? 0 : waits_[static_cast<std::size_t>(quantile * static_cast<double>(waits_.size() - 1))];
  }

 private:
  void finished(const AppendResult& result, Clock::time_point since) {
    const auto waited = std::chrono::duration<double, std::micro>(Clock::now() - since).count();
    const std::scoped_lock lock(mutex_);
    failed_ |= result.status != Append::appended;
    waits_.push_back(waited);
    --waiting_;
    room_.notify_one();
  }

  Journal& journal_;
  const std::size_t in_flight_;
  std::uint64_t seq_ = 0;
  std::mutex mutex_;
  std::condition_variable room_;
  std::size_t waiting_ = 0;
  std::vector<double> waits_;
  bool failed_ = false;
};

void append(benchmark::State& state) {
  const Folder folder;
  SqliteOptions options;
  options.path = folder.file("event.db");
  const auto journal = open_sqlite(options);
  Pump pump(*journal, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) pump.append();
  pump.drain();
  if (pump.failed()) state.SkipWithError("an append was not acknowledged");
  state.SetItemsProcessed(state.iterations());
  state.counters["commits"] =
      benchmark::Counter(static_cast<double>(journal->status().commits), benchmark::Counter::kIsRate);
  state.counters["p50_us"] = pump.microseconds(0.5);
  state.counters["p99_us"] = pump.microseconds(0.99);
}

/// Start-up: reading and checking a long history.
void read_back(benchmark::State& state) {
  const Folder folder;
  SqliteOptions options;
  options.path = folder.file("event.db");
  const auto journal = open_sqlite(options);
  const auto count = static_cast<std::uint64_t>(state.range(0));
  for (std::uint64_t seq = 0; seq < count; seq += 1'000)
    append_now(*journal, "fair", seq, {std::vector<std::string>(1'000, std::string(200, 'f')), {}, {}});
  for (auto _ : state) {
    std::uint64_t bytes = 0;
    journal->read("fair", 1, [&](auto, const std::string& record) {
      bytes += record.size();
      return true;
    });
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(fsync_alone)->UseRealTime();
BENCHMARK(append)->Arg(1)->Arg(8)->Arg(64)->Arg(512)->UseRealTime();
BENCHMARK(read_back)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
