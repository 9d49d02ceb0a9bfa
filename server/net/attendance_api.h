// Attendance lists over HTTP, from moderators and organisers (staff_api.h).
//
//   POST attendance?session=<id>    a webinar tool's list: whoever is in it was there. Rows that match nobody are
//                                   reported and do no harm; a list that says its session itself needs no parameter.
//                                   The answer says of each session whether it was taken (docs/organiser.md)
//
// A list is read and matched aside, and credits nobody by names that are no longer so (list_upload.h).
//
// Thread: the shard's.
#pragma once

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/api.h"
#include "server/net/aside.h"

namespace convene::net {

void take_attendance(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request,
                     const Respond& respond);

}  // namespace convene::net
