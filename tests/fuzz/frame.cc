// Any bytes as a frame from a client: never a crash; what is read says the same when it is read again, and a fault is
// fit to be sent back.
#include <cstdint>
#include <cstdlib>

#include "protocol/encode.h"
#include "protocol/inbound.h"

using namespace convene;
using namespace convene::protocol;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  JsonTree scratch;
  const Frame frame = read_frame(text, scratch);
  require(frame.messages.size() <= max_messages_a_frame);
  if (frame.fault) require(!frame.fault->code.empty() && !frame.fault->message.empty());
  require(!frame.fault_id || frame.fault);
  // The scratch that a long frame left behind changes nothing.
  const Frame again = read_frame(text, scratch);
  require(again.messages.size() == frame.messages.size() && again.fault == frame.fault);
  for (std::size_t i = 0; i < frame.messages.size(); ++i) {
    const Message& message = frame.messages[i];
    require(message.hash == again.messages[i].hash);
    require(!message.inbound.id || (!message.inbound.id->empty() && message.inbound.id->size() <= 64));
    // Written by us it is a message of one's own: the same.
    const std::string written = encode(message.inbound);
    const Frame alone = read_frame(written, scratch);
    require(!alone.fault && alone.messages.size() == 1);
    require(encode(alone.messages.front().inbound) == written);
  }
  return 0;
}
