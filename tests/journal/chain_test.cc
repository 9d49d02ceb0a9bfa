#include "server/journal/chain.h"

#include <gtest/gtest.h>

#include <set>

namespace convene::journal {
namespace {

// Reference values computed with Python's hashlib.
TEST(Chain, IsSha256OverWhatTheHeaderSays) {
  EXPECT_EQ(hex(view_of(chain_start("fair"))), "57c4ed0f33fab305b5547adc0ad6643e5bc35a48430e4603ac31a92ae22c3625");
  EXPECT_EQ(hex(view_of(chain_next(chain_start("fair"), 1, "fact"))),
            "0106d73679217ed01aa9833e5850485b9ceff3bf94a54693e3d6cdf8cf2bb58f");
}

TEST(Chain, DependsOnEveryPart) {
  const auto start = chain_start("fair");
  std::set<Hash> different;
  different.insert(chain_next(start, 1, "fact"));
  different.insert(chain_next(start, 2, "fact"));
  different.insert(chain_next(start, 1, "fact "));
  different.insert(chain_next(start, 1, ""));
  different.insert(chain_next(chain_start("fare"), 1, "fact"));
  different.insert(chain_next(chain_next(start, 1, "fact"), 1, "fact"));
  EXPECT_EQ(different.size(), 6u);
}

TEST(Checksum, TellsWhereAPartEnds) {
  EXPECT_NE(checksum({"ab", "c"}), checksum({"a", "bc"}));
  EXPECT_NE(checksum({"ab"}), checksum({"ab", ""}));
  EXPECT_EQ(checksum({"ab", "c"}), checksum({"ab", "c"}));
}

TEST(RandomHex, HasItsLengthAndDoesNotRepeat) {
  EXPECT_EQ(random_hex(8).size(), 16u);
  EXPECT_NE(random_hex(8), random_hex(8));
}

}  // namespace
}  // namespace convene::journal
