// Any bytes as an event file: either faults that can be shown, or a definition that an event can be made of.
#include "protocol/event_file.h"

#include <cstdint>
#include <cstdlib>

#include "matcher/engine.h"
#include "matcher/limits.h"
#include "matcher/state.h"

using namespace convene;
using namespace convene::protocol;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Faults faults;
  const auto file = read_event_file(text, faults);
  require(file.has_value() == (faults.total() == 0));
  for (const Fault& fault : faults.list()) require(!fault.code.empty() && !to_text(fault, "event.json").empty());
  if (!file) return 0;
  for (const Fault& warning : file->warnings) require(!to_text(warning, "event.json").empty());
  require(file->definition.sessions.size() <= limits::sessions);
  // What a file is allowed to say, the core takes in; what is loaded again changes nothing that is wrong.
  Engine engine;
  const Instant now{1'627'376'400'000};
  for (int time = 0; time < 2; ++time) {
    const Outcome outcome = engine.submit({EventLoad{file->definition, file->staff}, {}, {}, now, 1});
    require(std::holds_alternative<Accepted>(outcome));
  }
  require(engine.state().event.id == file->definition.id);
  return 0;
}
