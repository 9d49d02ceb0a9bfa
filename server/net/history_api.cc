#include "server/net/history_api.h"

#include <exception>
#include <utility>

#include "matcher/board_views.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/live/ledger.h"
#include "server/net/api_answers.h"
#include "server/net/query.h"
#include "server/net/staff_look.h"
#include "server/ops/audit.h"
#include "server/ops/credit_csv.h"
#include "server/ops/past_operations.h"
#include "server/ops/summary.h"
#include "server/ops/turnout.h"

namespace convene::net {
namespace {

// One event does not keep the others from being read: one answer is made, and two more wait.
constexpr std::size_t kWaiting = 3;
// As many as a spreadsheet has.
constexpr std::size_t kMetRows = 1'000'000;

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

Answer unstored(Answer answer) {
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

/// The event as the journal has it, and as nothing changes it any more.
class Stored {
 public:
  Stored(journal::Journal& journal, const std::string& event) : ledger_(event, journal, entropy_) { ledger_.recover(); }
  const State& state() const { return ledger_.state(); }

 private:
  live::SystemEntropy entropy_;
  live::Ledger ledger_;
};

}  // namespace

void HistoryApi::send_journal(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
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
  read_for(hall, by, request, respond, [asked](journal::Journal& journal) -> Told {
    const Answer answer = unstored(text_answer(200, ops::audit_lines(journal, asked), "application/x-ndjson"));
    return [answer](const State&) { return answer; };
  });
}

void HistoryApi::send_operations(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"person", "before"}, respond);
  if (!query) return;
  const auto person = id_in<PersonId>(text_in(*query, "person"));
  if (!person) return respond(query_answer("person", "somebody's id, as p12"));
  std::optional<OperationId> before;
  if (query->contains("before")) {
    before = id_in<OperationId>(text_in(*query, "before"));
    if (!before) return respond(query_answer("before", "an operation's id, as o7"));
  }
  const auto read = [event = hall.event(), person = *person, before](journal::Journal& journal) -> Told {
    return [past = ops::past_operations(journal, event, person, before)](const State& now) {
      ops::PastOperations told = past;
      ops::forget_reasons(told, now);
      return json_answer(200, operations_json(now, told));
    };
  };
  read_for(hall, by, request, respond, read);
}

void HistoryApi::send_summary(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!read_query(request.query, {}, respond)) return;
  read_for(hall, by, request, respond, [event = hall.event()](journal::Journal& journal) -> Told {
    const Stored stored(journal, event);
    const auto turnouts = ops::turnouts(journal, event, stored.state().seq);
    Answer answer = unstored(text_answer(200, ops::summary_html(stored.state(), turnouts), "text/html; charset=utf-8"));
    answer.style_sources = ' ' + ops::summary_style_source();
    return [answer = std::move(answer)](const State&) { return answer; };
  });
}

void HistoryApi::send_met(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"session"}, respond);
  if (!query) return;
  const auto read = [event = hall.event(), session = text_in(*query, "session")](journal::Journal& journal) -> Told {
    const Stored stored(journal, event);
    if (!session.empty() && stored.state().find_session(session) < 0)
      return [](const State&) { return unknown_session_answer(); };
    const auto csv = ops::met_csv(stored.state(), session, kMetRows);
    Answer answer = csv ? csv_answer(*csv, "met.csv")
                        : api_error(422, "list.too_long",
                                    "More people met than an answer can hold. Ask for one session, or let whoever runs "
                                    "the server write it: convene export met.");
    return [answer = std::move(answer)](const State&) { return answer; };
  };
  read_for(hall, by, request, respond, read);
}

Respond HistoryApi::waiting(const std::string& event, const Respond& respond) {
  std::size_t& count = waiting_[event];
  if (count >= kWaiting) return respond(overloaded_answer()), nullptr;
  ++count;
  return [this, event, respond](Answer answer) {
    if (--waiting_[event] == 0) waiting_.erase(event);
    respond(std::move(answer));
  };
}

// Work outlives neither its answer nor the loop, but it may outlive the halls: it takes what it needs with it.
void HistoryApi::read_for(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                          std::function<Told(journal::Journal&)> read) {
  const auto ask = [this, &hall, by, pass = request.pass, respond, read = std::move(read)](const State&) {
    const Respond counted = waiting(hall.event(), respond);
    if (!counted) return;
    const auto failed = [this, counted, event = hall.event()](Answer answer, const std::exception& why) {
      return [this, counted, event, answer = std::move(answer), why = std::string(why.what())] {
        log_.write(live::Log::Level::error, event, "history.unread", why);
        counted(answer);
      };
    };
    const auto work = [&hall, open = open_, by, pass, counted, read, failed]() -> live::Worker::Then {
      try {
        return [&hall, by, pass, counted, told = read(*open())] {
          if_may(hall, by, "board", counted, [&hall, by, pass, counted, told](const State& now) {
            if (hall.read_pass(pass) != by) return counted(stale_pass_answer());
            counted(told(now));
          });
        };
      } catch (const journal::Damaged& damage) {
        return failed(damaged_answer(), damage);
      } catch (const live::Unsound& damage) {
        return failed(damaged_answer(), damage);
      } catch (const std::exception& away) { return failed(away_answer(), away); }
    };
    aside_.run(work, counted);
  };
  if_may(hall, by, "board", respond, ask);
}

}  // namespace convene::net
