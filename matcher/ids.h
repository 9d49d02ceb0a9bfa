// Identities of the things that an event creates while it runs.
//
// Each is a small number that is never used twice in one event, so that facts stay compact and say nothing about
// anybody. Things the organiser names (sessions, roles, regions, topics) are called by their own keys instead.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace convene {

/// A number with a type. Value 0 means "none"; the first one given out is 1. `Tag::letter` starts its written form.
template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t number) : value(number) {}
  constexpr explicit operator bool() const { return value != 0; }
  constexpr auto operator<=>(const Id&) const = default;

  static constexpr char letter = Tag::letter;
};

using PersonId = Id<struct PersonTag>;
using RoundId = Id<struct RoundTag>;
using RoomId = Id<struct RoomTag>;
using PlanId = Id<struct PlanTag>;
using NoticeId = Id<struct NoticeTag>;
using TicketId = Id<struct TicketTag>;
using OperationId = Id<struct OperationTag>;

struct PersonTag {
  static constexpr char letter = 'p';
};
struct RoundTag {
  static constexpr char letter = 'n';
};
struct RoomTag {
  static constexpr char letter = 'r';
};
struct PlanTag {
  static constexpr char letter = 'd';
};
struct NoticeTag {
  static constexpr char letter = 'b';
};
struct TicketTag {
  static constexpr char letter = 't';
};
struct OperationTag {
  static constexpr char letter = 'o';
};

/// The written form, as it stands on the wire and in facts: "p12", "r7".
template <class Tag>
std::string to_string(Id<Tag> id) {
  return std::string(1, Tag::letter) + std::to_string(id.value);
}

}  // namespace convene

template <class Tag>
struct std::hash<convene::Id<Tag>> {
  std::size_t operator()(convene::Id<Tag> id) const noexcept { return id.value; }
};
