#include "server/net/plan_api.h"

#include <algorithm>
#include <boost/describe.hpp>
#include <memory>
#include <optional>

#include "matcher/state.h"
#include "protocol/encode.h"
#include "protocol/human_text.h"
#include "server/net/api_answers.h"
#include "server/net/list_upload.h"
#include "server/net/query.h"
#include "server/net/staff_look.h"
#include "server/net/text.h"
#include "server/net/unmatched.h"
#include "server/ops/assignments_csv.h"

namespace convene::net {
namespace {

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

/// Kept a round after the other.
class Upload final : public ListUpload {
 public:
  Upload(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request, Respond respond)
      : ListUpload(hall, aside, by, PlanDrop::name, "plan.names_changed", request.body, std::move(respond)),
        session_(field_in(request.query, "session")),
        title_(field_in(request.query, "name")) {}

  /// What is wrong with what was asked, whatever the list says.
  std::optional<Answer> fault() const {
    if (session_.empty()) return api_error(422, "plan.session", "Say which session: POST plan?session=<id>.");
    if (const auto why = protocol::fault_in_writing(title_))
      return api_error(422, "text.not_readable", "The name " + *why + ".");
    return {};
  }

 private:
  std::optional<Answer> match() override {
    if (!rows_) {
      protocol::Faults faults(1'000);
      rows_ = ops::read_assignments(text_, faults);
      text_ = {};
      if (!rows_) return faults_answer("assignments.malformed", faults);
    }
    match_ = ops::match_assignments(names_, *rows_, session_);
    report_ = report_of(match_);
    rounds_ = match_.rounds.size();
    if (!match_.rounds.empty()) return {};
    report_.code = "plan.empty", report_.message = "No row of the list means somebody of this event.";
    return json_answer(422, protocol::encode(report_));
  }

  void take() override { keep_next(); }

  std::shared_ptr<Upload> self() { return std::static_pointer_cast<Upload>(shared_from_this()); }

  void keep_next() {
    if (match_.rounds.empty()) return respond_(json_answer(200, protocol::encode(report_)));
    auto round = match_.rounds.extract(match_.rounds.begin());
    PlanTaken taken{round.key(), {}, 0, round.mapped().size()};
    for (const ImportedRoom& room : round.mapped()) taken.people += room.people.size();
    std::string title = title_;
    if (rounds_ > 1) title += (title.empty() ? "" : " ") + std::to_string(round.key());
    hall_.submit(PlanImport{by_, session_, std::move(title), std::move(round.mapped())}, {},
                 [self = self(), taken](const live::Answer& answer) mutable { self->kept(std::move(taken), answer); });
  }

  void kept(PlanTaken taken, const live::Answer& answer) {
    if (const auto* refusal = std::get_if<Refusal>(&answer)) {
      if (report_.plans.empty()) return respond_(refused_answer(*refusal));
      report_.code = refusal->code, report_.message = "The first rounds are kept: " + refusal->message + ".";
      return respond_(json_answer(409, protocol::encode(report_)));
    }
    const std::uint64_t seq = std::get<std::uint64_t>(answer);
    if_may(hall_, by_, capability_, respond_, [self = self(), taken, seq](const State& now) mutable {
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

  const std::string session_;
  const std::string title_;
  std::optional<std::vector<ops::AssignmentRow>> rows_;
  ops::AssignmentMatch match_;
  PlansTaken report_;
  std::size_t rounds_ = 0;
};

}  // namespace

void take_plan(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto upload = std::make_shared<Upload>(hall, aside, by, request, respond);
  if (const auto fault = upload->fault()) return respond(*fault);
  upload->begin();
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
