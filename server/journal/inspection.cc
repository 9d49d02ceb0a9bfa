#include "server/journal/inspection.h"

#include <utility>

namespace convene::journal {

namespace {

constexpr std::chrono::milliseconds work{5};

}  // namespace

Inspection::Inspection(Open open, Found found)
    : open_(std::move(open)), found_(std::move(found)), thread_([this] { run(); }) {}

Inspection::~Inspection() {
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
  }
  wanted_no_more_.notify_all();
  thread_.join();
}

void Inspection::run() {
  std::string event;
  try {
    const std::shared_ptr<Journal> journal = open_();
    for (const EventHead& head : journal->events()) {
      event = head.event;
      Finding finding{event, {}, {}};
      try {
        finding.verdict = inspect(*journal, head);
      } catch (const Error& error) { finding.why = error.what(); }
      if (!go_on()) return;
      found_(finding);
    }
  } catch (const Damaged& damage) {
    found_({event, Verdict{false, damage.seq, 0, damage.what()}, {}});
  } catch (const std::exception& error) {
    // Of memory, say: a thread that ends with it would end the process.
    found_({event, {}, error.what()});
  }
}

Verdict Inspection::inspect(Journal& journal, const EventHead& head) {
  try {
    journal.read(head.event, 1, [this](std::uint64_t, const std::string&) { return go_on(); });
    journal.read_vault(head.event, [this](const VaultRow&) { return go_on(); });
  } catch (const Damaged& damage) { return {false, damage.seq, head.seq, damage.what()}; }
  return {true, 0, head.seq, {}};
}

bool Inspection::go_on() {
  const auto worked = Clock::now() - rested_;
  std::unique_lock lock(mutex_);
  if (worked < work) return !stop_;
  wanted_no_more_.wait_for(lock, 3 * worked, [this] { return stop_; });
  rested_ = Clock::now();
  return !stop_;
}

}  // namespace convene::journal
