#include "tests/simulation/institute.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "protocol/event_file.h"
#include "server/ops/roster_csv.h"
#include "tests/where/where.h"

namespace convene::simulation {

namespace {

std::string bytes_of(const std::string& name) {
  const std::filesystem::path path = std::filesystem::path(where::source_dir()) / "examples/institute-2021" / name;
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool on_wednesday(const SessionDefinition& session) {
  return session.starts >= wednesday_midnight && session.starts < wednesday_midnight + minutes(24 * 60);
}

std::int32_t credit_of(const SessionDefinition& session) {
  if (session.kind == SessionKind::content) return session.credit_minutes;
  return session.kind == SessionKind::office_hours ? 15 : 40;
}

}  // namespace

const SessionDefinition& definition_of(const EventDefinition& event, const std::string& session) {
  const auto found = std::find_if(event.sessions.begin(), event.sessions.end(),
                                  [&](const SessionDefinition& one) { return one.id == session; });
  if (found == event.sessions.end()) throw std::logic_error("there is no session " + session);
  return *found;
}

Institute wednesday(std::size_t people) {
  Institute out;
  protocol::Faults faults;
  auto file = protocol::read_event_file(bytes_of("event.json"), faults);
  if (!file) throw std::logic_error("the example's event file is not sound");
  auto roster = ops::read_roster(bytes_of("roster.csv"), file->definition, faults);
  if (!roster || roster->people.size() < people) throw std::logic_error("the example's roster is not sound");
  std::vector<std::string> before;
  for (SessionDefinition& session : file->definition.sessions) {
    if (session.starts < wednesday_midnight) before.push_back(session.id);
    if (!on_wednesday(session)) continue;
    out.sessions.push_back(session.id);
    session.credit_minutes = credit_of(session);
  }
  out.people = std::move(roster->people);
  out.people.resize(people);
  for (Profile& person : out.people)
    std::erase_if(person.sessions_attended, [&](const std::string& session) {
      return std::find(before.begin(), before.end(), session) == before.end();
    });
  file->definition.id = "test-event";
  out.load = {std::move(file->definition), std::move(file->staff)};
  return out;
}

}  // namespace convene::simulation
