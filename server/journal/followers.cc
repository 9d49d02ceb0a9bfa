#include "server/journal/followers.h"

#include <mutex>
#include <utility>

namespace convene::journal {

struct Followers::Entry {
  std::recursive_mutex mutex;  // recursive: a callback may end its own following
  std::string event;
  std::uint64_t next = 1;
  std::shared_ptr<const Journal::OnBatch> each;  // null once ended; shared, so that it outlives its own run

  bool ended() {
    const std::scoped_lock lock(mutex);
    return each == nullptr;
  }
  void end() {
    const std::scoped_lock lock(mutex);
    each = nullptr;
  }
  void take(std::uint64_t first, const Batch& batch) {
    const std::scoped_lock lock(mutex);
    const auto end = first + batch.records.size();
    const bool news = end > next || (batch.records.empty() && end >= next);
    if (each == nullptr || !news) return;
    const auto known = next > first ? next - first : 0;
    next = end;
    const auto run = each;
    if (known == 0) return (*run)(first, batch);
    Batch rest = batch;
    rest.records.erase(rest.records.begin(), rest.records.begin() + static_cast<std::ptrdiff_t>(known));
    (*run)(first + known, rest);
  }
};

class Followers::Handle final : public Following {
 public:
  explicit Handle(std::shared_ptr<Entry> entry) : entry_(std::move(entry)) {}
  ~Handle() override { entry_->end(); }

 private:
  std::shared_ptr<Entry> entry_;
};

std::unique_ptr<Following> Followers::add(const std::string& event, std::uint64_t next, Journal::OnBatch each) {
  auto entry = std::make_shared<Entry>();
  entry->event = event;
  entry->next = next;
  entry->each = std::make_shared<const Journal::OnBatch>(std::move(each));
  std::erase_if(entries_, [](const auto& old) { return old->ended(); });
  entries_.push_back(entry);
  return std::make_unique<Handle>(std::move(entry));
}

void Followers::deliver(const std::string& event, std::uint64_t first, const Batch& batch) {
  const auto present = entries_;  // a callback may follow or end something
  for (const auto& entry : present)
    if (entry->event == event) entry->take(first, batch);
}

void Followers::stop() {
  for (const auto& entry : std::exchange(entries_, {})) entry->end();
}

}  // namespace convene::journal
