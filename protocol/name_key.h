// Names that people take for one another: what two of them have in common is their key.
//
// Pure. Unicode Technical Standard 39, through ICU: default-ignorable characters, controls, marks of direction, blanks
// and punctuation are left out, compatibility forms are resolved (NFKC), then skeletons and case folding take turns, so
// that "Ｍоnа Mоdеrаtоr" in Cyrillic letters has the key of "mona moderator".
#pragma once

#include <string>
#include <string_view>

namespace convene::protocol {

/// Empty: nothing is left of it (it is all punctuation, say), or it is no UTF-8: then it is like no other.
/// O(length); a name is short. Any thread.
std::string name_key(std::string_view name);

}  // namespace convene::protocol
