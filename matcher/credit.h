// Hours of professional development: what a person earned at the event, by the rules of its file.
//
// A session counts whole for whoever was there for the share of it that the rules ask, and not at all else: of a
// content session by the minutes that a webinar tool told (without them, whoever attended was there all the time); of a
// session with rounds by the rounds in whose rooms one was present; of office hours by having been helped. A completed
// action plan, which staff note, counts once. What is earned in all ends at the cap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "matcher/state.h"

namespace convene {

struct CreditedSession {
  std::int32_t session = -1;  // index into State::sessions
  std::int32_t percent = 0;   // of it that one was there, as far as is known; 100 at most
  std::int32_t minutes = 0;   // earned: all of the session's or none
};

struct Credit {
  PersonId person;
  std::vector<CreditedSession> sessions;  // that give credit, and in which one was; in the order of the event's file
  bool plan = false;                      // the action plan is completed
  std::int32_t plan_minutes = 0;
  std::int32_t minutes = 0;  // in all, not above the cap
  bool capped = false;       // the cap took something away
};

/// Nothing: there is nothing to say of them, or they were erased. Of sessions that were cancelled nothing counts, of
/// rounds those that somebody came to. O(sessions x rounds that they took part in).
std::optional<Credit> credit_of(const State& state, const Person& person);

/// Everybody of whom there is something to say, in the order of their ids. O(people) times as much.
std::vector<Credit> credits(const State& state);

}  // namespace convene
