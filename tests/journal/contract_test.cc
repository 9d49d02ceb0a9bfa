// What every journal promises, held against every journal.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "server/journal/chain.h"
#include "tests/journal/backends.h"

namespace convene::journal {
namespace {

std::unique_ptr<Backend> make(const std::string& kind) {
  if (kind == "sqlite") return std::make_unique<SqliteBackend>();
  if (kind == "faulty") return std::make_unique<FaultyBackend>();
  return std::make_unique<MemoryBackend>();
}

Batch facts(std::vector<std::string> records) { return {std::move(records), {}, {}}; }

class Contract : public testing::TestWithParam<std::string> {
 protected:
  Journal& journal() { return backend_->journal(); }

  AppendResult append(std::uint64_t expected, Batch batch, const std::string& event = "fair") {
    return append_now(journal(), event, expected, std::move(batch));
  }

  std::vector<std::string> records(std::uint64_t from = 1, const std::string& event = "fair") {
    std::vector<std::string> found;
    journal().read(event, from, [&](std::uint64_t seq, const std::string& bytes) {
      EXPECT_EQ(seq, from + found.size());
      found.push_back(bytes);
      return true;
    });
    return found;
  }

  std::vector<VaultRow> vault(const std::string& event = "fair") {
    std::vector<VaultRow> found;
    journal().read_vault(event, [&](const VaultRow& row) {
      found.push_back(row);
      return true;
    });
    return found;
  }

