#include "matcher/queueing/reference.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>

namespace convene::queueing::reference {
namespace {

constexpr double kMu = 1.0 / 6;

struct Row {
  std::uint32_t servers;
  double arrivals, p_wait, mean, p90;
};

TEST(Reference, IsWhatTheBooksSayOfSeveralServers) {
  const std::array rows{Row{3, 0.4, 288.0 / 445, 576.0 / 89, 18.6747}, Row{2, 0.25, 9.0 / 14, 54.0 / 7, 22.3290},
                        Row{4, 0.4, 432.0 / 1505, 324.0 / 301, 3.9542},
                        Row{10, 1.5, 0.6687315241, 4.0123891446, 11.4013}, Row{1, 0.8 / 6, 0.8, 24.0, 62.3832}};
  for (const Row& row : rows) {
    const Wait wait = mmc(row.servers, row.arrivals, kMu);
    EXPECT_NEAR(wait.p_wait, row.p_wait, 5e-11);
    EXPECT_NEAR(wait.mean, row.mean, 5e-10);
    EXPECT_NEAR(wait.quantile(0.9), row.p90, 5e-5);
    EXPECT_EQ(wait.quantile((1 - row.p_wait) * 0.999), 0);
  }
}

TEST(Reference, LosesWhatErlangBLoses) {
  EXPECT_DOUBLE_EQ(erlang_b(0, 3), 1);
  EXPECT_DOUBLE_EQ(erlang_b(1, 1), 0.5);
  EXPECT_NEAR(erlang_b(5, 3), 0.11005434782608696, 1e-15);  // (3^5/5!) / sum of 3^k/k!
  EXPECT_EQ(erlang_b(4, 0), 0);
}

TEST(Reference, NamesWhatNoQueueBears) {
  EXPECT_EQ(erlang_c(3, 3), 1);
  EXPECT_TRUE(std::isinf(mmc(3, 0.5, kMu).mean));
  EXPECT_TRUE(std::isinf(mmc(0, 0.5, kMu).mean));
  EXPECT_TRUE(std::isinf(pollaczek_khinchine(1, 1, 1)));
  EXPECT_TRUE(std::isinf(priorities(1, std::array{0.5, 0.6}, 1)[1]));
  EXPECT_FALSE(std::isinf(priorities(1, std::array{0.5, 0.6}, 1)[0]));
}

TEST(Reference, IsWhatPollaczekAndKhinchineSay) {
  EXPECT_NEAR(pollaczek_khinchine(0.1, 6, 0), 4.5, 1e-12);
  EXPECT_NEAR(pollaczek_khinchine(0.1, 6, 1), 9, 1e-12);
  EXPECT_NEAR(pollaczek_khinchine(0.1, 6, 4), 22.5, 1e-12);
}

TEST(Reference, IsWhatCobhamSaysOfTwoClasses) {
  const auto waits = priorities(3, std::array{0.1, 0.3}, kMu);
  EXPECT_NEAR(waits[0], 1.6179775, 5e-8);
  EXPECT_NEAR(waits[1], 8.0898876, 5e-8);
  // Whatever the order, the work in line is the same.
  EXPECT_NEAR(0.25 * waits[0] + 0.75 * waits[1], mmc(3, 0.4, kMu).mean, 1e-12);
}

RC_GTEST_PROP(Reference, PrioritiesMoveWaitsAboutAndMakeNone, ()) {
  const auto servers = *rc::gen::inRange(1u, 20u);
  std::vector<double> arrivals;
  double sum = 0;
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) arrivals.push_back(*rc::gen::inRange(1, 100));
  for (const double rate : arrivals) sum += rate;
  for (double& rate : arrivals) rate *= 0.95 * servers * kMu / sum;
  const auto waits = priorities(servers, arrivals, kMu);
  double work = 0;
  for (std::size_t i = 0; i < waits.size(); ++i) work += arrivals[i] * waits[i];
  const double pooled = 0.95 * servers * kMu * mmc(servers, 0.95 * servers * kMu, kMu).mean;
  RC_ASSERT(std::abs(work - pooled) < 1e-9 * pooled);
}

TEST(Reference, WaitersWhoLeaveShortenTheLine) {
  // Leaving as fast as being served is M/M/infinity cut at c: exact Poisson sums.
  const Impatient same = erlang_a(2, 3, 1, 1);
  EXPECT_NEAR(same.p_wait, 1 - 4 * std::exp(-3.0), 1e-12);
  // In line: E (X - 2)+ for X Poisson(3) = 3 - 2 + 2 e^-3 + 3 e^-3.
  EXPECT_NEAR(same.mean, (1 + 5 * std::exp(-3.0)) / 3, 1e-12);
  EXPECT_NEAR(same.p_leave, same.mean, 1e-12);
  // Hardly anybody leaves: as if nobody did.
  const Impatient hardly = erlang_a(3, 0.4, kMu, 1e-9);
  EXPECT_NEAR(hardly.p_wait, 288.0 / 445, 1e-6);
  EXPECT_NEAR(hardly.mean, 576.0 / 89, 1e-5);
  EXPECT_EQ(erlang_a(3, 0.4, kMu, 0).mean, mmc(3, 0.4, kMu).mean);
  // What arrives is served or leaves: more than the servers can do, leaves.
  EXPECT_NEAR(erlang_a(3, 5, kMu, 0.1).p_leave, 1 - 3 * kMu / 5, 1e-9);
}

TEST(Reference, KnowsTheWaitBehindSoMany) {
  EXPECT_NEAR(erlang_cdf(1, 0.5, 2), 1 - std::exp(-1.0), 1e-15);
  EXPECT_NEAR(erlang_quantile(1, 0.5, 0.9), std::log(10) / 0.5, 1e-10);
  EXPECT_NEAR(erlang_quantile(2, 1, 0.5), 1.678346990016661, 1e-11);
  for (const std::uint32_t shape : {1u, 2u, 7u, 50u, 2000u})
    for (const double level : {0.01, 0.1, 0.5, 0.9, 0.999})
      EXPECT_NEAR(erlang_cdf(shape, 0.5, erlang_quantile(shape, 0.5, level)), level, 1e-10) << shape;
  EXPECT_EQ(erlang_cdf(3, 1, 0), 0);
  EXPECT_NEAR(mean_until_called(4, 3, kMu, 0), 10, 1e-12) << "(n+1) E[S] / c";
  EXPECT_NEAR(mean_until_called(2, 1, 1, 1), 1 + 1.0 / 2 + 1.0 / 3, 1e-12);
}

}  // namespace
}  // namespace convene::queueing::reference
