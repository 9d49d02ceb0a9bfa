// Any bytes as a roster: either faults that name a row, or people that fit the event they are for.
#include <cstdint>
#include <cstdlib>
#include <set>

#include "matcher/limits.h"
#include "server/ops/roster_csv.h"

using namespace convene;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

EventDefinition event() {
  EventDefinition event;
  event.id = "e";
  event.time_zone = "America/New_York";
  event.roles = {{"educator", "", {}}, {"classroom", "educator", {}}, {"administrator", "", {}}};
  event.regions = {{"americas", "", {}}, {"US", "americas", {}}, {"europe", "", {}}};
  event.topics = {{"funding", {}}, {"assessment", {}}};
  return event;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const EventDefinition definition = event();
  protocol::Faults faults;
  const auto roster = ops::read_roster(text, definition, faults);
  require(roster.has_value() == (faults.total() == 0));
  for (const protocol::Fault& fault : faults.list())
    require(!fault.code.empty() && !to_text(fault, "roster.csv").empty());
  if (!roster) return 0;
  std::set<std::string> keys;
  for (const Profile& person : roster->people) {
    require(!person.name.empty() && person.name.size() <= limits::name_bytes);
    // An id, a mail address, or a key made of the name: something tells each from the others.
    require(!person.key.empty() || !person.email.empty());
    require(person.key.empty() || keys.insert(person.key).second);
    require(person.topics.size() <= limits::list_items && person.languages.size() <= limits::list_items);
  }
  return 0;
}
