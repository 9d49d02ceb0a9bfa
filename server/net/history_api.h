// What an event's journal says of its past, over HTTP (staff_api.h): needs "board". Read and written aside (archive.h).
//
//   GET journal.jsonl?after=<seq>&person=p12         what happened, fact by fact (server/ops/audit.h)
//   GET operations?person=p12&before=o7              what moderators did to somebody, the newest first
//   GET summary.html                                 the organiser's page about the event (server/ops/summary.h)
//
// Thread: the shard's.
#pragma once

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/api.h"
#include "server/net/archive.h"

namespace convene::net {

void send_journal(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_operations(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                     const Respond& respond);
void send_summary(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);

}  // namespace convene::net
