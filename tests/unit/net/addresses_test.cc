#include "server/net/addresses.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace convene::net {
namespace {

Address at(std::string_view text) { return read_address(text).value(); }

TEST(Addresses, UnknownAndKnownAreCountedApart) {
  Addresses book({2, 1}, Networks());
  auto first = book.take(at("203.0.113.7"));
  auto second = book.take(at("203.0.113.7"));
  EXPECT_FALSE(book.take(at("203.0.113.7")));
  EXPECT_TRUE(first.make_known());
  EXPECT_TRUE(book.take(at("203.0.113.7")));
  EXPECT_FALSE(second.make_known());
  EXPECT_TRUE(book.take(at("203.0.113.8")));
}

TEST(Addresses, AnIpv6CustomerIsOneAddress) {
  Addresses book({1, 1}, Networks());
  const auto held = book.take(at("2001:db8:1:2::1"));
  EXPECT_FALSE(book.take(at("2001:db8:1:2:ffff::9")));
  EXPECT_TRUE(book.take(at("2001:db8:1:3::1")));
}

/// The gate for walk-ins counts by it: whoever has 65,536 networks of 64 bits is still one.
TEST(Addresses, ANetworkIs48BitsOfIpv6AndNoneWhereThereAreNoLimits) {
  Addresses book({4, 4}, Networks({"::1", "127.0.0.0/8"}));
  EXPECT_EQ(book.from(at("2001:db8:1:2::1")), book.from(at("2001:db8:1:ffff::9")));
  EXPECT_NE(book.from(at("2001:db8:1:2::1")), book.from(at("2001:db8:2:2::1")));
  EXPECT_NE(book.from(at("203.0.113.7")), book.from(at("203.0.113.8")));
  EXPECT_EQ(book.from(at("127.0.0.1")), "");
  const auto held = book.take(at("2001:db8:1:2::1"));
  EXPECT_EQ(held.from(), book.from(at("2001:db8:1:3::1")));
}

TEST(Addresses, PlacesAreHeldWhereverTheyAre) {
  Addresses book({1, 1}, Networks({"127.0.0.0/8"}));
  auto limited = book.take(at("203.0.113.7"));
  auto local = book.take(at("127.0.0.1"));
  EXPECT_FALSE(book.take(at("203.0.113.7")));
  EXPECT_EQ(book.held(), 2U);
  const auto elsewhere = std::move(local);
  local = {};
  EXPECT_EQ(book.held(), 2U);
  limited = {};
  EXPECT_EQ(book.held(), 1U);
}

/// As shards do: each takes places, makes some known, and gives all back.
TEST(Addresses, ShardsCountInOneBook) {
  constexpr std::size_t kLimit = 100;
  Addresses book({kLimit, kLimit}, Networks());
  AddressRates rates(0, 3 * kLimit, Networks());
  std::atomic<std::size_t> asked = 0;
  std::atomic<std::size_t> most = 0;
  std::vector<std::thread> shards;
  for (int shard = 0; shard < 4; ++shard) {
    shards.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        std::vector<Addresses::Place> held;
        for (std::size_t i = 0; i < kLimit; ++i) {
          if (rates.take(at("203.0.113.7"), 1'000)) ++asked;
          if (auto place = book.take(at("203.0.113.7"))) held.push_back(std::move(place));
          if (!held.empty() && i % 3 == 0) held.back().make_known();
        }
        if (const std::size_t now = book.held(); now > most) most = now;
      }
    });
  }
  for (std::thread& shard : shards) shard.join();
  EXPECT_EQ(asked, 3 * kLimit);
  EXPECT_GT(most, 0U);
  EXPECT_LE(most, 2 * kLimit);
  EXPECT_EQ(book.held(), 0U);
  EXPECT_EQ(book.size(), 0U);
}

TEST(AddressRates, SoManyAtOnceThenSoManyASecond) {
  AddressRates rates(10, 3, Networks({"127.0.0.0/8"}));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(rates.take(at("203.0.113.7"), 1'000));
  EXPECT_FALSE(rates.take(at("203.0.113.7"), 1'000));
  EXPECT_TRUE(rates.take(at("203.0.113.8"), 1'000));
  EXPECT_TRUE(rates.take(at("203.0.113.7"), 1'100));
  EXPECT_FALSE(rates.take(at("203.0.113.7"), 1'100));
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(rates.take(at("127.0.0.1"), 1'000));
}

TEST(AddressRates, MemoryIsBoundedWhoeverAsks) {
  AddressRates rates(1, 10, Networks());
  Address address = at("2001:db8::1");
  for (std::size_t i = 0; i < AddressRates::most + 100; ++i) {
    address.bytes[4] = static_cast<std::uint8_t>(i >> 16);
    address.bytes[5] = static_cast<std::uint8_t>(i >> 8);
    address.bytes[6] = static_cast<std::uint8_t>(i);
    rates.take(address, 1'000);
  }
  EXPECT_LE(rates.size(), AddressRates::most);
}

}  // namespace
}  // namespace convene::net
