// Short lists of words, as profiles and the event's description have them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// Whether the word is one of the list's. O(list).
inline bool listed(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace convene
