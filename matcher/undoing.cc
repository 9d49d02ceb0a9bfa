// Taking back what staff did, and doing it again: a new command, never a change of what was written.
//
// Somebody is brought back only from where the operation brought them: whoever was moved again since stays there, and
// the answer says who moved them. The same holds of rooms' names and locks and of what is said of two people.
#include <algorithm>
#include <utility>

#include "matcher/capabilities.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/moving.h"
#include "matcher/room_basis.h"
#include "matcher/view_parts.h"

namespace convene {

namespace {

constexpr std::size_t named = 10;  // people whom a refusal names

/// What of an operation can be taken back as things are now.
class Undoing {
 public:
  Undoing(const State& state, const OperationDone& done) : state_(state), done_(done) {
    for (const SeatChange& change : done.seats) consider(change);
    settle();
    for (const SeatChange* change : back_) going_.insert(change->person);
  }

  std::size_t total() const {
    return done_.seats.size() + done_.pins.size() + done_.locks.size() + done_.titles.size() + done_.pairs.size();
  }
  /// Of the people, whoever stays where they are now.
  const std::vector<PersonId>& changed() const { return changed_; }

  /// In which most operations are; empty: it is of two people.
  std::string session() const {
    RoomId room;
    for (const auto& list : {done_.opened, done_.closed})
      for (const RoomId one : list) room = one;
    for (const SeatChange& change : done_.seats) room = change.from ? change.from : change.to;
    for (const PinChange& change : done_.pins) room = state_.person(change.person).room;
    for (const LockChange& change : done_.locks) room = change.room;
    for (const TitleChange& change : done_.titles) room = change.room;
    return room ? state_.session(state_.room(room).session).definition.id : std::string();
  }

  std::vector<PinChange> pins() const {
    return kept(done_.pins, [&](const PinChange& pin) {
      const Person& person = state_.person(pin.person);
      return person.room && person.version == pin.version && person.pinned != pin.pinned;
    });
  }
  std::vector<LockChange> locks() const {
    return kept(done_.locks, [&](const LockChange& lock) {
      return is_open(lock.room) && state_.room(lock.room).locked != lock.locked;
    });
  }
  std::vector<TitleChange> titles() const {
    return kept(done_.titles, [&](const TitleChange& change) {
      const auto& label = state_.room(change.room).label;
      return is_open(change.room) && (label ? label->entry : 0) == change.entry;
    });
  }
  std::vector<PairChange> pairs() const {
    return kept(done_.pairs, [&](const PairChange& pair) {
      const PairRule* rule = find_pair(state_, pair.one, pair.other);
      return (rule ? std::optional(rule->bond) : std::nullopt) == pair.after && known(pair.one) && known(pair.other);
    });
  }

  std::size_t left() const {
    return back_.size() + pins().size() + locks().size() + titles().size() + pairs().size();
  }
  bool changes_rooms() const { return !idle_rooms().empty() || !lost_rooms().empty(); }

  void make(Deciding& d) const {
    for (const RoomId room : lost_rooms()) d.emit(RoomReopened{room});
    std::map<std::string, std::vector<NewPlace>> places;
    for (const SeatChange* change : back_)
      places[session_of(*change)].push_back({change->person, change->from, change->held});
    for (const auto& [session, people] : places) give_places(d, session, people);
    for (const SeatChange* change : back_)
      if (change->pinned && change->from) d.emit(SeatPinned{change->person, true});
    for (const PinChange& pin : pins()) d.emit(SeatPinned{pin.person, pin.pinned});
    for (const LockChange& lock : locks()) d.emit(RoomLocked{lock.room, lock.locked});
    for (const TitleChange& change : titles()) d.emit(RoomNamed{change.room, renewed(change.title)});
    for (const PairChange& pair : pairs()) d.emit(PairBound{pair.one, pair.other, pair.before, d.by()});
    for (const RoomId room : idle_rooms()) d.emit(RoomClosed{room, {}});
  }

