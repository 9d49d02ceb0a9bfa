// The queue of office hours on a virtual clock, served by the real dispatcher, beside what theory says of it.
//   bench_queue                   the tables: about two minutes
//   bench_queue [--servers C] [--arrivals PER_MINUTE] [--mean-service MINUTES] [--service exp|det|lognormal:CV2]
//               [--tickets N] [--seed K] [--json]       one queue
// Judges nothing: the exit status is 0 unless the words are not understood (2).
#include <cstdio>
#include <vector>

#include "bench/queue/tables.h"

int main(int count, char** words) {
  using namespace convene::bench;
  const std::vector<std::string_view> given(words + 1, words + count);
  std::string error;
  const auto options = parse(given, error);
  if (!options) {
    std::fprintf(stderr, "bench_queue: %s\n", error.c_str());
    return 2;
  }
  if (options->any) {
    print_one(*options);
    return 0;
  }
  print_waits(options->seed);
  print_estimates(options->seed);
  print_cost();
  return 0;
}
