#include "server/net/api_answers.h"

#include "protocol/encode.h"
#include "server/net/site.h"

namespace convene::net {
namespace {

constexpr std::string_view kApi = "/api/";  // errors of this interface are JSON

}  // namespace

Answer unstored(Answer answer) {
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

Answer json_answer(unsigned status, std::string json) {
  return unstored(text_answer(status, std::move(json) + '\n', "application/json"));
}

Answer page_answer(std::string html, const std::string& style_source) {
  Answer answer = unstored(text_answer(200, std::move(html), "text/html; charset=utf-8"));
  answer.style_sources = ' ' + style_source;
  return answer;
}

Answer api_error(unsigned status, std::string_view code, std::string_view message) {
  return error_answer(status, kApi, std::string(code), std::string(message));
}

Answer forbidden_answer(std::string_view capability) {
  return api_error(403, "role.required", "This needs the capability " + std::string(capability) + ".");
}

Answer refused_answer(const Refusal& refusal) {
  const unsigned status = refusal.code == "journal.unavailable" || refusal.code == "event.closed" ? 503 : 409;
  return api_error(status, refusal.code, refusal.message);
}

Answer away_answer() {
  return api_error(503, "event.away", "The event cannot be read or written just now. Try again soon.");
}

Answer damaged_answer() {
  return api_error(500, "event.damaged",
                   "What was stored of the event is damaged. Whoever runs the server has to restore a backup.");
}

Answer gone_answer() {
  return api_error(400, "http.gone", "You closed the connection. Keep both directions open until the answer is there.");
}

Answer overloaded_answer() {
  return api_error(503, "overloaded", "Too many long lists are being read just now. Send it again in a minute.");
}

Answer method_answer(std::string allowed) {
  Answer answer = api_error(405, "http.method", "This address answers " + allowed + " only.");
  answer.headers.emplace_back("Allow", std::move(allowed));
  return answer;
}

Answer stale_pass_answer() {
  return api_error(401, "pass.invalid", "This pass is not good any more. Ask for a new one.");
}

Answer unknown_session_answer() { return api_error(422, "session.unknown", "There is no such session."); }

Answer csv_answer(std::string text, const std::string& file) {
  Answer answer = unstored(text_answer(200, std::move(text), "text/csv; charset=utf-8"));
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file + '"');
  return answer;
}

Answer faults_answer(std::string_view code, const protocol::Faults& faults) {
  return json_answer(422, "{\"code\":\"" + std::string(code) + "\",\"total\":" + std::to_string(faults.total()) +
                              ",\"faults\":" + protocol::encode(faults.list()) + "}");
}

}  // namespace convene::net
