#include "server/net/attendance_api.h"

#include <algorithm>
#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <set>

#include "matcher/state.h"
#include "protocol/encode.h"
#include "server/net/api_answers.h"
#include "server/net/list_upload.h"
#include "server/net/text.h"
#include "server/net/unmatched.h"
#include "server/ops/attendance_csv.h"
#include "server/ops/attendance_match.h"

namespace convene::net {
namespace {

// The answer, field by field as it is written (docs/organiser.md).

struct SessionTaken {
  std::string session;
  std::uint64_t people = 0;  // whom its rows mean
  std::uint64_t stored = 0;  // of these
  std::optional<std::uint64_t> seq;
  std::optional<std::string> code;
  std::optional<std::string> message;
};
BOOST_DESCRIBE_STRUCT(SessionTaken, (), (session, people, stored, seq, code, message))

struct AttendanceTaken {
  std::optional<std::string> code;
  std::optional<std::string> message;
  std::uint64_t people = 0;
  std::uint64_t unmatched_rows = 0;
  std::vector<UnmatchedShown> unmatched;
  std::uint64_t name_only_rows = 0;
  std::vector<std::uint32_t> name_only;
  std::vector<SessionTaken> sessions;
  std::optional<std::uint64_t> seq;
};
BOOST_DESCRIBE_STRUCT(AttendanceTaken, (),
                      (code, message, people, unmatched_rows, unmatched, name_only_rows, name_only, sessions, seq))

/// What became of the sessions, in the order of the match's.
Answer answer_of(const ops::AttendanceMatch& match, const std::vector<live::ListTaken>& taken) {
  AttendanceTaken out;
  unsigned status = 200;
  std::uint64_t stored = 0;
  const Refusal* first = nullptr;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    SessionTaken& session = out.sessions.emplace_back();
    session.session = match.sessions[i].session;
    session.people = match.sessions[i].people.size();
    session.stored = taken[i].stored;
    out.people += session.people;
    stored += session.stored;
    if (const auto* refusal = std::get_if<Refusal>(&taken[i].answer)) {
      session.code = refusal->code, session.message = refusal->message;
      if (!first) first = refusal;
    } else {
      session.seq = std::get<std::uint64_t>(taken[i].answer);
      out.seq = std::max(out.seq.value_or(0), *session.seq);
    }
  }
  if (first) {
    status = refused_answer(*first).status;
    out.code = stored == 0 ? first->code : "attendance.in_part";
    out.message = stored == 0 ? first->message : "A part of the list is stored: send all of it again, which is safe.";
  }
  out.unmatched_rows = match.unmatched.size();
  out.unmatched = shown_rows(match.unmatched);
  out.name_only_rows = match.name_only.size();
  out.name_only = shown_rows(match.name_only);
  return json_answer(status, protocol::encode(out));
}

class Upload final : public ListUpload {
 public:
  Upload(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request, Respond respond)
      : ListUpload(hall, aside, by, "board", "attendance.names_changed", request.body, std::move(respond)),
        asked_(field_in(request.query, "session")) {}

 private:
  void note(const State& now) override {
    sessions_.clear();
    for (const SessionDefinition& session : now.event.sessions)
      if (session.kind == SessionKind::content) sessions_.insert(session.id);
  }

  std::optional<Answer> match() override {
    if (!rows_) {
      protocol::Faults faults(1'000);
      rows_ = ops::read_attendance(text_, faults);
      text_ = {};
      if (!rows_) return faults_answer("attendance.malformed", faults);
      if (rows_->empty()) return api_error(422, "attendance.empty", "The list has no rows.");
    }
    match_ = ops::match_attendance(names_, *rows_, asked_);
    for (const auto& [session, people] : match_.sessions) {
      if (session.empty())
        return api_error(422, "attendance.session", "Say which session: POST attendance?session=<id>.");
      if (!sessions_.contains(session))
        return api_error(422, "session.unknown", "There is no content session \"" + protocol::shown(session) + "\".");
    }
    return {};
  }

  void take() override {
    std::vector<AttendanceImport> lists;
    for (const auto& [session, people] : match_.sessions) lists.push_back({session, people});
    const auto self = std::static_pointer_cast<Upload>(shared_from_this());
    hall_.import_attendance(std::move(lists), [self](const std::vector<live::ListTaken>& taken) {
      self->respond_(answer_of(self->match_, taken));
    });
  }

  const std::string asked_;
  std::optional<std::vector<ops::AttendanceRow>> rows_;
  std::set<std::string> sessions_;  // of content
  ops::AttendanceMatch match_;
};

}  // namespace

void take_attendance(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request,
                     const Respond& respond) {
  std::make_shared<Upload>(hall, aside, by, request, respond)->begin();
}

}  // namespace convene::net
