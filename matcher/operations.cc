#include "matcher/operations.h"

#include <algorithm>

#include "matcher/state.h"

namespace convene {

OperationNotes::OperationNotes(std::string_view command, PersonId by, const std::string& reason,
                               const std::string& told, OperationId about) {
  done_.command = command;
  done_.by = by;
  done_.about = about;
  if (!reason.empty()) done_.reason.emplace(by, reason);
  if (!told.empty()) done_.told.emplace(by, told);
}

void OperationNotes::note(const State& state, const Fact& fact) {
  std::visit([&](const auto& f) { before(state, f); }, fact);
}

/// Whoever is moved twice in one operation comes from where they were before the first time.
void OperationNotes::moved(const State& state, PersonId id, std::uint32_t version, RoomId to) {
  const auto [at, first] = seats_.try_emplace(id, done_.seats.size());
  if (first) {
    const Person& person = state.person(id);
    SeatChange change;
    change.person = id;
    change.was = person.version;
    change.from = person.room;
    if (!person.room && person.session >= 0) change.lobby = state.session(person.session).definition.id;
    change.held = !person.room && person.holds_off();
    change.pinned = person.pinned;
    done_.seats.push_back(std::move(change));
  }
  SeatChange& change = done_.seats[at->second];
  change.version = version;
  change.to = to;
}

void OperationNotes::before(const State& state, const PeopleSeated& f) {
  for (const NewSeat& seat : f.seats) moved(state, seat.person, seat.version, f.room);
}

void OperationNotes::before(const State& state, const LobbyEntered& f) { moved(state, f.person, f.version, {}); }

void OperationNotes::before(const State& state, const SeatPinned& f) {
  if (seats_.contains(f.person)) return;  // belongs to the change of place
  done_.pins.push_back({f.person, state.person(f.person).version, state.person(f.person).pinned});
}

void OperationNotes::before(const State& state, const RoomLocked& f) {
  done_.locks.push_back({f.room, state.room(f.room).locked});
}

void OperationNotes::before(const State& state, const RoomNamed& f) {
  TitleChange change;
  change.room = f.room;
  if (const auto& label = state.room(f.room).label) {
    change.was = label->entry;
    if (label->words) change.title.emplace(label->owner, *label->words);
  }
  done_.titles.push_back(std::move(change));
}

void OperationNotes::before(const State&, const RoomOpened& f) { done_.opened.push_back(f.room); }
void OperationNotes::before(const State& state, const RoomReopened& f) {
  done_.opened.push_back(f.room);
  for (const PersonId id : f.away) done_.away.push_back({id, state.person(id).called_room, f.room});
}
void OperationNotes::before(const State& state, const RoomClosed& f) {
  done_.closed.push_back(f.room);
  for (const Seat& seat : state.room(f.room).seats)
    if (seat.state == SeatState::called_away) done_.away.push_back({seat.person, f.room, f.to});
}

void OperationNotes::before(const State& state, const PairBound& f) {
  const PairRule* rule = find_pair(state, f.one, f.other);
  done_.pairs.push_back({f.one, f.other, rule ? std::optional(rule->bond) : std::nullopt, f.bond});
}

void OperationNotes::before(const State& state, const RoundTurned& f) {
  done_.round = RoundChange{f.round, state.round(f.round).ends, false};
}

void OperationNotes::before(const State& state, const RoundExtended& f) {
  done_.round = RoundChange{f.round, state.round(f.round).ends, true};
}

std::optional<OperationDone> OperationNotes::finish(const State& state) && {
  std::ranges::sort(done_.seats, {}, &SeatChange::person);
  for (TitleChange& change : done_.titles)
    if (const auto& label = state.room(change.room).label) change.entry = label->entry;
  const bool idle = done_.seats.empty() && done_.pins.empty() && done_.locks.empty() && done_.titles.empty() &&
                    done_.opened.empty() && done_.closed.empty() && done_.pairs.empty() && !done_.round;
  if (idle) return {};
  done_.operation = OperationId(state.last_operation + 1);
  return std::move(done_);
}

}  // namespace convene
