// An event to try things on: one session of each kind that forms rooms, people by the dozen, time by hand.
#pragma once

#include <gtest/gtest.h>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <string>
#include <vector>

#include "matcher/engine.h"
#include "matcher/grouping/plan.h"
#include "matcher/opening.h"
#include "matcher/state.h"
#include "matcher/view_builders.h"

namespace convene::testing {

inline constexpr Instant nine{1'627'376'400'000};  // 2021-07-27T09:00:00Z

inline SessionDefinition session(std::string id, SessionKind kind, Instant starts, Duration length) {
  SessionDefinition out;
  out.id = std::move(id);
  out.kind = kind;
  out.title = {{"en", out.id}};
  out.starts = starts;
  out.ends = starts + length;
  out.policy.rounds = {2, minutes(20), minutes(2)};
  out.prompts = {{{"en", "One thing that worked"}}, {{"en", "One thing that did not"}}};
  return out;
}

inline EventDefinition small_event() {
  EventDefinition event;
  event.id = "test-event";
  event.name = {{"en", "A test"}};
  event.time_zone = "America/New_York";
  event.join.walk_in = WalkInRules{"CODE", {"name", "role"}, {"region"}};
  event.visible = {"name", "role", "region", "topics", "languages"};
  event.roles = {
      {"educator", "", {}}, {"classroom", "educator", {}}, {"informal", "educator", {}}, {"administrator", "", {}}};
  event.regions = {{"americas", "", {}}, {"US", "americas", {}}, {"europe", "", {}}};
  event.topics = {{"funding", {}}, {"assessment", {}}};
  event.call.link = "https://meet.example.org/{room_key}";
  event.sessions = {session("talk", SessionKind::content, nine, minutes(60)),
                    session("role-alike-1", SessionKind::role_alike, nine + minutes(60), minutes(50)),
                    session("mixing", SessionKind::open, nine + minutes(70), minutes(30))};
  event.sessions[2].policy.opens = Opens::by_moderator;
  return event;
}

/// Whether two views, or parts of them, are the same through and through.
template <class T>
bool same(const T& a, const T& b) {
  if constexpr (boost::describe::has_describe_members<T>::value) {
    bool equal = true;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_any_access>>(
        [&](auto member) { equal = equal && same(a.*member.pointer, b.*member.pointer); });
    return equal;
  } else if constexpr (requires { a.has_value(); }) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
  } else if constexpr (
      requires(T c) { c.push_back(*c.begin()); } || requires { typename T::mapped_type; }) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return same(x, y); });
  } else if constexpr (requires { a.first, a.second; }) {
    return same(a.first, b.first) && same(a.second, b.second);
  } else {
    return a == b;
  }
}

/// Drives an engine as the hall would, with the planner answering at once.
class EventTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const StaffEntry moderator{"Mo", "mo@example.org", {Hat::moderator}, {}};
    const StaffEntry facilitator{"Fay", "fay@example.org", {Hat::facilitator}, Scope{{"role-alike-1"}, {}}};
    const StaffEntry organiser{"Org", "org@example.org", {Hat::organiser}, {}};
    accept(EventLoad{small_event(), {moderator, facilitator, organiser}});
  }

  PersonId staff(const char* email) const { return engine.state().index.by_email.at(email); }
  PersonId moderator() const { return staff("mo@example.org"); }
  PersonId facilitator() const { return staff("fay@example.org"); }
  PersonId organiser() const { return staff("org@example.org"); }

  Outcome ask(Command command, PersonId by = {}, CommandId id = {}) {
    Outcome outcome = engine.submit({std::move(command), by, std::move(id), now, ++seed});
    if (auto* accepted = std::get_if<Accepted>(&outcome); accepted && accepted->record)
      records.push_back(*accepted->record);
    answer_planner();
    return outcome;
  }

  void accept(Command command, PersonId by = {}) {
    const Outcome outcome = ask(std::move(command), by);
    const auto* refusal = std::get_if<Refusal>(&outcome);
    ASSERT_EQ(refusal, nullptr) << refusal->code << ": " << refusal->message;
  }

  std::string refused(Command command, PersonId by = {}, CommandId id = {}) {
    const Outcome outcome = ask(std::move(command), by, std::move(id));
    const auto* refusal = std::get_if<Refusal>(&outcome);
    return refusal ? refusal->code : "(accepted)";
  }

  void answer_planner() {
    if (!planner_answers) return;
    while (!engine.state().requests.empty()) {
      const std::uint32_t request = engine.state().requests.begin()->first;
      const PlanTask task = plan_task(engine.state(), request);
      Outcome outcome = engine.submit({PlanDeliver{request, make_plan(task)}, {}, {}, now, ++seed});
      if (auto* accepted = std::get_if<Accepted>(&outcome); accepted && accepted->record)
        records.push_back(*accepted->record);
    }
  }

  /// Lets time pass, ticking whenever the engine wants to.
  void until(Instant when) {
    while (engine.next_deadline() && *engine.next_deadline() <= when) {
      now = std::max(now, *engine.next_deadline());
      accept(Tick{});
    }
    now = when;
  }

  std::vector<PersonId> register_people(std::size_t count, const std::string& role = "classroom") {
    RosterImport import;
    for (std::size_t i = 0; i < count; ++i) {
      Profile profile;
      profile.key = role + std::to_string(i) + "-" + std::to_string(engine.state().people.size());
      profile.name = "Person " + profile.key;
      profile.role = role;
      profile.region = i % 3 == 0 ? "US" : "europe";
      import.people.push_back(profile);
    }
    const auto first = static_cast<std::uint32_t>(engine.state().people.size()) + 1;
    accept(import);
    std::vector<PersonId> out;
    for (std::uint32_t i = 0; i < count; ++i) out.push_back(PersonId(first + i));
    return out;
  }

  void join(const std::vector<PersonId>& people, const std::string& session_id = "role-alike-1") {
    for (const PersonId id : people) accept(SessionJoin{session_id}, id);
  }

  void see(PersonId id) { accept(SeatSeen{person(id).version}, id); }
  void see(const std::vector<PersonId>& people) {
    for (const PersonId id : people) see(id);
  }

  const Person& person(PersonId id) const { return engine.state().person(id); }
  const Room& room_of(PersonId id) const { return engine.state().room(person(id).room); }
  SeatState seat(PersonId id) const { return find_seat(room_of(id), id)->state; }

  Engine engine;
  Instant now = nine - minutes(30);
  std::uint64_t seed = 1;
  bool planner_answers = true;
  std::vector<Record> records;
};

}  // namespace convene::testing
