// convene export: who sat where, who attended what, and what came of it, from what the journal holds of the event.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "server/cli/commands.h"
#include "server/cli/files.h"
#include "server/ops/attendance_report.h"
#include "server/ops/certificates.h"
#include "server/ops/credit_csv.h"
#include "server/ops/person_key.h"
#include "server/ops/rooms_report.h"
#include "server/ops/summary.h"
#include "server/ops/turnout.h"
#include "server/ops/visits_csv.h"

namespace convene::cli {

namespace {

using json = nlohmann::ordered_json;

json as_json(const State& state, const std::vector<ops::RoomTold>& told) {
  json rooms = json::array();
  for (const ops::RoomTold& room : told) {
    json members = json::array();
    for (const PersonId id : room.people) members.push_back(ops::key_of(state.person(id)));
    rooms.push_back({{"session", room.session},
                     {"round", room.round},
                     {"room", to_string(room.room)},
                     {"name", room.name},
                     {"members", std::move(members)}});
  }
  return {{"event", state.event.id}, {"rooms", std::move(rooms)}};
}

int export_attendance(const Export& command, const Outside& outside) {
  if (command.format != "csv" || command.round != 0)
    return misused(outside, "export attendance: it is CSV, and of sessions, not rounds");
  const StoredEvent stored(command.data, event_id(command.event));
  const State& state = stored.state();
  if (!command.session.empty()) {
    const std::int32_t index = state.find_session(command.session);
    if (index < 0 || state.session(index).definition.kind != SessionKind::content)
      return misused(outside, "--session " + command.session + ": the event has no such content session");
  }
  const std::vector<ops::AttendanceLine> lines = ops::attendance_lines(state, command.session);
  outside.out << ops::attendance_csv(lines);
  if (lines.empty()) outside.err << "note: of nobody it is known that they attended anything\n";
  return done;
}

int export_office_hours(const Export& command, const Outside& outside) {
  if (command.round != 0) return misused(outside, "export " + command.what + ": it is of sessions, not rounds");
  if (command.format != "csv" && !(command.what == "waits" && command.format == "json"))
    return misused(outside, "export: visits and followups are CSV, waits are JSON");
  const StoredEvent stored(command.data, event_id(command.event));
  const State& state = stored.state();
  if (!command.session.empty()) {
    const std::int32_t index = state.find_session(command.session);
    if (index < 0 || !state.session(index).hours)
      return misused(outside, "--session " + command.session + ": the event has no such office hours");
  }
  outside.out << (command.what == "visits"      ? ops::visits_csv(state, command.session)
                  : command.what == "followups" ? ops::follow_ups_csv(state, command.session)
                                                : ops::waits_json(state, command.session) + '\n');
  if (state.tickets.empty()) outside.err << "note: nobody has stood in line yet\n";
  return done;
}

int export_credit(const Export& command, const Outside& outside) {
  if (command.format != "csv" || command.round != 0 || !command.session.empty())
    return misused(outside, "export " + command.what + ": it is of the whole event, and has one format");
  const StoredEvent stored(command.data, event_id(command.event));
  const State& state = stored.state();
  if (!state.event.credit)
    outside.err << "note: the event's file has no \"credit\": there is no cap, and any share of a session counts\n";
  if (command.what == "credit") {
    outside.out << ops::credit_csv(state);
    return done;
  }
  const std::string pages = ops::certificates_html(state, command.person, command.locale);
  if (pages.empty()) {
    outside.err << (command.person.empty() ? "nobody has earned any hours yet\n"
                                           : "nobody called \"" + command.person + "\" has earned any hours\n");
    return no;
  }
  outside.out << pages;
  return done;
}

int export_summary(const Export& command, const Outside& outside) {
  if (command.format != "csv" || command.round != 0 || !command.session.empty())
    return misused(outside, "export summary: it is of the whole event, and a page");
  const StoredEvent stored(command.data, event_id(command.event));
  outside.out << ops::summary_html(stored.state(),
                                   ops::turnouts(stored.journal(), stored.state().event.id, stored.state().seq));
  return done;
}

int export_met(const Export& command, const Outside& outside) {
  if (command.format != "csv" || command.round != 0)
    return misused(outside, "export met: it is CSV, and of sessions, not rounds");
  const StoredEvent stored(command.data, event_id(command.event));
  const State& state = stored.state();
  if (!command.session.empty() && state.find_session(command.session) < 0)
    return misused(outside, "--session " + command.session + ": the event has no such session");
  outside.out << *ops::met_csv(state, command.session);
  return done;
}

}  // namespace

int run(const Export& command, const Outside& outside) {
  const bool certificates = command.what == "certificates";
  if (!certificates && (!command.person.empty() || !command.locale.empty()))
    return misused(outside, "--person and --locale are for certificates");
  if (command.what == "attendance") return export_attendance(command, outside);
  if (command.what == "credit" || certificates) return export_credit(command, outside);
  if (command.what == "met") return export_met(command, outside);
  if (command.what == "summary") return export_summary(command, outside);
  if (command.what == "visits" || command.what == "followups" || command.what == "waits")
    return export_office_hours(command, outside);
  if (command.what != "rooms")
    return misused(
        outside,
        "export: there is rooms, met, attendance, credit, certificates, summary, visits, followups, and waits");
  const std::optional<ops::RoomsFormat> format = ops::rooms_format(command.format);
  if (command.format != "json" && !format)
    return misused(outside, "--format: there is csv, json, zoom, webex and goldcast");
  const StoredEvent stored(command.data, event_id(command.event));
  const State& state = stored.state();
  if (!command.session.empty() && state.find_session(command.session) < 0)
    return misused(outside, "--session " + command.session + ": the event has no such session");
  const bool for_tool = format && format != ops::RoomsFormat::convene;
  if (for_tool && command.session.empty())
    return misused(outside, "--format " + command.format + ": the tool takes the rooms of one session: name it");
  const std::vector<ops::RoomTold> rooms =
      for_tool ? ops::rooms_of_round(state, stored.journal(), state.event.id, command.session, command.round)
               : ops::rooms_told(state, command.session, command.round);
  if (command.format == "json") {
    outside.out << as_json(state, rooms).dump(2) << '\n';
    return done;
  }
  const std::vector<ops::SeatRow> rows = ops::seat_rows(state, rooms);
  const auto without_mail = std::ranges::count_if(rows, [](const ops::SeatRow& row) { return row.email.empty(); });
  outside.out << ops::rooms_csv(rows, *format);
  if (rows.empty()) outside.err << "note: no round of this has been opened yet\n";
  if (for_tool && without_mail != 0)
    outside.err << "note: " << without_mail
                << " seats are of people without a mail address, by which the tool knows them, and are left out\n";
  return done;
}

}  // namespace convene::cli
