// What must hold of an office hour's line whatever is asked of it, in whatever order: random commands of people in
// line, advisors and staff, connections lost, time passing, rounds of another session going on beside it.
//
//   CONVENE_SEED=N       plays one history only
//   CONVENE_COMMANDS=N   plays about so many commands instead of a million
#include <cstdlib>
#include <map>

#include "matcher/calling.h"
#include "matcher/limits.h"
#include "matcher/rng.h"
#include "protocol/fact_codec.h"
#include "protocol/snapshot_codec.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene {
namespace {

constexpr std::size_t steps = 500;
constexpr std::size_t checked_every = 5;

/// What a turn may lead to; calls and conversations have facts of their own.
bool may_turn(TicketState from, TicketState to) {
  using enum TicketState;
  switch (from) {
    case waiting: return to == away || to == left || to == closed_out;
    case away: return to == waiting || to == away || to == left || to == closed_out;
    case offered: return to == waiting || to == left || to == no_show || to == closed_out;
    case in_session: return to == done || to == left || to == no_show || to == waiting;
    case done:
    case no_show:
    case closed_out:
    case left: return to == waiting;
  }
  return false;
}

class Line : public testing::EventTest {
 public:
  explicit Line(std::uint64_t from) : rng_(from) { SetUp(); }
  void TestBody() override {}

  std::size_t asked() const { return asked_; }

  void play() {
    event_ = testing::small_event();
    SessionDefinition hours =
        testing::session("hours", SessionKind::office_hours, testing::nine + minutes(60), minutes(50));
    hours.policy.rooms = {2, 3, 6};
    hours.desks = {{"funding", {"funding"}, {}, 2}, {"plans", {"assessment"}, {}, 3}, {"any", {}, {}, 1}};
    hours.hours = HoursRules{};
    hours.hours->lottery = chance(3);
    hours.hours->boost = chance(2) ? 3 : 0;
    hours.hours->rest = seconds(below(2) * 30);
    event_.sessions.push_back(hours);
    accept(EventLoad{event_, {}});
    newcomers(6 + below(20));
    until(testing::nine + minutes(56));
    for (std::uint32_t i = 0; i < 2 + below(4); ++i) post();
    for (std::size_t step = 0; step < steps && !HasFailure(); ++step) {
      turn();
      settle();
      follow_facts();
      if (step % checked_every == 0) check();
    }
    if (!HasFailure()) check();
    if (chance(3) && !HasFailure()) {
      until(testing::nine + minutes(130));
      check();
      for (const Ticket& ticket : engine.state().tickets)
        ASSERT_FALSE(is_live(ticket.state)) << to_string(ticket.id) << " outlives its session";
    }
    if (!HasFailure()) check_replay();
  }

 private:
  std::uint32_t below(std::uint32_t n) { return rng_.below(n); }
  bool chance(std::uint32_t in) { return below(in) == 0; }
  PersonId somebody() { return PersonId(1 + below(static_cast<std::uint32_t>(engine.state().people.size()))); }
  TicketId some_ticket() {
    const auto all = static_cast<std::uint32_t>(engine.state().tickets.size());
    return TicketId(chance(20) ? below(all + 2) : all - std::min(all, below(12)));
  }
  std::string some_topic() { return chance(2) ? "funding" : "assessment"; }
  std::string some_desk() { return std::array{"funding", "plans", "any"}[below(3)]; }
  static PersonId moderator() { return PersonId(1); }
  static PersonId organiser() { return PersonId(3); }
  template <class C>
  void say(const C& command, PersonId by) {
    ++asked_;
    const std::size_t before = records.size();
    ask(command, by);
    if (records.size() > before) check_order(records.back());
  }

