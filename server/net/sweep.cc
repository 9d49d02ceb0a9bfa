#include "server/net/sweep.h"

#include <algorithm>
#include <chrono>

namespace convene::net {

Swept::~Swept() {
  if (sweep_) sweep_->remove(*this);
}

Sweep::~Sweep() {
  for (const Entry& entry : entries_) entry.one->sweep_ = nullptr, entry.one->place_ = Swept::nowhere;
}

void Sweep::add(Swept& one, Tick due) {
  one.place_ = entries_.size();
  one.sweep_ = this;
  entries_.push_back({due, &one});
}

void Sweep::remove(Swept& one) {
  const std::size_t place = one.place_;
  if (place == Swept::nowhere) return;
  one.place_ = Swept::nowhere;
  one.sweep_ = nullptr;
  if (place + 1 != entries_.size()) {
    entries_[place] = entries_.back();
    entries_[place].one->place_ = place;
  }
  entries_.pop_back();
}

void Sweep::hurry(Swept& one, Tick due) {
  if (one.place_ != Swept::nowhere) entries_[one.place_].due = std::min(entries_[one.place_].due, due);
}

// From the back, so that the one that takes a removed one's place has had its turn.
void Sweep::run(Tick now) {
  for (std::size_t i = entries_.size(); i-- > 0;) {
    if (i >= entries_.size() || entries_[i].due > now) continue;
    Swept* one = entries_[i].one;
    const Tick next = one->look(now);
    if (i < entries_.size() && entries_[i].one == one) entries_[i].due = std::max(next, now + 1);
  }
}

void Sweep::wind_up() {
  for (std::size_t i = entries_.size(); i-- > 0;) {
    if (i < entries_.size()) entries_[i].one->wind_up();
  }
}

void Sweep::cut() {
  while (!entries_.empty()) {
    Swept* one = entries_.back().one;
    one->cut();
    remove(*one);
  }
}

Tick steady_now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace convene::net
