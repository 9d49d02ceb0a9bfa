// The HTTP interface for staff, on the halls (api.h).
//
//   GET    state           the floor as this person may see it; needs "floor"
//   POST   roster          a CSV of people: all or nothing, answered row by row; needs "board"
//   POST   attendance      the list of a webinar tool; needs "board" (attendance_api.h)
//   POST   plan            assignments that were made elsewhere; needs "plan.drop" (plan_api.h)
//   GET    ….csv           what came of the event; needs "board", but for one's own contacts (lists_api.h)
//   GET    journal.jsonl, operations, summary.html   what happened; needs "board" (history_api.h)
//   DELETE people/p<n>     erases somebody for ever; needs "person.erase"
//
// Thread: the shard's. Lifetime: the venue outlives it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "protocol/faults.h"
#include "server/live/venue.h"
#include "server/net/api.h"
#include "server/net/archive.h"
#include "server/net/aside.h"
#include "server/net/routes.h"

namespace convene::net {

/// Reads a roster for an event; nothing if there are faults. Any thread.
using RosterReader = std::function<std::optional<std::vector<Profile>>(
    std::string_view text, const EventDefinition& event, protocol::Faults& faults)>;

class StaffApi final : public Api {
 public:
  StaffApi(live::Venue& venue, RosterReader read_roster, Aside aside, Archive archive)
      : venue_(venue), read_roster_(std::move(read_roster)), aside_(std::move(aside)), archive_(std::move(archive)) {}
  void handle(ApiRequest request, Respond respond) override;
  bool takes_long(std::string_view event, std::string_view pass) const override;

  /// All that is answered, below /api/v1/events/{event}/.
  static std::vector<Route> routes();

 private:
  struct Answered;  // a route, and who answers it
  static std::span<const Answered> table();

  void state(live::Hall& hall, PersonId by, const Respond& respond);
  void roster(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
  void attendance(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
  void plan(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
  void erase(live::Hall& hall, PersonId by, std::string_view whom, const Respond& respond);

  live::Venue& venue_;
  const RosterReader read_roster_;
  const Aside aside_;  // where long lists are read
  Archive archive_;
};

}  // namespace convene::net
