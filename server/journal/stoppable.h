// A journal whose readings end when nobody waits for what they give: at the next record, or row of the vault, after a
// stop was asked for. For who reads all of a long journal to answer somebody, who may have gone meanwhile.
//
// Threads: the stop may be asked for on any. Lifetime: the wrapped journal outlives it.
#pragma once

#include <exception>
#include <stop_token>
#include <utility>

#include "server/journal/wrapping.h"

namespace convene::journal {

/// Ends a reading for which a stop was asked. No Error: nothing is wrong with the journal.
class Stopped : public std::exception {
 public:
  const char* what() const noexcept override { return "nobody waits for this reading any more"; }
};

class StoppableJournal final : public WrappingJournal {
 public:
  StoppableJournal(Journal& inner, std::stop_token stop) : WrappingJournal(inner), stop_(std::move(stop)) {}

  /// Throws Stopped if a stop was asked for.
  void check() const {
    if (stop_.stop_requested()) throw Stopped();
  }

  void read(const std::string& event, std::uint64_t from, const OnRecord& each) override {
    check();
    inner_.read(event, from, [&](std::uint64_t seq, const std::string& bytes) { return check(), each(seq, bytes); });
  }
  void read_vault(const std::string& event, const OnVaultRow& each) override {
    check();
    inner_.read_vault(event, [&](const VaultRow& row) { return check(), each(row); });
  }

 private:
  const std::stop_token stop_;
};

}  // namespace convene::journal
