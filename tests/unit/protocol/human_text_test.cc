#include "protocol/human_text.h"

#include <gtest/gtest.h>

namespace convene::protocol {
namespace {

TEST(HumanText, NamesOfManyLanguagesAreTaken) {
  for (const char* name : {"", "Ana María", "O’Brien-Sørensen", "Ṣadé Adéyẹmí", "Lê Quỳnh", "منير الشامي",
                           "मीनाक्षी अग्रवाल", "김민준", "นภัสสร", "Jr. III, PhD", "Zoë 🌱"})
    EXPECT_EQ(fault_in_name(name), std::nullopt) << name;
}

TEST(HumanText, WhatHidesOrReversesIsRefused) {
  EXPECT_TRUE(fault_in_name("Mona\u202Erotaredom"));
  EXPECT_TRUE(fault_in_name("\u2067abc\u2069"));
  EXPECT_TRUE(fault_in_name("two\nlines"));
  EXPECT_TRUE(fault_in_name("bell\x07"));
  EXPECT_TRUE(fault_in_name("line\u2028end"));
  EXPECT_TRUE(fault_in_name("\xC3"));
}

TEST(HumanText, BlanksAloneAreNoName) {
  EXPECT_TRUE(fault_in_name("   "));
  EXPECT_TRUE(fault_in_name("\u00A0\u200B\u3000"));
}

TEST(HumanText, MarksDoNotPileUp) {
  std::string zalgo = "Z";
  for (int i = 0; i < max_marks; ++i) zalgo += "\u0301";
  EXPECT_EQ(fault_in_name(zalgo), std::nullopt);
  EXPECT_TRUE(fault_in_name(zalgo + "\u0301"));
}

TEST(HumanText, LettersAreCountedAsPeopleCountThem) {
  std::string long_name;
  for (int i = 0; i < max_name_letters; ++i) long_name += "e\u0301";
  EXPECT_EQ(fault_in_name(long_name), std::nullopt);
  EXPECT_TRUE(fault_in_name(long_name + "e"));
}

}  // namespace
}  // namespace convene::protocol