 private:
  template <class T, class Keep>
  static std::vector<T> kept(const std::vector<T>& all, Keep keep) {
    std::vector<T> out;
    std::ranges::copy_if(all, std::back_inserter(out), keep);
    return out;
  }

  /// Words get a place of their own in the vault each time that they are written.
  static std::optional<Sealed<std::string>> renewed(const std::optional<Sealed<std::string>>& title) {
    if (!title || !title->words) return {};
    return Sealed<std::string>(title->owner, *title->words);
  }

  bool known(PersonId id) const { return state_.person(id).standing != Standing::erased; }
  bool round_is_open(RoomId room) const {
    return state_.round(state_.room(room).round).state == RoundState::open;
  }
  bool closed_by_it(RoomId room) const { return std::ranges::find(done_.closed, room) != done_.closed.end(); }
  /// Now, or when all is taken back.
  bool is_open(RoomId room) const {
    return (!state_.room(room).closed || closed_by_it(room)) && round_is_open(room);
  }

  /// Rooms that it closed, and to which somebody comes back, or in which nobody sat.
  std::vector<RoomId> lost_rooms() const {
    return kept(done_.closed, [&](RoomId room) {
      if (!state_.room(room).closed || !round_is_open(room)) return false;
      const auto comes = [&](const SeatChange* change) { return change->from == room; };
      const auto came = [&](const SeatChange& change) { return change.from == room; };
      return std::ranges::any_of(back_, comes) || std::ranges::none_of(done_.seats, came);
    });
  }

  /// Rooms that it opened, and in which nobody is left when all are back.
  std::vector<RoomId> idle_rooms() const {
    return kept(done_.opened, [&](RoomId id) {
      const Room& room = state_.room(id);
      return !room.closed && round_is_open(id) && !room.host && std::ranges::all_of(room.seats, [&](const Seat& seat) {
        return seat.state == SeatState::left || going_.contains(seat.person);
      });
    });
  }

  std::string session_of(const SeatChange& change) const {
    return change.from ? state_.session(state_.room(change.from).session).definition.id : change.lobby;
  }

  void consider(const SeatChange& change) {
    const Person& person = state_.person(change.person);
    const bool as_it_left = person.standing == Standing::in && person.version == change.version;
    // Whoever was called, or left, since then has another version; whoever was nowhere before goes nowhere now.
    const std::int32_t lobby = change.from ? -1 : state_.find_session(change.lobby);
    const bool has_place = change.from ? is_open(change.from)
                                       : lobby >= 0 && takes_people(state_.session(lobby).state);
    if (as_it_left && has_place)
      back_.push_back(&change);
    else
      changed_.push_back(change.person);
  }

  /// Until all that is left can be: whoever cannot come back keeps their seat, which another one may have needed.
  void settle() {
    for (bool again = true; again;) {
      again = false;
      std::map<RoomId, std::vector<const SeatChange*>> comes;
      for (const SeatChange* change : back_)
        if (change->from) comes[change->from].push_back(change);
      std::set<PersonId> all;
      for (const SeatChange* change : back_) all.insert(change->person);
      for (const auto& [room, changes] : comes) {
        const SeatChange* one = one_who_cannot(state_.room(room), changes, all);
        if (!one) continue;
        changed_.push_back(one->person);
        std::erase(back_, one);
        again = true;
      }
    }
  }

  const SeatChange* one_who_cannot(const Room& room, const std::vector<const SeatChange*>& comes,
                                   const std::set<PersonId>& all) const {
    std::vector<PersonId> then;
    for (const Seat& seat : room.seats)
      if (!all.contains(seat.person)) then.push_back(seat.person);
    if (then.size() + comes.size() > capacity(state_, room)) return comes.back();
    for (const SeatChange* change : comes) then.push_back(change->person);
    for (const SeatChange* change : comes)
      for (const PersonId other : state_.index.apart.of(change->person))
        if (std::ranges::find(then, other) != then.end()) return change;
    return nullptr;
  }

