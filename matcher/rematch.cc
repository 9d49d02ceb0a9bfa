#include "matcher/rematch.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "matcher/check.h"
#include "matcher/grouping/least_moves.h"
#include "matcher/hosting.h"
#include "matcher/limits.h"
#include "matcher/moving.h"
#include "matcher/room_basis.h"

namespace convene {

namespace {

/// Whoever is not to be moved: staff want them there, or nobody knows whether they come back.
bool stays(const Person& person) { return person.pinned || person.lapsed; }

/// Everybody with a seat in these rooms, and, unless a room is only divided, whoever waits for one; by person.
std::vector<PersonId> people_of(const State& state, const RematchOf& rematch) {
  std::vector<PersonId> out;
  for (const RoomId id : rematch.rooms)
    for (const Seat& seat : state.room(id).seats)
      if (!elsewhere(seat)) out.push_back(seat.person);
  if (!rematch.parts)
    for (const auto& [since, id] : state.index.waiting[static_cast<std::size_t>(state.round(rematch.round).session)])
      out.push_back(id);
  std::sort(out.begin(), out.end());
  return out;
}

/// A room that is divided has parts as even as can be; else rooms are as large as the policy says.
grouping::Sizes sizes_of(const SessionDefinition& session, const RematchOf& rematch, std::size_t people) {
  if (!rematch.parts) return grouping::normalised(session.policy.rooms);
  const std::size_t least = people / *rematch.parts;
  const std::size_t most = (people + *rematch.parts - 1) / *rematch.parts;
  const auto size = [](std::size_t n) { return static_cast<std::uint16_t>(n); };
  return grouping::normalised({size(least), size(most), size(most)});
}

bool is_listed(const std::vector<RoomId>& sorted, RoomId room) {
  return std::binary_search(sorted.begin(), sorted.end(), room);
}

/// As they were when the plan was asked for.
bool unchanged(const State& state, const RematchOf& rematch, PersonId id) {
  const auto seat = std::lower_bound(rematch.seats.begin(), rematch.seats.end(), id,
                                     [](const NewSeat& one, PersonId person) { return one.person < person; });
  return seat != rematch.seats.end() && seat->person == id && seat->version == state.person(id).version;
}

/// Which of the present rooms each planned one is: the one from which most of its people come; of those who stay in any
/// case, all do. None: a new one.
std::vector<RoomId> rooms_of(const State& state, const grouping::Plan& plan, const std::vector<RoomId>& rooms) {
  std::map<std::pair<std::size_t, RoomId>, std::uint32_t> shared;
  for (std::size_t i = 0; i < plan.rooms.size(); ++i)
    for (const PersonId id : plan.rooms[i].people) {
      const Person& person = state.person(id);
      if (person.room && is_listed(rooms, person.room)) shared[{i, person.room}] += stays(person) ? 1'000 : 1;
    }
  std::vector<std::tuple<std::uint32_t, std::size_t, RoomId>> order;
  for (const auto& [pair, people] : shared) order.emplace_back(~people, pair.first, pair.second);
  std::sort(order.begin(), order.end());
  std::vector<RoomId> out(plan.rooms.size());
  std::set<RoomId> taken;
  for (const auto& [people, planned, room] : order)
    if (!out[planned] && taken.insert(room).second) out[planned] = room;
  return out;
}

/// The moves of a plan that can still be made, and the rooms as they are when all of them are. O(people x log people).
class Moving {
 public:
  Moving(const State& state, const PlanStored& plan)
      : state_(state), plan_(plan), rematch_(*plan.rematch), comes_(plan.rooms.size()) {
    for (std::size_t i = 0; i < plan.rooms.size(); ++i) {
      if (plan.rooms[i].room) planned_of_[*plan.rooms[i].room] = i;
      for (const PersonId id : plan.rooms[i].people)
        if (can_move(id) && state.person(id).room != plan.rooms[i].room.value_or(RoomId{}))
          comes_[i].insert(id), moves_.insert(id), to_[id] = i;
    }
    settle();
  }

