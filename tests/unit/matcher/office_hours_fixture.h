// An event with an office hour beside a networking session: two desks, advisors of the file, people in line.
#pragma once

#include "matcher/calling.h"
#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {

class OfficeHoursTest : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    event = small_event();
    SessionDefinition session = testing::session("hours", SessionKind::office_hours, nine + minutes(60), minutes(60));
    session.policy.rooms = {2, 3, 6};
    session.desks = {{"funding", {"funding"}, {}, 2}, {"plans", {"assessment"}, {}, 3}};
    session.hours = HoursRules{};
    event.sessions.push_back(session);
    people = [this] {
      accept(EventLoad{event, {}});
      return register_people(8);
    }();
    ada = register_people(1, "administrator").front();
    ben = register_people(1, "administrator").front();
  }

  /// Loads the event as it was changed, and lets the session begin.
  void begin() {
    accept(EventLoad{event, {}});
    until(nine + minutes(56));
    here(people), here({ada, ben, moderator(), facilitator()});
    until(nine + minutes(61));
  }
  void here(const std::vector<PersonId>& who) { accept(PresenceReport{who, {}, {}}); }
  void gone(PersonId who) { accept(PresenceReport{{}, {who}, {who}}); }

  void post(PersonId who, const std::string& desk, bool available = true) {
    AdvisorPost c;
    c.session = "hours";
    c.desk = desk;
    c.person = who;
    accept(c, moderator());
    if (available) accept(AdvisorTurn{"hours", AdvisorStatus::available, {}, {}}, who);
  }
  TicketId open(PersonId who, const std::string& topic = "funding", bool peers = false) {
    accept(TicketOpen{"hours", topic, "how?", peers}, who);
    return ticket_of(who).id;
  }
  const Ticket& ticket_of(PersonId who) const { return engine.state().ticket(engine.state().index.tickets.at(who)); }
  TicketState at(PersonId who) const { return ticket_of(who).state; }
  void come(PersonId who) { accept(TicketAccept{ticket_of(who).id, ticket_of(who).version}, who); }
  void done(PersonId who, PersonId advisor) { accept(TicketDone{ticket_of(who).id, "went well", false}, advisor); }
  std::uint32_t place(PersonId who) const { return queue_view(engine.state(), who).ticket->place; }
  void wait(Duration time) { until(now + time); }

  EventDefinition event;
  std::vector<PersonId> people;
  PersonId ada, ben;
};

}  // namespace convene::testing
