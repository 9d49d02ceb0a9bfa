// The core as other people's programs get it: installed alone, found by CMake, linked, run.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>

#include "tests/where/where.h"

namespace convene {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

/// Installs the component once, into a folder that is gone in the end.
class InstalledLibrary : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string name = (fs::temp_directory_path() / "convene-library-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder " + name);
    folder_ = name;
    installed_ = runs(cmake() + " --install " + quoted(where::build_dir()) + " --component matcher --prefix " +
                      quoted(prefix()));
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }
  void SetUp() override { ASSERT_TRUE(installed_); }

  static fs::path prefix() { return folder_ / "installed"; }
  static fs::path built() { return folder_ / "build"; }
  static std::string cmake() { return quoted(CONVENE_CMAKE); }

  /// Whether the command succeeds; what it says is shown where it does not.
  static bool runs(const std::string& command) {
    if (std::system((command + " >" + quoted(folder_ / "said") + " 2>&1").c_str()) == 0) return true;
    ADD_FAILURE() << command << '\n' << said();
    return false;
  }
  /// By the last command.
  static std::string said() { return read(folder_ / "said"); }

 private:
  static inline fs::path folder_;
  static inline bool installed_ = false;
};

TEST_F(InstalledLibrary, IsHeadersAndAnArchiveAndNothingOfTheServer) {
  std::set<std::string> endings;
  for (const auto& entry : fs::recursive_directory_iterator(prefix()))
    if (entry.is_regular_file()) endings.insert(entry.path().extension().string());
  EXPECT_EQ(endings, (std::set<std::string>{".a", ".cmake", ".h"}));
  EXPECT_TRUE(fs::exists(prefix() / "include/convene/matcher/grouping/plan.h"));
}

TEST_F(InstalledLibrary, AProgramFindsItAndGroupsPeople) {
  ASSERT_TRUE(runs(cmake() + " -G " + quoted(CONVENE_GENERATOR) + " -S " +
                   quoted(fs::path(where::source_dir()) / "examples/library") + " -B " + quoted(built()) +
                   " -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=" + quoted(CONVENE_COMPILER) +
                   " -DCMAKE_CXX_FLAGS=" + quoted(CONVENE_USER_FLAGS) + " -DCMAKE_PREFIX_PATH=" + quoted(prefix())));
  ASSERT_TRUE(runs(cmake() + " --build " + quoted(built())));
  ASSERT_TRUE(runs(quoted(built() / "rooms")));
  EXPECT_EQ(said(), "teacher: 1 4 8\nteacher: 2 5 7\nmuseum: 3 6 9\n");
}

}  // namespace
}  // namespace convene