  void make(Deciding& d) const {
    std::set<RoomId> touched;
    for (const PersonId id : moves_)
      if (const RoomId from = state_.person(id).room) touched.insert(from);
    for (std::size_t i = 0; i < plan_.rooms.size(); ++i) {
      if (comes_[i].empty()) continue;
      const std::vector<PersonId> comes(comes_[i].begin(), comes_[i].end());
      if (!plan_.rooms[i].room) {
        host_room(d, open_room(d, rematch_.round, comes, SeatWhy::moved, d.by()));
        continue;
      }
      const RoomId room = *plan_.rooms[i].room;
      touched.insert(room);
      PeopleSeated seated{room, {}, SeatWhy::moved, d.by(), {}};
      for (const PersonId id : comes) seated.seats.push_back({id, next_version(state_, id)});
      d.emit(std::move(seated));
    }
    for (const RoomId room : touched) refresh_basis(d, room);
  }

 private:
  bool can_move(PersonId id) const {
    const Person& person = state_.person(id);
    if (person.standing != Standing::in || stays(person) || !unchanged(state_, rematch_, id)) return false;
    return !person.room || !state_.room(person.room).locked;
  }

  /// Until all that is left can be: what a cancelled move leaves behind may make another impossible, where it was from
  /// and where it was to. Moves only become fewer, so this ends.
  void settle() {
    std::set<std::size_t> open;
    std::set<RoomId> left;
    for (std::size_t i = 0; i < comes_.size(); ++i) open.insert(i);
    for (const PersonId id : moves_)
      if (const RoomId from = state_.person(id).room) left.insert(from);
    const auto look_at = [&](RoomId room) {
      if (!room) return;
      left.insert(room);
      if (const auto planned = planned_of_.find(room); planned != planned_of_.end()) open.insert(planned->second);
    };
    while (!open.empty() || !left.empty()) {
      std::optional<PersonId> stays_put;
      if (!open.empty()) {
        stays_put = one_who_cannot(*open.begin());
        if (!stays_put) open.erase(open.begin());
      } else {
        stays_put = one_to_stay(*left.begin());
        if (!stays_put) left.erase(left.begin());
      }
      if (!stays_put) continue;
      const std::size_t to = to_.at(*stays_put);
      comes_[to].erase(*stays_put);
      open.insert(to);
      if (plan_.rooms[to].room) look_at(*plan_.rooms[to].room);
      moves_.erase(*stays_put);
      look_at(state_.person(*stays_put).room);
      look_at(state_.person(*stays_put).kept_room);
    }
  }

  /// Of those who would leave this room: one, if somebody would be left alone there by it.
  std::optional<PersonId> one_to_stay(RoomId id) const {
    const auto planned = planned_of_.find(id);
    std::size_t there = planned == planned_of_.end() ? 0 : comes_[planned->second].size();
    std::optional<PersonId> leaves;
    for (const Seat& seat : state_.room(id).seats) {
      if (elsewhere(seat)) continue;
      if (moves_.contains(seat.person))
        leaves = seat.person;
      else if (!state_.person(seat.person).lapsed)
        ++there;
    }
    return there == 1 ? leaves : std::nullopt;
  }

  /// Of those who would come to this room: one who cannot, as things are now.
  std::optional<PersonId> one_who_cannot(std::size_t planned) const {
    if (comes_[planned].empty()) return {};
    const Room* room = plan_.rooms[planned].room ? state_.find(*plan_.rooms[planned].room) : nullptr;
    std::vector<PersonId> then(comes_[planned].begin(), comes_[planned].end());
    std::size_t awake = then.size();  // a seat of somebody who is gone is no company
    if (room)
      for (const Seat& seat : room->seats) {
        if (moves_.contains(seat.person)) continue;
        then.push_back(seat.person);
        awake += !elsewhere(seat) && !state_.person(seat.person).lapsed ? 1 : 0;
      }
    const Session& session = state_.session(state_.round(rematch_.round).session);
    const std::size_t max = grouping::normalised(session.definition.policy.rooms).max;
    // While all move, those who go may still be there.
    const std::size_t at_once = comes_[planned].size() + (room ? room->seats.size() : 0);
    const bool shut = room && (room->locked || room->closed);
    if (shut || awake < 2 || then.size() > max || at_once > grouping::max_room) return *comes_[planned].rbegin();
    for (const PersonId id : comes_[planned])
      if (room && !may_meet(state_, id, *room)) return id;
    for (const PersonId id : comes_[planned])
      for (const PersonId other : then)
        if (id != other && state_.index.apart.between(id, other)) return id;
    return {};
  }

