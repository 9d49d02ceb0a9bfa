// Taking back what staff did, and doing it again: a new command, never a change of what was written.
//
// Somebody is brought back only from where the operation brought them: whoever was moved again since stays there, and
// the answer says who moved them. The same holds of rooms' names and locks and of what is said of two people.
#include <algorithm>
#include <utility>

#include "matcher/capabilities.h"
#include "matcher/moving.h"
#include "matcher/view_parts.h"

namespace convene {

namespace {

constexpr std::size_t named = 10;  // people whom a refusal names

/// What of an operation can be taken back as things are now. O(n log n) in what it changed, and once more for whatever
/// another one stands in the way of.
class Undoing {
 public:
  /// `about`: what the moderator named; `done`: it, or what did or undid it the last time.
  Undoing(const State& state, OperationId about, const OperationDone& done, Instant now)
      : state_(state), about_(about), done_(done), closed_(done.closed.begin(), done.closed.end()) {
    for (const SeatChange& change : done.seats) {
      if (change.from) ++left_[change.from];
      consider(change);
    }
    settle();
    for (const SeatChange* change : back_) going_.insert(change->person), ++comes_[change->from];
    pick(done.pins, pins_, [&](const PinChange& pin) {
      const Person& person = state.person(pin.person);
      return person.room && person.version == pin.version && person.pinned != pin.pinned;
    });
    pick(done.locks, locks_, [&](const LockChange& lock) {
      const auto same = [&](const OperationDone& later) {
        return std::ranges::count(later.locks, lock.room, &LockChange::room);
      };
      return is_open(lock.room) && state.room(lock.room).locked != lock.locked && !changed_later(same);
    });
    pick(done.titles, titles_, [&](const TitleChange& change) {
      const auto& label = state.room(change.room).label;
      return is_open(change.room) && (label ? label->entry : 0) == change.entry;
    });
    pick(done.pairs, pairs_, [&](const PairChange& pair) {
      const PairRule* rule = find_pair(state, pair.one, pair.other);
      const auto same = [&](const OperationDone& later) {
        return std::ranges::any_of(
            later.pairs, [&](const PairChange& other) { return other.one == pair.one && other.other == pair.other; });
      };
      return (rule ? std::optional(rule->bond) : std::nullopt) == pair.after && is_known(pair.one) &&
             is_known(pair.other) && !changed_later(same);
    });
    if (done.round) {
      const auto same = [&](const OperationDone& later) {
        return later.round && later.round->round == done.round->round;
      };
      const bool can = done.round->closed ? can_end(*done.round) : can_go_on(*done.round, now);
      if (can && !changed_later(same)) round_ = &*done.round;
    }
    rooms();
  }

  std::size_t total() const {
    return done_.seats.size() + done_.pins.size() + done_.locks.size() + done_.titles.size() + done_.pairs.size() +
           (done_.round ? 1 : 0);
  }
  std::size_t possible() const {
    return back_.size() + pins_.size() + locks_.size() + titles_.size() + pairs_.size() + (round_ ? 1 : 0);
  }
  bool changes_rooms() const { return !lost_.empty() || !idle_.empty(); }
  /// People who stay where they are now.
  const std::vector<PersonId>& changed() const { return changed_; }
  /// Who stands in the way, as far as that is known.
  PersonId by() const {
    if (later_) return later_;
    for (const PersonId id : changed_)
      if (const PersonId by = state_.person(id).by) return by;
    return {};
  }

  /// In which it was; empty: it was of two people.
  std::string session() const {
    RoomId room;
    for (const auto& list : {done_.opened, done_.closed})
      for (const RoomId one : list) room = one;
    for (const SeatChange& change : done_.seats) room = change.from ? change.from : change.to;
    for (const PinChange& change : done_.pins) room = state_.person(change.person).room;
    for (const LockChange& change : done_.locks) room = change.room;
    for (const TitleChange& change : done_.titles) room = change.room;
    if (done_.round) return state_.session(state_.round(done_.round->round).session).definition.id;
    return room ? state_.session(state_.room(room).session).definition.id : std::string();
  }

