#include "matcher/language_bits.h"

#include <gtest/gtest.h>

namespace convene {
namespace {

TEST(LanguageBits, NumbersWhatIsSpokenAndNothingElse) {
  LanguageBits bits;
  bits.add("en");
  bits.add("es");
  bits.add("en");
  EXPECT_EQ(bits.find("en"), 0U);
  EXPECT_EQ(bits.find("es"), 1U);
  EXPECT_EQ(bits.find("fr"), std::nullopt);
  bits.remove("en");
  EXPECT_EQ(bits.find("en"), 0U);
  bits.remove("en");
  EXPECT_EQ(bits.find("en"), std::nullopt);
  bits.add("fr");
  EXPECT_EQ(bits.find("fr"), 0U) << "numbers are used again";
}

/// One person who names one language after another must not leave the others without.
TEST(LanguageBits, AreNotUsedUpByWhoNamesManyOneAfterAnother) {
  LanguageBits bits;
  for (int i = 0; i < 1'000; ++i) {
    bits.add("x" + std::to_string(i));
    bits.remove("x" + std::to_string(i));
  }
  bits.add("sw");
  EXPECT_TRUE(bits.find("sw"));
}

TEST(LanguageBits, BeyondSixtyFourHaveNone) {
  LanguageBits bits;
  for (int i = 0; i < 70; ++i) bits.add("x" + std::to_string(i));
  std::uint64_t seen = 0;
  int count = 0;
  bits.each([&](const std::string&, std::uint32_t bit) { seen |= std::uint64_t{1} << bit, ++count; });
  EXPECT_EQ(count, 64);
  EXPECT_EQ(seen, ~std::uint64_t{0});
  EXPECT_EQ(bits.find("x69"), std::nullopt);
  for (int i = 0; i < 70; ++i) bits.remove("x" + std::to_string(i));
  bits.add("en");
  EXPECT_EQ(bits.find("en"), 0U);
}

}  // namespace
}  // namespace convene