  /// Nobody goes before somebody who could have been called instead, and waited since before.
  void check_order(const Record& record) {
    const State& state = engine.state();
    for (const Fact& fact : record.facts)
      if (std::holds_alternative<PresenceChanged>(fact) || std::holds_alternative<DeskTurned>(fact) ||
          std::holds_alternative<TicketPlaced>(fact) || std::holds_alternative<TicketEdited>(fact))
        return;  // who could be called changed on the way
    for (const Fact& fact : record.facts) {
      const auto* offered = std::get_if<TicketsOffered>(&fact);
      if (!offered || offered->by_hand) continue;
      const Ticket& called = state.ticket(offered->tickets.front());
      const Advisor* advisor = find_advisor(state, 3, offered->advisor);
      if (!advisor || called.state != TicketState::offered) continue;
      for (const Ticket& other : state.tickets) {
        if (!can_be_called(state, other) || other.since >= record.at || other.id == offered->passed) continue;
        if (other.yields || !may_talk(state, offered->advisor, other)) continue;
        ASSERT_FALSE(queueing::serves(skill_of(state, 3, *advisor), need_of(state, other)) &&
                     key_of(other) < key_of(called))
            << to_string(called.id) << " is called before " << to_string(other.id);
      }
    }
  }

  void newcomers(std::uint32_t count) {
    RosterImport import;
    for (std::uint32_t i = 0; i < count; ++i) {
      Profile profile;
      profile.key = "p" + std::to_string(++named_);
      profile.name = "Person " + profile.key;
      profile.role = "classroom";
      if (chance(3)) profile.languages = {chance(2) ? "en" : "es"};
      if (chance(8)) profile.keep_apart = {"p" + std::to_string(1 + below(named_ + 2))};
      import.people.push_back(std::move(profile));
    }
    if (count > 0) accept(std::move(import));
  }

  void post() {
    AdvisorPost c;
    c.session = "hours";
    c.desk = some_desk();
    c.person = somebody();
    if (chance(3)) c.topics = {some_topic()};
    if (chance(4)) c.capacity = 1 + below(3);
    c.posted = !chance(8);
    say(c, moderator());
    if (c.posted) say(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, c.person);
  }

  /// Most of the time the ticket's own person speaks, of the ticket as it is.
  void owner(TicketId id) {
    const Ticket* ticket = engine.state().find(id);
    const PersonId who = ticket && !chance(15) ? ticket->person : somebody();
    const std::uint32_t seen = ticket && !chance(15) ? ticket->version : 1;
    switch (below(10)) {
      case 0:
      case 1:
      case 2:
      case 3: say(TicketAccept{id, seen}, who); break;
      case 4: say(TicketDecline{id, seen}, who); break;
      case 5: say(TicketSnooze{id, below(8)}, who); break;
      case 6:
        if (chance(2)) say(TicketLeave{id}, who);
        break;
      case 7:
        say(TicketEdit{id, chance(2) ? std::optional(some_topic()) : std::nullopt, "why?", chance(2)}, who);
        break;
      case 8: say(PeersJoin{id, !chance(5)}, who); break;
      default: say(TicketFollowUp{id, chance(2)}, who);
    }
  }

  void advisor() {
    const auto& advisors = engine.state().sessions[3].hours->advisors;
    if (advisors.empty()) return post();
    const PersonId who = advisors[below(static_cast<std::uint32_t>(advisors.size()))].person;
    const std::vector<TicketId> with = tickets_with(engine.state(), 3, who);
    const TicketId own =
        with.empty() || chance(10) ? some_ticket() : with[below(static_cast<std::uint32_t>(with.size()))];
    switch (below(10)) {
      case 0:
      case 1:
      case 2: say(TicketDone{own, "a note", chance(4)}, who); break;
      case 3: say(TicketNoShow{own}, who); break;
      case 4: say(TicketReturn{own, ""}, who); break;
      case 5: say(TicketExtend{own, 1 + below(5)}, who); break;
      case 6:
      case 7: {
        TicketCall call;
        for (std::uint32_t i = 0; i < 1 + below(3); ++i) call.tickets.push_back(some_ticket());
        if (chance(2)) call.reason = "known from before";
        const AdvisorView view = advisor_view(engine.state(), who);
        if (chance(2) && !view.desks.empty() && !view.desks.front().groups.empty())
          call.tickets = view.desks.front().groups.front().tickets;
        say(call, who);
        break;
      }
      default: {
        AdvisorTurn turn{"hours", AdvisorStatus::available, {}, {}};
        if (chance(4)) turn.status = chance(2) ? AdvisorStatus::away : AdvisorStatus::off;
        if (chance(4)) turn.until = now + minutes(1 + below(10));
        say(turn, who);
      }
    }
  }

