// The table of a benchmark: a line for each figure, beside what it is held against.
//
// A figure is the median of several runs with the least and the most of them. A bar of time is held by the median; one
// of quality by every run, which is for who fills a row to decide. Thread: the caller's.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convene::bench {

using Clock = std::chrono::steady_clock;

double micros_since(Clock::time_point from);
inline double ms_since(Clock::time_point from) { return micros_since(from) / 1e3; }

/// Of one run at least.
struct Spread {
  double least = 0, median = 0, most = 0;
};
Spread spread(std::vector<double> values);

/// "12,345".
std::string counted(std::uint64_t value);
/// "12.30", with so many digits after the point.
std::string number(double value, int digits = 0);
/// "12.3 ms (12.0..14.1)"; several values only have a spread.
std::string figure(const std::vector<double>& values, std::string_view unit, int digits = 0);

struct Row {
  std::string what;
  std::string ours;
  std::string beside;           // a bound, or what a plain way takes in the same run
  std::string bar;              // empty: the figure is for information
  std::optional<bool> reached;  // nothing where there is no bar
};

/// Prints as it is filled: a whole run takes minutes.
class Table {
 public:
  /// Prints the heading.
  Table();
  void add(const Row& row);
  /// Text that belongs under the table.
  void note(std::string text) { notes_.push_back(std::move(text)); }
  /// The notes, and how many bars were reached.
  void close() const;

 private:
  std::vector<std::string> notes_;
  std::uint32_t bars_ = 0;
  std::uint32_t reached_ = 0;
};

}  // namespace convene::bench
