// The engine of one event: takes commands, decides, and holds the state that the facts lead to.
//
// Contract: `submit` either refuses and changes nothing, or applies the facts it returns. Nothing that changed may be
// shown to anybody before the record is durable; if it cannot be made durable, the engine is thrown away and built
// anew from what is. The same requests in the same order give the same facts, byte for byte.
// Thread: one at a time, none of its own. No clock, no randomness, no I/O: time and seed come with the request.
// Errors: BrokenInvariant, after which the engine must not be used again.
#pragma once

#include <memory>
#include <optional>
#include <variant>

#include "matcher/commands.h"
#include "matcher/facts.h"
#include "matcher/refusal.h"
#include "matcher/touched.h"

namespace convene {

struct State;

struct Request {
  Command command;
  PersonId by;   // none: the server itself
  CommandId id;  // tab empty: none; `hash` is of the command's text
  Instant now;
  std::uint64_t seed = 0;  // fresh from the system's randomness for each request
};

/// Decided. Without a record nothing needed to change (a second "seen", say): answer at once.
struct Accepted {
  std::optional<Record> record;
};

/// This very command was decided before: answer with the number of the record that it led to.
struct Repeated {
  std::uint64_t seq = 0;
};

using Outcome = std::variant<Accepted, Repeated, Refusal>;

class Engine {
 public:
  Engine();
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  Outcome submit(const Request& request);

  /// Applies what was decided before: recovery and following. Records come in order.
  void replay(const Record& record);

  /// Puts back a state that was written as a snapshot, which stands for the first `seq` records.
  static Engine restored(State state, std::uint64_t seq);

  /// Records so far; the number of the last one.
  std::uint64_t seq() const;
  const State& state() const;

  /// What changed since the last call.
  Touched take_touched();

  /// When a Tick is due, if nothing else happens before.
  std::optional<Instant> next_deadline() const;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace convene
