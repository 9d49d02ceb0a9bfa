// Any bytes into the decoder, under each set of limits: never a crash, a fault that can be shown, and what is accepted
// reads back from its own written form.
#include "protocol/decode.h"

#include <cstdint>
#include <cstdlib>

#include "matcher/commands.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "tests/unit/protocol/samples.h"

using namespace convene;
using namespace convene::protocol;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const Fault& fault) {
  require(!fault.code.empty() && !fault.message.empty() && fault.line >= 1 && fault.column >= 1);
  // The fault itself is fit to be sent: nothing of it has to be replaced on the way.
  const std::string text = encode(fault);
  JsonTree tree;
  Fault back;
  Faults none(1);
  require(!tree.parse(text, Limits::wire()) && decode(tree, back, none) && back == fault);
}

template <class T>
void try_as(std::string_view text, const Limits& limits) {
  JsonTree tree;
  if (const auto fault = tree.parse(text, limits)) return check(*fault);
  T value{};
  Faults faults(20);
  if (!decode(tree, value, faults)) {
    for (const Fault& fault : faults.list()) check(fault);
    return;
  }
  const std::string written = encode(value);
  T again{};
  JsonTree second;
  require(!second.parse(written, Limits::journal()));
  require(decode(second, again, faults));
  require(encode(again) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(data + 1, data + size);
  const Limits limits = data[0] % 3 == 0 ? Limits::wire() : data[0] % 3 == 1 ? Limits::file() : Limits::journal();
  switch (data[0] / 3 % 4) {
    case 0: try_as<samples::Everything>(text, limits); break;
    case 1: try_as<samples::Request>(text, limits); break;
    case 2: try_as<ClientCommand>(text, limits); break;
    default: try_as<EventDefinition>(text, limits); break;
  }
  return 0;
}
