// What is wrong with a text somebody gave us: where, why, and what would put it right.
//
// A fault never quotes a value of the input beyond a name that was not known (cut short, control characters taken
// out), so it may be shown to whoever sent the text; a log should keep `code` and `path` only.
#pragma once

#include <boost/describe.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace convene::protocol {

struct Fault {
  std::string path;          // sessions[3].policy.rooms.min; empty: the whole text
  std::uint32_t line = 0;    // from 1; 0: not known
  std::uint32_t column = 0;  // from 1, in characters (not bytes)
  std::string code;          // field.unknown, field.missing, json.syntax …: for programs
  std::string message;       // one sentence without a full stop: for people
  std::string remedy;        // what to do; may be empty
  bool operator==(const Fault&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fault, (), (path, line, column, code, message, remedy))

/// A list of faults that does not grow beyond a limit: 1 where the first refusal is the answer (the wire), more
/// where a person wants all of them at once (files). One thread.
class Faults {
 public:
  explicit Faults(std::size_t most = 100) : most_(most) {}

  /// Keeps the fault, or only counts it when the list is full.
  void add(Fault fault);

  /// In the order of the file, as somebody mends it from top to bottom. Faults of one place stay as they were found.
  void in_order_of_place();

  /// True when nothing more will be kept: whoever looks for faults may stop.
  bool full() const { return list_.size() >= most_; }
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  /// How many were added, kept or not.
  std::size_t total() const { return total_; }
  const std::vector<Fault>& list() const { return list_; }
  const Fault& front() const { return list_.front(); }

 private:
  std::size_t most_;
  std::size_t total_ = 0;
  std::vector<Fault> list_;
};

/// One line for a terminal: `file.json:12:5: sessions[3].kind: message; remedy`. `source` may be empty.
std::string to_text(const Fault& fault, std::string_view source = {});

/// The known word nearest to `word` by edit distance (Damerau-Levenshtein, optimal string alignment), or empty when
/// none is near enough to be meant. O(|known| * 64 * 64) at worst: longer words are not compared.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

/// A word of the input made safe to show: at most 48 bytes, control characters and broken UTF-8 replaced.
std::string shown(std::string_view word);

}  // namespace convene::protocol
