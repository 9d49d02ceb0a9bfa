#include "protocol/name_key.h"

#include <gtest/gtest.h>

namespace convene::protocol {
namespace {

TEST(NameKey, names_that_look_alike_share_one) {
  const std::string key = name_key("Mona Moderator");
  ASSERT_FALSE(key.empty());
  for (const char* alike :
       {"mona moderator", "MONA  MODERATOR", "Mona-Moderator.", "Мona Моderator", "Ｍｏｎａ Moderator",
        "Mona\u200B Moderator", "M\u00ADona Moderator", "Mona M0derator", "\u202AMona Moderator", "𝐌𝐨𝐧𝐚 Moderator",
        "Mona\u3000Moderator", "Mona Moderator\u2800", "Mona Moderator\uE000"})
    EXPECT_EQ(name_key(alike), key) << alike;
}

TEST(NameKey, other_people_have_another) {
  const std::string key = name_key("Mona Moderator");
  for (const char* other : {"Mona Moderato", "Monica Moderator", "Moderator Mona", "Mona", "Ṃóna Moderator"})
    EXPECT_NE(name_key(other), key) << other;
  EXPECT_NE(name_key("李雷"), name_key("韩梅梅"));
  EXPECT_NE(name_key("منير"), name_key("سمير"));
  EXPECT_FALSE(name_key("李雷").empty());
}

TEST(NameKey, what_is_no_name_has_none) {
  for (const char* none : {"", "...", " \t", "\xff\xfe", "\u200B"}) EXPECT_EQ(name_key(none), "") << none;
}

}  // namespace
}  // namespace convene::protocol
