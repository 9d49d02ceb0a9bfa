#include "server/net/lists_api.h"

#include <optional>
#include <utility>

#include "matcher/state.h"
#include "matcher/view_builders.h"
#include "server/net/api_answers.h"
#include "server/net/query.h"
#include "server/net/staff_look.h"
#include "server/ops/attendance_csv.h"
#include "server/ops/attendance_report.h"
#include "server/ops/credit_csv.h"
#include "server/ops/csv_rows.h"
#include "server/ops/rooms_report.h"
#include "server/ops/visits_csv.h"

namespace convene::net {
namespace {

constexpr std::uint64_t kMostRounds = 1'000'000;

/// Of one session or, without a name, of all.
void send_of_session(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                     std::string (*write)(const State&, std::string_view session)) {
  const auto query = read_query(request.query, {"session"}, respond);
  if (!query) return;
  const auto send = [write, respond, session = text_in(*query, "session"), file = request.resource](const State& now) {
    if (!session.empty() && now.find_session(session) < 0) return respond(unknown_session_answer());
    respond(csv_answer(write(now, session), file));
  };
  if_may(hall, by, "board", respond, send);
}

void send_whole(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                std::string (*write)(const State&)) {
  if (!read_query(request.query, {}, respond)) return;
  if_may(hall, by, "board", respond,
         [write, respond, file = request.resource](const State& now) { respond(csv_answer(write(now), file)); });
}

std::string contacts_csv(const State& state, PersonId reader) {
  std::string out = "name,organization,email\r\n";
  for (const Contact& contact : me_view(state, reader).contacts)
    if (contact.swapped) out += ops::csv_line({contact.name, contact.organization, contact.email});
  return out;
}

}  // namespace

void send_attendance(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  send_whole(hall, by, request, respond,
             [](const State& now) { return ops::attendance_csv(ops::attendance_lines(now)); });
}

void send_credit(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  send_whole(hall, by, request, respond, ops::credit_csv);
}

void send_rooms(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"format", "session", "round"}, respond);
  if (!query) return;
  const auto format =
      query->contains("format") ? ops::rooms_format(text_in(*query, "format")) : ops::RoomsFormat::convene;
  if (!format) return respond(query_answer("format", "convene, zoom, webex or goldcast"));
  const auto round = query->contains("round") ? number_in(text_in(*query, "round")) : std::optional<std::uint64_t>(0);
  if (!round || *round > kMostRounds || (*round == 0 && query->contains("round")))
    return respond(query_answer("round", "a number, counted from 1"));
  if (*format != ops::RoomsFormat::convene && text_in(*query, "session").empty())
    return respond(api_error(422, "rooms.session", "This tool takes the rooms of one session: name it."));
  const auto send = [respond, format = *format, round = static_cast<std::uint32_t>(*round),
                     session = text_in(*query, "session")](const State& now) {
    if (!session.empty() && now.find_session(session) < 0) return respond(unknown_session_answer());
    const auto rooms = format == ops::RoomsFormat::convene ? ops::rooms_told(now, session, round)
                                                           : ops::rooms_of_round(now, session, round);
    respond(csv_answer(ops::rooms_csv(ops::seat_rows(now, rooms), format), "rooms.csv"));
  };
  if_may(hall, by, "board", respond, send);
}

void send_visits(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  send_of_session(hall, by, request, respond, ops::visits_csv);
}

void send_follow_ups(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  send_of_session(hall, by, request, respond, ops::follow_ups_csv);
}

void send_contacts(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!read_query(request.query, {}, respond)) return;
  // What everybody may see of themselves: whoever may change their own profile.
  if_may(hall, by, "profile.update", respond,
         [by, respond](const State& now) { respond(csv_answer(contacts_csv(now, by), "contacts.csv")); });
}

}  // namespace convene::net
