// Answers that all of the staff's HTTP interface gives alike.
#pragma once

#include <string>
#include <string_view>

#include "matcher/refusal.h"
#include "protocol/faults.h"
#include "server/net/request.h"

namespace convene::net {

/// The same, and nobody keeps it.
Answer unstored(Answer answer);
Answer json_answer(unsigned status, std::string json);
/// {"code","message"}
Answer api_error(unsigned status, std::string_view code, std::string_view message);
/// 403: the hats of whoever asks do not allow it.
Answer forbidden_answer(std::string_view capability);
/// 503 while nothing can be stored, 409 otherwise.
Answer refused_answer(const Refusal& refusal);
/// 503: the event cannot be read or written just now.
Answer away_answer();
/// 500: what was stored of the event is not what was written.
Answer damaged_answer();
/// 400: whoever asked closed the connection, or their half of it, before the answer was there.
Answer gone_answer();
/// 503: as much waits as may.
Answer overloaded_answer();
/// 405: the resource is there, and takes `allowed`, as "GET, HEAD".
Answer method_answer(std::string allowed);
/// 401: a pass that was good once.
Answer stale_pass_answer();
/// 422
Answer unknown_session_answer();
/// A list that is saved as `file`.
Answer csv_answer(std::string text, const std::string& file);
/// A page that is not kept anywhere, with a style sheet of its own, which a Content-Security-Policy calls so.
Answer page_answer(std::string html, const std::string& style_source);
/// 422, with the places of all faults.
Answer faults_answer(std::string_view code, const protocol::Faults& faults);

}  // namespace convene::net