  void make(Deciding& d) const {
    for (const RoomId room : lost_) d.emit(RoomReopened{room, away_from(room)});
    std::map<std::string, std::vector<NewPlace>> places;
    for (const SeatChange* change : back_)
      places[session_of(*change)].push_back({change->person, change->from, change->held});
    for (const auto& [session, people] : places) give_places(d, session, people);
    for (const SeatChange* change : back_)
      if (change->pinned && change->from) d.emit(SeatPinned{change->person, true});
    for (const PinChange* pin : pins_) d.emit(SeatPinned{pin->person, pin->pinned});
    for (const LockChange* lock : locks_) d.emit(RoomLocked{lock->room, lock->locked});
    for (const TitleChange* change : titles_) d.emit(RoomNamed{change->room, renewed(change->title)});
    for (const PairChange* pair : pairs_) d.emit(PairBound{pair->one, pair->other, pair->before, d.by()});
    for (const auto& [room, to] : idle_) d.emit(RoomClosed{room, to});
    if (round_ && round_->closed) end_round(d, round_->round);
    if (round_ && !round_->closed) reopen_round(d, round_->round, goes_on_until(*round_));
  }

 private:
  /// Its people still say goodbye, and would have had more time.
  bool can_go_on(const RoundChange& change, Instant now) const {
    return state_.round(change.round).state == RoundState::closing && goes_on_until(change) > now;
  }
  bool can_end(const RoundChange& change) const { return state_.round(change.round).state == RoundState::open; }
  Instant goes_on_until(const RoundChange& change) const {
    return std::min(change.ends, state_.session(state_.round(change.round).session).ends);
  }

  template <class T, class Keep>
  static void pick(const std::vector<T>& all, std::vector<const T*>& into, Keep keep) {
    for (const T& one : all)
      if (keep(one)) into.push_back(&one);
  }

  /// Words get a place of their own in the vault each time that they are written.
  static std::optional<Sealed<std::string>> renewed(const std::optional<Sealed<std::string>>& title) {
    if (!title || !title->words) return {};
    return Sealed<std::string>(title->owner, *title->words);
  }

  bool is_known(PersonId id) const { return state_.person(id).standing != Standing::erased; }
  bool round_is_open(RoomId room) const { return state_.round(state_.room(room).round).state == RoundState::open; }
  /// Now, or when all is taken back.
  bool is_open(RoomId room) const {
    return (!state_.room(room).closed || closed_.contains(room)) && round_is_open(room);
  }

  /// An operation that was done later, and stands, is about the same: its word counts, though it be the same word.
  template <class Same>
  bool changed_later(Same same) {
    for (const Operation& operation : state_.operations) {
      const OperationDone& later = operation.done;
      if (later.about || operation.undone || later.operation <= about_ || !same(later)) continue;
      later_ = later.by;
      return true;
    }
    return false;
  }

  std::string session_of(const SeatChange& change) const {
    return change.from ? state_.session(state_.room(change.from).session).definition.id : change.lobby;
  }

  void consider(const SeatChange& change) {
    const Person& person = state_.person(change.person);
    const bool as_it_left = person.standing == Standing::in && person.version == change.version;
    // Whoever was called, or left, since then has another version; whoever was nowhere before goes nowhere now.
    const std::int32_t lobby = change.from ? -1 : state_.find_session(change.lobby);
    const bool has_place = change.from ? is_open(change.from) : lobby >= 0 && takes_people(state_.session(lobby).state);
    if (as_it_left && has_place)
      back_.push_back(&change);
    else
      changed_.push_back(change.person);
  }

  /// Until all that is left can be: whoever cannot come back keeps their seat, which another one may have needed.
  void settle() {
    for (bool again = true; again;) {
      std::map<RoomId, std::vector<const SeatChange*>> comes;
      std::set<PersonId> all;
      for (const SeatChange* change : back_) {
        all.insert(change->person);
        if (change->from) comes[change->from].push_back(change);
      }
      std::set<PersonId> stay;
      for (const auto& [room, changes] : comes)
        if (const SeatChange* one = one_who_cannot(state_.room(room), changes, all)) stay.insert(one->person);
      changed_.insert(changed_.end(), stay.begin(), stay.end());
      std::erase_if(back_, [&](const SeatChange* change) { return stay.contains(change->person); });
      again = !stay.empty();
    }
  }

