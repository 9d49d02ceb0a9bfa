#include "matcher/queueing/simulation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "matcher/check.h"
#include "matcher/queueing/measure.h"
#include "matcher/queueing/reference.h"
#include "tests/unit/matcher/queueing/traffic.h"

namespace convene::queueing {
namespace {

constexpr double kMu = 1.0 / 6;

Waits run(const Traffic& traffic) {
  Waits waits(traffic);
  Simulation(traffic).run(waits);
  return waits;
}

// A mean within 1.5 % of what it must be, from an interval no wider than that says.
void expect_mean(const Measured& measured, double exact) {
  EXPECT_NEAR(measured.value, exact, 0.015 * exact) << "95 %: +- " << measured.give;
  EXPECT_LT(measured.give, 0.02 * exact) << "too few tickets to tell";
}

struct Row {
  std::uint32_t servers;
  double arrivals;
  std::uint64_t tickets;
};

class SeveralServers : public testing::TestWithParam<Row> {};

TEST_P(SeveralServers, WaitAsErlangSays) {
  const Row row = GetParam();
  const Waits waits = run(plain_traffic(row.servers, row.arrivals, row.tickets));
  const reference::Wait exact = reference::mmc(row.servers, row.arrivals, kMu);
  EXPECT_NEAR(waits.p_wait().value, exact.p_wait, 0.002) << "95 %: +- " << waits.p_wait().give;
  expect_mean(waits.mean(), exact.mean);
  EXPECT_NEAR(waits.quantile(0.9), exact.quantile(0.9), 0.02 * exact.quantile(0.9));
}

INSTANTIATE_TEST_SUITE_P(Simulation, SeveralServers,
                         testing::Values(Row{3, 0.4, 10'000'000}, Row{2, 0.25, 8'000'000}, Row{4, 0.4, 4'000'000},
                                         Row{10, 1.5, 24'000'000}));

TEST(Simulation, OneServerWaitsAsPollaczekAndKhinchineSay) {
  for (const double cv2 : {0.0, 1.0, 4.0}) {
    Traffic traffic = plain_traffic(1, 0.1, cv2 > 1 ? 20'000'000 : 3'000'000);
    traffic.streams[0].service = cv2 == 0 ? Distribution{Shape::deterministic, 6 * kMinute, 0} : lognormal(6, cv2);
    expect_mean(run(traffic).mean(), reference::pollaczek_khinchine(0.1, 6, cv2));
  }
}

TEST(Simulation, ClassesOfPriorityWaitAsCobhamSays) {
  Traffic traffic = plain_traffic(3, 0, 12'000'000);
  traffic.streams = {stream(0.1, exponential(6)), stream(0.3, exponential(6))};
  traffic.streams[0].boost = max_boost;  // never so many in line: always first
  const Waits waits = run(traffic);
  const auto exact = reference::priorities(3, std::array{0.1, 0.3}, kMu);
  EXPECT_NEAR(exact[0], 1.6179775, 1e-7);
  EXPECT_NEAR(exact[1], 8.0898876, 1e-7);
  expect_mean(waits.mean(0), exact[0]);
  expect_mean(waits.mean(1), exact[1]);
}

TEST(Simulation, TheImpatientLeaveAsPalmSays) {
  for (const double leaving : {0.02, 0.2}) {
    Traffic traffic = plain_traffic(3, 0.6, 3'000'000);  // more than they can do
    traffic.leaving = leaving / kMinute;
    const Waits waits = run(traffic);
    const reference::Impatient exact = reference::erlang_a(3, 0.6, kMu, leaving);
    EXPECT_NEAR(waits.p_wait().value, exact.p_wait, 0.002) << "95 %: +- " << waits.p_wait().give;
    EXPECT_NEAR(waits.p_leave().value, exact.p_leave, 0.002) << "95 %: +- " << waits.p_leave().give;
    expect_mean(waits.mean(), exact.mean);
  }
}

class Passages : public Onlooker {
 public:
  void passed(const Simulation&, const Passage& passage) override { all.push_back(passage); }
  std::vector<Passage> in_order() const {
    std::vector<Passage> sorted = all;
    std::ranges::sort(sorted, {}, &Passage::number);
    return sorted;
  }
  std::vector<Passage> all;
};

std::vector<Passage> passages(const Traffic& traffic) {
  Passages onlooker;
  Simulation(traffic).run(onlooker);
  return onlooker.in_order();
}

// Kiefer and Wolfowitz' recursion: the waits of a plain queue of so many servers, exactly, and nothing of ours in it.
std::vector<std::int64_t> waits_of(const std::vector<Passage>& tickets, std::size_t servers) {
  std::vector<std::int64_t> free_at(servers, 0);
  std::vector<std::int64_t> waits;
  for (const Passage& ticket : tickets) {
    const auto first = std::ranges::min_element(free_at);
    const std::int64_t start = std::max(*first, ticket.joined.ms);
    waits.push_back(start - ticket.joined.ms);
    *first = start + ticket.service.ms;
  }
  return waits;
}

void expect_waits(const std::vector<Passage>& tickets, std::size_t servers) {
  const auto exact = waits_of(tickets, servers);
  for (std::size_t i = 0; i < tickets.size(); ++i) ASSERT_EQ(tickets[i].wait().ms, exact[i]) << "ticket " << i;
}

TEST(Simulation, AllSkilledAreOnePool) {
  Traffic traffic = mixed_traffic(50'000);
  expect_waits(passages(traffic), 3);
  traffic.advisors = {{{0b111, 0}, 2, {}}, {{0, 0}, 1, {}}};
  expect_waits(passages(traffic), 3);
}

TEST(Simulation, DisjointSkillsAreSeparateQueues) {
  Traffic traffic = mixed_traffic(50'000);
  traffic.advisors = {{{1, 0}, 1, {}}, {{2, 0}, 1, {}}, {{4, 0}, 2, {}}};
  const auto all = passages(traffic);
  for (std::uint32_t topic = 0; topic < 3; ++topic) {
    std::vector<Passage> own;
    std::ranges::copy_if(all, std::back_inserter(own), [&](const Passage& p) { return p.stream == topic; });
    ASSERT_GT(own.size(), 5'000u);
    expect_waits(own, topic == 2 ? 2 : 1);
  }
}

// Little's law of a path, not of a limit: between two moments of an empty line the time people spent in it is the sum
// of their waits, to the millisecond.
class Little : public Onlooker {
 public:
  void time_passes(const Simulation& simulation, Instant from, Instant to) override {
    area_ += static_cast<std::int64_t>(simulation.line().size()) * (to - from).ms;
    if (!simulation.line().empty()) return;
    ASSERT_EQ(area_, waits_);
    ++empty_;
  }
  void passed(const Simulation&, const Passage& passage) override { waits_ += passage.wait().ms; }
  std::uint64_t empty_ = 0;
  std::int64_t area_ = 0, waits_ = 0;
};

TEST(Simulation, KeepsLittlesLawToTheMillisecond) {
  Traffic traffic = mixed_traffic(100'000);
  traffic.advisors = {{{1, 0}, 1, {}}, {{3, 0}, 1, {}}, {{0, 0}, 1, {}}};
  traffic.leaving = 0.01 / kMinute;
  traffic.wrap_up = seconds(30);
  traffic.streams[1].boost = 3;
  Little little;
  Simulation(traffic).run(little);
  EXPECT_GT(little.empty_, 10'000u);
  EXPECT_GT(little.waits_, 0);
  EXPECT_EQ(little.area_, little.waits_);
}

// What must hold of any traffic, seen from outside at every step.
class Watchful : public Onlooker {
 public:
  void time_passes(const Simulation& simulation, Instant, Instant) override {
    const Scene scene = simulation.scene();
    RC_ASSERT(std::ranges::is_sorted(scene.waiting, {}, &TicketNow::key));
    std::size_t busy = 0;
    for (const AdvisorNow& advisor : scene.advisors) {
      const std::size_t used = advisor.sessions.size() + advisor.wrap_ups.size();
      RC_ASSERT(used <= advisor.capacity);
      busy += advisor.sessions.size();
      if (used == advisor.capacity || (advisor.ends && scene.now >= advisor.ends)) continue;
      for (const TicketNow& ticket : scene.waiting) RC_ASSERT(!serves(advisor.skill, ticket.need));
    }
    RC_ASSERT(busy == simulation.in_session());
  }
  void passed(const Simulation& simulation, const Passage& passage) override {
    RC_ASSERT(passage.left_line == simulation.now());
    if (!passage.reached) return;
    const SimulatedAdvisor& by = simulation.traffic().advisors[passage.advisor];
    RC_ASSERT(serves(by.skill, simulation.traffic().streams[passage.stream].need));
    RC_ASSERT(!by.ends || passage.left_line < by.ends);
  }
};

RC_GTEST_PROP(Simulation, NobodySuitableIsIdleWhileSomebodyWaits, ()) {
  Traffic traffic;
  traffic.seed = *rc::gen::arbitrary<std::uint64_t>();
  traffic.tickets = *rc::gen::inRange(1u, 60u);
  traffic.wrap_up = seconds(*rc::gen::element(0, 45));
  traffic.leaving = *rc::gen::element(0.0, 0.1) / kMinute;
  for (int i = *rc::gen::inRange(1, 5); i > 0; --i)
    traffic.advisors.push_back({{*rc::gen::inRange<std::uint64_t>(0, 8), *rc::gen::inRange<std::uint64_t>(0, 4)},
                                *rc::gen::inRange(1u, 3u),
                                Instant{*rc::gen::element(0, 600'000)}});
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    Stream kind = stream(0.3, lognormal(6, 1), *rc::gen::element<std::uint64_t>(0, 1, 2, 4));
    kind.need.languages = *rc::gen::inRange<std::uint64_t>(0, 4);
    kind.need.lane = *rc::gen::inRange(0u, 2u);
    kind.boost = *rc::gen::inRange(0u, 4u);
    traffic.streams.push_back(kind);
  }
  Watchful watchful;
  Simulation(traffic).run(watchful);
}

TEST(Simulation, TheSameSeedIsTheSamePeople) {
  const auto three = passages(mixed_traffic(2'000));
  EXPECT_EQ(three.size(), 2'000u);
  Traffic more = mixed_traffic(2'000);
  more.advisors.resize(4);
  const auto four = passages(more);
  for (std::size_t i = 0; i < three.size(); ++i) {
    ASSERT_EQ(three[i].joined, four[i].joined);
    ASSERT_EQ(three[i].service, four[i].service);
    ASSERT_LE(four[i].wait(), three[i].wait()) << "one more of the same never makes anybody wait longer";
  }
}

TEST(Simulation, RefusesWhatCannotRun) {
  const Traffic good = plain_traffic(1, 1, 1);
  Traffic bad = good;
  bad.advisors.clear();
  EXPECT_THROW(Simulation{bad}, BrokenInvariant);
  bad = good;
  bad.advisors[0].capacity = 0;
  EXPECT_THROW(Simulation{bad}, BrokenInvariant);
  bad = good;
  bad.streams[0].rate = 0;
  EXPECT_THROW(Simulation{bad}, BrokenInvariant);
  bad = good;
  bad.streams[0].service.mean = -1;
  EXPECT_THROW(Simulation{bad}, BrokenInvariant);
  bad = good;
  bad.leaving = std::nan("");
  EXPECT_THROW(Simulation{bad}, BrokenInvariant);
}

}  // namespace
}  // namespace convene::queueing
