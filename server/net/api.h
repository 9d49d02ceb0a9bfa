// The HTTP interface for staff, behind the sockets: /api/v1/events/<event>/<resource> with a pass as bearer token.
//
// The site (site.h) checks form, size and pass; whoever implements this checks the person's generation and what they
// may do, since hats live in the event's state.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "server/live/passes.h"
#include "server/net/request.h"

namespace convene::net {

struct ApiRequest {
  std::string event;
  live::PassClaims by;  // sound, of this event, not expired
  std::string pass;     // itself, for who checks the generation
  Method method = Method::get;
  std::string resource;  // "roster", "state", "people/p12"
  std::string query;
  std::string content_type;
  std::string body;
  std::stop_token gone;  // Request::gone
};

class Api {
 public:
  virtual ~Api() = default;
  /// Answers later, on the shard's thread. 404 or 405 for what there is not.
  virtual void handle(ApiRequest request, Respond respond) = 0;
  /// Whether the bearer of this pass may send a long body now: asked before one is read.
  virtual bool takes_long(std::string_view event, std::string_view pass) const = 0;
};

}  // namespace convene::net
