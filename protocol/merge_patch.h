// RFC 7396 merge patches between two written values.
#pragma once

#include <string>
#include <string_view>

namespace convene::protocol {

/// The patch that makes `after` out of `before`; empty: they are the same. Both must be JSON that this program wrote,
/// without null in it (a merge patch cannot say null). O(bytes of both).
std::string merge_patch(std::string_view before, std::string_view after);

}  // namespace convene::protocol
