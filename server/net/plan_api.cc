#include "server/net/plan_api.h"

#include <algorithm>
#include <boost/describe.hpp>
#include <memory>
#include <optional>

#include "matcher/state.h"
#include "protocol/encode.h"
#include "protocol/human_text.h"
#include "server/net/api_answers.h"
#include "server/net/query.h"
#include "server/net/staff_look.h"
#include "server/net/text.h"
#include "server/net/unmatched.h"
#include "server/ops/assignments_csv.h"

namespace convene::net {
namespace {

constexpr int kMatchedAtMost = 3;  // times, while people come and are renamed

// The answer, field by field as it is written (docs/organiser.md).

struct PlanTaken {
  std::uint32_t round = 1;  // as the list counts them
  PlanId plan;
  std::uint64_t people = 0;
  std::uint64_t rooms = 0;
};
BOOST_DESCRIBE_STRUCT(PlanTaken, (), (round, plan, people, rooms))

struct PlansTaken {
  std::optional<std::string> code;
  std::optional<std::string> message;
  std::vector<PlanTaken> plans;
  std::uint64_t unmatched_rows = 0;
  std::vector<UnmatchedShown> unmatched;
  std::uint64_t name_only_rows = 0;
  std::vector<std::uint32_t> name_only;
  std::uint64_t people_twice = 0;
  std::uint64_t rows_of_others = 0;  // of other sessions
};
BOOST_DESCRIBE_STRUCT(PlansTaken, (),
                      (code, message, plans, unmatched_rows, unmatched, name_only_rows, name_only, people_twice,
                       rows_of_others))

PlansTaken report_of(const ops::AssignmentMatch& match) {
  PlansTaken out;
  out.unmatched_rows = match.unmatched.size();
  out.unmatched = shown_rows(match.unmatched);
  out.name_only_rows = match.name_only.size();
  out.name_only = shown_rows(match.name_only);
  out.people_twice = match.twice;
  out.rows_of_others = match.elsewhere;
  return out;
}

/// One list on its way: read and matched aside; kept on the shard, a round after the other, if the names are still so.
/// Held by whatever step comes next.
class Upload : public std::enable_shared_from_this<Upload> {
 public:
  Upload(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request, Respond respond)
      : hall_(hall),
        aside_(aside),
        by_(by),
        session_(field_in(request.query, "session")),
        title_(field_in(request.query, "name")),
        text_(request.body),
        respond_(std::move(respond)) {}

  void begin() {
    if (session_.empty()) return respond_(api_error(422, "plan.session", "Say which session: POST plan?session=<id>."));
    if (const auto why = protocol::fault_in_writing(title_))
      return respond_(api_error(422, "text.not_readable", "The name " + *why + "."));
    if_may(hall_, by_, PlanDrop::name, respond_,
           [self = shared_from_this()](const State& now) { self->match_aside(now); });
  }

 private:
  void match_aside(const State& now) {
    names_ = ops::known_names(now);
    aside_.run([self = shared_from_this()] { return self->match(); }, respond_);
  }

  /// Aside.
  live::Worker::Then match() {
    if (!rows_) {
      protocol::Faults faults(1'000);
      rows_ = ops::read_assignments(text_, faults);
      text_ = {};
      if (!rows_) return say(faults_answer("assignments.malformed", faults));
    }
    match_ = ops::match_assignments(names_, *rows_, session_);
    report_ = report_of(match_);
    rounds_ = match_.rounds.size();
    if (match_.rounds.empty()) {
      report_.code = "plan.empty", report_.message = "No row of the list means somebody of this event.";
      return say(json_answer(422, protocol::encode(report_)));
    }
    return [self = shared_from_this()] { self->keep(); };
  }

  live::Worker::Then say(Answer answer) {
    return [self = shared_from_this(), answer = std::move(answer)] { self->respond_(answer); };
  }

  void keep() {
    if_may(hall_, by_, PlanDrop::name, respond_, [self = shared_from_this()](const State& now) {
      if (ops::still_known_so(self->names_, now)) return self->keep_next();
      if (++self->matched_ < kMatchedAtMost) return self->match_aside(now);
      self->respond_(
          api_error(409, "plan.names_changed", "People's names changed while the list was read. Send it again."));
    });
  }

  void keep_next() {
    if (match_.rounds.empty()) return respond_(json_answer(200, protocol::encode(report_)));
    auto round = match_.rounds.extract(match_.rounds.begin());
    PlanTaken taken{round.key(), {}, 0, round.mapped().size()};
    for (const ImportedRoom& room : round.mapped()) taken.people += room.people.size();
    std::string title = title_;
    if (rounds_ > 1) title += (title.empty() ? "" : " ") + std::to_string(round.key());
    hall_.submit(PlanImport{by_, session_, std::move(title), std::move(round.mapped())}, {},
                 [self = shared_from_this(), taken](const live::Answer& answer) mutable {
                   self->kept(std::move(taken), answer);
                 });
  }

  void kept(PlanTaken taken, const live::Answer& answer) {
    if (const auto* refusal = std::get_if<Refusal>(&answer)) {
      if (report_.plans.empty()) return respond_(refused_answer(*refusal));
      report_.code = refusal->code, report_.message = "The first rounds are kept: " + refusal->message + ".";
      return respond_(json_answer(409, protocol::encode(report_)));
    }
    const std::uint64_t seq = std::get<std::uint64_t>(answer);
    if_may(hall_, by_, PlanDrop::name, respond_, [self = shared_from_this(), taken, seq](const State& now) mutable {
      taken.plan = self->stored_by(seq, now);
      self->report_.plans.push_back(taken);
      self->keep_next();
    });
  }

  /// The plan that this record stored.
  PlanId stored_by(std::uint64_t seq, const State& now) const {
    for (auto plan = now.plans.rbegin(); plan != now.plans.rend(); ++plan)
      if (plan->second.plan.by == by_ && plan->second.plan.base + 1 == seq) return plan->first;
    return {};
  }

  live::Hall& hall_;
  const Aside& aside_;
  const PersonId by_;
  const std::string session_;
  const std::string title_;
  std::string text_;  // until it is read
  const Respond respond_;
  std::optional<std::vector<ops::AssignmentRow>> rows_;
  ops::KnownNames names_;
  ops::AssignmentMatch match_;
  PlansTaken report_;
  std::size_t rounds_ = 0;
  int matched_ = 0;
};

}  // namespace

void take_plan(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request, const Respond& respond) {
  std::make_shared<Upload>(hall, aside, by, request, respond)->begin();
}

void send_names(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"plan"}, respond);
  if (!query) return;
  const auto plan = id_in<PlanId>(text_in(*query, "plan"));
  if (!plan) return respond(query_answer("plan", "plans are called as d3 is"));
  if_may(hall, by, "board", respond, [plan, respond](const State& now) {
    const auto found = now.plans.find(*plan);
    if (found == now.plans.end()) return respond(api_error(404, "plan.unknown", "There is no such plan (any more)."));
    std::map<std::string, std::string> names;
    for (const PlannedRoom& room : found->second.plan.rooms)
      for (const PersonId id : room.people)
        if (const auto& words = now.person(id).profile.words) names[to_string(id)] = words->name;
    respond(json_answer(200, protocol::encode(names)));
  });
}

}  // namespace convene::net
