#include "server/journal/stoppable.h"

#include <gtest/gtest.h>

#include "server/journal/memory.h"

namespace convene::journal {
namespace {

/// Ten records, and as many rows in the vault.
class Stoppable : public ::testing::Test {
 protected:
  Stoppable() {
    Batch batch;
    for (std::uint32_t i = 1; i <= 10; ++i) {
      batch.records.push_back("record " + std::to_string(i));
      batch.vault.push_back({i, i, "salt", "words"});
    }
    EXPECT_EQ(append_now(memory, "e", 0, batch).status, Append::appended);
  }

  MemoryJournal memory;
  std::stop_source source;
  StoppableJournal journal{memory, source.get_token()};
  int seen = 0;
};

TEST_F(Stoppable, NobodyStoppedItAndAllIsRead) {
  journal.read("e", 1, [&](std::uint64_t, const std::string&) { return ++seen, true; });
  EXPECT_EQ(seen, 10);
  journal.read_vault("e", [&](const VaultRow&) { return ++seen, true; });
  EXPECT_EQ(seen, 20);
  journal.read("e", 1, [&](std::uint64_t seq, const std::string&) { return ++seen, seq < 3; });
  EXPECT_EQ(seen, 23) << "whoever reads may end it as ever";
}

TEST_F(Stoppable, NothingIsReadAfterAStop) {
  EXPECT_THROW(journal.read("e", 1,
                            [&](std::uint64_t seq, const std::string&) {
                              if (seq == 4) source.request_stop();
                              return ++seen, true;
                            }),
               Stopped);
  EXPECT_EQ(seen, 4);
  EXPECT_THROW(journal.read("e", 1, [&](std::uint64_t, const std::string&) { return ++seen, true; }), Stopped);
  EXPECT_THROW(journal.read("none", 1, [&](std::uint64_t, const std::string&) { return ++seen, true; }), Stopped);
  EXPECT_THROW(journal.read_vault("e", [&](const VaultRow&) { return ++seen, true; }), Stopped);
  EXPECT_EQ(seen, 4);
}

TEST_F(Stoppable, OfTheVaultNothingIsReadAfterAStop) {
  EXPECT_THROW(journal.read_vault("e",
                                  [&](const VaultRow& row) {
                                    if (row.entry == 4) source.request_stop();
                                    return ++seen, true;
                                  }),
               Stopped);
  EXPECT_EQ(seen, 4);
}

}  // namespace
}  // namespace convene::journal
