#include "bench/queue/tables.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "matcher/queueing/measure.h"
#include "matcher/queueing/reference.h"
#include "matcher/rng.h"

namespace convene::bench {
namespace {

using namespace convene::queueing;

constexpr double kMinute = 60'000;

Options plain(std::uint32_t servers, double per_minute, std::uint64_t tickets, std::uint64_t seed) {
  Options options;
  options.servers = servers;
  options.per_minute = per_minute;
  options.tickets = tickets;
  options.seed = seed;
  return options;
}

Waits run(const Traffic& traffic) {
  Waits waits(traffic);
  Simulation(traffic).run(waits);
  return waits;
}

// An interval of 0: none was worked out; an exact value of 0: none is known.
void print_line(const std::string& what, const Measured& measured, double exact) {
  std::printf("%-52s %10.5f ", what.c_str(), measured.value);
  if (measured.give > 0) {
    std::printf("+- %-9.5f ", measured.give);
  } else {
    std::printf("%13s", "");
  }
  if (exact > 0) std::printf("%12.7f %+8.2f %%", exact, 100 * (measured.value / exact - 1));
  std::printf("\n");
  std::fflush(stdout);
}

std::string named(const char* what, std::uint32_t servers, double arrivals) {
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "c = %u, lambda = %g: %s", servers, arrivals, what);
  return text.data();
}

Calibration calibrate(const Traffic& traffic, std::uint32_t every) {
  Calibration calibration(traffic, every);
  Simulation(traffic).run(calibration);
  return calibration;
}

void print_calibration(const char* what, const Calibration& calibration) {
  std::printf("%-28s", what);
  for (std::size_t i = 0; i < Coverage::levels.size(); ++i) std::printf("  %.4f", calibration.coverage().part(i));
  const Calibration::Errors errors = calibration.errors();
  std::printf("  %8.3f  %11.3f  %6.3f  %9llu\n", errors.naive, errors.conditional, errors.ours,
              static_cast<unsigned long long>(calibration.estimates()));
  std::fflush(stdout);
}

Stream stream(double per_minute, double minutes, double cv2, std::uint64_t topic) {
  return {per_minute / kMinute, {topic, 0, 0}, {Shape::lognormal, minutes * kMinute, cv2}, 0};
}

// Three topics, short, middling and long, at a load of 0.8 of three advisors.
Traffic topic_mix(std::uint64_t tickets, std::uint64_t seed) {
  Traffic traffic = plain(3, 0.4, tickets, seed).traffic();
  traffic.streams = {stream(0.2, 3, 0.5, 1), stream(0.4 / 3, 6, 0.5, 2), stream(0.2 / 3, 15, 0.5, 4)};
  return traffic;
}

}  // namespace

void print_waits(std::uint64_t seed) {
  std::printf("%-52s %-23s %12s %10s\n", "minutes; mean service 6", "simulated, 95 %", "exact", "off by");
  for (const auto& [servers, arrivals] : {std::pair{3u, 0.4}, {2u, 0.25}, {4u, 0.4}, {10u, 1.5}}) {
    const Waits waits = run(plain(servers, arrivals, 16'000'000, seed).traffic());
    const reference::Wait exact = reference::mmc(servers, arrivals, 1.0 / 6);
    print_line(named("P(wait)", servers, arrivals), waits.p_wait(), exact.p_wait);
    print_line(named("mean wait", servers, arrivals), waits.mean(), exact.mean);
    print_line(named("P90", servers, arrivals), {waits.quantile(0.9), 0}, exact.quantile(0.9));
  }
  for (const double cv2 : {0.0, 1.0, 4.0}) {
    Options options = plain(1, 0.1, 16'000'000, seed);
    options.shape = cv2 == 0 ? Shape::deterministic : Shape::lognormal;
    options.cv2 = cv2;
    print_line(named("mean wait, cv2 ", 1, 0.1) + std::to_string(static_cast<int>(cv2)), run(options.traffic()).mean(),
               reference::pollaczek_khinchine(0.1, 6, cv2));
  }
  Traffic classes = plain(3, 0.1, 16'000'000, seed).traffic();
  classes.streams.push_back(classes.streams[0]);
  classes.streams[0].boost = max_boost;
  classes.streams[1].rate *= 3;
  const Waits waits = run(classes);
  const auto exact = reference::priorities(3, std::array{0.1, 0.3}, 1.0 / 6);
  print_line("c = 3, lambda = 0.1 + 0.3: mean wait, urgent", waits.mean(0), exact[0]);
  print_line("c = 3, lambda = 0.1 + 0.3: mean wait, the others", waits.mean(1), exact[1]);
  Traffic impatient = plain(3, 0.4, 8'000'000, seed).traffic();
  impatient.streams[0].rate = 0.6 / kMinute;
  impatient.leaving = 0.02 / kMinute;
  const Waits left = run(impatient);
  const reference::Impatient palm = reference::erlang_a(3, 0.6, 1.0 / 6, 0.02);
  print_line("c = 3, lambda = 0.6, leaving at 0.02: P(leave)", left.p_leave(), palm.p_leave);
  print_line("c = 3, lambda = 0.6, leaving at 0.02: mean wait", left.mean(), palm.mean);
}