  const State& state_;
  const OperationDone& done_;
  std::vector<const SeatChange*> back_;
  std::vector<PersonId> changed_;
  std::set<PersonId> going_;  // everybody in back_
};

std::map<std::string, std::string> author_of(const State& state, PersonId by) {
  return {{"by", to_string(by)}, {"by_name", views::name_of(state, by)}};
}

Decided too_long_ago() { return refuse("op.unknown", "there is no such operation, or it is too long ago"); }

Refusal changed_since(const State& state, const Undoing& undoing) {
  std::string people;
  for (std::size_t i = 0; i < std::min(named, undoing.changed().size()); ++i)
    people += (i ? " " : "") + to_string(undoing.changed()[i]);
  std::map<std::string, std::string> parameters{{"people", people},
                                                {"count", std::to_string(undoing.total() - undoing.left())},
                                                {"of", std::to_string(undoing.total())}};
  if (!undoing.changed().empty())
    if (const PersonId by = state.person(undoing.changed().front()).by)
      parameters.merge(author_of(state, by));
  return {"op.changed", "some of it was changed again since", std::move(parameters)};
}

/// `operation`: what the moderator named; `last`: what is to be taken back, which did or undid it the last time.
Decided take_back(Deciding& d, const Operation& operation, OperationId last, std::string_view command, bool others,
                  bool partly) {
  const State& state = d.state();
  const Operation* takes_back = find_operation(state, last);
  if (!takes_back) return too_long_ago();
  const OperationDone done = takes_back->done;
  const OperationId about = operation.done.operation;
  if (done.by != d.by() && !others) return Refusal{"op.others", "somebody else did this", author_of(state, done.by)};
  const Undoing undoing(state, done);
  const std::size_t left = undoing.left();
  if (left == 0 && !undoing.changes_rooms())
    return refuse("op.nothing_left", "nothing of it can be taken back any more");
  if (left < undoing.total() && !partly) return changed_since(state, undoing);
  d.begin_operation(command, {}, about);
  undoing.make(d);
  d.end_operation();
  if (done.by && done.by != d.by() && may(state, done.by, "board")) {
    Audience audience;
    audience.people = {done.by};
    tell(d, undoing.session(), command == OpUndo::name ? "undone" : "redone", {{"operation", to_string(about)}},
         std::move(audience));
  }
  return {};
}

/// An undo is no operation that is taken back: what it took back is done again.
Decided find_own(const State& state, OperationId id, const Operation*& operation) {
  operation = find_operation(state, id);
  if (!operation) return too_long_ago();
  if (operation->done.about)
    return refuse("op.of_another", "this took something back, or did it again: name that",
                  {{"operation", to_string(operation->done.about)}});
  return {};
}

}  // namespace

Decided decide(Deciding& d, const OpUndo& c) {
  const State& state = d.state();
  const Operation* operation = nullptr;
  if (Decided refusal = find_own(state, c.operation, operation)) return refusal;
  if (operation->undone) {
    const Operation* by = find_operation(state, operation->undone);
    return Refusal{"op.undone", "this was taken back already",
                   by ? author_of(state, by->done.by) : std::map<std::string, std::string>{}};
  }
  const OperationId last = operation->redone ? operation->redone : c.operation;
  return take_back(d, *operation, last, OpUndo::name, c.others, c.partly);
}

Decided decide(Deciding& d, const OpRedo& c) {
  const Operation* operation = nullptr;
  if (Decided refusal = find_own(d.state(), c.operation, operation)) return refusal;
  if (!operation->undone) return refuse("op.not_undone", "this was not taken back");
  return take_back(d, *operation, operation->undone, OpRedo::name, c.others, c.partly);
}

}  // namespace convene
