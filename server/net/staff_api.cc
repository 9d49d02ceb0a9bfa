#include "server/net/staff_api.h"

#include "matcher/state.h"
#include "matcher/view_builders.h"
#include "protocol/decode.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/net/api_answers.h"
#include "server/net/attendance_api.h"
#include "server/net/history_api.h"
#include "server/net/lists_api.h"
#include "server/net/plan_api.h"
#include "server/net/query.h"
#include "server/net/staff_look.h"

namespace convene::net {
namespace {

std::string_view word(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::delete_: return "DELETE";
    case Method::other: break;
  }
  return "";
}

/// What a path has before its braces: all of it, if there are none.
std::string_view fixed(std::string_view path) { return path.substr(0, path.find('{')); }

bool leads_to(const Route& route, std::string_view resource) {
  return fixed(route.path).size() < route.path.size() ? resource.starts_with(fixed(route.path))
                                                      : resource == route.path;
}

}  // namespace

struct StaffApi::Answered {
  Route route;
  void (*answer)(StaffApi& api, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
};

std::span<const StaffApi::Answered> StaffApi::table() {
  using Asked = const ApiRequest&;
  using To = const Respond&;
  static constexpr Answered all[] = {
      {{Method::get, "state"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked, To to) { api.state(hall, by, to); }},
      {{Method::post, "roster"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) { api.roster(hall, by, asked, to); }},
      {{Method::post, "attendance"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) { api.attendance(hall, by, asked, to); }},
      {{Method::post, "plan"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) { api.plan(hall, by, asked, to); }},
      {{Method::get, "names"},
       [](StaffApi&, live::Hall& hall, PersonId by, Asked asked, To to) { send_names(hall, by, asked, to); }},
      {{Method::get, "people.json"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_people(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "roster.csv"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_roster(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "attendance.csv"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_attendance(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "credit.csv"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_credit(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "certificates.html"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_certificates(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "rooms.csv"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_rooms(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "met.csv"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_met(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "visits.csv"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_visits(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "followups.csv"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_follow_ups(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "waits.json"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_waits(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "contacts.csv"},
       [](StaffApi&, live::Hall& hall, PersonId by, Asked asked, To to) { send_contacts(hall, by, asked, to); }},
      {{Method::get, "certificate.html"},
       [](StaffApi&, live::Hall& hall, PersonId by, Asked asked, To to) { send_certificate(hall, by, asked, to); }},
      {{Method::get, "journal.jsonl"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_journal(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "operations"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_operations(api.archive_, hall, by, asked, to);
       }},
      {{Method::get, "summary.html"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         send_summary(api.archive_, hall, by, asked, to);
       }},
      {{Method::delete_, "people/{person}"},
       [](StaffApi& api, live::Hall& hall, PersonId by, Asked asked, To to) {
         api.erase(hall, by, std::string_view(asked.resource).substr(fixed("people/{person}").size()), to);
       }},
  };
  return all;
}

std::vector<Route> StaffApi::routes() {
  std::vector<Route> out;
  for (const Answered& one : table()) out.push_back(one.route);
  return out;
}

void StaffApi::handle(ApiRequest request, Respond respond) {
  live::Hall* hall = venue_.find(request.event);
  if (!hall) return respond(api_error(404, "event.unknown", "There is no such event here."));
  const auto by = hall->read_pass(request.pass);
  if (!by) return respond(stale_pass_answer());
  const Method method = request.method == Method::head ? Method::get : request.method;
  std::string allowed;
  for (const Answered& one : table()) {
    if (!leads_to(one.route, request.resource)) continue;
    if (one.route.method == method) return one.answer(*this, *hall, *by, request, respond);
    allowed += (allowed.empty() ? "" : ", ") + std::string(word(one.route.method));
    if (one.route.method == Method::get) allowed += ", HEAD";
  }
  if (!allowed.empty()) return respond(method_answer(std::move(allowed)));
  std::string all;
  for (const Route& route : routes())
    all += (all.empty() ? "There is " : ", ") + std::string(word(route.method)) + ' ' + std::string(route.path);
  respond(api_error(404, "http.not_found", all + " here."));
}

bool StaffApi::takes_long(std::string_view event, std::string_view pass) const {
  const live::Hall* hall = venue_.find(event);
  const auto by = hall ? hall->read_pass(pass) : std::nullopt;
  return by && hall->may(*by, "board");
}

// O(people and rooms): for scripts, which ask seldom; screens follow the floor's patches instead.
void StaffApi::state(live::Hall& hall, PersonId by, const Respond& respond) {
  if_may(hall, by, "floor", respond, [by, respond](const State& now) {
    respond(json_answer(200, protocol::encode(floor_view(now, reach_of(now.person(by))))));
  });
}

// Read aside: what the roster says is checked against the event as it is when it comes back (Hall::import_roster).
void StaffApi::roster(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!hall.may(by, "board")) return respond(forbidden_answer("board"));
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

void StaffApi::attendance(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!hall.may(by, "board")) return respond(forbidden_answer("board"));
  take_attendance(hall, aside_, by, request, respond);
}

void StaffApi::plan(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!hall.may(by, PlanDrop::name)) return respond(forbidden_answer(PlanDrop::name));
  take_plan(hall, aside_, by, request, respond);
}

void StaffApi::erase(live::Hall& hall, PersonId by, std::string_view whom, const Respond& respond) {
  const auto person = id_in<PersonId>(whom);
  if (!person) return respond(api_error(404, "person.unknown", "People are called as p12 is."));
  if (!hall.may(by, PersonErase::name)) return respond(forbidden_answer(PersonErase::name));
  hall.submit(PersonErase{*person}, by, [respond](const live::Answer& answer) {
    if (const auto* refusal = std::get_if<Refusal>(&answer)) return respond(refused_answer(*refusal));
    respond(json_answer(200, "{\"erased\":true,\"seq\":" + std::to_string(std::get<std::uint64_t>(answer)) + "}"));
  });
}

}  // namespace convene::net
