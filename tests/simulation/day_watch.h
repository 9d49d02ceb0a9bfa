// What must hold at every moment of a simulated day, looked at every few seconds; and what must have held, read from
// the journal when it is over.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/simulation/participant.h"

namespace convene::simulation {

class DayWatch {
 public:
  DayWatch(Stage& stage, const std::vector<std::unique_ptr<Participant>>& people) : stage_(stage), people_(people) {}

  /// At rest: every page shows its owner's one place, nobody who joined is lost, no room is too large, nobody is alone
  /// for long without being told.
  void look();
  /// Who is alone is looked at anew, as the server does after its start.
  void restarted() { alone_since_.clear(); }

  /// Attendance, credit and tickets are what they must be by what people know.
  void check_books();
  /// Rooms are within their sizes when a round opens; nobody was moved twice in a round by the engine without asking;
  /// the records lead to the same state again.
  void check_journal();

  std::size_t looks = 0;
  std::size_t told_alone = 0;         // looks at somebody who has been alone for longer than the patience
  std::size_t engine_moves = 0;       // into another room of the same round, unasked
  std::vector<Duration> lobby_waits;  // in the lobby of an open round, until the seat
  std::map<TicketState, std::size_t> tickets_ended;

 private:
  void check_pages(const State& state);
  void check_joined(const State& state);
  void check_rooms(const State& state);
  void count_waits(const State& state);
  void check_attendance(const State& state);
  void check_credit(const State& state);
  void check_tickets(const State& state);
  void check_record(const State& before, const Record& record);

  Stage& stage_;
  const std::vector<std::unique_ptr<Participant>>& people_;
  std::map<RoomId, Instant> alone_since_;
  std::map<PersonId, Instant> waits_since_;
  std::map<PersonId, std::pair<RoundId, RoomId>> sat_;
  std::map<std::pair<PersonId, RoundId>, int> moved_;
};

}  // namespace convene::simulation
