// One staff view (floor or board) as its watchers have it: the written form of every entry, a revision, and the patch
// from one revision to the next. Those who are shown the same share one dashboard. One thread.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/live/outbox.h"

namespace convene::live {

/// The fields of a staff view, all of them maps by id.
template <class View>
constexpr auto sections_of() {
  using Fields = boost::describe::describe_members<View, boost::describe::mod_public>;
  std::array<std::string_view, boost::mp11::mp_size<Fields>::value> names;
  std::size_t n = 0;
  boost::mp11::mp_for_each<Fields>([&](auto field) { names[n++] = field.name; });
  return names;
}

class Dashboard {
 public:
  /// More changed entries than these in one step, and a whole view is cheaper than the patch.
  static constexpr std::size_t max_changes = 2'000;

  /// `topic`: the word on the wire. `sections`: the view's fields.
  Dashboard(std::string topic, std::span<const std::string_view> sections);

  /// The entry's present written form; nothing: there is no such entry. O(entry).
  void set(std::string_view section, const std::string& id, std::optional<std::string> written);

  /// Puts one section's entries in place of those that were there.
  void replace(std::string_view section, std::map<std::string, std::string> entries);

  enum class Step { none, patch, whole };
  /// Ends a step: what was set since the last one is the next revision. `patch()` or `whole()` tell of it.
  Step step(std::uint64_t seq);
  /// From the revision before to this one.
  const Bytes& patch() const { return patch_; }
  /// The view as of the last step. O(view) once a revision, then shared.
  const Bytes& whole();

  std::uint64_t revision() const { return revision_; }

 private:
  using Entries = std::map<std::string, std::string>;

  std::string topic_;
  std::map<std::string, Entries, std::less<>> sections_;
  std::map<std::string, Entries, std::less<>> changes_;  // id -> its part of the patch
  std::size_t changed_ = 0;
  std::uint64_t revision_ = 1;
  std::uint64_t seq_ = 0;
  Bytes patch_;
  Bytes whole_;
};

}  // namespace convene::live
