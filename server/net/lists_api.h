// What came of an event, as lists that staff fetch over HTTP (staff_api.h), and what everybody has of it.
//
//   GET people.json                  everybody, whether here or not (server/ops/people_json.h)
//   GET roster.csv                   ... and all that is known of them, as it is read again
//   GET attendance.csv, GET credit.csv
//   GET certificates.html?person=<name>&locale=<language>    a page for everybody who earned hours, or for one
//   GET rooms.csv?format=convene|zoom|webex|goldcast&session=<id>&round=<n>    who sits, or sat, with whom; for
//                                    another tool of one session, and of its latest round if none is named
//   GET met.csv?session=<id>         who met whom, and how often (server/ops/credit_csv.h)
//   GET visits.csv?session=<id>      of office hours: who was helped
//   GET followups.csv?session=<id>   ... and who is to be contacted
//   GET waits.json?session=<id>      ... and how long people waited
//   GET contacts.csv                 the reader's own: whoever swapped contacts with them; needs no hat
//   GET certificate.html?locale=<language>    ... and likewise their own page of the certificates
//
// Staff's lists are read and written aside (archive.h): O(people and what they did) there, O(1) on the shard's thread.
// One's own contacts and certificate are little, and told by the shard at once: O(people they met), and O(sessions x
// rounds that they took part in).
//
// Thread: the shard's.
#pragma once

#include "matcher/ids.h"
#include "server/live/hall.h"
#include "server/net/api.h"
#include "server/net/archive.h"

namespace convene::net {

void send_people(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_roster(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_attendance(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                     const Respond& respond);
void send_credit(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_certificates(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                       const Respond& respond);
void send_rooms(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_met(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_visits(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_follow_ups(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request,
                     const Respond& respond);
void send_waits(Archive& archive, live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_contacts(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
void send_certificate(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);

}  // namespace convene::net
