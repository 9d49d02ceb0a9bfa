// What must hold of an event whatever is asked of it, in whatever order: random commands, the planner answering at once
// or late, time passing.
//
//   CONVENE_SEED=N    plays one history only
#include <cstdlib>
#include <set>

#include "matcher/rng.h"
#include "tests/property/engine_promises.h"

namespace convene {
namespace {

class History : public testing::EnginePromises {
 public:
  explicit History(std::uint64_t from) : rng_(from) { SetUp(); }
  void TestBody() override {}

  void play() {
    event_.sessions[1].policy.lone_remedy.mode = static_cast<RemedyMode>(rng_.below(3));
    event_.sessions[1].policy.rooms =
        event_.sessions[2].policy.rooms = {2, 3, static_cast<std::uint16_t>(3 + below(3))};
    for (SessionDefinition& session : event_.sessions) {
      session.policy.turns = static_cast<TurnRule>(below(3));
      if (chance(2)) session.policy.facilitators = FacilitatorRule::one_per_room_if_enough;
    }
    if (chance(3)) {
      event_.sessions.push_back(testing::session("talk-2", SessionKind::content, testing::nine, minutes(60)));
      event_.sessions[2].kind = SessionKind::debrief;
      event_.sessions[2].of = {"talk", "talk-2"};
    }
    accept(EventLoad{event_, {}});
    newcomers(4 + below(20), "classroom");
    newcomers(below(6), "administrator");
    until(testing::nine + minutes(62));
    for (int step = 0; step < 150 && !HasFailure(); ++step) {
      turn();
      settle();
      check();
    }
    check_replay();
    if (!HasFailure()) check_index();
  }

 private:
  std::uint32_t below(std::uint32_t n) { return rng_.below(n); }
  bool chance(std::uint32_t in) { return below(in) == 0; }
  PersonId somebody() { return PersonId(1 + below(static_cast<std::uint32_t>(engine.state().people.size()))); }
  /// None of them, and one that is not there, too.
  RoomId some_room() { return RoomId(below(static_cast<std::uint32_t>(engine.state().rooms.size()) + 2)); }
  std::string some_session() {
    const std::string& newest = engine.state().sessions.back().definition.id;
    if (engine.state().sessions.back().definition.added && chance(3)) return newest;
    return chance(3) ? "mixing" : "role-alike-1";
  }
  SessionJoin some_join() {
    SessionJoin join{some_session(), {}};
    if (chance(2) && join.session.starts_with("mixing")) join.about = chance(2) ? "talk" : "talk-2";
    return join;
  }
  std::uint32_t version(PersonId id) { return person(id).version; }
  /// Some name others, of before or yet to come, whom they are to be kept apart from or sit with.
  void newcomers(std::uint32_t count, const std::string& role) {
    RosterImport import;
    for (std::uint32_t i = 0; i < count; ++i) {
      Profile profile;
      profile.key = "p" + std::to_string(++named_);
      profile.name = "Person " + profile.key;
      profile.role = role;
      const auto other = [&] { return "p" + std::to_string(1 + below(named_ + 3)); };
      if (chance(4)) profile.sessions_attended = {"talk"};
      if (chance(5)) profile.keep_apart = {other()};
      if (chance(8)) profile.keep_with = {other()};
      import.people.push_back(std::move(profile));
    }
    if (count > 0) accept(std::move(import));
  }

  void turn() {
    const PersonId who = somebody();
    switch (below(27)) {
      case 26: contacts(who); break;
      case 22:
      case 23: talk(who); break;
      case 24: help(who); break;
      case 25: attendance(who); break;
      case 0:
      case 1:
      case 2:
      case 3: ask(some_join(), who); break;
      case 4:
        if (chance(2))
          ask(SessionLeave{}, who);
        else
          ask(RoomLeave{}, who);
        break;
      case 5:
      case 6:
      case 7: ask(SeatSeen{version(who)}, who); break;
      case 8: ask(CallOpened{version(who)}, who); break;
      case 9: ask(CallClosed{version(who)}, who); break;
      case 10: switching(who); break;
      case 11:
      case 12:
      case 13: presence(); break;
      case 14: profile(who); break;
      case 15:
      case 16: rooms(); break;
      case 17: rounds(); break;
      case 18: people(who); break;
      case 19: whole_event(); break;
      case 20: planner_answers = !chance(3); break;
      default: until(now + milliseconds(below(chance(4) ? 200'000 : 20'000))); break;
    }
  }

