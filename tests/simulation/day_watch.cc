#include "tests/simulation/day_watch.h"

#include <algorithm>
#include <iterator>

#include "matcher/attendance.h"
#include "matcher/credit.h"
#include "protocol/fact_codec.h"
#include "protocol/snapshot_codec.h"
#include "server/ops/attendance_report.h"

namespace convene::simulation {

namespace {

constexpr Duration told_within = seconds(30);  // beyond the policy's patience

bool is_open(const State& state, const Room& room) {
  return !room.closed && state.round(room.round).state == RoundState::open;
}

PersonId person_of(const std::string& name) { return PersonId(static_cast<std::uint32_t>(std::stoul(name.substr(1)))); }

}  // namespace

void DayWatch::look() {
  ++looks;
  const State& state = stage_.world.state();
  check_pages(state);
  check_joined(state);
  check_rooms(state);
  count_waits(state);
}

void DayWatch::check_pages(const State& state) {
  std::map<PersonId, std::vector<RoomId>> seats;
  for (const Room& room : state.rooms)
    for (const Seat& seat : room.seats)
      if (!room.closed && !elsewhere(seat)) seats[seat.person].push_back(room.id);
  for (const auto& [person, rooms] : seats) ASSERT_EQ(rooms.size(), 1U) << to_string(person) << " is in two rooms";
  for (const auto& page : people_) {
    if (!page->live()) continue;
    const Person& person = state.person(page->self);
    const char* place = person.room ? "room" : person.session >= 0 ? "lobby" : "programme";
    ASSERT_EQ(page->word("place"), place) << page->name;
    ASSERT_EQ(page->word("room"), person.room ? to_string(person.room) : "") << page->name;
    ASSERT_EQ(page->version(), person.version) << page->name << " sees an older place";
    ASSERT_EQ(seats.contains(page->self), static_cast<bool>(person.room)) << page->name;
    if (!person.room) continue;
    ASSERT_EQ(seats.at(page->self).front(), person.room) << page->name;
    ASSERT_EQ(page->view("room").value("id", ""), to_string(person.room)) << page->name << " sees another room";
  }
}

/// Whoever joined and did not leave has a place there, or is called away from it to an advisor.
void DayWatch::check_joined(const State& state) {
  std::set<std::string> over;
  for (const auto& [name, session] : stage_.known.joined()) {
    const std::int32_t index = state.find_session(session);
    if (!takes_people(state.session(index).state)) {
      over.insert(session);
      continue;
    }
    const Person& person = state.person(person_of(name));
    ASSERT_TRUE(person.session == index || person.called_session == index)
        << name << " joined " << session << " and is lost";
    const RoundId round = state.session(index).round;
    if (person.session != index || person.room || !person.online) continue;
    if (round && state.round(round).state == RoundState::open) {
      ASSERT_NE(person.lacking, "") << name << " waits in the lobby of an open round and is not told why";
    }
  }
  for (const std::string& session : over) stage_.known.over(session);
}

void DayWatch::check_rooms(const State& state) {
  std::map<PersonId, const Participant*> pages;
  for (const auto& page : people_)
    if (page->live()) pages[page->self] = page.get();
  for (const Room& room : state.rooms) {
    if (!is_open(state, room) || room.host) {
      alone_since_.erase(room.id);
      continue;
    }
    const Policy& policy = state.session(room.session).definition.policy;
    ASSERT_LE(room.seats.size(), policy.rooms.max) << to_string(room.id);
    std::vector<PersonId> present;
    for (const Seat& seat : room.seats)
      if (there(seat.state)) present.push_back(seat.person);
    if (present.size() != 1) {
      alone_since_.erase(room.id);
      continue;
    }
    const Instant since = alone_since_.emplace(room.id, stage_.agenda.now()).first->second;
    const auto page = pages.find(present.front());
    if (page == pages.end() || stage_.agenda.now() - since <= policy.patience + told_within) continue;
    ++told_alone;
    ASSERT_TRUE(page->second->view("me").contains("alone"))
        << page->second->name << " has been alone in " << to_string(room.id) << " for longer than the patience, untold";
  }
}

void DayWatch::count_waits(const State& state) {
  for (const auto& page : people_) {
    const Person& person = state.person(page->self);
    const RoundId round = person.session < 0 ? RoundId{} : state.session(person.session).round;
    const bool waits = person.online && !person.room && round && state.round(round).state == RoundState::open;
    if (waits) {
      waits_since_.emplace(person.id, stage_.agenda.now());
    } else if (const auto since = waits_since_.find(person.id); since != waits_since_.end()) {
      if (person.room) lobby_waits.push_back(stage_.agenda.now() - since->second);
      waits_since_.erase(since);
    }
  }
}

// ---- when the day is over

void DayWatch::check_books() {
  const State& state = stage_.world.state();
  check_attendance(state);
  check_credit(state);
  check_tickets(state);
}

void DayWatch::check_attendance(const State& state) {
  std::map<Known::PersonAndSession, bool> kept;
  std::map<std::string, std::string> names;  // by the organiser's key
  for (const Person& person : state.people)
    if (person.profile.words) names[person.profile.words->key] = to_string(person.id);
  for (const ops::AttendanceLine& line : ops::attendance_lines(state))
    kept[{names.at(line.person), line.session}] = line.attended;
  const auto known = stage_.known.attendance();
  for (const auto& [of, attended] : known) {
    ASSERT_TRUE(kept.contains(of)) << of.first << " attended " << of.second << ", and it is lost";
    ASSERT_EQ(kept.at(of), attended) << of.first << " at " << of.second;
  }
  for (const auto& [of, attended] : kept)
    ASSERT_TRUE(known.contains(of)) << of.first << " is noted at " << of.second << ", and nobody said so";

  const auto& present = stage_.known.present();
  for (const Room& room : state.rooms) {
    std::set<std::string> were_there;
    for (const PersonId id : who_was_in(room)) were_there.insert(to_string(id));
    const auto saw = present.find(to_string(room.id));
    ASSERT_EQ(were_there, saw == present.end() ? std::set<std::string>{} : saw->second) << to_string(room.id);
  }
}

void DayWatch::check_credit(const State& state) {
  std::map<PersonId, std::int32_t> credited;
  for (const Credit& credit : credits(state)) credited[credit.person] = credit.minutes;
  for (const Person& person : state.people) {
    const auto found = credited.find(person.id);
    ASSERT_EQ(found == credited.end() ? 0 : found->second, stage_.known.credit_minutes(to_string(person.id)))
        << to_string(person.id);
  }
}

void DayWatch::check_tickets(const State& state) {
  ASSERT_EQ(state.tickets.size(), stage_.known.tickets_opened()) << "a ticket was opened and is lost";
  for (const Ticket& ticket : state.tickets) {
    ASSERT_TRUE(is_over(state.session(ticket.session).state));
    ASSERT_FALSE(is_live(ticket.state)) << to_string(ticket.id) << " is live and its session over";
    ++tickets_ended[ticket.state];
  }
}

void DayWatch::check_journal() {
  protocol::Vault vault;
  stage_.world.disk.read_vault("test-event", [&](const journal::VaultRow& row) {
    vault.put({row.owner, row.entry, row.salt, row.text});
    return true;
  });
  Engine again;
  stage_.world.disk.read("test-event", 1, [&](std::uint64_t seq, const std::string& bytes) {
    auto record = protocol::decode_record(bytes, vault);
    const Record* read = std::get_if<Record>(&record);
    EXPECT_NE(read, nullptr) << "record " << seq << " cannot be read";
    if (!read) return false;
    check_record(again.state(), *read);
    again.replay(*read);
    return !::testing::Test::HasFailure();
  });
  ASSERT_EQ(protocol::encode_snapshot(again.state()), protocol::encode_snapshot(stage_.world.state()))
      << "the records lead elsewhere";
}

void DayWatch::check_record(const State& before, const Record& record) {
  std::string opens;
  std::map<RoomId, RoundId> rounds;  // of rooms that this record opens
  std::map<RoomId, std::size_t> planned;
  for (const Fact& fact : record.facts) {
    if (const auto* opened = std::get_if<RoundOpened>(&fact)) opens = opened->session;
    if (const auto* room = std::get_if<RoomOpened>(&fact)) rounds[room->room] = room->round;
    const auto* seated = std::get_if<PeopleSeated>(&fact);
    if (!seated) continue;
    const RoundId round = rounds.contains(seated->room) ? rounds.at(seated->room) : before.room(seated->room).round;
    if (!opens.empty() && seated->why == SeatWhy::plan) planned[seated->room] += seated->seats.size();
    for (const NewSeat& seat : seated->seats) {
      const auto held = sat_.find(seat.person);
      const bool other = held != sat_.end() && held->second.first == round && held->second.second != seated->room;
      sat_[seat.person] = {round, seated->room};
      if (!other || seated->by || record.by == seat.person || seated->why == SeatWhy::moved) continue;
      ++engine_moves;
      ASSERT_LE((++moved_[{seat.person, round}]), 1)
          << to_string(seat.person) << " was moved twice in " << to_string(round) << " without asking";
    }
  }
  if (opens.empty() || planned.empty()) return;
  const grouping::Sizes sizes =
      grouping::normalised(before.session(before.find_session(opens)).definition.policy.rooms);
  for (const auto& [room, size] : planned) {
    ASSERT_GE(size, sizes.min) << to_string(room) << " of " << opens << " opens too small";
    ASSERT_LE(size, sizes.max) << to_string(room) << " of " << opens << " opens too large";
  }
}

}  // namespace convene::simulation
