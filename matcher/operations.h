// What one command of a moderator changes, noted down while it is decided, so that it can be looked up and taken back.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "matcher/facts.h"

namespace convene {

struct State;

class OperationNotes {
 public:
  OperationNotes(std::string_view command, PersonId by, const std::string& reason, const std::string& told,
                 OperationId about);

  /// What the fact is about to change. `state` is as it was before it. O(people that the fact names).
  void note(const State& state, const Fact& fact);

  /// After the last fact. Nothing: nothing changed. O(n log n) in the people who were moved.
  std::optional<OperationDone> finish(const State& state) &&;

 private:
  template <class F>
  void before(const State&, const F&) {}
  void before(const State& state, const PeopleSeated& f);
  void before(const State& state, const LobbyEntered& f);
  void before(const State& state, const SeatPinned& f);
  void before(const State& state, const RoomLocked& f);
  void before(const State& state, const RoomNamed& f);
  void before(const State& state, const RoomOpened& f);
  void before(const State& state, const RoomReopened& f);
  void before(const State& state, const RoomClosed& f);
  void before(const State& state, const PairBound& f);
  void before(const State& state, const RoundTurned& f);
  void before(const State& state, const RoundExtended& f);
  void moved(const State& state, PersonId person, std::uint32_t version, RoomId to);

  OperationDone done_;
  std::unordered_map<PersonId, std::size_t> seats_;  // where each person stands in the list
};

}  // namespace convene