  /// What is due is done, as the hall's timer would.
  void settle() {
    for (int i = 0; i < 100 && engine.next_deadline() && *engine.next_deadline() <= now; ++i) ask(Tick{});
  }

  void switching(PersonId who) {
    if (!person(who).offers.empty() && chance(2))
      ask(SwitchTake{person(who).offers.front().room, version(who)}, who);
    else if (chance(2))
      ask(RoomSwitch{}, who);
    else
      ask(SwitchDecline{}, who);
  }

  void talk(PersonId who) {
    const RoomId room = person(who).room ? person(who).room : some_room();
    const auto n = static_cast<std::uint32_t>(1 + below(5));
    switch (below(9)) {
      case 0: ask(ChatReport{room, n}, who); break;
      case 1: ask(ChatHide{some_room(), n, !chance(3)}, chance(2) ? facilitator() : moderator()); break;
      case 2: ask(PersonMute{who, chance(2)}, moderator()); break;
      case 3: ask(TurnsStart{room}, who); break;
      case 4: {
        const Room* at = engine.state().find(room);
        ask(TurnsPass{room, at ? at->turns.turn : 0}, who);
        break;
      }
      case 5: ask(TurnsStop{some_room()}, moderator()); break;
      default: ask(ChatSay{room, std::string(1 + below(chance(5) ? 900 : 20), 'a')}, who);
    }
  }

  void help(PersonId who) {
    switch (below(6)) {
      case 0: ask(HelpAsk{chance(2) ? "" : "the sound"}, who); break;
      case 1: ask(HelpCancel{}, who); break;
      case 2: ask(HelpClaim{who, {}}, chance(2) ? facilitator() : moderator()); break;
      case 3: {
        const auto& help = person(who).help;
        const PersonId seen = help && !chance(3) ? help->by : somebody();
        ask(HelpClaim{who, seen}, chance(2) ? facilitator() : moderator());
        break;
      }
      case 4: ask(HelpRelease{who}, chance(2) ? facilitator() : moderator()); break;
      default: ask(HelpResolve{who}, moderator());
    }
  }

  void attendance(PersonId who) {
    switch (below(6)) {
      case 4: ask(CreditPlan{{who, somebody()}, chance(2)}, chance(2) ? facilitator() : moderator()); break;
      case 0: ask(SessionCheckIn{"talk"}, who); break;
      case 1: ask(AttendanceNote{"talk", {who, somebody()}, chance(2)}, moderator()); break;
      case 2: ask(AttendanceImport{"talk", {{who, chance(2) ? std::nullopt : std::optional(below(60))}}}); break;
      default: ask(SessionIntend{some_session(), chance(2)}, who);
    }
  }

