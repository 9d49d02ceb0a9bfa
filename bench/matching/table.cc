#include "bench/matching/table.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

namespace convene::bench {
namespace {

void print_line(const char* what, const char* ours, const char* beside, const char* bar, const char* reached) {
  std::printf("%-54s  %-31s  %-43s  %-17s  %s\n", what, ours, beside, bar, reached);
  std::fflush(stdout);
}

}  // namespace

double micros_since(Clock::time_point from) {
  return std::chrono::duration<double, std::micro>(Clock::now() - from).count();
}

Spread spread(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {values.front(), values[values.size() / 2], values.back()};
}

std::string counted(std::uint64_t value) {
  std::string text = std::to_string(value);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string number(double value, int digits) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

std::string figure(const std::vector<double>& values, std::string_view unit, int digits) {
  const Spread s = spread(values);
  std::string text = number(s.median, digits);
  if (!unit.empty()) text.append(" ").append(unit);
  if (values.size() > 1) text += " (" + number(s.least, digits) + ".." + number(s.most, digits) + ")";
  return text;
}

Table::Table() { print_line("measured", "ours: median (least..most)", "bound, or a plain way", "bar", "reached"); }

void Table::add(const Row& row) {
  const char* reached = !row.reached ? "" : *row.reached ? "yes" : "NO";
  print_line(row.what.c_str(), row.ours.c_str(), row.beside.c_str(), row.bar.c_str(), reached);
  bars_ += row.reached.has_value();
  reached_ += row.reached.value_or(false);
}

void Table::close() const {
  std::printf("\n%u of %u bars reached\n", reached_, bars_);
  for (const std::string& text : notes_) std::printf("\n%s", text.c_str());
}

}  // namespace convene::bench
