// Those who work at a simulated day: a moderator who does something every twenty seconds, facilitators who help and
// look in, advisors who talk to whoever is next. Each goes by what their own page shows.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/simulation/page.h"

namespace convene::simulation {

class Moderator final : public Page {
 public:
  using Page::Page;
  void begin(Instant from, Instant until);
  /// A session takes longer, and what follows begins later.
  void overrun(const std::string& session, const std::string& next, int by_minutes);

  std::map<std::string, std::size_t> acts;  // commands sent
  std::size_t turns = 0;                    // each of them at least one command

 private:
  void told(const json& message) override;
  void take_turn();
  void act();
  void do_to(const std::string& type, json fields);
  const json& floor() const { return view("floor"); }

  /// A room of an open round, that is no talk.
  std::optional<std::string> some_room();
  /// Another room of the same round.
  std::optional<std::string> room_beside(const std::string& room);
  /// Somebody who sits in a round's room.
  std::optional<std::string> some_seated();
  /// Somebody whom the floor lists: seated, waiting or just here.
  std::optional<std::string> somebody();
  /// A session of the day in one of these states, on the floor.
  std::optional<std::string> some_session(const std::set<std::string>& kinds);
  json move_of(const std::string& person) const;

  void move_somebody();
  void swap_two();
  void to_the_lobby();
  void into_a_new_room();
  void change_a_room();
  void keep_a_couple();
  void take_back_or_do_again();
  void lock_or_unlock();
  void pin_or_unpin();
  void extend();
  void say_something();
  void visit();
  void rematch();
  void draft();
  void look_after_the_line();
  void note_attendance();
  void show_out_and_in();

  std::size_t sent_ = 0;
  int pauses_ = 0;
  unsigned rooms_changed_ = 0;
};

class Facilitator final : public Page {
 public:
  using Page::Page;
  void begin(Instant from, Instant until);

  std::size_t helped = 0;

 private:
  void told(const json&) override {}
  void act();
};

class Advisor final : public Page {
 public:
  using Page::Page;
  void begin(Instant from, Instant until);

 private:
  void told(const json&) override {}
  void act();

  std::set<std::string> talking_;  // tickets whose end is on the agenda
};

}  // namespace convene::simulation
