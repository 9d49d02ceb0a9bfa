#include "server/net/attendance_api.h"

#include <algorithm>
#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <set>

#include "matcher/state.h"
#include "protocol/encode.h"
#include "server/net/api_answers.h"
#include "server/net/staff_look.h"
#include "server/net/text.h"
#include "server/net/unmatched.h"
#include "server/ops/attendance_csv.h"
#include "server/ops/attendance_match.h"

namespace convene::net {
namespace {

constexpr int kMatchedAtMost = 3;  // times, while people come and are renamed

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

/// One list on its way: read and matched aside, by a copy of the names; taken on the shard, if the names are still so,
/// else matched anew. Held by whatever step comes next.
class Upload : public std::enable_shared_from_this<Upload> {
 public:
  Upload(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request, Respond respond)
      : hall_(hall),
        aside_(aside),
        by_(by),
        asked_(field_in(request.query, "session")),
        text_(request.body),
        respond_(std::move(respond)) {}

  void begin() {
    if_may(hall_, by_, "board", respond_, [self = shared_from_this()](const State& now) { self->match_aside(now); });
  }

 private:
  void match_aside(const State& now) {
    names_ = ops::known_names(now);
    sessions_.clear();
    for (const SessionDefinition& session : now.event.sessions)
      if (session.kind == SessionKind::content) sessions_.insert(session.id);
    aside_.run([self = shared_from_this()] { return self->match(); }, respond_);
  }

  /// Aside.
  live::Worker::Then match() {
    if (!rows_) {
      protocol::Faults faults(1'000);
      rows_ = ops::read_attendance(text_, faults);
      text_ = {};
      if (!rows_) return say(faults_answer("attendance.malformed", faults));
      if (rows_->empty()) return say(api_error(422, "attendance.empty", "The list has no rows."));
    }
    match_ = ops::match_attendance(names_, *rows_, asked_);
    for (const auto& [session, people] : match_.sessions) {
      if (session.empty())
        return say(api_error(422, "attendance.session", "Say which session: POST attendance?session=<id>."));
      if (!sessions_.contains(session))
        return say(
            api_error(422, "session.unknown", "There is no content session \"" + protocol::shown(session) + "\"."));
    }
    return [self = shared_from_this()] { self->take(); };
  }

  live::Worker::Then say(Answer answer) {
    return [self = shared_from_this(), answer = std::move(answer)] { self->respond_(answer); };
  }

  void take() {
    if_may(hall_, by_, "board", respond_, [self = shared_from_this()](const State& now) {
      if (ops::still_known_so(self->names_, now)) return self->store();
      if (++self->matched_ < kMatchedAtMost) return self->match_aside(now);
      self->respond_(
          api_error(409, "attendance.names_changed", "People's names changed while the list was read. Send it again."));
    });
  }

  void store() {
    std::vector<AttendanceImport> lists;
    for (const auto& [session, people] : match_.sessions) lists.push_back({session, people});
    hall_.import_attendance(std::move(lists), [self = shared_from_this()](const std::vector<live::ListTaken>& taken) {
      self->respond_(answer_of(self->match_, taken));
    });
  }

  live::Hall& hall_;
  const Aside& aside_;
  const PersonId by_;
  const std::string asked_;
  std::string text_;  // until it is read
  const Respond respond_;
  std::optional<std::vector<ops::AttendanceRow>> rows_;
  ops::KnownNames names_;
  std::set<std::string> sessions_;  // of content
  ops::AttendanceMatch match_;
  int matched_ = 0;
};

}  // namespace

void take_attendance(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request,
                     const Respond& respond) {
  std::make_shared<Upload>(hall, aside, by, request, respond)->begin();
}

}  // namespace convene::net