void print_estimates(std::uint64_t seed) {
  std::printf("\n%-28s", "coverage, nominal");
  for (const std::uint32_t level : Coverage::levels) std::printf("  %6.3f", level / 1000.0);
  std::printf("  %8s  %11s  %6s  %9s\n", "naive", "conditional", "ours", "estimates");
  std::printf("%-28s%40s  %s\n", "", "", "root mean square error, minutes, all arrivals");
  print_calibration("M/M/3, load 0.8", calibrate(plain(3, 0.4, 4'000'000, seed).traffic(), 80));
  print_calibration("three topics, lognormal", calibrate(topic_mix(4'000'000, seed), 80));
  Traffic skilled = topic_mix(4'000'000, seed);
  skilled.advisors = {{{1, 0}, 1, {}}, {{3, 0}, 1, {}}, {{6, 0}, 1, {}}, {{0, 0}, 1, {}}};
  print_calibration("three topics, four skills", calibrate(skilled, 80));

  // Short sessions that start out with a wrong expectation: 8 minutes, where it is 6.
  Coverage learning;
  for (std::uint64_t session = 0; session < 1'500; ++session) {
    const Traffic traffic = topic_mix(120, mix(seed, session));
    Calibration calibration(traffic, 4, {}, Calibration::Knows::nothing);
    Simulation(traffic).run(calibration);
    learning.add(calibration.coverage());
  }
  std::printf("%-28s", "three topics, learning");
  for (std::size_t i = 0; i < Coverage::levels.size(); ++i) std::printf("  %.4f", learning.part(i));
  std::printf("  %8s  %11s  %6s  %9llu\n", "", "", "", static_cast<unsigned long long>(learning.told));
}

void print_cost() {
  Scene scene;
  scene.now = Instant{1};
  for (int s = 0; s < 5; ++s) scene.services.push_back({{Shape::lognormal, (4 + 2 * s) * kMinute, 0.2 * (s + 1)}, 0.1});
  for (std::uint32_t a = 0; a < 20; ++a) {
    AdvisorNow advisor;
    advisor.id = a;
    if (a % 4 != 0) advisor.skill.topics = 1u << a % 5 | 1u << (a + 1) % 5;
    advisor.sessions = {{1000u + a, a % 5, seconds(20 * a)}};
    scene.advisors.push_back(advisor);
  }
  for (std::uint32_t t = 1; t <= 500; ++t) scene.waiting.push_back({{joined(t), t}, {1u << t % 5, 0, 0}, t % 5, false});
  Estimator estimator(1);
  (void)estimator.estimate(scene);  // the tables are made once
  for (const double leaving : {0.0, 0.01}) {
    scene.leaving = leaving / kMinute;
    std::vector<double> times;
    for (int i = 0; i < 31; ++i) {
      const std::clock_t from = std::clock();
      (void)estimator.estimate(scene);
      times.push_back(1e3 * static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC);
    }
    std::ranges::sort(times);
    std::printf("%s500 waiting, 20 advisors, 256 replications%s: %.1f ms of CPU (%.1f..%.1f of %zu)\n",
                leaving == 0 ? "\n" : "", leaving == 0 ? "" : ", people leave", times[times.size() / 2], times.front(),
                times.back(), times.size());
  }
}

void print_one(const Options& options) {
  const Traffic traffic = options.traffic();
  const Waits waits = run(traffic);
  const auto every = static_cast<std::uint32_t>(std::max<std::uint64_t>(1, options.tickets / 50'000));
  const Calibration calibration = calibrate(traffic, every);
  const Calibration::Errors errors = calibration.errors();
  if (!options.json) {
    const bool exponential = options.shape == Shape::exponential;
    const auto exact = reference::mmc(options.servers, options.per_minute, 1 / options.mean_service);
    const double load = options.per_minute * options.mean_service;
    const double p_wait = exponential ? exact.p_wait : options.servers == 1 ? load : 0;
    const double mean = exponential ? exact.mean
                        : options.servers == 1
                            ? reference::pollaczek_khinchine(options.per_minute, options.mean_service, options.cv2)
                            : 0;
    std::printf("%-52s %-23s %12s\n", "minutes", "simulated, 95 %", "exact, if known");
    print_line("P(wait)", waits.p_wait(), p_wait);
    print_line("mean wait", waits.mean(), mean);
    print_line("P90", {waits.quantile(0.9), 0}, exponential ? exact.quantile(0.9) : 0);
    return print_calibration("coverage, errors", calibration);
  }
  std::printf("{\"p_wait\": %.6f, \"p_wait_give\": %.6f, \"mean_wait\": %.6f, \"mean_wait_give\": %.6f, ",
              waits.p_wait().value, waits.p_wait().give, waits.mean().value, waits.mean().give);
  std::printf("\"p90_wait\": %.4f, \"coverage\": {", waits.quantile(0.9));
  for (std::size_t i = 0; i < Coverage::levels.size(); ++i)
    std::printf("%s\"%.1f\": %.4f", i == 0 ? "" : ", ", Coverage::levels[i] / 1000.0, calibration.coverage().part(i));
  std::printf("}, \"rmse\": {\"ours\": %.4f, \"conditional\": %.4f, \"naive\": %.4f}, \"tickets\": %llu, ", errors.ours,
              errors.conditional, errors.naive, static_cast<unsigned long long>(options.tickets));
  std::printf("\"estimates\": %llu, \"seed\": %llu}\n", static_cast<unsigned long long>(calibration.estimates()),
              static_cast<unsigned long long>(options.seed));
}

}  // namespace convene::bench
