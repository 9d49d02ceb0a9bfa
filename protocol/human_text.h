// What may stand where people read somebody's name: nothing that hides, reverses or piles up.
//
// Pure. Unicode 15 through ICU: Unicode Technical Reports 36 and 39 name the tricks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace convene::protocol {

inline constexpr int max_name_letters = 64;  // as people count them: grapheme clusters
inline constexpr int max_marks = 4;          // on one letter; living languages need three

/// What is wrong with a name (or an organisation, a team), for people; nothing: it can be shown as it is. Refused are:
/// control characters, characters that change the direction of what follows (U+202A-E, U+2066-9), line ends, blanks
/// alone, more marks on a letter than any language needs, and more than max_name_letters. `text` may be any bytes.
std::optional<std::string> fault_in_name(std::string_view text, int most_letters = max_name_letters);

/// What is wrong with what somebody writes to others, in one or more lines: the same, but for its length, which is
/// limited in bytes elsewhere, and line ends and tabs, which it may hold.
std::optional<std::string> fault_in_writing(std::string_view text);

}  // namespace convene::protocol
