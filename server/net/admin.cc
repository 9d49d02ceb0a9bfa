#include "server/net/admin.h"

#include "server/net/site.h"

namespace convene::net {

std::span<const Route> Admin::routes() {
  static constexpr Route all[] = {{Method::get, "/healthz"}, {Method::get, "/readyz"}, {Method::get, "/metrics"}};
  return all;
}

void Admin::handle(std::shared_ptr<const Request> request, Respond respond) {
  const std::string& path = request->path;
  if (request->method != Method::get && request->method != Method::head) {
    return respond(error_answer(405, path, "http.method", "This address answers GET, HEAD only."));
  }
  if (path == "/healthz") {
    return parts_.alive([respond](const std::string&) { respond(text_answer(200, "ok\n")); });
  }
  if (path == "/readyz") {
    return parts_.not_ready([respond](const std::string& why) {
      respond(why.empty() ? text_answer(200, "ready\n") : text_answer(503, why + '\n'));
    });
  }
  if (path == "/metrics") {
    return parts_.metrics([respond](std::string figures) {
      respond(text_answer(200, std::move(figures), "text/plain; version=0.0.4; charset=utf-8"));
    });
  }
  respond(error_answer(404, path, "http.not_found", "There is /healthz, /readyz and /metrics here."));
}

}  // namespace convene::net
