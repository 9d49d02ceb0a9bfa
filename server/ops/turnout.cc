#include "server/ops/turnout.h"

#include <variant>

#include "server/ops/history.h"

namespace convene::ops {

std::map<std::string, Turnout> turnouts(journal::Journal& journal, const std::string& event) {
  std::map<std::string, Turnout> out;
  std::map<RoundId, std::string> rounds;
  std::map<RoomId, std::string> rooms;  // of rounds, by their session
  const auto take = [&](const Fact& fact) {
    if (const auto* lobby = std::get_if<LobbyEntered>(&fact)) {
      out[lobby->session].came.insert(lobby->person);
    } else if (const auto* opened = std::get_if<RoundOpened>(&fact)) {
      rounds[opened->round] = opened->session;
    } else if (const auto* room = std::get_if<RoomOpened>(&fact)) {
      if (const auto round = rounds.find(room->round); round != rounds.end()) rooms[room->room] = round->second;
    } else if (const auto* seated = std::get_if<PeopleSeated>(&fact)) {
      const auto session = rooms.find(seated->room);
      if (session == rooms.end()) return;  // an advisor's
      Turnout& turnout = out[session->second];
      for (const NewSeat& seat : seated->seats) turnout.came.insert(seat.person), turnout.seated.insert(seat.person);
    }
  };
  each_record(journal, event, {LobbyEntered::name, RoundOpened::name, RoomOpened::name, PeopleSeated::name},
              [&](std::uint64_t, const Record& record) {
                for (const Fact& fact : record.facts) take(fact);
              });
  return out;
}

}  // namespace convene::ops
