#include "server/net/attendance_api.h"

#include <map>

#include "matcher/capabilities.h"
#include "matcher/state.h"
#include "protocol/encode.h"
#include "server/net/api_answers.h"
#include "server/net/text.h"
#include "server/ops/attendance_csv.h"
#include "server/ops/attendance_match.h"
#include "server/ops/attendance_report.h"

namespace convene::net {
namespace {

constexpr std::size_t kUnmatchedShown = 1'000;

const char* word(ops::UnmatchedWhy why) { return why == ops::UnmatchedWhy::unknown ? "unknown" : "several"; }

/// The value of `session` in a query; nothing: it is not there, or malformed.
std::optional<std::string> session_in(std::string_view query) {
  const auto fields = read_form(query);
  if (!fields) return {};
  for (const auto& [name, value] : *fields)
    if (name == "session") return value;
  return {};
}

/// By session, those rows that say none under the one that was asked for.
std::map<std::string, std::vector<ops::AttendanceRow>> by_session(std::vector<ops::AttendanceRow> rows,
                                                                  const std::string& otherwise) {
  std::map<std::string, std::vector<ops::AttendanceRow>> out;
  for (ops::AttendanceRow& row : rows) {
    std::string session = row.session.empty() ? otherwise : row.session;
    out[std::move(session)].push_back(std::move(row));
  }
  return out;
}

}  // namespace

void send_attendance(live::Hall& hall, PersonId by, const Respond& respond) {
  hall.when_settled([by, respond](const State* now) {
    if (!now) return respond(away_answer());
    if (!may(*now, by, "board")) return respond(forbidden_answer("board"));
    Answer answer = text_answer(200, ops::attendance_csv(ops::attendance_lines(*now)), "text/csv; charset=utf-8");
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"attendance.csv\"");
    respond(std::move(answer));
  });
}

void take_attendance(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const std::string asked = session_in(request.query).value_or("");
  hall.when_settled([&hall, by, asked, text = request.body, respond](const State* now) {
    if (!now) return respond(away_answer());
    if (!may(*now, by, "board")) return respond(forbidden_answer("board"));
    protocol::Faults faults(1'000);
    auto rows = ops::read_attendance(text, faults);
    if (!rows) return respond(faults_answer("attendance.malformed", faults));
    if (rows->empty()) return respond(api_error(422, "attendance.empty", "The list has no rows."));
    std::vector<AttendanceImport> parts;
    std::vector<ops::UnmatchedRow> unmatched;
    std::size_t people = 0;
    for (auto& [session, of_session] : by_session(std::move(*rows), asked)) {
      const std::int32_t index = now->find_session(session);
      if (session.empty())
        return respond(api_error(422, "attendance.session", "Say which session: POST attendance?session=<id>."));
      if (index < 0 || now->session(index).definition.kind != SessionKind::content)
        return respond(
            api_error(422, "session.unknown", "There is no content session \"" + protocol::shown(session) + "\"."));
      ops::AttendanceMatch match = ops::match_attendance(*now, of_session);
      people += match.people.size();
      unmatched.insert(unmatched.end(), match.unmatched.begin(), match.unmatched.end());
      parts.push_back({session, std::move(match.people)});
    }
    std::string report = "{\"people\":" + std::to_string(people) +
                         ",\"unmatched_rows\":" + std::to_string(unmatched.size()) + ",\"unmatched\":[";
    for (std::size_t i = 0; i < std::min(unmatched.size(), kUnmatchedShown); ++i)
      report += (i == 0 ? "{\"row\":" : ",{\"row\":") + std::to_string(unmatched[i].row) + ",\"why\":\"" +
                word(unmatched[i].why) + "\"}";
    const bool several = parts.size() > 1 || people > 20'000;
    hall.import_attendance(
        std::move(parts), [report = std::move(report), several, respond](const live::Answer& answer) {
          if (const auto* refusal = std::get_if<Refusal>(&answer)) {
            Refusal said = *refusal;
            if (several) said.message += "; a part of the list may be stored: send all of it again";
            return respond(refused_answer(said));
          }
          respond(json_answer(200, report + "],\"seq\":" + std::to_string(std::get<std::uint64_t>(answer)) + "}"));
        });
  });
}

}  // namespace convene::net