  void staff() {
    const TicketId id = some_ticket();
    switch (below(10)) {
      case 0: say(DeskPause{"hours", some_desk()}, moderator()); break;
      case 1:
      case 2: say(DeskOpen{"hours", some_desk()}, moderator()); break;
      case 3: say(DeskCutoff{"hours", some_desk(), chance(2) ? std::optional(id) : std::nullopt}, moderator()); break;
      case 4:
        if (chance(6)) say(DeskMerge{"hours", some_desk(), some_desk()}, moderator());
        if (chance(4)) say(DeskClose{"hours", some_desk()}, moderator());
        break;
      case 5:
        say(TicketMove{id, chance(2) ? std::optional(some_desk()) : std::nullopt,
                       chance(2) ? std::optional(some_ticket()) : std::nullopt, "a test"},
            moderator());
        break;
      case 6: say(TicketPin{id, chance(2), "a test"}, moderator()); break;
      case 7: say(TicketReturn{id, "by mistake"}, moderator()); break;
      case 8: post(); break;
      default:
        if (chance(10)) say(SessionExtend{"hours", 1}, moderator());
        if (chance(5)) say(PersonRemove{somebody(), "a test"}, moderator());
        if (chance(2)) say(PersonRestore{somebody()}, moderator());
        if (chance(30)) say(PersonErase{somebody()}, organiser());
    }
  }

  void presence() {
    PresenceReport report;
    for (std::uint32_t i = 0; i < 1 + below(3); ++i) {
      const PersonId id = somebody();
      if (id == moderator() || id == organiser()) continue;
      switch (below(4)) {
        case 0: report.away.push_back(id); break;
        case 1: report.away.push_back(id), report.lapsed.push_back(id); break;
        default: report.back.push_back(id);
      }
    }
    ++asked_;
    ask(report);
  }

  void turn() {
    const PersonId who = somebody();
    switch (below(20)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4: say(TicketOpen{"hours", some_topic(), chance(2) ? "how?" : "", chance(2)}, who); break;
      case 5:
      case 6:
      case 7:
      case 8:
      case 9: owner(some_ticket()); break;
      case 10:
      case 11:
      case 12: advisor(); break;
      case 13: staff(); break;
      case 14: presence(); break;
      case 15:
        if (chance(2))
          say(SessionJoin{"role-alike-1", {}}, who);
        else
          say(SessionLeave{}, who);
        break;
      case 16: say(SeatSeen{person(who).version}, who); break;
      case 17:
        if (chance(6)) say(ServerReady{}, {});
        break;
      default: until(now + milliseconds(below(chance(5) ? 60'000 : 5'000))); break;
    }
  }

  void settle() {
    for (int i = 0; i < 100 && engine.next_deadline() && *engine.next_deadline() <= now; ++i) ask(Tick{});
  }

  // ---- what must hold

  /// Each ticket goes its legal way, step by step.
  void follow_facts() {
    using enum TicketState;
    for (; followed_ < records.size(); ++followed_)
      for (const Fact& fact : records[followed_].facts) {
        if (const auto* opened = std::get_if<TicketOpened>(&fact)) {
          ASSERT_TRUE(states_.emplace(opened->ticket, waiting).second);
        } else if (const auto* offered = std::get_if<TicketsOffered>(&fact)) {
          for (const TicketId id : offered->tickets) {
            ASSERT_EQ(states_.at(id), waiting) << to_string(id) << " is called, and did not wait";
            states_[id] = TicketState::offered;
          }
        } else if (const auto* started = std::get_if<TicketsStarted>(&fact)) {
          for (const StartedTicket& one : started->tickets) {
            ASSERT_EQ(states_.at(one.ticket), TicketState::offered) << to_string(one.ticket);
            states_[one.ticket] = in_session;
          }
        } else if (const auto* turned = std::get_if<TicketTurned>(&fact)) {
          ASSERT_TRUE(may_turn(states_.at(turned->ticket), turned->state))
              << to_string(turned->ticket) << " from " << static_cast<int>(states_.at(turned->ticket)) << " to "
              << static_cast<int>(turned->state) << " " << turned->why;
          states_[turned->ticket] = turned->state;
        }
      }
  }

