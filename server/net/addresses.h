// Where connections come from: how many each address has, and whom a proxy speaks for.
//
// An address counts unknown connections (nobody said hello there yet) apart from known ones: a school behind one
// address has many people, but none of them stays unknown for long. An IPv6 network of 64 bits counts as one address,
// since that is what one customer has.
//
// Threads: any. All shards count in one book, under a lock: a limit that each shard kept for itself would be as many
// times as high as there are shards. The lock is held for one look into a table when a connection comes, is greeted and
// goes, and once a request; no message meets it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace convene::net {

/// Sixteen bytes; IPv4 stands as ::ffff:a.b.c.d.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const Address&) const = default;
};

struct AddressHash {
  std::size_t operator()(const Address& address) const noexcept;
};

/// Without a port; with or without brackets.
std::optional<Address> read_address(std::string_view text);

/// A network as "10.0.0.0/8", or a single address.
class Networks {
 public:
  Networks() = default;
  /// Throws std::invalid_argument, naming what is wrong.
  explicit Networks(const std::vector<std::string>& texts);
  bool contain(const Address& address) const;

 private:
  struct Network {
    Address base;
    unsigned bits = 128;
  };
  std::vector<Network> networks_;
};

/// The client for whom a chain of proxies speaks: from the right, the first address that is no trusted proxy.
/// `peer` itself if it is not trusted, or the header is not well-formed.
Address client_behind(const Address& peer, std::string_view forwarded_for, const Networks& trusted);

struct AddressLimits {
  std::size_t unknown = 0;
  std::size_t known = 0;
};

class Addresses {
 public:
  Addresses(AddressLimits limits, Networks unlimited) : limits_(limits), unlimited_(std::move(unlimited)) {}

  /// Holds a place as long as it lives; one thread at a time. The book outlives it.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept;
    Place& operator=(Place&& other) noexcept;
    ~Place();
    explicit operator bool() const { return book_ != nullptr; }
    /// The network, as bytes that only tell whether two are the same; empty: one without limits.
    std::string_view from() const;
    /// Somebody said who they are. False: this address has no place for one more; the connection should end.
    bool make_known();

   private:
    friend class Addresses;
    Addresses* book_ = nullptr;
    Address key_;
    bool known_ = false;
    bool counted_ = true;
  };

  /// Empty: too many.
  Place take(const Address& address);
  /// As Place::from, of an address without a place.
  std::string from(const Address& address) const;
  /// How many addresses have limited connections.
  std::size_t size() const;
  /// How many places are held, those of addresses without limits, too.
  std::size_t held() const;

 private:
  struct Count {
    std::size_t unknown = 0;
    std::size_t known = 0;
  };
  bool make_known(const Address& key);
  void release(const Place& place);

  const AddressLimits limits_;
  const Networks unlimited_;
  mutable std::mutex mutex_;  // guards what follows
  std::unordered_map<Address, Count, AddressHash> counts_;
  std::size_t held_ = 0;
};

/// How often each address may ask for something: a token bucket, kept while it is not full again. Threads: any.
class AddressRates {
 public:
  /// So many a second, after a burst of so many.
  AddressRates(double per_second, double burst, Networks unlimited)
      : per_second_(per_second), burst_(burst), unlimited_(std::move(unlimited)) {}

  /// False: too often. `now`: milliseconds of any clock that only rises (threads may differ a little). O(1), but for a
  /// clearing out now and then.
  bool take(const Address& address, std::int64_t now);
  std::size_t size() const;

  /// Beyond this the buckets that are full again go; if none are, all do: memory is bounded, whoever asks.
  static constexpr std::size_t most = 50'000;

 private:
  struct Level {
    double tokens = 0;
    std::int64_t at = 0;
  };
  void clear_out(std::int64_t now);

  const double per_second_;
  const double burst_;
  const Networks unlimited_;
  mutable std::mutex mutex_;  // guards what follows
  std::unordered_map<Address, Level, AddressHash> buckets_;
};

}  // namespace convene::net
