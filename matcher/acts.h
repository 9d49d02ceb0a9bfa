// What one command of a member of staff does besides operations, noted down while its facts are applied: when it is
// decided, and when the journal is read again. So no fact needs to say it, and journals that are older tell it, too.
#pragma once

#include <string_view>
#include <vector>

#include "matcher/facts.h"

namespace convene {

struct State;

class ActNotes {
 public:
  /// `by`: the record's; none: the server itself, of which nothing is noted.
  explicit ActNotes(PersonId by) : by_(by) {}

  /// What the fact is about to change. `state` is as it was before it. O(people that the fact names).
  void note(const State& state, const Fact& fact);

  /// After the last fact: the state has them, the latest of all. O(1) an act.
  void keep(State& state, Instant at) &&;

 private:
  template <class F>
  void before(const State&, const F&) {}
  void before(const State& state, const HatsGiven& f);
  void before(const State& state, const PersonShutOut& f);
  void before(const State& state, const PersonRestored& f);
  void before(const State& state, const PassesRevoked& f);
  void before(const State& state, const PersonErased& f);
  void before(const State& state, const PersonMuted& f);
  void before(const State& state, const SessionMoved& f);
  void before(const State& state, const RoundExtended& f);
  void before(const State& state, const SessionAdded& f);
  void before(const State& state, const SessionTurned& f);
  void before(const State& state, const AttendanceNoted& f);
  void before(const State& state, const ActionPlanNoted& f);
  void before(const State& state, const ChatHidden& f);
  void before(const State& state, const DeskTurned& f);
  void before(const State& state, const RoomLinked& f);
  void before(const State& state, const PlanRequested& f);
  void before(const State& state, const RoundOpened& f);
  void before(const State& state, const PlanDropped& f);
  void before(const State& state, const PlanChosen& f);
  void before(const State& state, const ReportSettled& f);
  void before(const State& state, const HelpEnded& f);
  void before(const State& state, const AdvisorPosted& f);
  void before(const State& state, const TicketPlaced& f);
  void before(const State& state, const TicketsOffered& f);
  void before(const State& state, const TicketTurned& f);
  void before(const State& state, const OperationDone& f);

  Act& add_line(const State& state, const std::vector<TicketId>& tickets, std::string_view after);
  Act& add(ActKind what, const std::vector<PersonId>& people = {});
  void add_plan(ActKind what, const State& state, PlanId plan);
  void moved(ActClock clock);
  void leave_consequences_out();

  PersonId by_;
  std::vector<Act> acts_;
  Act clocks_;  // all of them are one act
  bool operation_ = false;
};

}  // namespace convene
