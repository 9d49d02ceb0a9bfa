#include "server/net/staff_api.h"

#include "matcher/state.h"
#include "matcher/view_builders.h"
#include "protocol/decode.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/net/api_answers.h"
#include "server/net/attendance_api.h"
#include "server/net/plan_api.h"
#include "server/net/staff_look.h"
#include "server/ops/attendance_csv.h"
#include "server/ops/attendance_report.h"
#include "server/ops/credit_csv.h"

namespace convene::net {
namespace {

constexpr std::string_view kPeople = "people/";

std::optional<PersonId> read_person(std::string_view text) {
  const PersonId person(protocol::Reader::parse_id(text, PersonId::letter).value_or(0));
  return person ? std::optional(person) : std::nullopt;
}

// O(people and what they did), on the event's thread: asked seldom.
void send_csv(live::Hall& hall, PersonId by, std::string file, std::string (*write)(const State&),
              const Respond& respond) {
  if_may(hall, by, "board", respond, [file = std::move(file), write, respond](const State& now) {
    Answer answer = text_answer(200, write(now), "text/csv; charset=utf-8");
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file + '"');
    respond(std::move(answer));
  });
}

}  // namespace

void StaffApi::handle(ApiRequest request, Respond respond) {
  live::Hall* hall = venue_.find(request.event);
  if (!hall) return respond(api_error(404, "event.unknown", "There is no such event here."));
  const auto by = hall->read_pass(request.pass);
  if (!by) return respond(api_error(401, "pass.invalid", "This pass is not good any more. Ask for a new one."));
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (request.resource == "state" && reads) return state(*hall, *by, respond);
  if (request.resource == "roster" && request.method == Method::post) {
    return hall->may(*by, "board") ? roster(*hall, *by, request, respond) : respond(forbidden_answer("board"));
  }
  if (request.resource.starts_with(kPeople) && request.method == Method::delete_) {
    return erase(*hall, *by, std::string_view(request.resource).substr(kPeople.size()), respond);
  }
  if (reads && request.resource == "attendance.csv") {
    const auto lines = [](const State& now) { return ops::attendance_csv(ops::attendance_lines(now)); };
    return send_csv(*hall, *by, "attendance.csv", lines, respond);
  }
  if (reads && request.resource == "credit.csv") return send_csv(*hall, *by, "credit.csv", ops::credit_csv, respond);
  if (request.resource == "attendance" && request.method == Method::post) {
    return hall->may(*by, "board") ? take_attendance(*hall, aside_, *by, request, respond)
                                   : respond(forbidden_answer("board"));
  }
  if (request.resource == "plan" && request.method == Method::post) {
    return hall->may(*by, PlanDrop::name) ? take_plan(*hall, aside_, *by, request, respond)
                                          : respond(forbidden_answer(PlanDrop::name));
  }
  respond(api_error(404, "http.not_found",
                    "There is GET state, POST roster, POST plan?session=<id>, GET attendance.csv, POST "
                    "attendance?session=<id>, GET credit.csv "
                    "and DELETE people/<id> here."));
}

bool StaffApi::takes_long(std::string_view event, std::string_view pass) const {
  const live::Hall* hall = venue_.find(event);
  const auto by = hall ? hall->read_pass(pass) : std::nullopt;
  return by && hall->may(*by, "board");
}

// O(people and rooms): for scripts, which ask seldom; screens follow the floor's patches instead.
void StaffApi::state(live::Hall& hall, PersonId by, const Respond& respond) {
  if_may(hall, by, "floor", respond, [by, respond](const State& now) {
    respond(json_answer(200, protocol::encode(floor_view(now, now.person(by).scope))));
  });
}

// Read aside: what the roster says is checked against the event as it is when it comes back (Hall::import_roster).
void StaffApi::roster(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!read_roster_) return respond(api_error(404, "http.not_found", "Rosters are not taken here."));
  if_may(hall, by, "board", respond, [this, &hall, by, text = request.body, respond](const State& now) {
    const auto read = [this, &hall, by, text, event = now.event, respond]() -> live::Worker::Then {
      protocol::Faults faults(1'000);
      auto people = read_roster_(text, event, faults);
      if (!people) return [respond, answer = faults_answer("roster.malformed", faults)] { respond(answer); };
      if (people->empty()) return [respond] { respond(api_error(422, "roster.empty", "The roster has no rows.")); };
      return [&hall, by, respond, people = std::make_shared<std::vector<Profile>>(std::move(*people))] {
        if_may(hall, by, "board", respond, [&hall, respond, people](const State&) {
          const std::size_t count = people->size();
          hall.import_roster(std::move(*people), [count, respond](const live::Answer& answer) {
            if (const auto* refusal = std::get_if<Refusal>(&answer)) return respond(refused_answer(*refusal));
            respond(json_answer(200, "{\"people\":" + std::to_string(count) +
                                         ",\"seq\":" + std::to_string(std::get<std::uint64_t>(answer)) + "}"));
          });
        });
      };
    };
    aside_.run(read, respond);
  });
}

void StaffApi::erase(live::Hall& hall, PersonId by, std::string_view whom, const Respond& respond) {
  const auto person = read_person(whom);
  if (!person) return respond(api_error(404, "person.unknown", "People are called as p12 is."));
  if (!hall.may(by, PersonErase::name)) return respond(forbidden_answer(PersonErase::name));
  hall.submit(PersonErase{*person}, by, [respond](const live::Answer& answer) {
    if (const auto* refusal = std::get_if<Refusal>(&answer)) return respond(refused_answer(*refusal));
    respond(json_answer(200, "{\"erased\":true,\"seq\":" + std::to_string(std::get<std::uint64_t>(answer)) + "}"));
  });
}

}  // namespace convene::net
