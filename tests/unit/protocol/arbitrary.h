// Random values of any described type, from the same field lists as the codec: what one is sure to forget by hand.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "protocol/names.h"

namespace convene::protocol {

/// A seeded source of random values. `controls`: texts may have control characters in them.
class Arbitrary {
 public:
  explicit Arbitrary(std::uint64_t seed, bool controls = false) : engine_(seed), controls_(controls) {}

  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  bool coin() { return below(2) == 0; }

  template <class T>
  T value() {
    T out{};
    fill(out);
    return out;
  }

  std::string text() {
    static const std::array<std::string, 14> letters{"a", "Z", "0",  " ",    "\"",     "\\", "/",
                                                     "é", "ß", "漢", "🙂", "\u2028", "<",  "'"};
    static const std::array<std::string, 6> control{"\n", "\t", "\r", std::string(1, '\0'), "\x1b", "\x7f"};
    std::string text;
    for (std::uint64_t left = below(9); left > 0; --left) {
      text += controls_ && below(4) == 0 ? control[below(control.size())] : letters[below(letters.size())];
    }
    return text;
  }

  void fill(std::string& out) { out = text(); }
  void fill(bool& out) { out = coin(); }
  void fill(Instant& out) { fill(out.ms); }
  void fill(Duration& out) { fill(out.ms); }
  template <class Tag>
  void fill(Id<Tag>& out) {
    fill(out.value);
  }
  template <std::integral T>
  void fill(T& out) {
    using Range = std::numeric_limits<T>;
    const std::array<T, 5> edges{Range::min(), Range::max(), 0, 1, static_cast<T>(Range::max() / 2)};
    out = coin() ? edges[below(edges.size())] : static_cast<T>(engine_());
  }
  template <std::floating_point T>
  void fill(T& out) {
    out = std::ldexp(static_cast<T>(static_cast<std::int64_t>(engine_())), static_cast<int>(below(120)) - 100);
  }
  template <DescribedEnum E>
  void fill(E& out) {
    out = enumerators<E>[below(enumerators<E>.size())].value;
  }
  template <class T>
  void fill(std::optional<T>& out) {
    if (coin()) fill(out.emplace());
  }
  template <class T>
  void fill(std::vector<T>& out) {
    for (std::uint64_t left = below(4); left > 0; --left) out.push_back(value<T>());
  }
  template <class T, std::size_t n>
  void fill(std::array<T, n>& out) {
    for (T& item : out) fill(item);
  }
  template <class T>
  void fill(std::set<T>& out) {
    for (std::uint64_t left = below(4); left > 0; --left) out.insert(value<T>());
  }
  template <class A, class B>
  void fill(std::pair<A, B>& out) {
    fill(out.first);
    fill(out.second);
  }
  template <class K, class T>
  void fill(std::map<K, T>& out) {
    for (std::uint64_t left = below(4); left > 0; --left) out.emplace(value<K>(), value<T>());
  }
  template <class... Each>
  void fill(std::variant<Each...>& out) {
    mp11::mp_with_index<sizeof...(Each)>(below(sizeof...(Each)), [&](auto i) { fill(out.template emplace<i>()); });
  }
  template <DescribedStruct T>
  void fill(T& out) {
    mp11::mp_for_each<Fields<T>>([&](auto d) { fill(out.*decltype(d)::pointer); });
  }

 private:
  std::mt19937_64 engine_;
  bool controls_;
};

}  // namespace convene::protocol
