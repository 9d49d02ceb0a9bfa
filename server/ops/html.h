// Words of people on a page.
#pragma once

#include <string>
#include <string_view>

namespace convene::ops {

/// Text for HTML's content and quoted attributes: & < > " ' are escaped; control characters but the line end are left
/// out. Broken UTF-8 becomes U+FFFD. Any thread. O(bytes).
std::string html_escape(std::string_view text);

}  // namespace convene::ops
