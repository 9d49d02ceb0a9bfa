// The addresses that there are, as protocol/openapi.json describes them. Whoever answers them lists them.
#pragma once

#include <string_view>

#include "server/net/request.h"

namespace convene::net {

/// HEAD goes where GET goes, and is not listed.
struct Route {
  Method method = Method::get;
  std::string_view path;  // "/e/{event}"; what stands in braces is any one piece
};

}  // namespace convene::net