  const State& state_;
  const PlanStored& plan_;
  const RematchOf& rematch_;
  std::vector<std::set<PersonId>> comes_;  // by planned room
  std::map<PersonId, std::size_t> to_;     // by person: the planned room
  std::set<PersonId> moves_;               // all of them
  std::map<RoomId, std::size_t> planned_of_;
};

}  // namespace

PlanTask rematch_task(const State& state, const PlanRequested& asked) {
  const RematchOf& rematch = *asked.rematch;
  const std::int32_t index = state.find_session(asked.session);
  std::vector<PersonId> people;
  for (const NewSeat& seat : rematch.seats)
    if (unchanged(state, rematch, seat.person)) people.push_back(seat.person);
  PlanTask out;
  out.problem = problem_of(state, state.session(index).definition, people, asked.seed);
  out.problem.sizes = sizes_of(state.session(index).definition, rematch, people.size());
  for (const PersonId id : people)
    for (const PersonId other : state.index.met[id.value - 1])
      if (id < other) out.problem.met.push_back({id, other});
  out.roles = state.index.roles;
  out.regions = state.index.regions;
  out.subjects = state.primary(state.session(index));
  out.present.emplace();
  std::map<RoomId, std::vector<PersonId>> rooms;
  for (const PersonId id : people) {
    if (const RoomId room = state.person(id).room) rooms[room].push_back(id);
    if (stays(state.person(id))) out.present->pinned.push_back(id);
  }
  for (auto& [room, there] : rooms) out.present->rooms.push_back(std::move(there));
  return out;
}

void describe_rematch(const State& state, const grouping::Plan& plan, PlanStored& stored) {
  const RematchOf& rematch = *stored.rematch;
  const Session& session = state.session(state.find_session(stored.session));
  const std::vector<RoomId> rooms = rooms_of(state, plan, rematch.rooms);
  stored.report = report_of(plan.report);
  std::map<std::string, std::uint32_t> numbers;
  if (const auto given = state.index.numbers.find(rematch.round); given != state.index.numbers.end())
    numbers = given->second;
  std::uint32_t newcomers = 0;
  for (std::size_t i = 0; i < plan.rooms.size(); ++i) {
    PlannedRoom planned;
    planned.people = plan.rooms[i].people;
    planned.basis = basis_of(state, session, planned.people);
    if (rooms[i]) {
      planned.room = rooms[i];
      planned.name = state.room(rooms[i]).title;
    } else {
      planned.name.kind = session.definition.kind;
      planned.name.category = category_of(state, session, planned.basis);
      planned.name.number = ++numbers[planned.name.category];
    }
    for (const PersonId id : planned.people) {
      const RoomId now = state.person(id).room;
      newcomers += now ? 0 : 1;
      stored.report.moves += now && now != rooms[i] ? 1 : 0;
    }
    stored.rooms.push_back(std::move(planned));
  }
  for (const grouping::Unplaced& unplaced : plan.unplaced)
    stored.unplaced.push_back({unplaced.person, why_unplaced(unplaced.why)});
  std::vector<std::uint32_t> sizes;
  for (const RoomId id : rematch.rooms) {
    const auto& seats = state.room(id).seats;
    const auto held = std::count_if(seats.begin(), seats.end(), [](const Seat& s) { return !elsewhere(s); });
    if (held > 0) sizes.push_back(static_cast<std::uint32_t>(held));
  }
  const std::size_t people = std::accumulate(sizes.begin(), sizes.end(), std::size_t{newcomers});
  if (const auto least = grouping::least_moves(sizes, sizes_of(session.definition, rematch, people), newcomers))
    stored.report.least_moves = least->moves;
}

std::uint32_t rematch_changes(const State& state, const RematchOf& rematch) {
  std::uint32_t changed = 0;
  for (const NewSeat& seat : rematch.seats) changed += unchanged(state, rematch, seat.person) ? 0 : 1;
  for (const PersonId id : people_of(state, rematch))
    changed += std::binary_search(rematch.seats.begin(), rematch.seats.end(), NewSeat{id, 0},
                                  [](const NewSeat& a, const NewSeat& b) { return a.person < b.person; })
                   ? 0
                   : 1;
  return changed;
}

Decided decide(Deciding& d, const RoundRematch& c) {
  const State& state = d.state();
  std::int32_t index = -1;
  if (Decided refusal = find_open_round(d, c.session, index)) return refusal;
  if (Decided fault = fault_in_new_plan(state, c.title)) return fault;
  const Round& round = state.round(state.session(index).round);
  RematchOf rematch{round.id, c.rooms, {}};
  for (const RoomId id : c.rooms) {
    const Room* room = state.find(id);
    if (!room || room->round != round.id || room->closed)
      return refuse("room.unknown", "there is no such room in the open round", {{"room", to_string(id)}});
    if (room->locked) return refuse("room.locked", "this room is locked", {{"room", to_string(id)}});
  }
  if (c.rooms.empty())
    for (const RoomId id : round.rooms)
      if (!state.room(id).locked && !state.room(id).closed) rematch.rooms.push_back(id);
  std::sort(rematch.rooms.begin(), rematch.rooms.end());
  rematch.rooms.erase(std::unique(rematch.rooms.begin(), rematch.rooms.end()), rematch.rooms.end());
  for (const PersonId id : people_of(state, rematch)) rematch.seats.push_back({id, state.person(id).version});
  if (rematch.seats.size() > limits::rematch_people)
    return refuse("plan.too_large",
                  "at most " + std::to_string(limits::rematch_people) + " people are grouped anew at once: name rooms");
  if (rematch.seats.size() < 2) return refuse("plan.nobody", "fewer than two people are in these rooms");
  std::optional<Sealed<std::string>> title;
  if (!c.title.empty()) title.emplace(d.by(), c.title);
  PlanRequested asked{state.last_request + 1, c.session, d.seed(), false, std::move(title), d.by(), state.seq};
  asked.rematch = std::move(rematch);
  d.emit(std::move(asked));
  return {};
}

Decided decide(Deciding& d, const RoomSplit& c) {
  const State& state = d.state();
  const Room* room = state.find(c.room);
  if (!room || room->closed) return refuse("room.closed", "there is no such room, or it is closed");
  if (state.round(room->round).state != RoundState::open)
    return refuse("round.closing", "the round is ending", {{"room", to_string(c.room)}});
  if (state.session(room->session).hours)
    return refuse("session.no_rooms", "the rooms of this session are not planned",
                  {{"session", state.session(room->session).definition.id}});
  if (room->locked) return refuse("room.locked", "this room is locked", {{"room", to_string(c.room)}});
  if (c.parts < 2 || c.parts > limits::parts)
    return refuse("split.parts", "a room is divided into 2 to " + std::to_string(limits::parts) + " parts",
                  {{"field", "parts"}});
  if (Decided fault = fault_in_new_plan(state, "")) return fault;
  RematchOf rematch{room->round, {c.room}, {}, c.parts};
  for (const PersonId id : people_of(state, rematch)) rematch.seats.push_back({id, state.person(id).version});
  // Nobody sits alone: each part takes two.
  if (rematch.seats.size() < 2 * std::size_t{c.parts})
    return refuse("room.too_small", "too few people are in this room to divide it into so many parts",
                  {{"people", std::to_string(rematch.seats.size())}, {"least", std::to_string(2 * c.parts)}});
  const std::string& session = state.session(room->session).definition.id;
  PlanRequested asked{state.last_request + 1, session, d.seed(), false, {}, d.by(), state.seq};
  asked.rematch = std::move(rematch);
  d.emit(std::move(asked));
  return {};
}

Decided decide(Deciding& d, const PlanApply& c) {
  const State& state = d.state();
  const auto found = state.plans.find(c.plan);
  if (found == state.plans.end()) return refuse("plan.unknown", "there is no such plan");
  const PlanStored plan = found->second.plan;
  if (!plan.rematch) return refuse("plan.of_next_round", "this plan is of a round to come: open the round from it");
  std::int32_t index = -1;
  if (Decided refusal = find_open_round(d, plan.session, index)) return refusal;
  if (state.session(index).round != plan.rematch->round)
    return refuse("plan.too_late", "the round that this plan was made for is over");
  const std::uint32_t changed = rematch_changes(state, *plan.rematch);
  const auto people = static_cast<std::uint32_t>(plan.rematch->seats.size());
  if (!c.force)
    if (Decided fault = fault_in_age(changed, people)) return fault;
  const Moving moving(state, plan);
  d.begin_operation(PlanApply::name);
  d.emit(PlanDropped{c.plan});
  moving.make(d);
  return {};
}

}  // namespace convene
