// The codes that the runtime itself speaks in: why a connection was closed, why a message was refused. The slices of
// the core have refusal codes of their own beside these ("noun.reason"); PROTOCOL.md lists all of them.
#pragma once

#include <cstdint>
#include <string_view>

namespace convene::protocol {

/// 4000-4099: come back at once. 4100-4199: come back after a wait. 4200-4299: do not come back by yourself.
enum class Close : std::uint16_t {
  restart = 4000,       // the server stops and will be back; the reason says in how many seconds
  moved = 4001,         // the event is elsewhere now; the same address leads there
  overload = 4100,      // no room for another connection or hello just now
  rate = 4101,          // kept sending after being told to slow down
  slow_reader = 4102,   // did not take what was written to it for too long
  unavailable = 4103,   // nothing can be made durable just now
  pass_invalid = 4200,  // not ours, damaged, expired or revoked: ask for a new link
  removed = 4201,       // shown out by staff; the same link works once they restore it
  banned = 4202,
  event_over = 4203,
  protocol_error = 4204,  // not a message of this protocol
  unknown_event = 4205,
  other_device = 4206,   // the event allows one device, and another one came
  join_refused = 4207,   // the walk-in form was not accepted; the refusal before it says why
  event_damaged = 4208,  // what is stored of the event cannot be read: its operator must look
};

constexpr std::uint16_t number(Close code) { return static_cast<std::uint16_t>(code); }

namespace refusals {
inline constexpr std::string_view rate_limited = "rate.limited";
inline constexpr std::string_view hello_first = "hello.first";
inline constexpr std::string_view hello_twice = "hello.twice";
inline constexpr std::string_view not_in_charge = "tab.not_in_charge";
inline constexpr std::string_view id_missing = "command.id_missing";
inline constexpr std::string_view id_malformed = "command.id_malformed";
inline constexpr std::string_view journal_unavailable = "journal.unavailable";
inline constexpr std::string_view overloaded = "server.overloaded";
inline constexpr std::string_view internal = "internal";
inline constexpr std::string_view event_closed = "event.closed";
}  // namespace refusals

}  // namespace convene::protocol