  void check() {
    const State& state = engine.state();
    check_tickets(state);
    if (HasFailure()) return;
    check_places(state);
    if (HasFailure()) return;
    check_advisors(state);
    if (HasFailure()) return;
    check_seats(state);
    for (const Person& one : state.people)
      queue_view(state, one.id), advisor_view(state, one.id), me_view(state, one.id);
    floor_view(state, {});
  }

  void check_tickets(const State& state) {
    std::map<PersonId, TicketId> lives;
    std::map<std::uint32_t, std::array<std::uint32_t, 8>> counts;
    for (const Ticket& ticket : state.tickets) {
      ++counts[ticket.desk][static_cast<std::size_t>(ticket.state)];
      const auto before = before_.find(ticket.id);
      if (before != before_.end()) {
        // A place changes for a named reason only.
        const bool named = ticket.why == "moved" || ticket.why == "pinned" || before->second.version != ticket.version;
        ASSERT_TRUE(named || before->second.place == ticket.place) << to_string(ticket.id);
      }
      before_[ticket.id] = {ticket.state, ticket.version, ticket.place};
      if (!is_live(ticket.state)) {
        ASSERT_FALSE(ticket.offer || ticket.wants_peers);
        continue;
      }
      ASSERT_TRUE(lives.emplace(ticket.person, ticket.id).second) << to_string(ticket.person) << " has two tickets";
      ASSERT_EQ(state.person(ticket.person).standing, Standing::in);
      ASSERT_EQ(ticket.state == TicketState::offered, ticket.offer.has_value());
      if (ticket.offer) { ASSERT_GT(ticket.offer->expires, now) << to_string(ticket.id) << ": a call without an end"; }
      if (ticket.state == TicketState::waiting) { ASSERT_FALSE(state.person(ticket.person).lapsed); }
      if (ticket.state == TicketState::away) {
        ASSERT_GT(ticket.since + minutes(10), now + Duration{ticket.away_used.ms}) << "gone for longer than may be";
      }
    }
    const auto& kept = state.index.lines[3].counts;
    for (const auto& [desk, by_state] : counts) ASSERT_EQ(kept.at(desk), by_state);
  }

  void check_places(const State& state) {
    const LineIndex& line = state.index.lines[3];
    std::map<std::uint32_t, std::map<queueing::OrderKey, TicketId>> lanes;
    std::size_t ready = 0;
    for (const Ticket& ticket : state.tickets) {
      if (ticket.state == TicketState::waiting) lanes[ticket.desk][key_of(ticket)] = ticket.id;
      ready += can_be_called(state, ticket) ? 1 : 0;
    }
    ASSERT_EQ(line.ready.size(), ready);
    for (const auto& [desk, tickets] : lanes) {
      std::uint32_t place = 0;
      for (const auto& [key, id] : tickets) ASSERT_EQ(place_of(state, state.ticket(id)), ++place);
      ASSERT_EQ(line.waiting.size(desk), tickets.size());
    }
  }

  void check_advisors(const State& state) {
    const Session& session = state.sessions[3];
    const bool on =
        session.state == SessionState::running && session.round && state.round(session.round).state == RoundState::open;
    for (const Advisor& advisor : session.hours->advisors) {
      const std::vector<TicketId> with = tickets_with(state, 3, advisor.person);
      std::uint32_t group = 0;
      for (const TicketId id : with) {
        const Ticket& ticket = state.ticket(id);
        ASSERT_TRUE(may_talk(state, advisor.person, ticket));
        if (ticket.state == TicketState::in_session) { ASSERT_EQ(state.room(ticket.room).host, advisor.person); }
        if (ticket.offer && ticket.offer->group != 0) {
          ASSERT_TRUE(group == 0 || group == ticket.offer->group) << "two groups at once";
          group = ticket.offer->group;
        }
      }
      if (with.empty() || advisor.capacity == 0) {
        ASSERT_LE(with.size(), std::max<std::uint32_t>(3, capacity_of(state, 3, advisor)));
      }
      // Nobody idles while somebody waits whom they serve.
      if (on && is_idle(state, 3, advisor)) {
        ASSERT_FALSE(next_ticket(state, 3, advisor).has_value()) << to_string(advisor.person) << " idles";
      }
    }
    for (const Ticket& ticket : state.tickets) {
      if (ticket.state != TicketState::offered || ticket.offer->group == 0) continue;
      std::size_t same = 0;
      for (const TicketId id : tickets_with(state, 3, ticket.offer->advisor))
        same += state.ticket(id).offer && state.ticket(id).offer->group == ticket.offer->group ? 1 : 0;
      ASSERT_GE(same, 2u) << to_string(ticket.id) << ": a group of one";
    }
  }

