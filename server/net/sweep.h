// Deadlines of many sockets without a timer for each: one pass over a compact list, a few times a second.
//
// Each socket says when it wants to be looked at next; the pass touches only those whose time has come. O(sockets) of
// 16 bytes each pass, O(1) for everything else. Thread: the shard's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace convene::net {

/// Milliseconds of the machine's steady clock.
using Tick = std::int64_t;

class Sweep;

class Swept {
 public:
  Swept() = default;
  Swept(const Swept&) = delete;
  Swept& operator=(const Swept&) = delete;
  /// Takes itself out, should nobody have done so.
  virtual ~Swept();

 protected:
  /// Its time has come: act, and say when next. May remove itself, and then what it says does not matter.
  virtual Tick look(Tick now) = 0;
  /// The server stops: say goodbye. May remove itself only, or nothing.
  virtual void wind_up() = 0;
  /// There is no time left: end now, without a word. Removes itself.
  virtual void cut() = 0;

 private:
  friend class Sweep;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::size_t place_ = nowhere;
  Sweep* sweep_ = nullptr;
};

class Sweep {
 public:
  Sweep() = default;
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;
  ~Sweep();

  void add(Swept& one, Tick due);
  void remove(Swept& one);  // no harm if it is not there
  /// Looks at it no later than `due`.
  void hurry(Swept& one, Tick due);
  void run(Tick now);
  void wind_up();
  void cut();
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Tick due;
    Swept* one;
  };
  std::vector<Entry> entries_;
};

/// The steady clock now.
Tick steady_now();

}  // namespace convene::net
