#include "server/ops/turnout.h"

#include <variant>

#include "matcher/state.h"
#include "server/ops/history.h"

namespace convene::ops {

namespace {

/// Follows the facts.
class Following {
 public:
  void take(const Fact& fact) {
    if (const auto* lobby = std::get_if<LobbyEntered>(&fact)) {
      if (!lobby->by) out_[lobby->session].came.insert(lobby->person);
    } else if (const auto* opened = std::get_if<RoundOpened>(&fact)) {
      rounds_[opened->round] = opened->session;
    } else if (const auto* room = std::get_if<RoomOpened>(&fact)) {
      if (rounds_.contains(room->round)) rooms_[room->room] = room->round;  // else it is an advisor's
    } else if (const auto* seated = std::get_if<PeopleSeated>(&fact)) {
      seat(*seated);
    } else if (const auto* missed = std::get_if<NotArrived>(&fact)) {
      for (const PersonId id : missed->people)
        if (const auto round = at_.find(id); round != at_.end())
          turnout(round->second).missing.insert({round->second, id});
    } else if (const auto* turned = std::get_if<SeatsTurned>(&fact)) {
      if (there(turned->state))
        for (const PersonId id : turned->people)
          if (const auto round = at_.find(id); round != at_.end())
            turnout(round->second).missing.erase({round->second, id});
    }
  }
  std::map<std::string, Turnout> take_all() { return std::move(out_); }

 private:
  Turnout& turnout(RoundId round) { return out_[rounds_.at(round)]; }

  void seat(const PeopleSeated& seated) {
    const auto round = rooms_.find(seated.room);
    for (const NewSeat& seat : seated.seats) {
      if (round == rooms_.end()) {
        at_.erase(seat.person);
        continue;
      }
      at_[seat.person] = round->second;
      turnout(round->second).came.insert(seat.person);
      turnout(round->second).seated.insert(seat.person);
    }
  }

  std::map<std::string, Turnout> out_;
  std::map<RoundId, std::string> rounds_;  // their sessions
  std::map<RoomId, RoundId> rooms_;
  std::map<PersonId, RoundId> at_;  // of which each has a seat, or had the last
};

}  // namespace

std::map<std::string, Turnout> turnouts(journal::Journal& journal, const std::string& event, std::uint64_t until) {
  Following following;
  each_record(
      journal, event,
      {LobbyEntered::name, RoundOpened::name, RoomOpened::name, PeopleSeated::name, NotArrived::name,
       SeatsTurned::name},
      [&](std::uint64_t, const Record& record) {
        for (const Fact& fact : record.facts) following.take(fact);
      },
      until);
  return following.take_all();
}

}  // namespace convene::ops
