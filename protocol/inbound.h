// What a client may say, as one list: the greeting, requests for views, signs of life, and the commands.
#pragma once

#include <boost/mp11/list.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/faults.h"
#include "protocol/forms.h"
#include "protocol/json_tree.h"

namespace convene::protocol {

/// What a client says that is no command.
using Housekeeping = std::variant<Hello, Resync, Ping>;
using InboundBody = boost::mp11::mp_append<Housekeeping, ClientCommand>;

/// One message; its fields stand beside "type" and "id".
struct Inbound {
  static constexpr std::string_view flat = "body";
  std::optional<std::string> id;  // "<tab_number>:<n>"; commands that have a reply must carry one
  InboundBody body;
};
BOOST_DESCRIBE_STRUCT(Inbound, (), (id, body))

template <>
struct FieldRules<Inbound> {
  static constexpr auto bounds = std::to_array<Bound>({{"id", 1, 64}});
};

/// Commands that are worth nothing later and have neither id nor reply.
template <class T>
inline constexpr bool is_signal =
    boost::mp11::mp_contains<boost::mp11::mp_list<SeatSeen, CallOpened, CallClosed, NoticeSeen>, T>::value;

struct Message {
  Inbound inbound;
  std::uint64_t hash = 0;  // of what it says: a retry has the same number
};

/// How many messages one frame may carry.
inline constexpr std::size_t max_messages_a_frame = 64;

/// Reads a frame: one message, or a list of them. What comes before a fault is handed over, what follows it is not
/// read; the fault comes with the id of its message, where that could be read.
struct Frame {
  std::vector<Message> messages;
  std::optional<Fault> fault;
  std::optional<std::string> fault_id;
};

/// `scratch` keeps its memory from one frame to the next. O(bytes).
Frame read_frame(std::string_view text, JsonTree& scratch);

}  // namespace convene::protocol
