// A request and its answer without the socket and without the HTTP library, so that what is served can be read,
// and tested, on its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convene::net {

enum class Method : std::uint8_t { get, head, post, delete_, other };

/// One whole request. The texts live until the answer was given.
struct Request {
  Method method = Method::other;
  std::string path;  // as sent, without the query; never decoded: no path of ours needs it
  std::string query;
  std::string host;  // checked: a name or address and perhaps a port
  std::string accept_encoding;
  std::string if_none_match;
  std::string content_type;
  std::string authorization;
  std::string body;
  std::string from;      // the client's network, as Addresses::from tells it
  std::stop_token gone;  // asks to stop once nobody waits for the answer; any thread
};

struct Answer {
  unsigned status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::shared_ptr<const std::string> body;
  std::vector<std::pair<std::string, std::string>> headers;
  /// Extra sources of the Content-Security-Policy: hashes of what is inlined in this page.
  std::string script_sources;
  std::string style_sources;
};

inline Answer text_answer(unsigned status, std::string text, std::string type = "text/plain; charset=utf-8") {
  return {status, std::move(type), std::make_shared<const std::string>(std::move(text)), {}, {}, {}};
}

/// May be called later, once, on the same thread.
using Respond = std::function<void(Answer)>;

class Handler {
 public:
  virtual ~Handler() = default;
  virtual void handle(std::shared_ptr<const Request> request, Respond respond) = 0;
  /// The most bytes that the body of a request with this head may have; 0: none is taken.
  virtual std::size_t body_limit(const Request& head) const = 0;
};

}  // namespace convene::net
