// What must hold of an event, whatever was asked of it: looked at after each step, and once more when all is played.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "matcher/limits.h"
#include "protocol/fact_codec.h"
#include "protocol/snapshot_codec.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {

class EnginePromises : public EventTest {
 protected:
  // By number: their words may be erased.
  static PersonId moderator() { return PersonId(1); }
  static PersonId facilitator() { return PersonId(2); }
  static PersonId organiser() { return PersonId(3); }

  /// Who sits where, who waits, who is alone, what is said. O(people x rooms).
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
        ASSERT_FALSE(person.session == room.session && !person.room && person.online && !person.holds_off() &&
                     may_share(state, person.id, room))
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
    check_acts();
    floor_view(state, state.person(facilitator()).scope);
    board_view(state);
  }

  /// What was written leads to the same again, also where words were erased since.
  void check_replay() {
    Engine again;
    for (const Record& record : records) again.replay(record);
    ASSERT_EQ(again.seq(), engine.seq());
    ASSERT_EQ(protocol::encode_snapshot(again.state()), protocol::encode_snapshot(engine.state()));
    ASSERT_EQ(again.next_deadline(), engine.next_deadline());
    check_erased_replay();
  }

  /// What is kept up as facts are applied is what is made anew from the plain part.
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
    ASSERT_EQ(a.took_part, b.took_part);
    ASSERT_EQ(a.held, b.held);
    ASSERT_EQ(a.rounds_held, b.rounds_held);
    for (std::size_t i = 0; i < a.lines.size(); ++i) ASSERT_EQ(a.lines[i].helped, b.lines[i].helped) << i;
    ASSERT_EQ(a.worded, b.worded);
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

 private:
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

  /// Nobody who is erased is in one, and why somebody was shut out is told only while they are.
  void check_acts() {
    const State& state = engine.state();
    ASSERT_LE(state.acts.size(), limits::acts);
    for (const Act& act : state.acts) {
      ASSERT_LE(act.number, state.last_act);
      ASSERT_LE(act.people.size(), std::min<std::size_t>(act.count, limits::operation_shown)) << act.number;
      ASSERT_LE(act.clocks.size(), std::min<std::size_t>(act.moved, limits::operation_shown)) << act.number;
      ASSERT_TRUE(state.find(act.by)) << act.number;
      for (const PersonId id : act.people) ASSERT_NE(state.person(id).standing, Standing::erased) << act.number;
      if (!act.reason) continue;
      const auto& out = state.person(act.reason->owner).out;
      ASSERT_TRUE(out && out->reason.entry == act.reason->entry) << act.number << ": a reason that is forgotten";
    }
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

  std::set<std::tuple<RoomId, PersonId, PersonId>> sat_;  // at the last check: two with seats in one room
};

}  // namespace convene::testing
