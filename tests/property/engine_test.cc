// What must hold of an event whatever is asked of it, in whatever order: random commands, the planner answering at once
// or late, time passing.
//
//   CONVENE_SEED=N    plays one history only
#include <cstdlib>
#include <set>
#include <tuple>

#include "matcher/limits.h"
#include "matcher/rng.h"
#include "protocol/fact_codec.h"
#include "protocol/snapshot_codec.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

class History : public testing::EventTest {
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
  std::string some_session() { return chance(3) ? "mixing" : "role-alike-1"; }
  SessionJoin some_join() {
    SessionJoin join{some_session(), {}};
    if (chance(2) && join.session == "mixing") join.about = chance(2) ? "talk" : "talk-2";
    return join;
  }
  std::uint32_t version(PersonId id) { return person(id).version; }
  // By number: their words may be erased.
  static PersonId moderator() { return PersonId(1); }
  static PersonId facilitator() { return PersonId(2); }
  static PersonId organiser() { return PersonId(3); }

  /// Some name others, of before or yet to come, whom they are to be kept apart from or sit with.
  void newcomers(std::uint32_t count, const std::string& role) {
    RosterImport import;
    for (std::uint32_t i = 0; i < count; ++i) {
      Profile profile;
      profile.key = "p" + std::to_string(++named_);
      profile.name = "Person " + profile.key;
      profile.role = role;
      const auto other = [&] { return "p" + std::to_string(1 + below(named_ + 3)); };
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
      case 4: ask(SessionLeave{}, who); break;
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
    switch (below(4)) {
      case 0: ask(HelpAsk{chance(2) ? "" : "the sound"}, who); break;
      case 1: ask(HelpCancel{}, who); break;
      case 2: ask(HelpClaim{who}, chance(2) ? facilitator() : moderator()); break;
      default: ask(HelpResolve{who}, moderator());
    }
  }

  void attendance(PersonId who) {
    switch (below(4)) {
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
    switch (below(6)) {
      case 0:
        ask(SessionShift{some_session(), static_cast<std::int32_t>(below(20)) - 8, chance(2)}, moderator());
        break;
      case 1: ask(SessionExtend{some_session(), static_cast<std::int32_t>(1 + below(5))}, moderator()); break;
      case 2:
        if (chance(10)) ask(SessionCancel{some_session()}, moderator());
        break;
      case 3: ask(ServerReady{}); break;
      case 4: ask(notice, chance(2) ? facilitator() : moderator()); break;
      default:
        event_.sessions[1].policy.rooms.max = static_cast<std::uint16_t>(6 + below(2));
        ask(EventLoad{event_, {}});
    }
  }

  // ---- what must hold

  void check() {
    const State& state = engine.state();
    std::map<PersonId, RoomId> seats;
    std::set<std::tuple<RoomId, PersonId, PersonId>> sat;
    for (const Room& room : state.rooms) {
      if (room.closed) {
        ASSERT_TRUE(room.seats.empty()) << to_string(room.id) << ": closed, and somebody sits there";
        continue;
      }
      const Session& session = state.session(room.session);
      // A moderator's file may allow fewer than sit there: then nobody more comes.
      ASSERT_LE(room.seats.size(), 7u) << to_string(room.id);
      for (const Seat& seat : room.seats) {
        if (seat.state == SeatState::left) {
          ASSERT_EQ(state.person(seat.person).kept_room, room.id);
          continue;
        }
        ASSERT_TRUE(seats.emplace(seat.person, room.id).second) << to_string(seat.person) << " sits twice";
        ASSERT_EQ(state.person(seat.person).room, room.id);
      }
      check_talk(room);
      for (const Seat& one : room.seats)
        for (const Seat& other : room.seats) {
          sat.emplace(room.id, one.person, other.person);
          // Who is to be kept apart from now on is not moved for it, and nobody comes to whom they are kept apart from.
          ASSERT_FALSE(state.index.apart.between(one.person, other.person) &&
                       !sat_.contains({room.id, one.person, other.person}))
              << "brought together in " << to_string(room.id);
        }
      const bool open = state.round(room.round).state == RoundState::open;
      const auto here =
          std::count_if(room.seats.begin(), room.seats.end(), [&](auto& s) { return is_company(state, room, s); });
      ASSERT_EQ(static_cast<bool>(room.alone_since), open && here == 1) << to_string(room.id);
      if (room.alone_since && now - room.alone_since > limits::alone_after) {
        ASSERT_TRUE(room.alone_noticed) << to_string(room.id) << ": alone and not noticed";
      }
      if (!open || room.locked || room.seats.size() >= session.definition.policy.rooms.max) continue;
      for (const Person& person : state.people)
        ASSERT_FALSE(person.session == room.session && !person.room && person.online &&
                     person.lacking != "moved_to_lobby" && may_share(state, person.id, room))
            << to_string(person.id) << " waits, and " << to_string(room.id) << " has a seat";
    }
    for (const Person& person : state.people) {
      if (person.room) { ASSERT_TRUE(seats.contains(person.id)); }
      if (person.kept_room) { ASSERT_NE(find_seat(state.room(person.kept_room), person.id), nullptr); }
      if (person.standing != Standing::in) {
        ASSERT_LT(person.session, 0);
        ASSERT_FALSE(person.visiting || person.kept_room);
      }
      if (person.visiting) { ASSERT_TRUE(person.staff() && !person.lapsed); }
      me_view(state, person.id);
    }
    sat_ = std::move(sat);
    floor_view(state, state.person(facilitator()).scope);
    board_view(state);
  }

  void check_talk(const Room& room) {
    ASSERT_LE(room.chat.size(), limits::chat_lines);
    ASSERT_LE(room.complaints.size(), limits::complaints);
    for (std::size_t i = 0; i < room.chat.size(); ++i)
      ASSERT_EQ(room.chat[i].n + (room.chat.size() - 1 - i), room.said) << to_string(room.id) << ": a gap in its chat";
    std::set<PersonId> order(room.turns.order.begin(), room.turns.order.end());
    ASSERT_EQ(order.size(), room.turns.order.size()) << to_string(room.id) << ": somebody has two turns";
    const Round& round = engine.state().round(room.round);
    if (!room.turns.running() || round.state != RoundState::open) return;
    ASSERT_GE(room.turns.ends, now) << to_string(room.id) << ": a turn that does not end";
  }

  void check_replay() {
    Engine again;
    for (const Record& record : records) again.replay(record);
    ASSERT_EQ(again.seq(), engine.seq());
    ASSERT_EQ(protocol::encode_snapshot(again.state()), protocol::encode_snapshot(engine.state()));
    ASSERT_EQ(again.next_deadline(), engine.next_deadline());
    check_erased_replay();
  }

  /// As after a restart: the words of whoever was erased are gone before their facts are read.
  void check_erased_replay() {
    std::uint64_t salt = 0;
    protocol::Vault vault;
    std::vector<std::string> written;
    for (const Record& record : records) {
      protocol::Sealer sealer([&] { return ++salt; });
      written.push_back(protocol::encode_record(record, sealer));
      for (protocol::Words& words : sealer.take())
        if (person(PersonId(words.owner)).standing != Standing::erased) vault.put(std::move(words));
    }
    Engine again;
    for (const std::string& bytes : written) {
      auto record = protocol::decode_record(bytes, vault);
      ASSERT_TRUE(std::holds_alternative<Record>(record)) << std::get<protocol::Fault>(record).message;
      again.replay(std::get<Record>(record));
    }
    ASSERT_EQ(protocol::encode_snapshot(again.state()), protocol::encode_snapshot(engine.state()));
  }

  void check_index() {
    const Engine again = Engine::restored(State(engine.state()), engine.seq());
    ASSERT_EQ(protocol::encode_snapshot(again.state()), protocol::encode_snapshot(engine.state()));
    const Index& a = engine.state().index;
    const Index& b = again.state().index;
    ASSERT_EQ(a.sessions, b.sessions);
    ASSERT_EQ(a.by_key, b.by_key);
    ASSERT_EQ(a.by_email, b.by_email);
    ASSERT_EQ(a.apart, b.apart);
    ASSERT_EQ(a.together, b.together);
    ASSERT_EQ(a.lobbies, b.lobbies);
    ASSERT_EQ(a.seated, b.seated);
    ASSERT_EQ(a.here, b.here);
    ASSERT_EQ(a.present, b.present);
    ASSERT_EQ(a.numbers, b.numbers);
    ASSERT_EQ(a.met, b.met);
    ASSERT_EQ(a.waiting, b.waiting);
    ASSERT_EQ(a.around, b.around);
    ASSERT_EQ(a.checked_in, b.checked_in);
    ASSERT_EQ(a.intending, b.intending);
    ASSERT_EQ(a.due, b.due);
    ASSERT_EQ(a.agenda, b.agenda);
    ASSERT_EQ(a.visitors.size(), b.visitors.size());
    ASSERT_EQ(a.placements.size(), b.placements.size());
    ASSERT_EQ(a.lapsed.size(), b.lapsed.size());
    ASSERT_EQ(a.spoken.size(), b.spoken.size());
    for (const auto& [round, spoken] : a.spoken)
      for (const RoomId room : engine.state().round(round).rooms)
        ASSERT_EQ(spoken.shared(room), b.spoken.at(round).shared(room)) << to_string(room);
    for (const Room& room : engine.state().rooms) {
      const auto of = [&](const std::map<RoundId, grouping::Placement>& map) {
        const auto at = map.find(room.round);
        return at == map.end() ? std::pair(std::optional<grouping::Load>(), std::optional<grouping::NodeIndex>())
                               : std::pair(at->second.load(room.id), at->second.basis(room.id));
      };
      ASSERT_EQ(of(a.placements), of(b.placements)) << to_string(room.id);
      ASSERT_EQ(of(a.lapsed), of(b.lapsed)) << to_string(room.id);
    }
  }

  Rng rng_;
  std::uint32_t named_ = 0;
  std::set<std::tuple<RoomId, PersonId, PersonId>> sat_;  // at the last check: two with seats in one room
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
