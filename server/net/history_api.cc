#include "server/net/history_api.h"

#include <utility>

#include "matcher/board_views.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/net/api_answers.h"
#include "server/net/query.h"
#include "server/net/staff_look.h"
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

void HistoryApi::send_journal(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) const {
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
  read_for(hall, by, respond, [asked, respond](journal::Journal& journal) -> live::Worker::Then {
    Answer answer = text_answer(200, ops::audit_lines(journal, asked), "application/x-ndjson");
    answer.headers.emplace_back("Cache-Control", "no-store");
    return [respond, answer = std::move(answer)] { respond(answer); };
  });
}

void HistoryApi::send_operations(live::Hall& hall, PersonId by, const ApiRequest& request,
                                 const Respond& respond) const {
  const auto query = read_query(request.query, {"person", "before"}, respond);
  if (!query) return;
  const auto person = id_in<PersonId>(text_in(*query, "person"));
  if (!person) return respond(query_answer("person", "somebody's id, as p12"));
  std::optional<OperationId> before;
  if (query->contains("before")) {
    before = id_in<OperationId>(text_in(*query, "before"));
    if (!before) return respond(query_answer("before", "an operation's id, as o7"));
  }
  const auto read = [&hall, event = hall.event(), by, respond, person = *person,
                     before](journal::Journal& journal) -> live::Worker::Then {
    const auto past = std::make_shared<const ops::PastOperations>(ops::past_operations(journal, event, person, before));
    return [&hall, by, respond, past] {
      if_may(hall, by, "board", respond,
             [respond, past](const State& now) { respond(json_answer(200, operations_json(now, *past))); });
    };
  };
  read_for(hall, by, respond, read);
}

void HistoryApi::send_summary(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) const {
  if (!read_query(request.query, {}, respond)) return;
  const auto read = [&hall, event = hall.event(), by, respond](journal::Journal& journal) -> live::Worker::Then {
    const auto turnouts = std::make_shared<const std::map<std::string, ops::Turnout>>(ops::turnouts(journal, event));
    return [&hall, by, respond, turnouts] {
      if_may(hall, by, "board", respond, [respond, turnouts](const State& now) {
        Answer answer = text_answer(200, ops::summary_html(now, *turnouts), "text/html; charset=utf-8");
        answer.headers.emplace_back("Cache-Control", "no-store");
        answer.style_sources = ' ' + ops::summary_style_source();
        respond(std::move(answer));
      });
    };
  };
  read_for(hall, by, respond, read);
}

// Work outlives neither its answer nor the loop, but it may outlive the halls: it takes what it needs with it.
void HistoryApi::read_for(live::Hall& hall, PersonId by, const Respond& respond,
                          std::function<live::Worker::Then(journal::Journal&)> work) const {
  if_may(hall, by, "board", respond, [this, respond, work = std::move(work)](const State&) {
    const auto read = [open = open_, respond, work]() -> live::Worker::Then {
      try {
        return work(*open());
      } catch (const journal::Error&) {
        return [respond] { respond(away_answer()); };
      }
    };
    aside_.run(read, respond);
  });
}

}  // namespace convene::net