  void check_seats(const State& state) {
    for (const Room& room : state.rooms) {
      if (room.closed) {
        ASSERT_TRUE(room.seats.empty());
        continue;
      }
      for (const Seat& seat : room.seats) {
        const Person& holder = state.person(seat.person);
        if (seat.state == SeatState::called_away) {
          ASSERT_EQ(holder.called_room, room.id);
          ASSERT_TRUE(holder.room && state.room(holder.room).host) << "called away to nowhere";
        } else if (seat.state == SeatState::left) {
          ASSERT_EQ(holder.kept_room, room.id);
        } else {
          ASSERT_EQ(holder.room, room.id);
        }
      }
      if (room.host) { ASSERT_FALSE(room.seats.empty()) << to_string(room.id) << ": a talk of nobody"; }
    }
    for (const Person& one : state.people) {
      const Ticket* ticket = live_ticket(state, one.id);
      const bool talks = ticket && ticket->state == TicketState::in_session;
      const bool sits = one.room && state.room(one.room).host;
      ASSERT_EQ(talks, sits) << to_string(one.id);
      if (talks) { ASSERT_EQ(one.room, ticket->room); }
      if (one.called_room || one.called_session >= 0) { ASSERT_TRUE(sits) << to_string(one.id); }
    }
  }

  void check_replay() {
    Engine again;
    for (const Record& record : records) again.replay(record);
    ASSERT_EQ(protocol::encode_snapshot(again.state()), protocol::encode_snapshot(engine.state()));
    ASSERT_EQ(again.next_deadline(), engine.next_deadline());
    const Engine restored = Engine::restored(State(engine.state()), engine.seq());
    ASSERT_EQ(protocol::encode_snapshot(restored.state()), protocol::encode_snapshot(engine.state()));
    ASSERT_EQ(restored.next_deadline(), engine.next_deadline());
    for (const Person& one : engine.state().people) {
      ASSERT_TRUE(testing::same(queue_view(restored.state(), one.id), queue_view(engine.state(), one.id)));
      ASSERT_TRUE(testing::same(advisor_view(restored.state(), one.id), advisor_view(engine.state(), one.id)));
    }
    ASSERT_TRUE(testing::same(floor_view(restored.state(), {}), floor_view(engine.state(), {})));
  }

  struct Before {
    TicketState state;
    std::uint32_t version;
    std::int64_t place;
  };

  Rng rng_;
  std::size_t asked_ = 0;
  std::uint32_t named_ = 0;
  EventDefinition event_;
  std::map<TicketId, Before> before_;
  std::map<TicketId, TicketState> states_;  // as the facts say
  std::size_t followed_ = 0;
};

TEST(OfficeHoursProperty, HoldsWhatItPromisesWhateverIsAsked) {
  const char* only = std::getenv("CONVENE_SEED");
  const char* most = std::getenv("CONVENE_COMMANDS");
  const std::size_t commands = most ? std::strtoull(most, nullptr, 10) : 1'000'000;
  std::size_t asked = 0;
  for (std::uint64_t seed = only ? std::strtoull(only, nullptr, 10) : 1; asked < commands; ++seed) {
    SCOPED_TRACE("play it again with CONVENE_SEED=" + std::to_string(seed));
    Line line(seed);
    line.play();
    if (HasFailure() || only) return;
    asked += line.asked();
  }
}

}  // namespace
}  // namespace convene
