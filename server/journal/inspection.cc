#include "server/journal/inspection.h"

#include <utility>

namespace convene::journal {

Inspection::Inspection(Journal& journal, Found found)
    : journal_(journal), found_(std::move(found)), thread_([this] { run(); }) {}

Inspection::~Inspection() {
  stop_ = true;
  thread_.join();
}

void Inspection::run() {
  std::vector<EventHead> heads;
  try {
    heads = journal_.events();
  } catch (const std::exception& error) { return found_({}, {false, 0, 0, error.what()}); }
  for (const EventHead& head : heads) {
    const Verdict verdict = inspect(head);
    if (stop_) return;
    found_(head.event, verdict);
  }
}

Verdict Inspection::inspect(const EventHead& head) {
  try {
    journal_.read(head.event, 1, [this](std::uint64_t, const std::string&) { return !stop_; });
    journal_.read_vault(head.event, [this](const VaultRow&) { return !stop_; });
  } catch (const Damaged& damage) {
    return {false, damage.seq, head.seq, damage.what()};
  } catch (const std::exception& error) { return {false, 0, head.seq, error.what()}; }
  return {true, 0, head.seq, {}};
}

}  // namespace convene::journal
