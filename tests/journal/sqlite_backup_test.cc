// A backup is sound or not there, touches nothing that is not its own, and is known when it is put in place.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/journal/backends.h"
#include "tests/journal/history.h"

namespace {

// What a file system may not know, for as long as a test says so.
bool no_links = false;
bool no_renames_without_replacing = false;
bool no_renames = false;

int refused(int why) {
  errno = why;
  return -1;
}

}  // namespace

// These stand before the system's in this program.
extern "C" int link(const char* from, const char* to) noexcept {
  return no_links ? refused(EPERM) : ::linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}
extern "C" int renameat2(int in, const char* from, int out, const char* to, unsigned flags) noexcept {
  return no_renames_without_replacing ? refused(EINVAL)
                                      : static_cast<int>(::syscall(SYS_renameat2, in, from, out, to, flags));
}
extern "C" int rename(const char* from, const char* to) noexcept {
  return no_renames ? refused(EIO) : ::renameat(AT_FDCWD, from, AT_FDCWD, to);
}

namespace convene::journal {
namespace {

class Backup : public testing::Test {
 protected:
  ~Backup() override { no_links = no_renames_without_replacing = no_renames = false; }

  SqliteOptions options() const {
    SqliteOptions made;
    made.path = path_;
    return made;
  }

  void write_history(std::uint64_t count) const {
    const auto journal = open_sqlite(options());
    for (std::uint64_t n = 0; n < count; ++n) journal->append(history::event, n, history::batch(n), {});
    ASSERT_EQ(append_now(*journal, history::event, count, {}).status, Append::appended);
  }

  /// What a backup answers; empty if it was made.
  std::string backed_up(const std::string& to) const {
    try {
      open_sqlite(options())->backup(to);
    } catch (const Error& error) { return error.what(); }
    return {};
  }

  std::set<std::string> names() const {
    std::set<std::string> found;
    for (const auto& one : std::filesystem::directory_iterator(std::filesystem::path(copy_).parent_path()))
      found.insert(one.path().filename());
    return found;
  }

  static std::string contents(const std::string& path) {
    std::ostringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return all.str();
  }

