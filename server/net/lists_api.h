// What came of an event, as lists that staff fetch over HTTP (staff_api.h), and everybody's own contacts.
//
//   GET attendance.csv, GET credit.csv
//   GET rooms.csv?format=convene|zoom|webex|goldcast&session=<id>&round=<n>    who sits, or sat, with whom; for
//                                    another tool of one session, and of its latest round if none is named
//   GET visits.csv?session=<id>      of office hours: who was helped
//   GET followups.csv?session=<id>   ... and who is to be contacted
//   GET contacts.csv                 the reader's own: whoever swapped contacts with them; needs no hat
//
// Thread: the shard's. O(people and what they did): asked seldom.
#pragma once

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/api.h"

namespace convene::net {

void send_attendance(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_credit(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_rooms(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_visits(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_follow_ups(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_contacts(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);

}  // namespace convene::net
