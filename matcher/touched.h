// What changed since somebody last asked: whose views must be made anew, and what must be done outside the core.
// Filled as facts are applied; a name may stand in a list more than once until `tidy`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "matcher/ids.h"

namespace convene {

struct Touched {
  bool now = false;        // sessions' states, times, rounded numbers
  bool programme = false;  // the long resource
  std::vector<PersonId> me;
  std::vector<RoomId> rooms;           // their shared view
  std::vector<RoomId> chats;           // somebody wrote there
  std::vector<RoomId> chats_whole;     // ... or something that was written changed
  std::vector<PersonId> floor_people;  // entries of the floor
  std::vector<RoomId> floor_rooms;
  std::vector<std::string> floor_sessions;
  std::vector<NoticeId> floor_notices;
  std::vector<PersonId> queues;     // their own tickets
  std::vector<PersonId> desks;      // advisors who were posted at a desk, or no longer are
  std::vector<std::int32_t> lines;  // office hours, by index of the session: places, desks' figures, advisors
  std::vector<TicketId> floor_tickets;
  bool board = false;                    // plans, people shut out
  bool operations = false;               // what staff did, and whom they keep apart or together
  std::vector<std::uint32_t> acts;       // by number: new, changed or kept no more
  std::vector<PersonId> expelled;        // shut out, erased or with revoked passes: close their connections
  std::vector<PersonId> rehatted;        // what they may do changed
  std::vector<PersonId> erased;          // delete their words from the vault
  std::vector<std::uint64_t> forgotten;  // delete these entries of the vault
  bool retention = false;                // erasing everybody was announced
  std::vector<NoticeId> notices;         // newly sent
  std::vector<std::uint32_t> requests;   // plans to be made that were asked for, hurried or ended

  void tidy() {
    const auto once = [](auto& list) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    once(me), once(rooms), once(chats), once(chats_whole), once(floor_people), once(floor_rooms), once(floor_sessions),
        once(floor_notices);
    once(acts), once(queues), once(desks), once(lines), once(floor_tickets);
    once(expelled), once(rehatted), once(erased), once(forgotten), once(notices), once(requests);
  }
};

}  // namespace convene
