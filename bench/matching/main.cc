// What the matching engine does and how long it takes, each figure beside a bound or beside what a plain way does in
// the same run. Judges nothing: a bar that is missed is said to be missed, and the exit status is 0 all the same.
//   bench_matching [ROWS...]      without names, all of them: about four minutes
#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

#include "bench/matching/rows.h"

namespace convene::bench {
namespace {

struct Group {
  std::string_view name;
  void (*measure)(Table& table);
};

constexpr std::array kGroups{
    Group{"small", measure_small},     Group{"golfer", measure_golfer},   Group{"first", measure_first},
    Group{"refined", measure_refined}, Group{"arrival", measure_arrival}, Group{"departure", measure_departure},
    Group{"faces", measure_faces},     Group{"planted", measure_planted}, Group{"moves", measure_moves},
    Group{"packing", measure_packing},
};

int misused(std::string_view word) {
  std::fprintf(stderr, "no rows are called '%.*s'; there are:", static_cast<int>(word.size()), word.data());
  for (const Group& group : kGroups)
    std::fprintf(stderr, " %.*s", static_cast<int>(group.name.size()), group.name.data());
  std::fprintf(stderr, "\n");
  return 2;
}

}  // namespace
}  // namespace convene::bench

int main(int count, char** words) {
  using namespace convene::bench;
  const std::vector<std::string_view> wanted(words + 1, words + count);
  for (const std::string_view word : wanted)
    if (std::none_of(kGroups.begin(), kGroups.end(), [&](const Group& group) { return group.name == word; }))
      return misused(word);
  Table table;
  for (const Group& group : kGroups)
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), group.name) != wanted.end()) group.measure(table);
  table.close();
  return 0;
}
