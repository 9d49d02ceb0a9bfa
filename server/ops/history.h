// The records of an event that hold certain facts, read from its journal: for what the state does not keep.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "matcher/facts.h"
#include "server/journal/journal.h"

namespace convene::ops {

/// Every record up to `until` with a fact of one of these names, in order, without anybody's words: they are not looked
/// up. Reads the whole journal of the event, O(bytes), and decodes what is asked for only. Any thread, which it holds
/// up. Throws journal::Error; Damaged for a record that cannot be read.
void each_record(journal::Journal& journal, const std::string& event, std::initializer_list<std::string_view> facts,
                 const std::function<void(std::uint64_t seq, const Record& record)>& each,
                 std::uint64_t until = journal::max_seq);

}  // namespace convene::ops
