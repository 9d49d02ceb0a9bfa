#include "server/net/lists_api.h"

#include <functional>
#include <optional>
#include <utility>

#include "matcher/state.h"
#include "matcher/view_builders.h"
#include "server/net/api_answers.h"
#include "server/net/query.h"
#include "server/net/staff_look.h"
#include "server/ops/attendance_csv.h"
#include "server/ops/attendance_report.h"
#include "server/ops/certificates.h"
#include "server/ops/credit_csv.h"
#include "server/ops/csv_rows.h"
#include "server/ops/people_json.h"
#include "server/ops/rooms_report.h"
#include "server/ops/roster_csv.h"
#include "server/ops/visits_csv.h"

namespace convene::net {
namespace {

constexpr std::uint64_t kMostRounds = 1'000'000;
// As many as a spreadsheet has.
constexpr std::size_t kMetRows = 1'000'000;
// What everybody may see of themselves: whoever may change their own profile.
constexpr std::string_view kOfOneself = "profile.update";

using Write = std::function<Answer(const State& then, journal::Journal& journal)>;

/// Of one session or, without a name, of all.
void write_of_session(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                      const Respond& respond, const std::string& session, Write write) {
  archive.write(hall, by, request, respond,
                [session, write = std::move(write)](const State& then, journal::Journal& journal) {
                  if (!session.empty() && then.find_session(session) < 0) return unknown_session_answer();
                  return write(then, journal);
                });
}

void send_of_session(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                     std::string (*list)(const State&, std::string_view session)) {
  const auto query = read_query(request.query, {"session"}, respond);
  if (!query) return;
  const std::string session = text_in(*query, "session");
  write_of_session(archive, hall, by, request, respond, session,
                   [list, session, file = request.resource](const State& then, journal::Journal&) {
                     return csv_answer(list(then, session), file);
                   });
}

void send_whole(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                std::string (*list)(const State&)) {
  if (!read_query(request.query, {}, respond)) return;
  archive.write(hall, by, request, respond, [list, file = request.resource](const State& then, journal::Journal&) {
    return csv_answer(list(then), file);
  });
}

std::string contacts_csv(const State& state, PersonId reader) {
  std::string out = "name,organization,email\r\n";
  for (const Contact& contact : me_view(state, reader).contacts)
    if (contact.swapped) out += ops::csv_line({contact.name, contact.organization, contact.email});
  return out;
}

}  // namespace

void send_attendance(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                     const Respond& respond) {
  send_whole(archive, hall, by, request, respond,
             [](const State& then) { return ops::attendance_csv(ops::attendance_lines(then)); });
}

void send_credit(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  send_whole(archive, hall, by, request, respond, ops::credit_csv);
}

void send_certificates(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                       const Respond& respond) {
  const auto query = read_query(request.query, {"person", "locale"}, respond);
  if (!query) return;
  archive.write(
      hall, by, request, respond,
      [person = text_in(*query, "person"), locale = text_in(*query, "locale")](const State& then, journal::Journal&) {
        const std::string pages = ops::certificates_html(then, person, locale);
        if (pages.empty())
          return api_error(
              422, "certificates.none",
              person.empty() ? "Nobody has earned any hours yet." : "Nobody who is called so has earned any hours.");
        return page_answer(pages, ops::certificates_style_source());
      });
}

void send_people(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!read_query(request.query, {}, respond)) return;
  archive.write(hall, by, request, respond,
                [](const State& then, journal::Journal&) { return json_answer(200, ops::people_json(then)); });
}

void send_roster(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  send_whole(archive, hall, by, request, respond, ops::roster_csv);
}

void send_rooms(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
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
  const std::string session = text_in(*query, "session");
  write_of_session(archive, hall, by, request, respond, session,
                   [session, format = *format, event = hall.event(), round = static_cast<std::uint32_t>(*round)](
                       const State& then, journal::Journal& journal) {
                     const auto rooms = format == ops::RoomsFormat::convene
                                            ? ops::rooms_told(then, session, round)
                                            : ops::rooms_of_round(then, journal, event, session, round);
                     return csv_answer(ops::rooms_csv(ops::seat_rows(then, rooms), format), "rooms.csv");
                   });
}

void send_met(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"session"}, respond);
  if (!query) return;
  const std::string session = text_in(*query, "session");
  write_of_session(archive, hall, by, request, respond, session, [session](const State& then, journal::Journal&) {
    const auto csv = ops::met_csv(then, session, kMetRows);
    if (csv) return csv_answer(*csv, "met.csv");
    return api_error(422, "list.too_long",
                     "More people met than an answer can hold. Ask for one session, or let whoever runs the server "
                     "write it: convene export met.");
  });
}

void send_visits(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  send_of_session(archive, hall, by, request, respond, ops::visits_csv);
}

void send_follow_ups(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                     const Respond& respond) {
  send_of_session(archive, hall, by, request, respond, ops::follow_ups_csv);
}

void send_waits(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"session"}, respond);
  if (!query) return;
  const std::string session = text_in(*query, "session");
  write_of_session(archive, hall, by, request, respond, session, [session](const State& then, journal::Journal&) {
    return json_answer(200, ops::waits_json(then, session));
  });
}

void send_contacts(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  if (!read_query(request.query, {}, respond)) return;
  if_may(hall, by, kOfOneself, respond,
         [by, respond](const State& now) { respond(csv_answer(contacts_csv(now, by), "contacts.csv")); });
}

void send_certificate(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) {
  const auto query = read_query(request.query, {"locale"}, respond);
  if (!query) return;
  if_may(hall, by, kOfOneself, respond, [by, locale = text_in(*query, "locale"), respond](const State& now) {
    const std::string page = ops::certificate_html(now, by, locale);
    if (page.empty()) return respond(api_error(422, "certificates.none", "You have earned no hours yet."));
    respond(page_answer(page, ops::certificates_style_source()));
  });
}

}  // namespace convene::net
