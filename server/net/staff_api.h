// The HTTP interface for staff, on the halls (api.h).
//
//   GET    state           the floor as this person may see it; needs "floor"
//   POST   roster          a CSV of people: all or nothing, answered row by row; needs "board"
//   GET    attendance.csv  who attended what; needs "board"
//   POST   attendance      the list of a webinar tool; needs "board" (attendance_api.h)
//   POST   plan            assignments that were made elsewhere; needs "plan.drop" (plan_api.h)
//   GET    credit.csv      hours of professional development; needs "board"
//   DELETE people/p<n>     erases somebody for ever; needs "person.erase"
//
// Thread: the shard's. Lifetime: the venue outlives it.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "protocol/faults.h"
#include "server/live/venue.h"
#include "server/net/api.h"
#include "server/net/aside.h"

namespace convene::net {

/// Reads a roster for an event; nothing if there are faults. Any thread.
using RosterReader = std::function<std::optional<std::vector<Profile>>(
    std::string_view text, const EventDefinition& event, protocol::Faults& faults)>;

class StaffApi final : public Api {
 public:
  StaffApi(live::Venue& venue, RosterReader read_roster, Aside aside)
      : venue_(venue), read_roster_(std::move(read_roster)), aside_(std::move(aside)) {}
  void handle(ApiRequest request, Respond respond) override;
  bool takes_long(std::string_view event, std::string_view pass) const override;

 private:
  void state(live::Hall& hall, PersonId by, const Respond& respond);
  void roster(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
  void erase(live::Hall& hall, PersonId by, std::string_view whom, const Respond& respond);

  live::Venue& venue_;
  const RosterReader read_roster_;
  const Aside aside_;  // where long lists are read
};

}  // namespace convene::net