  void presence() {
    PresenceReport report;
    for (std::uint32_t i = 1 + below(3); i-- > 0;) {
      const PersonId who = somebody();
      (chance(3) ? report.lapsed : chance(2) ? report.away : report.back).push_back(who);
    }
    for (auto* list : {&report.back, &report.away, &report.lapsed}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    ask(report);
  }

  void profile(PersonId who) {
    ProfileUpdate update;
    if (chance(2)) update.role = chance(2) ? "classroom" : "administrator";
    if (chance(2)) update.languages = std::vector<std::string>{chance(2) ? "en" : "es-MX"};
    if (chance(2)) update.topics = std::vector<std::string>{chance(2) ? "funding" : "assessment"};
    if (chance(4)) update.text_only = chance(2);
    ask(update, who);
  }

  void rooms() {
    const PersonId who = somebody();
    const Room* room = engine.state().find(some_room());
    switch (below(16)) {
      case 15:
        if (room) ask(RoomLink{room->id, chance(2) ? "https://example.org/a" : "", room->version}, moderator());
        break;
      case 6: ask(SeatSwap{{who, version(who)}, {somebody(), 0}, ""}, moderator()); break;
      case 7: {
        const PersonId other = somebody();
        ask(SeatSwap{{who, version(who)}, {other, version(other)}, "a test"}, moderator());
        break;
      }
      case 8: ask(RoomCreate{some_session(), chance(2) ? "a room" : "", {}}, moderator()); break;
      case 9:
        if (room) ask(RoomRename{room->id, chance(2) ? "the blue room" : "", room->version}, moderator());
        break;
      case 10:
        if (room) ask(RoomMerge{room->id, some_room(), room->version, ""}, organiser());
        break;
      case 11:
        if (room) ask(RoomSplit{room->id, 2}, moderator());
        break;
      case 12:
        if (room)
          ask(RoomClose{room->id, chance(3) ? Destination::lobby : Destination::best_rooms, room->version, ""},
              moderator());
        break;
      case 13: pairs(who, somebody()); break;
      case 14: take_back(); break;
      case 5: {
        const PersonId other = somebody();
        ask(SeatMove{{{who, version(who)}, {other, version(other)}}, std::nullopt, true}, moderator());
        break;
      }
      case 0:
        ask(SeatMove{{{who, version(who)}}, chance(3) ? std::nullopt : std::optional(some_room())}, moderator());
        break;
      case 1: ask(SeatPin{who, chance(2), version(who)}, moderator()); break;
      case 2:
      case 3:
        if (room) ask(RoomLock{room->id, chance(3), room->version}, moderator());
        break;
      default: ask(RoomVisit{chance(3) ? std::nullopt : std::optional(some_room())}, chance(2) ? facilitator() : who);
    }
  }

  void pairs(PersonId one, PersonId other) {
    switch (below(4)) {
      case 0: ask(PairTogether{one, other}, moderator()); break;
      case 1: ask(PairApart{one, other}, moderator()); break;
      default: ask(PairClear{one, other}, moderator());
    }
  }

  void take_back() {
    const OperationId which(engine.state().last_operation - std::min(engine.state().last_operation, below(5)));
    if (chance(3))
      ask(OpRedo{which, chance(2), chance(2)}, moderator());
    else
      ask(OpUndo{which, chance(2), chance(2)}, chance(3) ? organiser() : moderator());
  }

  void reports(PersonId who) {
    if (chance(3))
      ask(ReportSettle{somebody()}, chance(2) ? facilitator() : moderator());
    else
      ask(PersonReport{somebody(), chance(2) ? "was rude" : ""}, who);
  }

  /// Of people who may be anywhere, or be nobody, some of them twice.
  void import() {
    PlanImport list{moderator(), some_session(), "a list", {}};
    for (std::uint32_t rooms = 1 + below(4); rooms-- > 0;) {
      ImportedRoom room{chance(2) ? "a room" : "", {}};
      for (std::uint32_t people = below(7); people-- > 0;)
        room.people.push_back(chance(9) ? PersonId(999) : somebody());
      list.rooms.push_back(std::move(room));
    }
    ask(list);
  }

  void contacts(PersonId who) {
    if (chance(2)) return reports(who);
    if (chance(3)) {
      ask(PersonAvoid{somebody(), !chance(3)}, who);
      return;
    }
    if (chance(3))
      ask(ContactWithdraw{somebody()}, who);
    else
      ask(ContactOffer{somebody()}, who);
  }

  void rounds() {
    switch (below(12)) {
      case 9: import(); break;
      case 10:
        ask(RoundDraft{some_session(), "ahead", chance(2) ? PlanFor::intending : PlanFor::everybody}, moderator());
        break;
      case 11:
        if (!engine.state().plans.empty())
          ask(PlanChoose{engine.state().plans.begin()->first, !chance(4)}, moderator());
        break;
      case 6: {
        RoundRematch rematch{some_session(), {}, ""};
        if (chance(2)) rematch.rooms = {some_room(), some_room()};
        ask(rematch, moderator());
        break;
      }
      case 7:
        if (!engine.state().plans.empty())
          ask(PlanApply{engine.state().plans.rbegin()->first, !chance(4)}, moderator());
        break;
      case 8:
        if (engine.state().requests.empty()) break;
        if (chance(2))
          ask(PlanFinish{engine.state().requests.begin()->first}, organiser());
        else
          ask(PlanCancel{engine.state().requests.begin()->first}, moderator());
        break;
      case 0: ask(RoundOpen{"mixing", {}, false}, moderator()); break;
      case 1: ask(RoundDraft{some_session(), "a plan"}, moderator()); break;
      case 2:
        if (!engine.state().plans.empty())
          ask(RoundOpen{engine.state().plans.begin()->second.plan.session, engine.state().plans.begin()->first,
                        chance(2)},
              moderator());
        break;
      case 3:
        if (chance(2)) ask(RoundClose{some_session()}, moderator());
        break;
      case 4: ask(RoundExtend{some_session(), static_cast<std::int32_t>(1 + below(300))}, moderator()); break;
      default:
        if (!engine.state().requests.empty()) ask(PlanFail{engine.state().requests.begin()->first});
    }
  }

  void people(PersonId who) {
    if (who == moderator() || who == organiser()) return;  // who would go on?
    switch (below(7)) {
      case 0: ask(PersonRemove{who, "a test"}, moderator()); break;
      case 1:
      case 2:
      case 3: ask(PersonRestore{who}, moderator()); break;
      case 4:
        if (chance(4)) ask(PersonErase{who}, organiser());
        break;
      case 5:
        ask(PersonHat{who, {chance(2) ? Hat::facilitator : Hat::participant}, Scope{{some_session()}, {}}},
            organiser());
        break;
      default: newcomers(1, "classroom");
    }
  }

  void whole_event() {
    NoticeSend notice;
    notice.text = "hear, hear";
    switch (below(7)) {
      case 0:
        ask(SessionShift{some_session(), static_cast<std::int32_t>(below(20)) - 8, chance(2)}, moderator());
        break;
      case 1: ask(SessionExtend{some_session(), static_cast<std::int32_t>(1 + below(5))}, moderator()); break;
      case 2:
        if (chance(10)) ask(SessionCancel{some_session()}, moderator());
        break;
      case 3: ask(ServerReady{}); break;
      case 4: ask(notice, chance(2) ? facilitator() : moderator()); break;
      case 5: {
        SessionAdd add;
        add.like = some_session();
        add.starts = now + seconds(static_cast<std::int64_t>(below(400)) - 80);
        add.minutes = static_cast<std::int32_t>(below(30));
        if (chance(2)) add.title = {{chance(3) ? "xx" : "en", "once more"}};
        ask(add, moderator());
        break;
      }
      default:
        event_.sessions[1].policy.rooms.max = static_cast<std::uint16_t>(6 + below(2));
        ask(EventLoad{event_, {}});
    }
  }

  Rng rng_;
  std::uint32_t named_ = 0;
  EventDefinition event_ = testing::small_event();
};

TEST(EngineProperty, HoldsWhatItPromisesWhateverIsAsked) {
  const char* only = std::getenv("CONVENE_SEED");
  const std::uint64_t first = only ? std::strtoull(only, nullptr, 10) : 1;
  const std::uint64_t last = only ? first : 300;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    SCOPED_TRACE("play it again with CONVENE_SEED=" + std::to_string(seed));
    History history(seed);
    history.play();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace convene
