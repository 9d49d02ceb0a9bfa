// Assignments that were made elsewhere, over HTTP, from moderators and organisers (staff_api.h).
//
//   POST plan?session=<id>&name=<title>    a list of people and rooms: kept as plans, one a round, to be looked at and
//                                          opened. Nobody moves. Rows that match nobody are reported
//                                          (docs/organiser.md)
//   GET names?plan=d<n>                    how those are called whom a plan has, by id: of who is not here yet no view
//                                          tells
//
// A list is read and matched aside, as attendance lists are (list_upload.h). Thread: the shard's.
#pragma once

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/api.h"
#include "server/net/aside.h"

namespace convene::net {

void take_plan(live::Hall& hall, const Aside& aside, PersonId by, const ApiRequest& request, const Respond& respond);

/// O(people of the plan).
void send_names(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);

}  // namespace convene::net
