// A journal in which things go wrong, by a script or by a seed: the nemesis of the deterministic simulation.
//
// It wraps another journal and passes everything on, except that an append may meet one of the faults below. It never
// breaks the contract: whatever it does is something that a disk, a power supply or a second owner may do, too. Without
// faults it is transparent. Snapshots wait their turn behind the appends, and otherwise meet no faults.
//
// Threads: one, the simulation's, for all calls and for the wrapped journal's answers (so wrap a MemoryJournal). Time
// passes only by step(). Lifetime: the wrapped journal must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/journal/wrapping.h"

namespace convene::journal {

enum class Fault {
  none,
  conflict,     // another owner was first: `rival` appends, then ours meets the conflict (without a rival: spurious)
  stall,        // it, and all that come after, wait for some steps
  down,         // it is not written, and the journal goes down
  lost_answer,  // it is written, but the journal goes down before the answer
  torn,         // of all that waits, the older part is written and the rest is not; the journal goes down
};

struct FaultPlan {
  std::uint64_t seed = 1;
  /// Chances in a thousand, per append.
  unsigned conflict = 0;
  unsigned stall = 0;
  unsigned down = 0;
  unsigned lost_answer = 0;
  unsigned torn = 0;
  unsigned max_stall_steps = 20;
  /// What another owner of the event appends after `seq`; an empty batch: a spurious conflict.
  std::function<Batch(const std::string& event, std::uint64_t seq)> rival;
};

class FaultyJournal final : public WrappingJournal {
 public:
  FaultyJournal(Journal& inner, FaultPlan plan);
  ~FaultyJournal() override;

  void append(std::string event, std::uint64_t expected_seq, Batch batch, Done done) override;
  void save_snapshot(std::string event, std::uint64_t seq, std::string bytes, Done done) override;
  void put_meta(const std::string& event, const std::string& key, const std::string& value) override;
  std::unique_ptr<Following> follow(const std::string& event, std::uint64_t from, OnBatch each) override;
  void forget(const std::string& event) override;
  Status status() override;
  /// False as long as the wrapped journal has not settled what it was handed.
  bool recover() override;

  /// The next appends meet these, one each, before chance decides again.
  void script(std::vector<Fault> faults);
  /// A unit of simulated time: a stall comes closer to its end.
  void step();
  /// No more faults by chance; a stall ends now.
  void calm();
  /// The process dies, before the wrapped journal's crash(): what is stalled is lost, and nobody is answered any more.
  void crash();

 private:
  struct State;
  void require_up() const;

  std::shared_ptr<State> state_;  // shared with the answers that are under way
};

}  // namespace convene::journal
