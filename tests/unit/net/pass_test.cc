#include "server/net/pass.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace convene::net {
namespace {

constexpr Instant kNow{1'000'000};

SignedPasses passes_with(std::vector<std::pair<std::string, char>> keys) {
  std::vector<PassKey> made;
  for (const auto& [id, letter] : keys) made.push_back({id, std::string(32, letter)});
  return SignedPasses(std::move(made));
}

live::PassClaims claims() { return {"institute-2021", PersonId(42), 3, Instant{2'000'000}}; }

TEST(Pass, ProvesWhatItWasMintedFor) {
  const SignedPasses passes = passes_with({{"k1", 'a'}});
  const auto read = passes.read(passes.mint(claims()), kNow);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->event, "institute-2021");
  EXPECT_EQ(read->person, PersonId(42));
  EXPECT_EQ(read->generation, 3U);
  EXPECT_EQ(read->expires, (Instant{2'000'000}));
}

TEST(Pass, EndsWhenItExpires) {
  const SignedPasses passes = passes_with({{"k1", 'a'}});
  const std::string token = passes.mint(claims());
  EXPECT_TRUE(passes.read(token, Instant{1'999'999}));
  EXPECT_FALSE(passes.read(token, Instant{2'000'000}));
}

TEST(Pass, EveryOtherByteIsRefused) {
  const SignedPasses passes = passes_with({{"k1", 'a'}});
  const std::string token = passes.mint(claims());
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (int value = 0; value < 256; ++value) {
      std::string other = token;
      other[i] = static_cast<char>(value);
      EXPECT_EQ(passes.read(other, kNow).has_value(), other == token) << "byte " << i << " as " << value;
    }
  }
}

TEST(Pass, EveryShorterOrLongerTextIsRefused) {
  const SignedPasses passes = passes_with({{"k1", 'a'}});
  const std::string token = passes.mint(claims());
  for (std::size_t size = 0; size < token.size(); ++size) EXPECT_FALSE(passes.read(token.substr(0, size), kNow));
  for (const char* more : {"=", "A", ".", " ", "\n", ".x"}) EXPECT_FALSE(passes.read(token + more, kNow)) << more;
  EXPECT_FALSE(passes.read(std::string(100'000, '.'), kNow));
}

TEST(Pass, AnotherKeysPassIsRefusedEvenUnderTheSameId) {
  EXPECT_FALSE(passes_with({{"k1", 'b'}}).read(passes_with({{"k1", 'a'}}).mint(claims()), kNow));
}

TEST(Pass, TheTextNeverChoosesTheAlgorithm) {
  const SignedPasses passes = passes_with({{"k1", 'a'}});
  std::string token = passes.mint(claims());
  for (const std::string version : {"none", "c0", "c2", ""}) {
    EXPECT_FALSE(passes.read(version + token.substr(2), kNow)) << version;
  }
}

TEST(Pass, OldKeysAreReadAndTheFirstOneSigns) {
  const std::string old = passes_with({{"k1", 'a'}}).mint(claims());
  const SignedPasses rotated = passes_with({{"k2", 'b'}, {"k1", 'a'}});
  EXPECT_TRUE(rotated.read(old, kNow));
  EXPECT_TRUE(rotated.mint(claims()).starts_with("c1.k2."));
  EXPECT_FALSE(passes_with({{"k2", 'b'}}).read(old, kNow));
}

TEST(Pass, UnfitKeysAreRefused) {
  using Keys = std::vector<PassKey>;
  EXPECT_THROW(SignedPasses(Keys{}), std::invalid_argument);
  EXPECT_THROW(SignedPasses(Keys{{"k1", "short"}}), std::invalid_argument);
  EXPECT_THROW(SignedPasses(Keys{{"K.1", std::string(32, 'a')}}), std::invalid_argument);
  EXPECT_THROW(passes_with({{"k1", 'a'}, {"k1", 'b'}}), std::invalid_argument);
}

TEST(Base64Url, HasOneFormForEachText) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    const std::string text = to_base64url(bytes);
    EXPECT_EQ(from_base64url(text), bytes);
    bytes += static_cast<char>(i * 37);
  }
  EXPECT_EQ(to_base64url(std::string(1, '\xFF')), "_w");
  EXPECT_FALSE(from_base64url("_x"));  // the four last bits must be zero
  EXPECT_FALSE(from_base64url("_"));
  EXPECT_FALSE(from_base64url("_w=="));
  EXPECT_FALSE(from_base64url("/w"));
}

class KeyFile : public ::testing::Test {
 protected:
  KeyFile() {
    char name[] = "/tmp/convene-keys-XXXXXX";
    folder_ = ::mkdtemp(name);
    path_ = folder_ + "/pass.keys";
  }
  ~KeyFile() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& text, ::mode_t mode = 0600) {
    std::ofstream(path_) << text;
    ::chmod(path_.c_str(), mode);
  }

  std::string folder_;
  std::string path_;
};

TEST_F(KeyFile, IsMadeOnceForItsOwnerOnly) {
  const auto first = load_pass_keys(path_);
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].secret.size(), 32U);
  struct ::stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  EXPECT_EQ(load_pass_keys(path_)[0].secret, first[0].secret);
}

TEST_F(KeyFile, IsRefusedWhenOthersMayReadIt) {
  for (const ::mode_t mode : {0640U, 0604U, 0660U}) {
    write("k1 " + to_base64url(std::string(32, 'a')) + "\n", mode);
    try {
      load_pass_keys(path_);
      FAIL() << "mode " << mode << " was accepted";
    } catch (const std::runtime_error& error) {
      EXPECT_NE(std::string(error.what()).find("chmod 600"), std::string::npos);
    }
  }
}

TEST_F(KeyFile, SaysWhichLineIsWrong) {
  write("# first\nk1 " + to_base64url(std::string(32, 'a')) + "\nk2 short\n");
  try {
    load_pass_keys(path_);
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("line 3"), std::string::npos) << error.what();
  }
  write("# nothing\n");
  EXPECT_THROW(load_pass_keys(path_), std::runtime_error);
}

}  // namespace
}  // namespace convene::net
