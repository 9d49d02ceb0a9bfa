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
inline constexpr Instant ten = nine + minutes(60);

SessionDefinition session(std::string id, SessionKind kind, Instant starts, Duration length);
EventDefinition small_event();

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
///
/// A variant of a hundred commands costs every unit that makes one half a minute of its compiler's time, for names that
/// each list all of them. So the commands are made in one unit, from the address and the number of what is asked.
class EventTest : public ::testing::Test {
 protected:
  EventTest();
  ~EventTest() override;
  void SetUp() override;

  PersonId staff(const char* email) const { return engine.state().index.by_email.at(email); }
  PersonId moderator() const { return staff("mo@example.org"); }
  PersonId facilitator() const { return staff("fay@example.org"); }
  PersonId organiser() const { return staff("org@example.org"); }

  template <class C>
  Outcome ask(const C& command, PersonId by = {}, const CommandId& id = {}) {
    return ask(numbered(command), by, id);
  }
  template <class C>
  void accept(const C& command, PersonId by = {}) {
    accept(numbered(command), by);
  }
  template <class C>
  std::string refused(const C& command, PersonId by = {}, const CommandId& id = {}) {
    return refused(numbered(command), by, id);
  }
  /// Why it was refused; "(accepted)" is the code of what was not.
  template <class C>
  Refusal refusal(const C& command, PersonId by = {}) {
    return refusal(numbered(command), by);
  }

  void answer_planner();

  /// Lets time pass, ticking whenever the engine wants to.
  void until(Instant when);

  std::vector<PersonId> register_people(std::size_t count, const std::string& role = "classroom");

  void join(const std::vector<PersonId>& people, const std::string& session_id = "role-alike-1");

  void see(PersonId id);
  void see(const std::vector<PersonId>& people);

  const Person& person(PersonId id) const { return engine.state().person(id); }
  const Room& room_of(PersonId id) const { return engine.state().room(person(id).room); }
  SeatState seat(PersonId id) const { return find_seat(room_of(id), id)->state; }

  Engine engine;
  Instant now = nine - minutes(30);
  std::uint64_t seed = 1;
  bool planner_answers = true;
  std::vector<Record> records;

 private:
  struct Numbered {
    std::size_t number = 0;  // in Command
    const void* command = nullptr;
  };
  template <class C>
  static Numbered numbered(const C& command) {
    static_assert(boost::mp11::mp_contains<Command, C>::value);
    return {boost::mp11::mp_find<Command, C>::value, &command};
  }

  Outcome ask(Numbered command, PersonId by, const CommandId& id);
  void accept(Numbered command, PersonId by);
  std::string refused(Numbered command, PersonId by, const CommandId& id);
  Refusal refusal(Numbered command, PersonId by);
};

}  // namespace convene::testing
