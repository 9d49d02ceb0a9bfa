// That people can talk: who goes into rooms of which language.
#include "matcher/grouping/languages.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "matcher/grouping/plan.h"
#include "matcher/grouping/score.h"
#include "tests/unit/matcher/grouping/crowd.h"

namespace convene::grouping {
namespace {

constexpr std::uint64_t en = 1, es = 2, fr = 4;

class LanguagesTest : public ::testing::Test {
 protected:
  void add(std::uint32_t n, std::uint64_t languages, const char* role = "a") {
    for (std::uint32_t i = 0; i < n; ++i) {
      Member m;
      m.id = PersonId{static_cast<std::uint32_t>(problem.people.size() + 1)};
      m.role = roles.find(role).value();
      m.languages = languages;
      problem.people.push_back(m);
    }
  }
  std::vector<std::size_t> sizes() const {
    std::vector<std::size_t> out;
    for (const Class& people : language_classes(problem)) out.push_back(people.size());
    return out;
  }
  std::uint32_t outside(const Plan& made) const {
    std::uint32_t count = 0;
    for (const Violation& v : made.report.violations)
      if (v.code == ViolationCode::no_shared_language) count += static_cast<std::uint32_t>(v.amount);
    return count;
  }

  Tree roles = [] {
    Tree::Builder b;
    b.add("", "a");
    b.add("", "b");
    return std::move(b).build();
  }();
  Problem problem = [this] {
    Problem p;
    p.roles = &roles;
    return p;
  }();
};

TEST_F(LanguagesTest, WhoSharesALanguageIsOneClassAndSoIsWhoNamedNone) {
  add(5, en), add(3, en | es), add(2, 0);
  EXPECT_EQ(sizes(), (std::vector<std::size_t>{10}));
  problem.people.clear();
  EXPECT_TRUE(sizes().empty());
  add(4, 0);
  EXPECT_EQ(sizes(), (std::vector<std::size_t>{4}));
}

TEST_F(LanguagesTest, FourWhoSpeakOnlySpanishGetOneRoom) {
  add(40, en), add(4, es, "b");
  EXPECT_EQ(sizes(), (std::vector<std::size_t>{40, 4}));
  const Plan made = plan(problem);
  EXPECT_EQ(outside(made), 0u);
  EXPECT_EQ(made.report.under_min, 0u);
}

TEST_F(LanguagesTest, WhoIsTooFewGetsHelpersWhoSpeakBothOfTheirKindFirst) {
  add(20, en), add(5, en | es, "a"), add(2, en | es, "b"), add(1, es, "b");
  const std::vector<Class> classes = language_classes(problem);
  ASSERT_EQ(classes.size(), 2u);
  EXPECT_EQ(classes[1], (Class{25, 26, 27})) << "with the two of the same kind";
  EXPECT_EQ(outside(plan(problem)), 0u);
}

TEST_F(LanguagesTest, HelpersAreTakenSoThatBothSidesDivideIntoRooms) {
  problem.sizes = {4, 4, 4};
  add(10, en), add(4, en | es), add(2, es);
  EXPECT_EQ(sizes(), (std::vector<std::size_t>{12, 4}));
  EXPECT_EQ(plan(problem).report.under_min, 0u);
}

TEST_F(LanguagesTest, TheLeastSizeYieldsToALanguageAndCompanyComesBeforeBoth) {
  add(9, en), add(2, es);
  Plan made = plan(problem);
  EXPECT_EQ(made.report.under_min, 1u) << "the two who speak Spanish";
  EXPECT_EQ(outside(made), 0u);
  add(1, fr);
  made = plan(problem);
  EXPECT_EQ(outside(made), 1u) << "nobody else speaks French, and nobody sits alone";
  EXPECT_TRUE(made.unplaced.empty());
  EXPECT_EQ(made.report.alone, 0u);
}

TEST_F(LanguagesTest, OneAmongOthersWhoCannotTalkWithThemIsNotLeftAlone) {
  add(1, en), add(1, es), add(1, fr);
  const Plan made = plan(problem);
  ASSERT_EQ(made.rooms.size(), 1u);
  EXPECT_EQ(made.rooms[0].people.size(), 3u);
  problem.people.clear();
  problem.sizes = {2, 2, 2};
  add(3, en), add(3, es);
  EXPECT_TRUE(plan(problem).unplaced.empty()) << "the two who are over make a room";
}

TEST_F(LanguagesTest, AWeightOfZeroAsksForNoLanguage) {
  add(10, en), add(3, es);
  problem.weights.language = 0;
  EXPECT_EQ(sizes(), (std::vector<std::size_t>{13}));
}

TEST_F(LanguagesTest, EverybodyIsInOneClass) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    problem.people = testing::random_people(rng, roles, roles, rng.below(80));
    for (Member& m : problem.people) m.languages = rng.below(3) == 0 ? std::uint64_t{1} << rng.below(6) : m.languages;
    problem.sizes = testing::random_sizes(rng, 8);
    std::vector<int> times(problem.people.size());
    for (const Class& people : language_classes(problem)) {
      EXPECT_FALSE(people.empty());
      for (const std::uint32_t i : people) ++times[i];
    }
    EXPECT_TRUE(std::ranges::all_of(times, [](int n) { return n == 1; }));
  }
}

}  // namespace
}  // namespace convene::grouping
