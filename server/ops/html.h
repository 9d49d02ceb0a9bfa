// Words of people on a page.
#pragma once

#include <string>
#include <string_view>

namespace convene::ops {

/// Text for HTML's content and quoted attributes: & < > " ' are escaped; control characters but the line end are left
/// out. Broken UTF-8 becomes U+FFFD. Any thread. O(bytes).
std::string html_escape(std::string_view text);

/// What a Content-Security-Policy calls this style sheet, so that a page may hold it: 'sha256-…'. O(bytes).
std::string style_source(std::string_view style);

}  // namespace convene::ops
