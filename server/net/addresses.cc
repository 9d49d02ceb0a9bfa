#include "server/net/addresses.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace convene::net {
namespace {

bool is_ipv4(const Address& address) {
  constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return std::equal(mapped.begin(), mapped.end(), address.bytes.begin());
}

bool same_start(const Address& a, const Address& b, unsigned bits) {
  const unsigned whole = bits / 8;
  if (!std::equal(a.bytes.begin(), a.bytes.begin() + whole, b.bytes.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || ((a.bytes[whole] ^ b.bytes[whole]) >> (8 - rest)) == 0;
}

Address customer_of(Address address) {
  if (!is_ipv4(address)) std::fill(address.bytes.begin() + 8, address.bytes.end(), std::uint8_t{0});
  return address;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<Address> read_address(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  if (text.empty() || text.size() > 45) return std::nullopt;
  const std::string copy(text);
  Address address;
  if (::inet_pton(AF_INET, copy.c_str(), address.bytes.data() + 12) == 1) {
    address.bytes[10] = address.bytes[11] = 0xFF;
    return address;
  }
  if (::inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

Networks::Networks(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const std::size_t slash = text.find('/');
    const auto base = read_address(std::string_view(text).substr(0, slash));
    Network network{base.value_or(Address{}), 128};
    bool good = base.has_value();
    if (good && slash != std::string::npos) {
      const unsigned most = is_ipv4(*base) ? 32 : 128;
      unsigned bits = 0;
      const char* end = text.data() + text.size();
      const auto [at, error] = std::from_chars(text.data() + slash + 1, end, bits);
      good = error == std::errc() && at == end && bits <= most;
      network.bits = bits + (128 - most);
    }
    if (!good) throw std::invalid_argument("\"" + text + "\" is no address or network, as 10.0.0.0/8 or ::1 are");
    networks_.push_back(network);
  }
}

bool Networks::contain(const Address& address) const {
  return std::any_of(networks_.begin(), networks_.end(),
                     [&](const Network& network) { return same_start(network.base, address, network.bits); });
}

Address client_behind(const Address& peer, std::string_view forwarded_for, const Networks& trusted) {
  Address client = peer;
  while (trusted.contain(client) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    const std::string_view last =
        trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    const auto address = read_address(last);
    if (!address) return client;
    client = *address;
  }
  return client;
}

std::size_t AddressHash::operator()(const Address& address) const noexcept {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::memcpy(&high, address.bytes.data(), 8);
  std::memcpy(&low, address.bytes.data() + 8, 8);
  return std::hash<std::uint64_t>()(high * 0x9E3779B97F4A7C15U ^ low);
}

bool AddressRates::take(const Address& address, std::int64_t now) {
  if (unlimited_.contain(address)) return true;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= most) clear_out(now);
  const auto [found, is_new] = buckets_.try_emplace(customer_of(address), Level{burst_, now});
  Level& level = found->second;
  const std::int64_t passed = std::max<std::int64_t>(now - level.at, 0);
  level.tokens = std::min(burst_, level.tokens + per_second_ * static_cast<double>(passed) / 1000);
  level.at += passed;
  if (level.tokens < 1) return false;
  level.tokens -= 1;
  return true;
}

void AddressRates::clear_out(std::int64_t now) {
  const double fills_in = burst_ / per_second_ * 1000;
  std::erase_if(buckets_, [&](const auto& one) { return static_cast<double>(now - one.second.at) >= fills_in; });
  if (buckets_.size() >= most) buckets_.clear();
}

std::size_t AddressRates::size() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

Addresses::Place Addresses::take(const Address& address) {
  Place place;
  place.key_ = customer_of(address);
  place.counted_ = !unlimited_.contain(address);
  const std::lock_guard lock(mutex_);
  if (place.counted_) {
    Count& count = counts_[place.key_];
    if (count.unknown >= limits_.unknown) return place;
    ++count.unknown;
  }
  ++held_;
  place.book_ = this;
  return place;
}

std::size_t Addresses::size() const {
  const std::lock_guard lock(mutex_);
  return counts_.size();
}

std::size_t Addresses::held() const {
  const std::lock_guard lock(mutex_);
  return held_;
}

namespace {

/// Of IPv6 48 bits: so many networks of 64 bits as one customer may be given at once count as one here.
std::string_view bytes_of(const Address& address) {
  return {reinterpret_cast<const char*>(address.bytes.data()), is_ipv4(address) ? address.bytes.size() : 6};
}

}  // namespace

std::string_view Addresses::Place::from() const { return book_ && counted_ ? bytes_of(key_) : std::string_view(); }

std::string Addresses::from(const Address& address) const {
  return unlimited_.contain(address) ? std::string() : std::string(bytes_of(customer_of(address)));
}

bool Addresses::Place::make_known() {
  if (!book_ || known_ || !counted_) return true;
  known_ = book_->make_known(key_);
  return known_;
}

bool Addresses::make_known(const Address& key) {
  const std::lock_guard lock(mutex_);
  Count& count = counts_[key];
  if (count.known >= limits_.known) return false;
  --count.unknown;
  ++count.known;
  return true;
}

void Addresses::release(const Place& place) {
  const std::lock_guard lock(mutex_);
  --held_;
  if (!place.counted_) return;
  const auto found = counts_.find(place.key_);
  --(place.known_ ? found->second.known : found->second.unknown);
  if (found->second.known + found->second.unknown == 0) counts_.erase(found);
}

Addresses::Place::Place(Place&& other) noexcept
    : book_(std::exchange(other.book_, nullptr)), key_(other.key_), known_(other.known_), counted_(other.counted_) {}

Addresses::Place& Addresses::Place::operator=(Place&& other) noexcept {
  std::swap(book_, other.book_);
  std::swap(key_, other.key_);
  std::swap(known_, other.known_);
  std::swap(counted_, other.counted_);
  return *this;
}

Addresses::Place::~Place() {
  if (book_) book_->release(*this);
}

}  // namespace convene::net