  std::unique_ptr<Backend> backend_ = make(GetParam());
};

using Strings = std::vector<std::string>;

TEST_P(Contract, AnUnknownEventIsEmpty) {
  EXPECT_EQ(journal().last_seq("fair"), 0u);
  EXPECT_TRUE(records().empty());
  EXPECT_TRUE(records(7).empty());
  EXPECT_TRUE(vault().empty());
  EXPECT_FALSE(journal().load_snapshot("fair"));
  EXPECT_FALSE(journal().vault_entry("fair", 1));
  EXPECT_FALSE(journal().meta("fair", "key"));
  EXPECT_TRUE(journal().events().empty());
  EXPECT_THROW(journal().verify("fair"), Error);
  EXPECT_THROW(journal().forget("fair"), Error);
}

TEST_P(Contract, RecordsGetTheNextNumbers) {
  const auto first = append(0, facts({"a", "b"}));
  EXPECT_EQ(first.status, Append::appended);
  EXPECT_EQ(first.seq, 2u);
  EXPECT_EQ(append(2, facts({"c"})).seq, 3u);
  EXPECT_EQ(records(), (Strings{"a", "b", "c"}));
  EXPECT_EQ(records(3), (Strings{"c"}));
  EXPECT_EQ(records(4), Strings{});
  EXPECT_EQ(journal().last_seq("fair"), 3u);
}

TEST_P(Contract, RecordsAreBytes) {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  append(0, facts({"", all, std::string("\0", 1)}));
  backend_->reopen();
  EXPECT_EQ(records(), (Strings{"", all, std::string("\0", 1)}));
}

TEST_P(Contract, WhoExpectsAnotherSequenceMeetsAConflictAndWritesNothing) {
  append(0, {{"a"}, {{1, 1, "s", "Ann"}}, {}});
  for (const std::uint64_t expected : {0u, 2u, 900u}) {
    const auto result = append(expected, {{"x"}, {{1, 2, "s", "x"}}, {1}});
    EXPECT_EQ(result.status, Append::conflict);
    EXPECT_EQ(result.seq, 1u);
    EXPECT_NE(result.why.find("fair"), std::string::npos);
  }
  EXPECT_EQ(records(), Strings{"a"});
  EXPECT_EQ(vault().size(), 1u);
  EXPECT_EQ(append(3, facts({"x"}), "new").status, Append::conflict);
  EXPECT_EQ(journal().last_seq("new"), 0u);
}

TEST_P(Contract, EventsDoNotTouchEachOther) {
  append(0, {{"a"}, {{1, 1, "", "Ann"}}, {}}, "one");
  append(0, {{"b", "c"}, {{1, 1, "", "Bob"}}, {}}, "two");
  append(1, {{}, {}, {1}}, "one");
  EXPECT_EQ(records(1, "one"), Strings{"a"});
  EXPECT_EQ(records(1, "two"), (Strings{"b", "c"}));
  EXPECT_TRUE(vault("one").empty());
  EXPECT_EQ(journal().vault_entry("two", 1)->text, "Bob");
  const auto heads = journal().events();
  ASSERT_EQ(heads.size(), 2u);
  EXPECT_EQ(heads[0].event, "one");
  EXPECT_EQ(heads[1].seq, 2u);
  EXPECT_NE(heads[0].epoch, heads[1].epoch);
}

TEST_P(Contract, AppendsInFlightTakeEffectInOrder) {
  std::mutex mutex;
  std::vector<std::uint64_t> seqs;
  for (std::uint64_t i = 0; i < 300; ++i)
    journal().append("fair", i, facts({std::to_string(i)}), [&](const AppendResult& result) {
      const std::scoped_lock lock(mutex);
      EXPECT_EQ(result.status, Append::appended);
      seqs.push_back(result.seq);
    });
  append(300, {});
  ASSERT_EQ(seqs.size(), 300u);
  const auto written = records();
  ASSERT_EQ(written.size(), 300u);
  for (std::uint64_t i = 0; i < 300; ++i) {
    EXPECT_EQ(seqs[i], i + 1);
    EXPECT_EQ(written[i], std::to_string(i));
  }
}

TEST_P(Contract, WhatFollowsAConflictInFlightMeetsAConflict) {
  append(0, facts({"a"}));
  std::vector<Append> answers;
  for (const std::uint64_t expected : {5u, 6u, 7u})
    journal().append("fair", expected, facts({"x"}),
                     [&](const AppendResult& result) { answers.push_back(result.status); });
  append(1, {});
  EXPECT_EQ(answers, (std::vector{Append::conflict, Append::conflict, Append::conflict}));
  EXPECT_EQ(records(), Strings{"a"});
}

TEST_P(Contract, ABatchWithoutRecordsKeepsTheSequence) {
  EXPECT_EQ(append(0, {{}, {{4, 9, "salt", "words"}}, {}}).seq, 0u);
  EXPECT_EQ(append(0, {}).status, Append::appended);
  EXPECT_EQ(journal().vault_entry("fair", 9), (VaultRow{4, 9, "salt", "words"}));
}

TEST_P(Contract, VaultRowsComeByEntryAndTheNewestWins) {
  append(0, {{"a"}, {{1, 20, "s", "b"}, {2, 10, "s", "a"}}, {}});
  append(1, {{}, {{1, 20, "t", "c"}}, {}});
  EXPECT_EQ(vault(), (std::vector<VaultRow>{{2, 10, "s", "a"}, {1, 20, "t", "c"}}));
  EXPECT_FALSE(journal().vault_entry("fair", 15));
}

TEST_P(Contract, ErasingDeletesTheOwnersWordsAndKeepsTheChain) {
  append(0, {{"a"}, {{1, 1, "s", "Ann"}, {2, 2, "s", "Bob"}, {1, 3, "s", "hello"}}, {}});
  const auto result = append(1, {{"erased"}, {{1, 4, "s", "late"}}, {1, 77}});
  EXPECT_EQ(result.status, Append::appended);
  EXPECT_EQ(vault(), (std::vector<VaultRow>{{2, 2, "s", "Bob"}}));
  backend_->reopen();
  EXPECT_EQ(vault().size(), 1u);
  EXPECT_TRUE(journal().verify("fair").sound);
}

TEST_P(Contract, ErasingByEntryDeletesThatRowAlone) {
  append(0, {{"a"}, {{1, 1, "s", "Ann"}, {1, 2, "s", "what Ann said"}, {2, 3, "s", "Bob"}}, {}});
  const auto result = append(1, {{"forgotten"}, {{1, 4, "s", "late"}}, {}, {2, 4, 77}});
  EXPECT_EQ(result.status, Append::appended);
  EXPECT_EQ(vault(), (std::vector<VaultRow>{{1, 1, "s", "Ann"}, {2, 3, "s", "Bob"}}));
  backend_->reopen();
  EXPECT_EQ(vault().size(), 2u);
  EXPECT_TRUE(journal().verify("fair").sound);
}

TEST_P(Contract, EverythingAnsweredIsThereAfterReopening) {
  append(0, {{"a"}, {{1, 1, "s", "Ann"}}, {}});
  save_snapshot_now(journal(), "fair", 1, "state");
  journal().put_meta("fair", "key", "value");
  const auto epoch = journal().epoch("fair");
  backend_->reopen();
  EXPECT_EQ(records(), Strings{"a"});
  EXPECT_EQ(vault().size(), 1u);
  EXPECT_EQ(journal().load_snapshot("fair")->bytes, "state");
  EXPECT_EQ(journal().meta("fair", "key"), "value");
  EXPECT_EQ(journal().epoch("fair"), epoch);
  EXPECT_EQ(append(1, facts({"b"})).seq, 2u);
}

TEST_P(Contract, AnEpochIsGivenOnceAndToEachEventItsOwn) {
  const auto epoch = journal().epoch("fair");
  EXPECT_FALSE(epoch.empty());
  EXPECT_EQ(journal().epoch("fair"), epoch);
  EXPECT_NE(journal().epoch("other"), epoch);
  append(0, facts({"a"}));
  EXPECT_EQ(journal().epoch("fair"), epoch);
}

TEST_P(Contract, AForgottenEventStartsAfresh) {
  append(0, {{"a"}, {{1, 1, "s", "Ann"}}, {}});
  append(0, facts({"b"}), "other");
  save_snapshot_now(journal(), "fair", 1, "state");
  journal().put_meta("fair", "key", "value");
  const auto epoch = journal().epoch("fair");
  journal().forget("fair");
  EXPECT_EQ(journal().last_seq("fair"), 0u);
  EXPECT_TRUE(vault().empty());
  EXPECT_FALSE(journal().load_snapshot("fair"));
  EXPECT_FALSE(journal().meta("fair", "key"));
  EXPECT_EQ(records(1, "other"), Strings{"b"});
  EXPECT_EQ(append(0, facts({"z"})).status, Append::appended);
  EXPECT_EQ(records(), Strings{"z"});
  EXPECT_NE(journal().epoch("fair"), epoch);
}

TEST_P(Contract, TheNewestSnapshotIsLoadedAndOldOnesGo) {
  append(0, facts({"a", "b", "c", "d"}));
  for (const std::uint64_t seq : {1u, 2u, 4u})
    EXPECT_EQ(save_snapshot_now(journal(), "fair", seq, "s" + std::to_string(seq)).status, Append::appended);
  EXPECT_EQ(journal().load_snapshot("fair")->seq, 4u);
  EXPECT_EQ(journal().load_snapshot("fair")->bytes, "s4");
  EXPECT_EQ(journal().events()[0].snapshot_seq, 4u);
  EXPECT_EQ(save_snapshot_now(journal(), "fair", 5, "future").status, Append::conflict);
  EXPECT_EQ(save_snapshot_now(journal(), "nobody", 1, "future").status, Append::conflict);
  EXPECT_EQ(save_snapshot_now(journal(), "fair", 4, "again").status, Append::appended);
  EXPECT_EQ(journal().load_snapshot("fair")->bytes, "again");
}

TEST_P(Contract, MetaIsSetReplacedAndDeleted) {
  journal().put_meta("fair", "a", "1");
  journal().put_meta("fair", "b", "2");
  journal().put_meta("fair", "a", "3");
  journal().put_meta("fair", "b", "");
  EXPECT_EQ(journal().meta("fair", "a"), "3");
  EXPECT_FALSE(journal().meta("fair", "b"));
  EXPECT_FALSE(journal().meta("other", "a"));
}

TEST_P(Contract, BeyondALimitAnAppendIsRefusedAndTheJournalStaysUp) {
  const auto refused = [&](std::uint64_t expected, Batch batch, const std::string& event = "fair") {
    const auto result = append(expected, std::move(batch), event);
    EXPECT_EQ(result.status, Append::refused);
    EXPECT_FALSE(result.why.empty());
  };
  refused(0, facts({std::string(max_record_bytes + 1, 'x')}));
  refused(0, facts(Strings(5, std::string(max_record_bytes, 'x'))));
  refused(0, facts(Strings(max_batch_records + 1)));
  refused(0, {{}, {{1, 0, "", ""}}, {}});
  refused(0, {{}, {{1, max_seq + 1, "", ""}}, {}});
  refused(0, {{}, {{1, 1, std::string(max_vault_salt_bytes + 1, 's'), ""}}, {}});
  refused(0, {{}, {{1, 1, "", std::string(max_vault_text_bytes + 1, 't')}}, {}});
  refused(max_seq, facts({"a"}));
  refused(0, facts({"a"}), "");
  refused(0, facts({"a"}), "line\nbreak");
  refused(0, facts({"a"}), std::string(max_event_name_bytes + 1, 'e'));
  EXPECT_THROW(journal().put_meta("fair", "", "v"), Error);
  EXPECT_THROW(journal().put_meta("fair", "k", std::string(max_meta_value_bytes + 1, 'v')), Error);
  EXPECT_THROW(journal().epoch(""), Error);
  EXPECT_TRUE(journal().status().up);
  EXPECT_TRUE(journal().events().empty());
  EXPECT_EQ(append(0, facts({std::string(max_record_bytes, 'x')})).status, Append::appended);
}

TEST_P(Contract, ReadingStopsWhenItIsTold) {
  append(0, facts({"a", "b", "c"}));
  int seen = 0;
  journal().read("fair", 1, [&](auto, const auto&) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST_P(Contract, LongHistoriesAreReadWhole) {
  constexpr std::uint64_t count = 3'000;
  for (std::uint64_t i = 0; i < count; i += 100) {
    Strings chunk;
    for (std::uint64_t k = i; k < i + 100; ++k) chunk.push_back("record " + std::to_string(k));
    append(i, facts(chunk));
  }
  EXPECT_EQ(records().size(), count);
  EXPECT_EQ(records(count - 700).size(), 701u);
  EXPECT_EQ(records(2'000)[0], "record 1999");
}

TEST_P(Contract, DamageInTheMiddleIsFoundWithItsPlaceAndNotHandedOut) {
  for (const std::uint64_t bad : {1u, 4u, 6u}) {
    backend_ = make(GetParam());
    append(0, facts({"one", "two", "three", "four", "five", "six"}));
    EXPECT_TRUE(journal().verify("fair").sound);
    EXPECT_EQ(journal().verify("fair").last_seq, 6u);
    backend_->damage(bad);
    const auto verdict = journal().verify("fair");
    EXPECT_FALSE(verdict.sound);
    EXPECT_EQ(verdict.bad_seq, bad);
    EXPECT_NE(verdict.why.find("record " + std::to_string(bad)), std::string::npos) << verdict.why;
    Strings handed_out;
    try {
      journal().read("fair", 1, [&](auto, const auto& bytes) {
        handed_out.push_back(bytes);
        return true;
      });
      ADD_FAILURE() << "damage was not found";
    } catch (const Damaged& damage) { EXPECT_EQ(damage.seq, bad); }
    EXPECT_EQ(handed_out.size(), bad - 1);
  }
}

TEST_P(Contract, AFollowerGetsEverythingOnceAndInOrder) {
  append(0, facts({"a", "b", "c"}));
  std::mutex mutex;
  Strings seen;
  std::vector<VaultRow> rows;
  std::vector<std::uint32_t> erased;
  const auto take = [&](std::uint64_t first, const Batch& batch) {
    const std::scoped_lock lock(mutex);
    EXPECT_EQ(first, seen.size() + 2);
    seen.insert(seen.end(), batch.records.begin(), batch.records.end());
    rows.insert(rows.end(), batch.vault.begin(), batch.vault.end());
    erased.insert(erased.end(), batch.erase.begin(), batch.erase.end());
  };
  auto following = journal().follow("fair", 2, take);
  append(3, {{"d"}, {{1, 1, "s", "w"}}, {}});
  append(4, {{}, {}, {9}});
  append(0, facts({"not ours"}), "other");
  append(9, facts({"conflict"}));
  append(4, facts({"e", "f"}));
  journal().put_meta("fair", "wait", "for the writer");
  EXPECT_EQ(seen, (Strings{"b", "c", "d", "e", "f"}));
  EXPECT_EQ(rows.size(), 1u);
  EXPECT_EQ(erased, std::vector<std::uint32_t>{9});
  following.reset();
  append(6, facts({"g"}));
  journal().put_meta("fair", "wait", "again");
  EXPECT_EQ(seen.size(), 5u);
}

TEST_P(Contract, AFollowerAheadOfTheJournalWaitsForItsRecord) {
  append(0, facts({"a"}));
  std::vector<std::pair<std::uint64_t, Strings>> seen;
  const auto following = journal().follow(
      "fair", 4, [&](std::uint64_t first, const Batch& batch) { seen.emplace_back(first, batch.records); });
  append(1, facts({"b", "c", "d", "e"}));
  journal().put_meta("fair", "wait", "for the writer");
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0], (std::pair<std::uint64_t, Strings>{4, {"d", "e"}}));
}

TEST_P(Contract, OfTwoWhoAppendAtOnceOneWins) {
  if (!backend_->threads()) GTEST_SKIP() << "one thread only";
  constexpr int rounds = 100;
  std::atomic<int> won = 0;
  const auto race = [&](const std::string& name) {
    for (int wins = 0; wins < rounds;) {
      const auto last = journal().last_seq("fair");
      const auto result = append(last, facts({name}));
      ASSERT_TRUE(result.status == Append::appended || result.status == Append::conflict) << result.why;
      if (result.status == Append::conflict) continue;
      EXPECT_EQ(result.seq, last + 1);
      ++wins;
      ++won;
    }
  };
  std::thread rival(race, "rival");
  race("ours");
  rival.join();
  EXPECT_EQ(won, 2 * rounds);
  EXPECT_EQ(records().size(), 2u * rounds);
  EXPECT_TRUE(journal().verify("fair").sound);
}

TEST_P(Contract, ABackupHoldsEverythingAndBeginsANewEpoch) {
  append(0, {{"a", "b"}, {{1, 1, "s", "Ann"}, {2, 7, "t", "Bob"}}, {}});
  append(0, facts({"x"}), "other");
  save_snapshot_now(journal(), "fair", 2, "state");
  journal().put_meta("fair", "key", "value");
  const auto epoch = journal().epoch("fair");

  const Folder folder;
  SqliteOptions copy;
  copy.path = folder.file("backup.db");
  journal().backup(copy.path);
  EXPECT_THROW(journal().backup(copy.path), Error) << "a backup must not be overwritten";
  EXPECT_EQ(append(2, facts({"c"})).status, Append::appended) << "the journal goes on";

  std::string restored_epoch;
  for (int opening = 0; opening < 2; ++opening) {
    const auto restored = open_sqlite(copy);
    Strings found;
    restored->read("fair", 1, [&](auto, const auto& bytes) {
      found.push_back(bytes);
      return true;
    });
    EXPECT_EQ(found, (Strings{"a", "b"}));
    EXPECT_EQ(restored->vault_entry("fair", 7), (VaultRow{2, 7, "t", "Bob"}));
    EXPECT_EQ(restored->load_snapshot("fair")->bytes, "state");
    EXPECT_EQ(restored->meta("fair", "key"), "value");
    EXPECT_EQ(restored->last_seq("other"), 1u);
    EXPECT_TRUE(restored->verify("fair").sound);
    EXPECT_NE(restored->epoch("fair"), epoch);
    EXPECT_TRUE(opening == 0 || restored->epoch("fair") == restored_epoch) << "new once, not at every opening";
    restored_epoch = restored->epoch("fair");
  }
}

TEST_P(Contract, StatusCounts) {
  append(0, facts({"a", "b"}));
  append(0, facts({"c"}));
  append(2, facts({"d"}));
  const auto status = journal().status();
  EXPECT_TRUE(status.up);
  EXPECT_EQ(status.queued, 0u);
  EXPECT_EQ(status.appends, 2u);
  EXPECT_EQ(status.records, 3u);
  EXPECT_EQ(status.conflicts, 1u);
  EXPECT_GE(status.commits, 1u);
  EXPECT_TRUE(journal().recover()) << "recovering what is up does nothing";
}

/// Random batches against the obvious model.
TEST_P(Contract, BehavesLikeItsModel) {
  std::mt19937 random(7);
  const auto draw = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  Strings model;
  std::map<std::uint64_t, VaultRow> model_vault;
  for (int step = 0; step < 400; ++step) {
    if (draw(40) == 0) backend_->reopen();
    Batch batch;
    for (auto n = draw(4); n > 0; --n) batch.records.push_back(std::string(draw(300), static_cast<char>(draw(256))));
    for (auto n = draw(3); n > 0; --n)
      batch.vault.push_back({draw(6), 1 + draw(40), "s", std::string(draw(2000), 'v')});
    if (draw(8) == 0) batch.erase.push_back(draw(6));
    for (auto n = draw(3); n > 0; --n) batch.erase_entries.push_back(1 + draw(40));
    const auto off = draw(5) == 0 ? 1 + draw(3) : 0;
    const auto result = append(model.size() + off, batch);
    if (off != 0) {
      EXPECT_EQ(result.status, Append::conflict);
      continue;
    }
    ASSERT_EQ(result.status, Append::appended) << result.why;
    model.insert(model.end(), batch.records.begin(), batch.records.end());
    for (const auto& row : batch.vault) model_vault[row.entry] = row;
    for (const auto owner : batch.erase)
      std::erase_if(model_vault, [&](const auto& row) { return row.second.owner == owner; });
    for (const auto entry : batch.erase_entries) model_vault.erase(entry);
    ASSERT_EQ(result.seq, model.size());
  }
  EXPECT_EQ(records(), model);
  std::vector<VaultRow> rows;
  for (const auto& [entry, row] : model_vault) rows.push_back(row);
  EXPECT_EQ(vault(), rows);
  EXPECT_TRUE(journal().verify("fair").sound);
}

INSTANTIATE_TEST_SUITE_P(Every, Contract, testing::Values("memory", "sqlite", "faulty"),
                         [](const auto& chosen) { return chosen.param; });

}  // namespace
}  // namespace convene::journal
