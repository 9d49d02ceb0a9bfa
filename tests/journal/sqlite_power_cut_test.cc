// The power goes at every kind of moment, and the disk forgets what was not synced: nothing acknowledged may be
// missing. kill -9 cannot tell a journal that syncs from one that does not; this can.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/journal/backends.h"
#include "tests/journal/history.h"
#include "tests/journal/recording_vfs.h"

namespace convene::journal {
namespace {

using Event = RecordingVfs::Event;
using Loss = RecordingVfs::Loss;

constexpr std::uint64_t appends = 240;

/// Writes the history to a recorded disk: alone, in flocks, with snapshots, erasures and full logs.
std::vector<Event> record_history() {
  const Folder folder;
  RecordingVfs vfs;
  SqliteOptions options;
  options.path = folder.file("event.db");
  options.vfs = vfs.name();
  options.checkpoint_pages = 12;
  {
    const auto journal = open_sqlite(options);
    std::mt19937 random(3);
    for (std::uint64_t n = 0; n < appends;) {
      const auto flock = std::min<std::uint64_t>(1 + random() % 6, appends - n);
      for (const auto end = n + flock; n < end; ++n)
        journal->append(history::event, n, history::batch(n), [&vfs](const AppendResult& result) {
          if (result.status == Append::appended) vfs.mark(result.seq);
        });
      append_now(*journal, history::event, n, {});
      if (random() % 8 == 0) save_snapshot_now(*journal, history::event, n, std::string(6000, 's'));
    }
  }
  return vfs.events();
}

std::uint64_t acknowledged_before(const std::vector<Event>& events, std::size_t cut) {
  std::uint64_t seq = 0;
  for (std::size_t i = 0; i < cut; ++i)
    if (events[i].kind == Event::mark) seq = events[i].at;
  return seq;
}

std::string bytes_of(const std::string& path) {
  std::ostringstream all;
  all << std::ifstream(path, std::ios::binary).rdbuf();
  return all.str();
}

/// Opens the image, checks it, goes on writing. Returns how many appends it held.
std::uint64_t revive(const std::map<std::string, std::string>& image, std::uint64_t acknowledged) {
  const Folder folder;
  for (const auto& [name, bytes] : image) std::ofstream(folder.file(name), std::ios::binary) << bytes;
  SqliteOptions options;
  options.path = folder.file("event.db");
  std::uint64_t held = 0;
  {
    const auto journal = open_sqlite(options);
    held = history::check(*journal, acknowledged);
    if (held < appends) {
      EXPECT_EQ(append_now(*journal, history::event, held, history::batch(held)).status, Append::appended);
    }
  }
  // What was erased is not in the file any more, wherever the erasure was interrupted.
  const auto rows = history::vault_after(std::min(held + 1, appends));
  const auto bytes = bytes_of(options.path);
  for (std::uint32_t owner = 0; owner < history::owners; ++owner) {
    const bool has_words = std::ranges::any_of(rows, [&](const auto& row) { return row.second.owner == owner; });
    EXPECT_TRUE(has_words || bytes.find(history::words(owner, 0)) == std::string::npos)
        << "erased words of " << owner << " are on the disk";
  }
  return held;
}

std::vector<std::size_t> cuts(std::size_t events, std::size_t count) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 1; i <= count; ++i) chosen.push_back(events * i / count);
  return chosen;
}

class PowerCut : public testing::TestWithParam<Loss> {
 protected:
  static const std::vector<Event>& events() {
    static const auto recorded = record_history();
    return recorded;
  }
};

TEST_P(PowerCut, LosesNothingThatWasAcknowledged) {
  std::mt19937_64 random(11);
  for (const auto cut : cuts(events().size(), 120)) {
    SCOPED_TRACE("power cut before event " + std::to_string(cut));
    revive(image_after_power_cut(events(), cut, GetParam(), random), acknowledged_before(events(), cut));
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, PowerCut, testing::Values(Loss::lost, Loss::prefix, Loss::torn),
                         [](const auto& chosen) {
                           return chosen.param == Loss::lost     ? "lost"
                                  : chosen.param == Loss::prefix ? "prefix"
                                                                 : "torn";
                         });

/// The same cuts on a disk that only claims to sync its log: if nothing were missing, the test above would prove
/// nothing.
TEST(PowerCutControl, FindsOutADiskThatLies) {
  auto events = record_history();
  std::erase_if(events, [](const Event& event) { return event.kind == Event::sync && event.file.ends_with("-wal"); });
  std::mt19937_64 random(11);
  int losses = 0;
  for (const auto cut : cuts(events.size(), 40)) {
    const auto image = image_after_power_cut(events, cut, Loss::lost, random);
    const Folder folder;
    for (const auto& [name, bytes] : image) std::ofstream(folder.file(name), std::ios::binary) << bytes;
    SqliteOptions options;
    options.path = folder.file("event.db");
    losses += open_sqlite(options)->last_seq(history::event) < acknowledged_before(events, cut);
  }
  EXPECT_GT(losses, 10);
}

}  // namespace
}  // namespace convene::journal
