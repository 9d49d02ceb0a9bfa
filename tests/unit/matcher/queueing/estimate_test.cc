#include "matcher/queueing/estimate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "matcher/check.h"
#include "matcher/queueing/reference.h"
#include "tests/unit/matcher/queueing/traffic.h"

namespace convene::queueing {
namespace {

constexpr Instant kNow{1'000'000'000};

Distribution takes(double minutes) { return {Shape::deterministic, minutes * kMinute, 0}; }

TicketNow ticket(std::uint64_t number, std::uint64_t topic = 0, std::uint32_t service = 0) {
  return {{joined(number), number}, {topic, 0, 0}, service, false};
}

AdvisorNow busy(std::uint32_t id, std::uint64_t topics = 0, std::uint32_t service = 0, Duration elapsed = {}) {
  AdvisorNow advisor;
  advisor.id = id;
  advisor.skill = {topics, 0};
  advisor.sessions = {{1'000'000u + id, service, elapsed}};
  return advisor;
}

Scene plain(std::uint32_t advisors, std::uint64_t tickets) {
  Scene scene;
  scene.now = kNow;
  scene.services = {{exponential(6), 0}};
  for (std::uint32_t a = 1; a <= advisors; ++a) scene.advisors.push_back(busy(a));
  for (std::uint64_t t = 1; t <= tickets; ++t) scene.waiting.push_back(ticket(t));
  return scene;
}

Estimates estimate(const Scene& scene, Effort effort = {}) { return Estimator(1, effort).estimate(scene); }

double minutes_at(const Estimates& estimates, std::size_t ticket, std::uint32_t permille) {
  return static_cast<double>(estimates.quantile(ticket, permille).value().ms) / kMinute;
}

TEST(Estimate, IsErlangsBehindSoManyInAPlainQueue) {
  constexpr int kSeeds = 16;
  std::vector<Estimates> all;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed)
    all.push_back(Estimator(seed, {4096, 1u << 20}).estimate(plain(3, 30)));
  ASSERT_EQ(all[0].replications(), 4096u);
  for (const std::uint32_t ahead : {0u, 1u, 5u, 29u}) {
    const double spread = std::sqrt(ahead + 1.0) * 2;
    for (const std::uint32_t level : {100u, 500u, 900u}) {
      double sum = 0;
      for (const Estimates& estimates : all) sum += minutes_at(estimates, ahead, level);
      EXPECT_NEAR(sum / kSeeds, reference::erlang_quantile(ahead + 1, 0.5, level / 1000.0), 0.025 * spread)
          << ahead << " at " << level;
    }
    double sum = 0;
    for (const Estimates& estimates : all) sum += static_cast<double>(estimates.mean(ahead)->ms) / kMinute;
    EXPECT_NEAR(sum / kSeeds, 2.0 * (ahead + 1), 0.01 * (ahead + 1));
    EXPECT_EQ(all[0].reached_permille(ahead), 1000u);
  }
}

TEST(Estimate, CountsOnPeopleToGiveUp) {
  Scene scene = plain(3, 20);
  scene.leaving = 0.05 / kMinute;
  const Estimates estimates = estimate(scene, {4096, 1u << 20});
  for (const std::uint32_t ahead : {0u, 4u, 19u}) {
    const double exact = reference::mean_until_called(ahead, 3, 1.0 / 6, 0.05);
    EXPECT_NEAR(static_cast<double>(estimates.mean(ahead)->ms) / kMinute, exact, 0.02 * exact + 0.05) << ahead;
  }
}

// The dispatcher of an event, driven over a scene in which nothing is left to chance.
std::vector<std::optional<std::int64_t>> dispatched(const Scene& scene) {
  Line line;
  for (const TicketNow& t : scene.waiting)
    if (!t.away) line.add(t.key, t.need);
  const auto index_of = [&](const OrderKey& key) {
    return static_cast<std::size_t>(std::ranges::find(scene.waiting, key, &TicketNow::key) - scene.waiting.begin());
  };
  const auto sits = [](const AdvisorNow& a, const Need& need) {
    return a.lanes.empty() || std::ranges::find(a.lanes, need.lane) != a.lanes.end();
  };
  const std::int64_t opens = scene.paused ? (scene.resumes - scene.now).ms : 0;
  const std::int64_t ends = scene.ends ? (scene.ends - scene.now).ms : INT64_MAX;
  const auto stops = [&](const AdvisorNow& a) { return a.ends ? (a.ends - scene.now).ms : INT64_MAX; };
  std::vector<std::optional<std::int64_t>> waits(scene.waiting.size());
  std::vector<std::pair<std::int64_t, std::size_t>> free_at;
  std::vector<std::size_t> idle;
  const auto call = [&](const OrderKey& key, std::size_t a, std::int64_t at) {
    const TicketNow& called = scene.waiting[index_of(key)];
    waits[index_of(key)] = at;
    line.remove(key, called.need);
    const double took = scene.services[called.service].time.mean * scene.advisors[a].pace;
    free_at.emplace_back(at + std::llrint(took) + scene.wrap_up.ms, a);
  };
  for (std::size_t a = 0; a < scene.advisors.size(); ++a) {
    const AdvisorNow& advisor = scene.advisors[a];
    if (advisor.away) continue;
    std::int64_t at = advisor.wrap_ups.empty() ? 0 : advisor.wrap_ups[0].ms;
    if (!advisor.sessions.empty()) {
      const SessionNow& session = advisor.sessions[0];
      const double left = scene.services[session.service].time.mean * advisor.pace;
      at = std::llrint(std::max(left - static_cast<double>(session.elapsed.ms), 1.0)) + scene.wrap_up.ms;
    }
    if (at > opens) {
      free_at.emplace_back(at, a);
    } else {
      idle.push_back(a);
    }
  }
  // Those free at the start: in order, each ticket to who is chosen for it.
  for (const TicketNow& t : scene.waiting) {
    std::vector<IdleAdvisor> candidates;
    for (const std::size_t a : idle)
      if (sits(scene.advisors[a], t.need) && opens < stops(scene.advisors[a]))
        candidates.push_back({scene.advisors[a].skill, scene.advisors[a].idle_since, static_cast<std::uint32_t>(a)});
    const auto chosen = choose_advisor(candidates, t.need);
    if (t.away || !chosen || opens >= ends) continue;
    std::erase(idle, candidates[*chosen].id);
    call(t.key, candidates[*chosen].id, opens);
  }
  while (!free_at.empty()) {
    const auto next = std::ranges::min_element(free_at);
    const auto [at, a] = *next;
    free_at.erase(next);
    if (at >= ends || at >= stops(scene.advisors[a])) continue;
    const auto first = line.first(scene.advisors[a].skill, [&](const Need& n) { return sits(scene.advisors[a], n); });
    if (first) call(*first, a, at);
  }
  return waits;
}

Scene any_scene() {
  Scene scene;
  scene.now = kNow;
  scene.wrap_up = milliseconds(*rc::gen::element(0, 777));
  for (int s = 0; s < 8; ++s)
    scene.services.push_back({{Shape::deterministic, double(*rc::gen::inRange(1'000, 900'000)), 0}, 0});
  const auto service = [] { return *rc::gen::inRange(0u, 8u); };
  for (std::uint32_t a = *rc::gen::inRange(0u, 6u); a > 0; --a) {
    AdvisorNow advisor =
        busy(a, *rc::gen::inRange<std::uint64_t>(0, 8), service(), milliseconds(*rc::gen::inRange(0, 1'000'000)));
    const int doing = *rc::gen::inRange(0, 4);
    if (doing < 2) advisor.sessions.clear();
    if (doing == 1) advisor.wrap_ups = {milliseconds(*rc::gen::inRange(1, 5'000))};
    if (*rc::gen::inRange(0, 3) == 0) advisor.lanes = {*rc::gen::inRange(0u, 2u)};
    if (*rc::gen::inRange(0, 4) == 0) advisor.ends = kNow + milliseconds(*rc::gen::inRange(1, 900'000));
    advisor.idle_since = kNow - milliseconds(*rc::gen::inRange(0, 3));
    advisor.away = *rc::gen::inRange(0, 6) == 0;
    advisor.pace = *rc::gen::element(1.0, 0.5, 1.7);
    scene.advisors.insert(scene.advisors.begin(), advisor);
  }
  for (std::uint64_t t = 1, n = *rc::gen::inRange(0u, 15u); t <= n; ++t) {
    TicketNow waiting = ticket(t, *rc::gen::element<std::uint64_t>(0, 1, 2, 4), service());
    waiting.need.lane = *rc::gen::inRange(0u, 2u);
    waiting.away = *rc::gen::inRange(0, 5) == 0;
    scene.waiting.push_back(waiting);
  }
  if (*rc::gen::inRange(0, 3) == 0) scene.ends = kNow + milliseconds(*rc::gen::inRange(1, 2'000'000));
  scene.paused = *rc::gen::inRange(0, 4) == 0;
  if (scene.paused) scene.resumes = kNow + milliseconds(*rc::gen::inRange(0, 60'000));
  return scene;
}

RC_GTEST_PROP(Estimate, IsWhatTheDispatcherDoes, ()) {
  const Scene scene = any_scene();
  const Estimates estimates = estimate(scene);
  const auto waits = dispatched(scene);
  for (std::size_t i = 0; i < scene.waiting.size(); ++i) {
    if (scene.waiting[i].away) continue;
    const auto said = estimates.quantile(i, 500);
    RC_ASSERT(said.has_value() == waits[i].has_value());
    if (said) RC_ASSERT(said->ms == *waits[i]);
    RC_ASSERT(estimates.reached_permille(i) == (waits[i] ? 1000u : 0u));
    if (waits[i]) RC_ASSERT(estimates.known(i));
  }
}

Scene identical_advisors() {
  Scene scene = plain(*rc::gen::inRange(1u, 6u), *rc::gen::inRange(2u, 25u));
  scene.services = {{exponential(6), 0.3}, {lognormal(3, 2), 0.1}, {takes(5), 0}};
  for (AdvisorNow& advisor : scene.advisors) {
    advisor.sessions[0].service = *rc::gen::inRange(0u, 3u);
    advisor.sessions[0].elapsed = seconds(*rc::gen::inRange(0, 2'000));
    if (*rc::gen::inRange(0, 4) == 0) advisor.sessions.clear();
  }
  for (TicketNow& t : scene.waiting) t.service = *rc::gen::inRange(0u, 3u);
  if (*rc::gen::arbitrary<bool>()) scene.ends = kNow + minutes(*rc::gen::inRange(1, 60));
  return scene;
}

// Nothing: later than anything.
std::int64_t at(const Estimates& estimates, std::size_t ticket, std::uint32_t permille) {
  const auto said = estimates.quantile(ticket, permille);
  return said ? said->ms : INT64_MAX;
}

RC_GTEST_PROP(Estimate, ADepartureAheadRaisesNoneAmongIdenticalAdvisors, ()) {
  const Scene scene = identical_advisors();
  const Estimates before = estimate(scene);
  Scene after = scene;
  const auto gone = *rc::gen::inRange<std::size_t>(0, scene.waiting.size() - 1);
  after.waiting.erase(after.waiting.begin() + static_cast<std::ptrdiff_t>(gone));
  const Estimates now = estimate(after);
  for (std::size_t i = gone; i < after.waiting.size(); ++i) {
    for (const std::uint32_t level : {1u, 100u, 500u, 900u, 999u})
      RC_ASSERT(at(now, i, level) <= at(before, i + 1, level));
    RC_ASSERT(now.reached_permille(i) >= before.reached_permille(i + 1));
  }
}

RC_GTEST_PROP(Estimate, OneMoreAdvisorRaisesNoneAmongIdenticalAdvisors, ()) {
  const Scene scene = identical_advisors();
  const Estimates before = estimate(scene);
  Scene more = scene;
  more.advisors.push_back(busy(99, 0, *rc::gen::inRange(0u, 3u), seconds(*rc::gen::inRange(0, 2'000))));
  const Estimates now = estimate(more);
  for (std::size_t i = 0; i < scene.waiting.size(); ++i)
    for (const std::uint32_t level : {1u, 500u, 900u}) RC_ASSERT(at(now, i, level) <= at(before, i, level));
}

RC_GTEST_PROP(Estimate, WhoJoinsBehindChangesNobodysAhead, ()) {
  Scene scene = identical_advisors();
  scene.leaving = *rc::gen::element(0.0, 0.05) / kMinute;
  const Estimates before = estimate(scene);
  scene.waiting.push_back(ticket(1'000));
  const Estimates now = estimate(scene);
  for (std::size_t i = 0; i + 1 < scene.waiting.size(); ++i)
    for (const std::uint32_t level : {1u, 333u, 500u, 900u}) RC_ASSERT(at(now, i, level) == at(before, i, level));
}

TEST(Estimate, WithSkillsADepartureAheadCanRaiseOne) {
  // Ada does topics 1 and 2 and is free after one minute, Bo does topic 1 alone and is free after two. While somebody
  // is ahead with a short question, Ada takes it and Bo takes the long one; when that somebody leaves, Ada takes the
  // long one, and who asks about topic 2 waits for her.
  Scene scene;
  scene.now = kNow;
  scene.services = {{takes(1), 0}, {takes(2), 0}, {takes(100), 0}};
  scene.advisors = {busy(1, 0b11, 0), busy(2, 0b01, 1)};
  scene.waiting = {ticket(1, 1, 0), ticket(2, 1, 2), ticket(3, 2, 0)};
  scene.advisors[1].sessions[0].elapsed = milliseconds(1);  // Bo, a moment before Ada is free again
  EXPECT_EQ(minutes_at(estimate(scene), 2, 500), 2);
  scene.waiting.erase(scene.waiting.begin());
  EXPECT_EQ(minutes_at(estimate(scene), 1, 500), 101);
}

TEST(Estimate, SaysWhenNobodyHereServesATopic) {
  Scene scene = plain(2, 2);
  scene.advisors[0].skill = scene.advisors[1].skill = {0b01, 0b01};
  scene.waiting[1].need = {0b10, 0, 0};
  Estimates estimates = estimate(scene);
  EXPECT_TRUE(estimates.known(0));
  EXPECT_FALSE(estimates.known(1));
  EXPECT_EQ(estimates.quantile(1, 500), std::nullopt);
  EXPECT_EQ(estimates.mean(1), std::nullopt);
  EXPECT_EQ(estimates.reached_permille(1), 0u);
  scene.advisors[0].away = scene.advisors[1].away = true;
  EXPECT_FALSE(estimate(scene).known(0)) << "who is away is not counted on";
}

TEST(Estimate, OfAStalledQueueIsNeverNothing) {
  Scene scene = plain(1, 3);
  scene.services[0].time = lognormal(6, 0.5);
  scene.advisors[0].sessions[0].elapsed = minutes(600);
  const Estimates estimates = estimate(scene);
  EXPECT_GT(estimates.quantile(0, 1)->ms, 0);
  EXPECT_GT(minutes_at(estimates, 0, 500), 10) << "what lasts ten hours does not end this minute";
  scene.paused = true;
  EXPECT_FALSE(estimate(scene).known(0)) << "nobody knows when a pause without an end is over";
  EXPECT_EQ(estimate(scene).reached_permille(0), 0u);
  scene.resumes = kNow + minutes(5);
  scene.advisors[0].sessions.clear();
  EXPECT_EQ(minutes_at(estimate(scene), 0, 500), 5);
}

TEST(Estimate, TellsWhoIsLikelyReachedBeforeTheEnd) {
  Scene scene = plain(1, 30);
  scene.ends = kNow + minutes(60);
  const Estimates estimates = estimate(scene, {4096, 1u << 20});
  for (const std::uint32_t ahead : {0u, 5u, 9u, 14u, 29u})
    EXPECT_NEAR(estimates.reached_permille(ahead), 1000 * reference::erlang_cdf(ahead + 1, 1.0 / 6, 60), 25) << ahead;
  EXPECT_EQ(estimates.quantile(29, 900), std::nullopt);
  EXPECT_TRUE(estimates.known(29));
}

TEST(Estimate, WhoIsAwayHoldsUpNobody) {
  Scene scene = plain(1, 3);
  scene.services[0].time = takes(6);
  scene.waiting[0].away = true;
  const Estimates estimates = estimate(scene);
  EXPECT_EQ(minutes_at(estimates, 0, 500), 6) << "if back at once";
  EXPECT_EQ(minutes_at(estimates, 1, 500), 6);
  EXPECT_EQ(minutes_at(estimates, 2, 500), 12);
}

TEST(Estimate, DoubtAboutTheMeanWidensTheRange) {
  Scene scene = plain(2, 40);
  const auto width = [](const Scene& s) {
    const Estimates e = estimate(s, {1024, 1u << 20});
    return minutes_at(e, 39, 900) - minutes_at(e, 39, 100);
  };
  const double sure = width(scene);
  scene.services[0].doubt = 0.4;
  EXPECT_GT(width(scene), 2 * sure);
}

TEST(Estimate, KeepsToItsBudgetAndItsLimits) {
  EXPECT_EQ(estimate(plain(3, 100)).replications(), 256u);
  EXPECT_EQ(estimate(plain(3, 1024)).replications(), 128u);
  EXPECT_EQ(estimate(plain(3, 5000)).replications(), 64u);
  EXPECT_EQ(estimate(plain(3, 0)).size(), 0u);
  EXPECT_FALSE(estimate(plain(0, 1)).known(0));
  EXPECT_THROW(estimate(plain(1, Estimator::max_tickets + 1)), BrokenInvariant);
  Scene scene = plain(2, 2);
  std::swap(scene.waiting[0], scene.waiting[1]);
  EXPECT_THROW(estimate(scene), BrokenInvariant) << "out of order";
  scene = plain(2, 2);
  scene.waiting[0].service = 1;
  EXPECT_THROW(estimate(scene), BrokenInvariant);
  scene = plain(2, 2);
  scene.advisors[0].sessions[0].service = 1;
  EXPECT_THROW(estimate(scene), BrokenInvariant);
  scene = plain(2, 2);
  scene.services[0].time.mean = std::nan("");
  EXPECT_THROW(estimate(scene), BrokenInvariant);
  scene = plain(2, 2);
  scene.advisors[0].capacity = Estimator::max_capacity + 1;
  EXPECT_THROW(estimate(scene), BrokenInvariant);
}

TEST(Estimate, StaffMayOverfillAnAdvisor) {
  Scene scene = plain(1, 1);
  scene.services = {{takes(1), 0}, {takes(9), 0}};
  scene.advisors[0].sessions = {{11, 0, {}}, {12, 1, {}}};
  EXPECT_EQ(minutes_at(estimate(scene), 0, 500), 9) << "free when the last of them goes";
}

}  // namespace
}  // namespace convene::queueing
