// What happened in an event, fact by fact, for whoever has to account for it: as lines of JSON, without people's words.
//
//   {"seq":7,"at":1627376400000,"by":"p3","fact":"PeopleSeated","data":{"room":"r1","seats":[…],…}}
//   {"after":1207,"end":false}
//
// A line a fact, in the order of the journal; the last line says after which record to go on, and whether that was the
// end so far. `by` is left out where nobody asked for it. In `data` stand ids, numbers and codes alone: of words that
// can be erased only whose they are, and of other texts nothing, nor what opens a door (codes to join by, forms'
// random words, links). Who reported a message or a person is not told, and of contacts that are swapped nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "matcher/ids.h"
#include "server/journal/journal.h"

namespace convene::ops {

struct AuditAsked {
  std::string event;
  std::uint64_t after = 0;         // records up to this one are known
  std::optional<PersonId> person;  // facts that this person did or that name them; none: all
  PersonId reader{};               // who asks: of what was told of them they read nothing
};

/// Of one answer; a record is told whole or not at all, and one at least.
struct AuditBounds {
  std::size_t lines = 20'000;
  std::size_t bytes = std::size_t{4} << 20;
  std::size_t read = std::size_t{64} << 20;  // of records, of which few may be about the person
};

/// Any thread, which it holds up. Throws journal::Error; Damaged where the first record that is asked for is damaged:
/// of a later one, what comes before is told, and that it is not the end.
std::string audit_lines(journal::Journal& journal, const AuditAsked& asked, const AuditBounds& bounds = {});

}  // namespace convene::ops
