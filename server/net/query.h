// What stands behind the question mark of the staff's HTTP interface: few fields, each known, each once.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "matcher/ids.h"
#include "protocol/decode.h"
#include "server/net/request.h"

namespace convene::net {

using Query = std::map<std::string, std::string, std::less<>>;

/// Nothing: it is malformed, names a field twice or one that is not among these, and `respond` got the answer.
std::optional<Query> read_query(std::string_view query, std::initializer_list<std::string_view> known,
                                const Respond& respond);

/// The answer to a field whose value is none.
Answer query_answer(std::string_view field, std::string_view what);

/// Empty: the field is not there.
std::string text_in(const Query& query, std::string_view field);
/// A whole number up to 2^53 as JSON has it; nothing for anything else.
std::optional<std::uint64_t> number_in(std::string_view text);

/// "p12" and the like; nothing for anything else.
template <class Identity>
std::optional<Identity> id_in(std::string_view text) {
  const Identity id(protocol::Reader::parse_id(text, Identity::letter).value_or(0));
  return id ? std::optional(id) : std::nullopt;
}

}  // namespace convene::net
