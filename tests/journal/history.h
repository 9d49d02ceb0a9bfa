// A history of appends that can be told from its number alone, so that whatever survives of it can be checked.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "server/journal/journal.h"

namespace convene::journal::history {

inline constexpr const char* event = "fair";
inline constexpr std::uint32_t owners = 8;

inline std::string words(std::uint32_t owner, std::uint64_t n) {
  std::string text;
  for (std::uint64_t i = 0; i <= n % 40; ++i) text += "<words of " + std::to_string(owner) + ">";
  return text;
}

/// Append number n (from 0): one record, sometimes large; words of somebody; now and then an erasure.
inline Batch batch(std::uint64_t n) {
  std::mt19937 random(static_cast<unsigned>(n) * 2654435761u + 1);
  Batch made;
  made.records.push_back("record " + std::to_string(n + 1) +
                         std::string(random() % (n % 17 == 0 ? 9000 : 300), static_cast<char>('a' + n % 26)));
  const auto owner = static_cast<std::uint32_t>(n % owners);
  if (n % 3 != 0) made.vault.push_back({owner, n + 1, "salt", words(owner, n)});
  if (n % 29 == 28) made.erase.push_back(static_cast<std::uint32_t>(random() % owners));
  return made;
}

/// The vault after the first `count` appends.
inline std::map<std::uint64_t, VaultRow> vault_after(std::uint64_t count) {
  std::map<std::uint64_t, VaultRow> rows;
  for (std::uint64_t n = 0; n < count; ++n) {
    const auto made = batch(n);
    for (const auto& row : made.vault) rows[row.entry] = row;
    for (const auto owner : made.erase) std::erase_if(rows, [&](const auto& row) { return row.second.owner == owner; });
  }
  return rows;
}

/// The journal holds exactly the first appends, at least `acknowledged` of them. Returns how many.
inline std::uint64_t check(Journal& journal, std::uint64_t acknowledged) {
  const auto count = journal.last_seq(event);
  EXPECT_GE(count, acknowledged) << "something acknowledged is lost";
  std::uint64_t next = 0;
  journal.read(event, 1, [&](std::uint64_t seq, const std::string& bytes) {
    EXPECT_EQ(seq, next + 1);
    EXPECT_EQ(bytes, batch(next).records[0]);
    ++next;
    return true;
  });
  EXPECT_EQ(next, count);
  std::map<std::uint64_t, VaultRow> rows;
  journal.read_vault(event, [&](const VaultRow& row) {
    rows[row.entry] = row;
    return true;
  });
  EXPECT_EQ(rows, vault_after(count)) << "a batch is there in part";
  return count;
}

}  // namespace convene::journal::history
