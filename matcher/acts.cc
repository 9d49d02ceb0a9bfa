#include "matcher/acts.h"

#include <algorithm>
#include <utility>

#include "matcher/applying.h"
#include "matcher/chat.h"
#include "matcher/limits.h"
#include "matcher/line_index.h"

namespace convene {

namespace {

template <class Code>
std::string code_of(Code code) {
  return boost::describe::enum_to_string(code, "");
}

std::string standing(const State& state, PersonId person) { return code_of(state.person(person).standing); }
std::string hearing(bool muted) { return muted ? "muted" : "heard"; }
std::string visibility(bool hidden) { return hidden ? "hidden" : "shown"; }
std::string presence(bool attended) { return attended ? "attended" : "absent"; }
std::string completion(bool completed) { return completed ? "completed" : "open"; }

/// As it was noted. What the roster says is of somebody's words, which may be gone when this is read once more.
std::string attendance(const State& state, PersonId id, const std::string& session) {
  const auto& noted = state.person(id).attendance;
  const auto known = noted.find(session);
  return known == noted.end() ? "unknown" : presence(known->second.attended);
}

std::string plan(const State& state, PersonId id) {
  const auto& plan = state.person(id).plan;
  return plan ? completion(plan->completed) : "unknown";
}

/// What it was of all of them; "various": not the same.
template <class Of>
std::string common(const std::vector<PersonId>& people, Of&& of) {
  std::string first = of(people.front());
  const auto same = [&](PersonId id) { return of(id) == first; };
  return std::all_of(people.begin() + 1, people.end(), same) ? first : "various";
}

ActHats hats_of(const std::vector<Hat>& hats, const Scope& scope) {
  ActHats out{hats, scope, static_cast<std::uint32_t>(scope.sessions.size() + scope.rooms.size())};
  out.scope.sessions.resize(std::min(scope.sessions.size(), limits::operation_shown));
  out.scope.rooms.resize(std::min(scope.rooms.size(), limits::operation_shown));
  return out;
}

void changed(State& state, const Act& act) { state.touched.acts.push_back(act.number); }

}  // namespace

void ActNotes::note(const State& state, const Fact& fact) {
  if (by_) std::visit([&](const auto& f) { before(state, f); }, fact);
}

Act& ActNotes::add(ActKind what, const std::vector<PersonId>& people) {
  Act& act = acts_.emplace_back();
  act.what = what;
  act.count = static_cast<std::uint32_t>(people.size());
  act.people.assign(people.begin(),
                    people.begin() + static_cast<std::ptrdiff_t>(std::min(people.size(), limits::operation_shown)));
  return act;
}

void ActNotes::before(const State& state, const HatsGiven& f) {
  if (f.by_file) return;
  Act& act = add(ActKind::hats, {f.person});
  act.hats_before = hats_of(state.person(f.person).hats, state.person(f.person).scope);
  act.hats_after = hats_of(f.hats, f.scope);
}

void ActNotes::before(const State& state, const PersonShutOut& f) {
  Act& act = add(f.banned ? ActKind::banned : ActKind::removed, {f.person});
  act.before = standing(state, f.person);
  act.after = code_of(f.banned ? Standing::banned : Standing::removed);
  act.reason = f.reason;
}

void ActNotes::before(const State& state, const PersonRestored& f) {
  Act& act = add(ActKind::restored, {f.person});
  act.before = standing(state, f.person);
  act.after = code_of(Standing::in);
}

void ActNotes::before(const State&, const PassesRevoked& f) { add(ActKind::revoked, {f.person}); }

/// Of whom, nobody is told any more.
void ActNotes::before(const State&, const PersonErased&) { add(ActKind::erased); }

void ActNotes::before(const State& state, const PersonMuted& f) {
  Act& act = add(ActKind::muted, {f.person});
  act.before = hearing(state.person(f.person).muted);
  act.after = hearing(f.muted);
}

void ActNotes::moved(ActClock clock) {
  if (clocks_.moved++ < limits::operation_shown) clocks_.clocks.push_back(std::move(clock));
}

void ActNotes::before(const State& state, const SessionMoved& f) {
  const Session& session = state.session(state.find_session(f.session));
  moved({f.session, false, session.starts, session.ends, f.starts, f.ends});
}

void ActNotes::before(const State& state, const RoundExtended& f) {
  const Round& round = state.round(f.round);
  moved({state.session(round.session).definition.id, true, {}, round.ends, {}, f.ends});
}

void ActNotes::before(const State&, const SessionAdded& f) { add(ActKind::added).session = f.session; }

void ActNotes::before(const State& state, const SessionTurned& f) {
  if (f.state != SessionState::cancelled) return;
  Act& act = add(ActKind::cancelled);
  act.session = f.session;
  act.before = code_of(state.session(state.find_session(f.session)).state);
  act.after = code_of(f.state);
}

void ActNotes::before(const State& state, const AttendanceNoted& f) {
  if (f.how != AttendanceHow::staff || f.people.empty()) return;
  std::vector<PersonId> people;
  for (const Attendee& one : f.people) people.push_back(one.person);
  Act& act = add(ActKind::attendance, people);
  act.session = f.session;
  act.before = common(people, [&](PersonId id) { return attendance(state, id, f.session); });
  act.after = presence(f.attended);
}

void ActNotes::before(const State& state, const ActionPlanNoted& f) {
  if (f.people.empty()) return;
  Act& act = add(ActKind::plan, f.people);
  act.before = common(f.people, [&](PersonId id) { return plan(state, id); });
  act.after = completion(f.completed);
}

void ActNotes::before(const State& state, const ChatHidden& f) {
  const Room& room = state.room(f.room);
  const ChatComplaint* complaint = find_complaint(room, f.n);
  const ChatLine* line = complaint ? &complaint->line : find_line(room, f.n);
  const bool known = line && state.person(line->by).standing != Standing::erased;
  Act& act = add(ActKind::message, known ? std::vector{line->by} : std::vector<PersonId>{});
  act.room = f.room;
  act.before = visibility(line && line->hidden);
  act.after = visibility(f.hidden);
}

/// Where a line is cut off says nothing of whether the desk is open.
void ActNotes::before(const State& state, const DeskTurned& f) {
  const DeskLine* desk = find_desk(state.session(state.find_session(f.session)), f.desk);
  if (!desk || (desk->state == f.state && !f.into)) return;
  Act& act = add(ActKind::desk);
  act.session = f.session;
  act.desk = f.desk;
  act.into = f.into.value_or("");
  act.before = code_of(desk->state);
  act.after = f.into ? "merged" : code_of(f.state);
}

/// Where it leads to is told to nobody here: only whether it was given, changed or taken away. What the engine does for
/// a host, it does by itself.
void ActNotes::before(const State& state, const RoomLinked& f) {
  if (!f.by) return;
  const bool known = state.room(f.room).link.has_value();
  Act& act = add(ActKind::linked);
  act.room = f.room;
  act.before = known ? "linked" : "none";
  act.after = !f.link ? "taken" : known ? "changed" : "given";
}

/// The round opens as soon as its groups are made, in a record of nobody's: this is where somebody opened it.
void ActNotes::before(const State&, const PlanRequested& f) {
  if (!f.opens || !f.by) return;
  Act& act = add(ActKind::round);
  act.session = f.session;
  act.after = "asked";
}

/// At once it opens only in the place of a plan, which is used up by that.
void ActNotes::before(const State&, const RoundOpened& f) {
  const auto dropped = std::ranges::find(acts_, ActKind::dropped, &Act::what);
  if (dropped == acts_.end()) return;
  dropped->what = ActKind::round;
  dropped->session = f.session;
  dropped->after = "from_plan";
}

void ActNotes::add_plan(ActKind what, const State& state, PlanId id) {
  const auto found = state.plans.find(id);
  if (found == state.plans.end()) return;
  const PlanStored& plan = found->second.plan;
  Act& act = add(what);
  act.session = plan.session;
  act.plan = id;
  act.title = plan.title;
}

void ActNotes::before(const State& state, const PlanDropped& f) { add_plan(ActKind::dropped, state, f.plan); }

void ActNotes::before(const State& state, const PlanChosen& f) {
  const std::size_t known = acts_.size();
  add_plan(ActKind::chosen, state, f.plan);
  if (acts_.size() > known) acts_.back().after = f.chosen ? "chosen" : "left";
}

/// Who told it is told to nobody.
void ActNotes::before(const State&, const ReportSettled& f) { add(ActKind::settled, {f.person}); }

/// A call that is called off, or ends with the place where it was, is no act of staff.
void ActNotes::before(const State&, const HelpEnded& f) {
  if (f.by && f.by != f.person) add(ActKind::helped, {f.person});
}

void ActNotes::before(const State& state, const AdvisorPosted& f) {
  const std::int32_t index = state.find_session(f.session);
  if (f.by_file || index < 0 || !state.session(index).hours) return;
  const Advisor* known = find_advisor(state, index, f.person);
  const std::string desk = known ? state.session(index).hours->desks[known->desk].desk : "";
  if (known && f.posted && desk == f.desk && known->topics == f.topics && known->languages == f.languages &&
      known->capacity == f.capacity)
    return;
  Act& act = add(ActKind::posted, {f.person});
  act.session = f.session;
  act.desk = f.posted ? f.desk : desk;
  if (f.posted && desk != f.desk) act.from = desk;
  act.before = known ? "posted" : "away";
  act.after = !f.posted ? "taken" : known ? "changed" : "posted";
}

Act& ActNotes::add_line(const State& state, const std::vector<TicketId>& tickets, std::string_view after) {
  std::vector<PersonId> people;
  for (const TicketId id : tickets) people.push_back(state.ticket(id).person);
  Act& act = add(ActKind::line, people);
  const Ticket& first = state.ticket(tickets.front());
  const Session& session = state.session(first.session);
  act.session = session.definition.id;
  // Of a ticket that is over the desk may have become part of another one since.
  act.desk = session.hours->desks[desk_now(session, first.desk)].desk;
  act.after = after;
  return act;
}

/// Those who make room for one who is placed are placed by nobody.
void ActNotes::before(const State& state, const TicketPlaced& f) {
  if (!f.by) return;
  const Ticket& ticket = state.ticket(f.ticket);
  const bool back = ticket.pinned && f.place == ticket.origin;
  Act& act = add_line(state, {f.ticket}, f.pinned ? "pinned" : back ? "unpinned" : "placed");
  act.reason = f.reason;
  if (act.desk == f.desk) return;
  act.from = std::exchange(act.desk, f.desk);
  act.after = "moved";
}

/// Whose turn it was is called without a reason, as the line does it by itself.
void ActNotes::before(const State& state, const TicketsOffered& f) {
  if (f.by && f.reason) add_line(state, f.tickets, "called").reason = f.reason;
}

void ActNotes::before(const State& state, const TicketTurned& f) {
  if (f.by && f.why == "returned") add_line(state, {f.ticket}, "returned");
}

/// A round that goes on because its end was taken back is in the operation.
void ActNotes::before(const State&, const OperationDone&) { operation_ = true; }

/// What comes of another act of the same command is part of that one: a plan goes with its session, or into the round
/// it is applied to; ways into calls and what was told of somebody go with whoever is shut out, or has no tasks any
/// more; a session that is added has the advisors of the one it is like. O(acts).
void ActNotes::leave_consequences_out() {
  const auto did = [&](ActKind what) { return std::ranges::find(acts_, what, &Act::what) != acts_.end(); };
  const bool out = did(ActKind::removed) || did(ActKind::banned);
  const bool hats = did(ActKind::hats), cancelled = did(ActKind::cancelled), added = did(ActKind::added);
  std::erase_if(acts_, [&](const Act& act) {
    switch (act.what) {
      case ActKind::dropped: return operation_ || cancelled;
      case ActKind::linked: return out || hats;
      case ActKind::settled: return out;
      case ActKind::posted: return added;
      default: return false;
    }
  });
}

namespace {

/// Calls for help and places in lines change often: each kind makes way for itself before it pushes anything else out.
/// O(acts).
void make_way(State& state) {
  for (const ActKind often : {ActKind::helped, ActKind::line}) {
    if (static_cast<std::size_t>(std::ranges::count(state.acts, often, &Act::what)) <= limits::acts_of_a_kind) continue;
    const auto oldest = std::ranges::find(state.acts, often, &Act::what);
    changed(state, *oldest);
    state.acts.erase(oldest);
  }
  for (; state.acts.size() > limits::acts; state.acts.pop_front()) changed(state, state.acts.front());
}

}  // namespace

void ActNotes::keep(State& state, Instant at) && {
  leave_consequences_out();
  if (clocks_.moved > 0 && !operation_) {
    clocks_.what = ActKind::clocks;
    acts_.push_back(std::move(clocks_));
  }
  for (Act& act : acts_) {
    act.number = ++state.last_act;
    act.by = by_;
    act.at = at;
    changed(state, state.acts.emplace_back(std::move(act)));
  }
  if (!acts_.empty()) make_way(state);
}

const Act* find_act(const State& state, std::uint32_t number) {
  const auto at = std::ranges::lower_bound(state.acts, number, {}, &Act::number);
  return at == state.acts.end() || at->number != number ? nullptr : &*at;
}

namespace applying {

void forget_acts(State& state, PersonId person) {
  for (Act& act : state.acts) {
    const bool about = std::erase(act.people, person) > 0;
    if (about) --act.count;
    const bool theirs = act.reason && (about || act.reason->owner == person);
    // Words of somebody else's about them would outlast them in the vault.
    if (theirs && act.reason->owner != person) state.touched.forgotten.push_back(act.reason->entry);
    if (theirs) act.reason.reset();
    const bool named = act.title && act.title->owner == person;
    if (named) act.title.reset();
    if (about || theirs || named || act.by == person) changed(state, act);
  }
}

void forget_act_reason(State& state, std::uint64_t entry) {
  for (Act& act : state.acts) {
    if (!act.reason || act.reason->entry != entry) continue;
    act.reason.reset();
    changed(state, act);
  }
}

void renamed_in_acts(State& state, RoomId room) {
  const auto reaches = [&](const std::optional<ActHats>& hats) {
    return hats && std::ranges::find(hats->scope.rooms, room) != hats->scope.rooms.end();
  };
  for (const Act& act : state.acts)
    if (act.room == room || reaches(act.hats_before) || reaches(act.hats_after)) changed(state, act);
}

void renamed_in_acts(State& state, PersonId person) {
  for (const Act& act : state.acts)
    if (act.by == person || std::ranges::find(act.people, person) != act.people.end()) changed(state, act);
}

void settled_in_acts(State& state, PersonId person) {
  for (const Act& act : state.acts)
    if (act.what == ActKind::settled && std::ranges::find(act.people, person) != act.people.end()) changed(state, act);
}

}  // namespace applying
}  // namespace convene