  Folder folder_;
  Folder elsewhere_;
  std::string path_ = folder_.file("event.db");
  std::string copy_ = elsewhere_.file("copy.db");
};

#define EXPECT_SAYS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

// ---- making it ----

TEST_F(Backup, OfADamagedJournalIsNoBackupAndKeptAsWhatItIs) {
  for (const auto* sql :
       {"UPDATE records SET bytes=bytes || x'20' WHERE at & 1099511627775 = 3", "UPDATE vault SET text=text || x'20'",
        "DELETE FROM records WHERE at & 1099511627775 = 20", "UPDATE events SET seq=19"}) {
    SCOPED_TRACE(sql);
    for (const auto* suffix : {"", ".lock"}) std::filesystem::remove(path_ + suffix);
    std::filesystem::remove(copy_ + ".damaged");
    write_history(20);
    save_snapshot_now(*open_sqlite(options()), history::event, 20, "state");
    tamper(path_, sql);
    const auto why = backed_up(copy_);
    EXPECT_SAYS(why, path_ + " is damaged");
    EXPECT_SAYS(why, history::event);
    EXPECT_EQ(why.find(".part"), std::string::npos) << "of no use to anybody: " << why;
    EXPECT_SAYS(why, copy_ + ".damaged");
    EXPECT_EQ(names(), std::set<std::string>{"copy.db.damaged"});
    const auto kept = contents(copy_ + ".damaged");
    EXPECT_NE(backed_up(copy_), "");
    EXPECT_EQ(names(), std::set<std::string>{"copy.db.damaged"}) << "what was kept before stays, and nothing else";
    EXPECT_EQ(contents(copy_ + ".damaged"), kept);
  }
}

/// Whichever page it is: a command of its own need not be able to open the file.
TEST_F(Backup, OfAFileWithADamagedPageIsNoBackupAndKept) {
  write_history(200);
  const auto sound = contents(path_);
  constexpr std::size_t page = 4096;
  std::size_t refused = 0;
  for (std::size_t first = page; first < sound.size(); first += page) {
    auto bytes = sound;
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(first), page, 'x');
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
    std::string why;
    try {
      back_up(path_, copy_);
    } catch (const Error& error) { why = error.what(); }
    // A page that nothing stands in may be anything.
    EXPECT_EQ(names(), (std::set<std::string>{why.empty() ? "copy.db" : "copy.db.damaged"})) << first << why;
    refused += why.empty() ? 0 : 1;
    for (const auto& name : names()) std::filesystem::remove(elsewhere_.file(name));
  }
  EXPECT_GT(refused, sound.size() / page / 2);
}

TEST_F(Backup, ToANameThatIsTooLongIsRefusedInWords) {
  write_history(1);
  EXPECT_SAYS(backed_up(copy_ + std::string(300, 'x')), "backup ");
}

TEST_F(Backup, WorksWhereThereAreNoHardLinks) {
  write_history(20);
  for (const bool both : {false, true}) {
    SCOPED_TRACE(both);
    no_links = true;
    no_renames_without_replacing = both;
    EXPECT_EQ(backed_up(copy_), "");
    EXPECT_EQ(names(), std::set<std::string>{"copy.db"});
    struct stat found {};
    ASSERT_EQ(::stat(copy_.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600U);
    const auto before = contents(copy_);
    EXPECT_SAYS(backed_up(copy_), "there is a file already");
    EXPECT_EQ(contents(copy_), before);
    auto restored = options();
    restored.path = copy_;
    history::check(*open_sqlite(restored), 20);
    for (const auto* suffix : {"", ".lock"}) std::filesystem::remove(copy_ + suffix);
  }
}

TEST_F(Backup, ThatCannotHaveItsNameLeavesNothing) {
  write_history(5);
  no_links = no_renames_without_replacing = no_renames = true;
  EXPECT_SAYS(backed_up(copy_), copy_);
  EXPECT_EQ(names(), std::set<std::string>{});
}

TEST_F(Backup, TouchesNothingThatStandsBesideIt) {
  write_history(5);
  for (const auto* suffix : {".part", "-wal", "-journal", ".copying"}) std::ofstream(copy_ + suffix) << "mine";
  EXPECT_EQ(backed_up(copy_), "");
  for (const auto* suffix : {".part", "-wal", "-journal", ".copying"})
    EXPECT_EQ(contents(copy_ + suffix), "mine") << suffix;
  // A name that leads nowhere is a name, too.
  std::filesystem::create_symlink(elsewhere_.file("nowhere"), elsewhere_.file("a-link"));
  EXPECT_SAYS(backed_up(elsewhere_.file("a-link")), "there is a file already");
  EXPECT_FALSE(std::filesystem::exists(elsewhere_.file("nowhere")));
}

TEST_F(Backup, IntoAFolderThatIsNotThereSaysSo) {
  write_history(1);
  EXPECT_SAYS(backed_up(elsewhere_.file("nowhere/copy.db")), "check that the folder exists");
}

// ---- putting it in place ----

/// A server was killed; the copy is written over its file, into it, and the log stays: the same file, for all that the
/// system says.
TEST_F(Backup, CopiedOverTheFileBesideTheOldLogIsRefused) {
  const auto journal = open_sqlite(options());
  append_now(*journal, "fair", 0, {{"a"}, {}, {}});
  journal->backup(copy_);
  for (std::uint64_t n = 1; n < 5; ++n) append_now(*journal, "fair", n, {{"later"}, {}, {}});
  const auto killed = elsewhere_.file("killed.db");
  for (const auto* suffix : {"", "-wal", "-shm"}) std::filesystem::copy_file(path_ + suffix, killed + suffix);
  std::filesystem::copy_file(copy_, killed, std::filesystem::copy_options::overwrite_existing);
  auto restored = options();
  restored.path = killed;
  const auto log = contents(killed + "-wal");
  for (const bool read_only : {true, false}) {
    restored.read_only = read_only;
    for (int again = 0; again < 2; ++again) {
      try {
        open_sqlite(restored);
        FAIL() << "it was opened";
      } catch (const Error& error) {
        EXPECT_SAYS(std::string(error.what()), "move " + killed + "-wal and " + killed + "-shm");
      }
    }
  }
  EXPECT_EQ(contents(killed), contents(copy_)) << "refused, and left as it was";
  EXPECT_EQ(contents(killed + "-wal"), log);
  // What the message says helps.
  for (const auto* suffix : {"-wal", "-shm"}) std::filesystem::remove(killed + suffix);
  EXPECT_EQ(open_sqlite(restored)->last_seq("fair"), 1U);
}

/// SQLite deletes the log that stands beside an empty file, with all that it holds.
TEST_F(Backup, ALogWhoseFileIsGoneIsRefusedAndKept) {
  const auto journal = open_sqlite(options());
  append_now(*journal, "fair", 0, {{"a"}, {}, {}});
  auto lost = options();
  lost.path = elsewhere_.file("lost.db");
  std::filesystem::copy_file(path_ + "-wal", lost.path + "-wal");
  EXPECT_THROW(open_sqlite(lost), Error);
  EXPECT_GT(std::filesystem::file_size(lost.path + "-wal"), 0U);
}

/// A restored copy that was killed at its first opening has a log of its own.
TEST_F(Backup, ThatWasOpenedOnceKeepsItsOwnLog) {
  write_history(3);
  ASSERT_EQ(backed_up(copy_), "");
  auto restored = options();
  restored.path = copy_;
  const auto journal = open_sqlite(restored);
  append_now(*journal, history::event, 3, history::batch(3));
  const auto killed = folder_.file("killed.db");
  for (const auto* suffix : {"", "-wal"}) std::filesystem::copy_file(copy_ + suffix, killed + suffix);
  restored.path = killed;
  EXPECT_EQ(history::check(*open_sqlite(restored), 4), 4U);
}

TEST_F(Backup, PutInPlaceIsPrivateAgain) {
  write_history(3);
  for (const auto* suffix : {"", ".lock"}) ASSERT_EQ(::chmod((path_ + suffix).c_str(), 0644), 0);
  const auto journal = open_sqlite(options());
  append_now(*journal, history::event, 3, history::batch(3));
  for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) {
    struct stat found {};
    ASSERT_EQ(::stat((path_ + suffix).c_str(), &found), 0) << suffix;
    EXPECT_EQ(found.st_mode & 0777, 0600U) << suffix;
  }
}

}  // namespace
}  // namespace convene::journal
