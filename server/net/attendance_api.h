// Attendance over HTTP, for moderators and organisers (staff_api.h).
//
//   GET  attendance.csv             all that is known of who attended what
//   POST attendance?session=<id>    a webinar tool's list: whoever is in it was there. Rows that match nobody are
//                                   reported and do no harm; a list that says its session itself needs no parameter
//
// Thread: the shard's.
#pragma once

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/api.h"

namespace convene::net {

void send_attendance(live::Hall& hall, PersonId by, const Respond& respond);
void take_attendance(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);

}  // namespace convene::net
