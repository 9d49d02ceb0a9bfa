// What moderators have on top of the floor: plans, who was shut out, what was done, whom staff keep apart or together.
#include <algorithm>
#include <utility>

#include "matcher/capabilities.h"
#include "matcher/limits.h"
#include "matcher/opening.h"
#include "matcher/retention.h"
#include "matcher/view_builders.h"
#include "matcher/view_parts.h"

namespace convene {

using namespace views;

namespace {

BoardPlan board_plan(const State& state, const StoredPlan& stored) {
  BoardPlan plan;
  plan.session = stored.plan.session;
  if (stored.plan.title && stored.plan.title->words) plan.name = *stored.plan.title->words;
  plan.by = name_of(state, stored.plan.by);
  plan.at = stored.at;
  plan.changed = plan_changes(state, stored.plan);
  plan.rooms = stored.plan.rooms;
  for (PlannedRoom& planned : plan.rooms)
    if (planned.room) planned.name = shown_name(state.room(*planned.room));
  if (stored.plan.titles)
    for (const RoomTitle& named : *stored.plan.titles)
      if (named.title.words) plan.rooms[named.room].name.label = named.title.words;
  for (const UnplacedPerson& unplaced : stored.plan.unplaced) plan.unplaced[to_string(unplaced.person)] = unplaced.why;
  plan.report = stored.plan.report;
  plan.rematch = stored.plan.rematch.has_value();
  plan.ahead = stored.plan.ahead.value_or(false);
  plan.chosen = stored.chosen;
  return plan;
}

BoardRequest board_request(const State& state, std::uint32_t number, const PlanRequested& request) {
  BoardRequest entry{request.session, "", name_of(state, request.by), request.rematch.has_value(), {}};
  for (const RequestHurried& hurried : state.hurried)
    if (hurried.request == number) entry.finished_by = name_of(state, hurried.by);
  if (request.title && request.title->words) entry.name = *request.title->words;
  return entry;
}

/// The name that an operation gave the room, as far as anybody has it still: the room is called so, or another
/// operation took it away. O(operations).
std::optional<std::string> title_given(const State& state, const TitleChange& change) {
  const auto& label = state.room(change.room).label;
  if (label && label->entry == change.entry) return label->words;
  for (const Operation& operation : state.operations)
    for (const TitleChange& next : operation.done.titles)
      if (next.room == change.room && next.was == change.entry && next.title) return next.title->words;
  return {};
}

/// Of a room that is opened, or closed, its name is no news.
void tell_names(const State& state, const OperationDone& done, BoardOperation& out) {
  if (done.titles.empty() || !done.opened.empty() || !done.closed.empty()) return;
  const TitleChange& change = done.titles.front();
  const auto called = [&](std::optional<std::string> label) {
    RoomName name = shown_name(state.room(change.room));
    name.label = std::move(label);
    return name;
  };
  const std::optional<std::string> before = change.title ? change.title->words : std::nullopt;
  const std::optional<std::string> after = change.entry ? title_given(state, change) : std::nullopt;
  if (before || !change.was) out.room_before = called(before);
  if (after || !change.entry) out.room_after = called(after);
}

}  // namespace

BoardOperation board_operation(const State& state, const Operation& operation, PersonId undone_by) {
  const OperationDone& done = operation.done;
  BoardOperation out;
  out.command = done.command;
  out.by = done.by;
  out.name = name_of(state, done.by);
  out.at = operation.at;
  if (done.reason) out.reason = done.reason->words.value_or("");
  if (done.told) out.told = done.told->words;
  out.people = static_cast<std::uint32_t>(done.seats.size());
  const auto name = [&](RoomId room) { return room ? std::optional(shown_name(state.room(room))) : std::nullopt; };
  for (const SeatChange& change : done.seats) {
    if (out.moves.size() == limits::operation_shown) break;
    out.moves.push_back({change.person, name(change.from), name(change.to)});
  }
  for (const PinChange& pin : done.pins) out.pinned.push_back(pin.person), out.pin = !pin.pinned;
  std::set<RoomId> rooms(done.opened.begin(), done.opened.end());
  rooms.insert(done.closed.begin(), done.closed.end());
  for (const LockChange& lock : done.locks) rooms.insert(lock.room), out.locked = !lock.locked;
  for (const TitleChange& title : done.titles) rooms.insert(title.room);
  for (const RoomId room : rooms) {
    if (out.rooms.size() == limits::operation_shown) break;
    out.rooms.push_back(shown_name(state.room(room)));
  }
  tell_names(state, done, out);
  for (const PairChange& pair : done.pairs) {
    out.pair = {pair.one, pair.other};
    out.bond_before = pair.before;
    out.bond_after = pair.after;
  }
  if (done.about) out.about = done.about;
  if (undone_by) out.undone_by = name_of(state, undone_by);
  return out;
}

namespace {

BoardHats board_hats(const State& state, const ActHats& had) {
  BoardHats out{had.hats, had.parts, had.scope.sessions, {}};
  // A scope may name a room that is not there (yet): the event's file knew no better.
  for (const RoomId id : had.scope.rooms)
    if (const Room* room = state.find(id)) out.rooms.push_back(shown_name(*room));
  return out;
}

BoardPerson board_person(const State& state, const Person& person) {
  BoardPerson out{name_of(state, person.id), person.standing == Standing::banned ? "banned" : "removed", "", {}, ""};
  if (person.out) {
    if (person.out->by) out.by = name_of(state, person.out->by);
    out.at = person.out->at;
    out.reason = person.out->reason.words.value_or("");
  }
  return out;
}

BoardPair board_pair(const State& state, PersonId one, PersonId other, Bond bond, PersonId by, Instant at) {
  return {one, other, name_of(state, one), name_of(state, other), bond, name_of(state, by), at, {}};
}

/// Whoever reads the board reads nothing of what was told of themselves, nor that anything was.
bool tells_whom(const State& state, const Act& act) {
  const auto reads = [&](PersonId id) { return allows(state.person(id).hats, "board"); };
  return act.what != ActKind::settled || std::ranges::none_of(act.people, reads);
}

BoardAct told_of(const State& state, const Act& act) {
  const auto told = [](const std::string& word) { return word.empty() ? std::nullopt : std::optional(word); };
  BoardAct out;
  out.what = act.what;
  out.by = act.by;
  out.name = name_of(state, act.by);
  out.at = act.at;
  if (act.reason) out.reason = act.reason->words.value_or("");
  if (tells_whom(state, act)) {
    out.people = act.count;
    for (const PersonId id : act.people) out.who.push_back({id, name_of(state, id)});
  }
  out.session = told(act.session);
  out.desk = told(act.desk);
  out.from = told(act.from);
  out.into = told(act.into);
  if (act.room) out.room = shown_name(state.room(act.room));
  if (act.plan) out.plan = act.title && act.title->words ? *act.title->words : to_string(act.plan);
  out.before = told(act.before);
  out.after = told(act.after);
  if (act.hats_before) out.hats_before = board_hats(state, *act.hats_before);
  if (act.hats_after) out.hats_after = board_hats(state, *act.hats_after);
  out.moved = act.moved;
  out.clocks = act.clocks;
  return out;
}

}  // namespace

std::optional<BoardAct> board_act(const State& state, std::uint32_t number) {
  const Act* act = find_act(state, number);
  return act ? std::optional(told_of(state, *act)) : std::nullopt;
}

BoardView board_view(const State& state) {
  BoardView view;
  for (const auto& [id, stored] : state.plans) view.plans[to_string(id)] = board_plan(state, stored);
  for (const auto& [number, request] : state.requests)
    if (!request.opens) view.requests[std::to_string(number)] = board_request(state, number, request);
  for (const Person& person : state.people)
    if (person.standing == Standing::removed || person.standing == Standing::banned)
      view.out[to_string(person.id)] = board_person(state, person);
  for (const PersonId id : state.index.staff) {
    const Person& person = state.person(id);
    // Nobody reads of themselves: of who became a moderator since it is told when they are none any more.
    const bool reads = person.wears(Hat::moderator) || person.wears(Hat::organiser);
    if (person.reports.empty() || !person.staff() || reads) continue;
    FloorReports told = reports_of(person);
    view.reports[to_string(id)] = {name_of(state, id), told.count, told.since, std::move(told.about)};
  }
  if (const auto at = erasure_announced(state); at && state.index.known > 0)
    view.erasure["event"] = {*at, static_cast<std::uint32_t>(state.index.known)};
  view.operations = board_operations(state);
  view.pairs = board_pairs(state);
  for (const Act& act : state.acts) view.acts[std::to_string(act.number)] = told_of(state, act);
  return view;
}

std::map<std::string, BoardOperation> board_operations(const State& state) {
  std::map<std::string, BoardOperation> out;
  for (const Operation& operation : state.operations) {
    const Operation* undone = find_operation(state, operation.undone);
    out[to_string(operation.done.operation)] = board_operation(state, operation, undone ? undone->done.by : PersonId{});
  }
  return out;
}

std::map<std::string, BoardPair> board_pairs(const State& state) {
  std::map<std::string, BoardPair> out;
  const auto key = [](PersonId one, PersonId other) { return to_string(one) + "-" + to_string(other); };
  for (const PairRule& rule : state.pairs)
    out[key(rule.one, rule.other)] = board_pair(state, rule.one, rule.other, rule.bond, rule.by, rule.at);
  for (const auto& [by, other] : state.index.apart.wishes()) {
    const auto [one, second] = std::minmax(by, other);
    const auto& avoids = state.person(by).avoids;
    const Instant since = std::ranges::find(avoids, other, &Avoided::other)->since;
    const auto pair = out.try_emplace(key(one, second), board_pair(state, one, second, Bond::apart, by, since)).first;
    pair->second.wished_by.push_back(by);
  }
  return out;
}

}  // namespace convene
