// Small readings and writings of HTTP's texts: case, escaping, Accept-Encoding, forms, Host and Origin.
//
// Everything here is a pure function of hostile text; what is not exactly right is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/ops/html.h"

namespace convene::net {

std::string lower(std::string_view text);

using ops::html_escape;

/// How much a content coding is wanted, in thousandths (RFC 9110, 12.5.3); 0: not at all. `coding` in lower case.
int coding_quality(std::string_view accept_encoding, std::string_view coding);

/// Whether `if_none_match` names the tag (a quoted string), weakly compared.
bool names_tag(std::string_view if_none_match, std::string_view tag);

/// application/x-www-form-urlencoded: names and values in order. Nothing on a broken escape, invalid UTF-8, a NUL, or
/// more than `most` fields.
std::optional<std::vector<std::pair<std::string, std::string>>> read_form(std::string_view body, std::size_t most = 32);

/// The value of the first field of this name; empty: there is none, or the form is malformed.
std::string field_in(std::string_view form, std::string_view name);

/// A Host header: name, IPv4 or [IPv6], and perhaps a port. Nothing else may stand there, as it is written into
/// headers.
bool good_host(std::string_view host);

/// "https://example.org:8443" cut into its parts, in lower case, a scheme's own port left out.
struct Origin {
  std::string scheme;
  std::string authority;
  bool operator==(const Origin&) const = default;
};
std::optional<Origin> read_origin(std::string_view text);

/// The ids that events may have in paths: a-z A-Z 0-9 - _ ., not starting with a dot, up to 64.
bool good_event_id(std::string_view id);

bool valid_utf8(std::string_view text);

}  // namespace convene::net
