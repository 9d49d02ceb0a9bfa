#include "server/net/history_api.h"

#include <utility>

#include "matcher/view_builders.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/net/api_answers.h"
#include "server/net/query.h"
#include "server/ops/audit.h"
#include "server/ops/past_operations.h"
#include "server/ops/summary.h"
#include "server/ops/turnout.h"

namespace convene::net {
namespace {

/// {"operations":[{"operation":"o7",…as an entry of the board},…],"more":false}
std::string operations_json(const State& now, const ops::PastOperations& past) {
  std::string out = "{\"operations\":[";
  for (const ops::PastOperation& one : past.newest) {
    if (out.back() == '}') out += ',';
    out += "{\"operation\":\"" + to_string(one.operation.done.operation) + "\",";
    out += protocol::encode(board_operation(now, one.operation, one.undone_by)).substr(1);
  }
  return out + "],\"more\":" + (past.more ? "true" : "false") + '}';
}

}  // namespace

void send_journal(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"after", "person"}, respond);
  if (!query) return;
  ops::AuditAsked asked{hall.event(), 0, {}, by};
  if (query->contains("after")) {
    const auto after = number_in(text_in(*query, "after"));
    if (!after) return respond(query_answer("after", "the number of a record"));
    asked.after = *after;
  }
  if (query->contains("person")) {
    asked.person = id_in<PersonId>(text_in(*query, "person"));
    if (!asked.person) return respond(query_answer("person", "somebody's id, as p12"));
  }
  archive.read(hall, by, request, respond, [asked](journal::Journal& journal) -> Archive::Told {
    const Answer answer = unstored(text_answer(200, ops::audit_lines(journal, asked), "application/x-ndjson"));
    return [answer](const State&) { return answer; };
  });
}

void send_operations(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                     const Respond& respond) {
  const auto query = read_query(request.query, {"person", "before"}, respond);
  if (!query) return;
  const auto person = id_in<PersonId>(text_in(*query, "person"));
  if (!person) return respond(query_answer("person", "somebody's id, as p12"));
  std::optional<OperationId> before;
  if (query->contains("before")) {
    before = id_in<OperationId>(text_in(*query, "before"));
    if (!before) return respond(query_answer("before", "an operation's id, as o7"));
  }
  const auto read = [event = hall.event(), person = *person, before](journal::Journal& journal) -> Archive::Told {
    return [past = ops::past_operations(journal, event, person, before)](const State& now) {
      ops::PastOperations told = past;
      ops::forget_reasons(told, now);
      return json_answer(200, operations_json(now, told));
    };
  };
  archive.read(hall, by, request, respond, read);
}

void send_summary(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!read_query(request.query, {}, respond)) return;
  archive.write(hall, by, request, respond, [event = hall.event()](const State& then, journal::Journal& journal) {
    const auto turnouts = ops::turnouts(journal, event, then.seq);
    return page_answer(ops::summary_html(then, turnouts), ops::summary_style_source());
  });
}

}  // namespace convene::net