  const SeatChange* one_who_cannot(const Room& room, const std::vector<const SeatChange*>& comes,
                                   const std::set<PersonId>& all) const {
    const auto comes_back = [&](PersonId id) {
      return std::ranges::any_of(comes, [&](const SeatChange* change) { return change->person == id; });
    };
    // Whoever goes leaves their seat; one that is kept for somebody stays, unless they come back to it.
    std::vector<PersonId> then;
    for (const Seat& seat : room.seats)
      if (elsewhere(seat) ? !comes_back(seat.person) : !all.contains(seat.person)) then.push_back(seat.person);
    const std::vector<PersonId> away = closed_.contains(room.id) ? away_from(room.id) : std::vector<PersonId>();
    if (then.size() + away.size() + comes.size() > capacity(state_, room)) return comes.back();
    // Nobody comes back alone to a room that all had left.
    const auto awake =
        std::ranges::count_if(comes, [&](const SeatChange* change) { return !state_.person(change->person).lapsed; });
    if (room.closed && awake == 1 && left_.at(room.id) > 1) return comes.back();
    for (const SeatChange* change : comes) then.push_back(change->person);
    for (const SeatChange* change : comes)
      for (const PersonId other : state_.index.apart.of(change->person))
        if (std::ranges::find(then, other) != then.end()) return change;
    return nullptr;
  }

  /// Whoever talks to an advisor, and would have come back to this room.
  std::vector<PersonId> away_from(RoomId room) const {
    std::vector<PersonId> out;
    for (const AwayChange& change : done_.away) {
      const Person& person = state_.person(change.person);
      const bool still = person.called_session == state_.room(room).session && person.called_room == change.to;
      if (change.from == room && still) out.push_back(change.person);
    }
    return out;
  }

  /// Those that it closed, and to which somebody comes back, or in which nobody sat; those that it opened, and in which
  /// nobody is left when all are back.
  void rooms() {
    for (const RoomId room : done_.closed) {
      const bool wanted = comes_.contains(room) || !left_.contains(room);
      if (state_.room(room).closed && round_is_open(room) && wanted) lost_.push_back(room);
    }
    for (const RoomId id : done_.opened) {
      const Room& room = state_.room(id);
      RoomId to;
      const auto is_free = [&](const Seat& seat) {
        for (const AwayChange& change : done_.away)
          if (change.person == seat.person && change.to == id && seat.state == SeatState::called_away) {
            to = change.from;
            return true;
          }
        return seat.state == SeatState::left || going_.contains(seat.person);
      };
      const bool nobody = std::ranges::all_of(room.seats, is_free) && !comes_.contains(id);
      if (to && (state_.room(to).closed || state_.room(to).seats.size() >= capacity(state_, state_.room(to)))) to = {};
      if (!room.closed && round_is_open(id) && !room.host && nobody) idle_.emplace_back(id, to);
    }
  }

  const State& state_;
  OperationId about_;
  const OperationDone& done_;
  std::set<RoomId> closed_;              // by it
  std::map<RoomId, std::size_t> left_;   // how many it took out of each room
  std::map<RoomId, std::size_t> comes_;  // how many come back to each
  std::vector<const SeatChange*> back_;
  std::vector<PersonId> changed_;
  std::set<PersonId> going_;  // everybody in back_
  std::vector<const PinChange*> pins_;
  std::vector<const LockChange*> locks_;
  std::vector<const TitleChange*> titles_;
  std::vector<const PairChange*> pairs_;
  std::vector<RoomId> lost_;
  std::vector<std::pair<RoomId, RoomId>> idle_;  // and where those come back to whom an advisor called out of it
  const RoundChange* round_ = nullptr;           // to be brought back from its end, or to it
  PersonId later_;                               // whose later word stands in the way
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
                                                {"count", std::to_string(undoing.total() - undoing.possible())},
                                                {"of", std::to_string(undoing.total())}};
  if (const PersonId by = undoing.by()) parameters.merge(author_of(state, by));
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
  const Undoing undoing(state, about, done, d.now());
  if (undoing.possible() == 0 && !undoing.changes_rooms())
    return refuse("op.nothing_left", "nothing of it can be taken back any more");
  if (undoing.possible() < undoing.total() && !partly) return changed_since(state, undoing);
  d.begin_operation(command, {}, {}, about);
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
