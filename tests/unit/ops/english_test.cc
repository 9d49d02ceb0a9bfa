#include "server/ops/english.h"

#include <gtest/gtest.h>

namespace convene::ops {
namespace {

TEST(English, CodesOfLanguagesAndRegionsHaveNames) {
  EXPECT_EQ(language_in_english("es"), "Spanish");
  EXPECT_EQ(language_in_english("fil"), "Filipino");
  EXPECT_EQ(region_in_english("KE"), "Kenya");
  EXPECT_EQ(region_in_english("015"), "Northern Africa");
}

TEST(English, WhatNobodyKnowsStaysAsItIs) {
  for (const char* code : {"", "qqx", "zz-zz-zz-zz-zz", "\xFF\xFE", "no language"}) {
    EXPECT_EQ(language_in_english(code).empty(), *code == '\0') << code;
    EXPECT_EQ(region_in_english(code).empty(), *code == '\0') << code;
  }
}

}  // namespace
}  // namespace convene::ops
