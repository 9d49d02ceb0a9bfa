#include "server/journal/sqlite_writer.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <future>
#include <utility>

namespace convene::journal {
namespace {

/// Erasures that follow closely share one rewriting of the vault, but wait no longer than this many commits.
constexpr int max_commits_before_scrub = 64;
/// After a reader was in the way of emptying the log.
constexpr auto maintenance_retry = std::chrono::milliseconds(100);

}  // namespace

Writer::Writer(const SqliteOptions& options, Reader& reader)
    : options_(options), reader_(reader), store_(std::make_unique<Store>(options.path, options.vfs, false)) {
  status_.erasing = store_->erasing();
  thread_ = std::thread([this] { work(); });
}

Writer::~Writer() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Writer::submit(Write write) {
  AppendResult no;
  {
    const std::scoped_lock lock(mutex_);
    const bool full = status_.queued >= options_.max_queued || queued_bytes_ + write.bytes > options_.max_queued_bytes;
    if (status_.up && (!full || status_.queued == 0)) {
      ++status_.queued;
      queued_bytes_ += write.bytes;
      queue_.emplace_back(std::move(write));
      wake_.notify_one();
      return;
    }
    no = status_.up ? AppendResult{Append::refused, 0,
                                   "journal " + options_.path + ": " + std::to_string(status_.queued) +
                                       " appends wait for the disk already; try again later"}
                    : AppendResult{Append::down, 0, status_.why};
  }
  if (write.done) write.done(std::move(no));
}

void Writer::run(const Call& call) {
  std::promise<void> finished;
  {
    const std::scoped_lock lock(mutex_);
    queue_.emplace_back(Call([&] {
      try {
        call();
        finished.set_value();
      } catch (...) { finished.set_exception(std::current_exception()); }
    }));
  }
  wake_.notify_one();
  finished.get_future().get();
}

void Writer::require_up() {
  const std::scoped_lock lock(mutex_);
  if (!status_.up) throw Error(status_.why);
}

void Writer::change(const std::function<void(Store&)>& change) {
  run([&] {
    require_up();
    try {
      store_->begin();
      change(*store_);
      store_->commit();
    } catch (const std::exception& error) {
      go_down(error.what());
      throw;
    }
  });
}

bool Writer::recover() {
  bool up = false;
  run([&] {
    {
      const std::scoped_lock lock(mutex_);
      up = status_.up;
    }
    if (up) return;
    reader_.close();
    store_.reset();
    std::string why;
    try {
      store_ = std::make_unique<Store>(options_.path, options_.vfs, true);
    } catch (const std::exception& error) { why = error.what(); }
    const std::scoped_lock lock(mutex_);
    up = status_.up = why.empty();
    status_.why = why;
    status_.erasing = store_ && store_->erasing();
  });
  return up;
}

Status Writer::status() {
  const std::scoped_lock lock(mutex_);
  return status_;
}

// The writer's thread from here on.

void Writer::work() {
  while (wait_for_work()) {
    auto group = take();
    if (!group.empty()) {
      if (auto* call = std::get_if<Call>(&group.front()))
        (*call)();
      else
        commit(group);
    }
    maintain(false);
  }
  maintain(true);
}

/// False when all is done and the journal closes.
bool Writer::wait_for_work() {
  std::unique_lock lock(mutex_);
  const auto ready = [&] { return stopping_ || !queue_.empty(); };
  if (status_.up && status_.erasing)
    wake_.wait_for(lock, maintenance_retry, ready);
  else
    wake_.wait(lock, ready);
  return !stopping_ || !queue_.empty();
}

/// Either all writes up to the next call, within the bounds of a transaction, or one call.
std::vector<Writer::Item> Writer::take() {
  const std::scoped_lock lock(mutex_);
  std::vector<Item> group;
  std::size_t bytes = 0;
  while (!queue_.empty() && group.size() < options_.max_commit_appends && bytes < options_.max_commit_bytes) {
    const auto* write = std::get_if<Write>(&queue_.front());
    if (!write && !group.empty()) break;
    bytes += write ? write->bytes : 0;
    const bool is_call = !write;
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
    if (is_call) break;
  }
  return group;
}

void Writer::commit(std::vector<Item>& group) {
  std::vector<AppendResult> results;
  results.reserve(group.size());
  try {
    require_up();
    store_->begin();
    for (const auto& item : group) results.push_back(apply(std::get<Write>(item)));
    store_->commit();
  } catch (const std::exception& error) {
    go_down(error.what());
    return answer_down(group);
  }
  account(group, results);
  answer(group, std::move(results));
}

AppendResult Writer::apply(const Write& write) {
  if (const auto* bytes = std::get_if<std::string>(&write.what))
    return store_->save_snapshot(write.event, write.seq, *bytes);
  return store_->append(write.event, write.seq, std::get<Batch>(write.what));
}

void Writer::account(const std::vector<Item>& group, const std::vector<AppendResult>& results) {
  const std::scoped_lock lock(mutex_);
  ++status_.commits;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto& write = std::get<Write>(group[i]);
    --status_.queued;
    queued_bytes_ -= write.bytes;
    status_.conflicts += results[i].status == Append::conflict;
    if (results[i].status != Append::appended) continue;
    ++status_.appends;
    if (const auto* batch = std::get_if<Batch>(&write.what)) status_.records += batch->records.size();
  }
}

void Writer::answer(std::vector<Item>& group, std::vector<AppendResult> results) {
  for (std::size_t i = 0; i < group.size(); ++i) {
    auto& write = std::get<Write>(group[i]);
    const bool appended = results[i].status == Append::appended;
    if (write.done) write.done(std::move(results[i]));
    const auto* batch = std::get_if<Batch>(&write.what);
    if (appended && batch) followers_.deliver(write.event, write.seq + 1, *batch);
  }
}

void Writer::answer_down(std::vector<Item>& group) {
  std::string why;
  {
    const std::scoped_lock lock(mutex_);
    why = status_.why;
    for (const auto& item : group) {
      --status_.queued;
      queued_bytes_ -= std::get<Write>(item).bytes;
    }
  }
  for (auto& item : group) {
    auto& write = std::get<Write>(item);
    if (write.done) write.done({Append::down, store_ ? store_->last_seq(write.event) : 0, why});
  }
}

void Writer::maintain(bool closing) {
  bool idle = false;
  {
    const std::scoped_lock lock(mutex_);
    if (!status_.up) return;
    idle = queue_.empty();
  }
  commits_since_erasure_ = store_->scrubbing() ? commits_since_erasure_ + 1 : 0;
  try {
    store_->maintain(closing || idle || commits_since_erasure_ > max_commits_before_scrub, options_.checkpoint_pages,
                     closing ? Store::last_chance : std::chrono::steady_clock::now());
  } catch (const std::exception& error) { return go_down(error.what()); }
  const std::scoped_lock lock(mutex_);
  status_.erasing = store_->erasing();
}

void Writer::go_down(const std::string& why) {
  if (store_) store_->abandon();
  followers_.stop();
  const std::scoped_lock lock(mutex_);
  if (!std::exchange(status_.up, false)) return;
  status_.why = why;
}

}  // namespace convene::journal
