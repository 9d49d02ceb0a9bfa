// The process is killed while it writes: everything that it acknowledged is there, and what is there is whole.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <random>

#include "tests/journal/backends.h"
#include "tests/journal/history.h"

namespace convene::journal {
namespace {

SqliteOptions options_in(const Folder& folder) {
  SqliteOptions options;
  options.path = folder.file("event.db");
  options.checkpoint_pages = 50;
  return options;
}

/// Appends until it is killed; says each acknowledged sequence on `pipe` before anything else happens.
[[noreturn]] void write_until_killed(const SqliteOptions& options, int pipe) {
  const auto journal = open_sqlite(options);
  for (auto n = journal->last_seq(history::event);; ++n) {
    journal->append(history::event, n, history::batch(n), [pipe](const AppendResult& result) {
      if (result.status != Append::appended || ::write(pipe, &result.seq, sizeof result.seq) != sizeof result.seq)
        ::_exit(1);
    });
    if (n % 7 == 0) append_now(*journal, history::event, n + 1, {});
    if (n % 50 == 0) save_snapshot_now(*journal, history::event, n + 1, "state");
  }
}

/// Kills a writer at a random moment; returns the last sequence that it acknowledged.
std::uint64_t kill_a_writer(const SqliteOptions& options, unsigned microseconds) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe(ends.data()), 0);
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(options, ends[1]);
  }
  ::close(ends[1]);
  std::uint64_t last = 0;
  std::uint64_t seq = 0;
  bool killed = false;
  while (::read(ends[0], &seq, sizeof seq) == sizeof seq) {
    last = seq;
    if (std::exchange(killed, true)) continue;
    ::usleep(microseconds);
    ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
  return last;
}

TEST(Kill, LosesNothingThatWasAcknowledged) {
  std::mt19937 random(5);
  for (int life = 0; life < 5; ++life) {
    const Folder folder;
    std::uint64_t acknowledged = 0;
    for (int kill = 0; kill < 6; ++kill) {
      SCOPED_TRACE("life " + std::to_string(life) + ", kill " + std::to_string(kill));
      acknowledged = std::max(acknowledged, kill_a_writer(options_in(folder), random() % 15'000));
      const auto journal = open_sqlite(options_in(folder));
      history::check(*journal, acknowledged);
      EXPECT_TRUE(journal->verify(history::event).sound);
      if (HasFailure()) return;
    }
    EXPECT_GT(acknowledged, 5u);
  }
}

}  // namespace
}  // namespace convene::journal
