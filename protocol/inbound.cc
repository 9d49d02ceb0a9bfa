#include "protocol/inbound.h"

#include "protocol/decode.h"
#include "protocol/encode.h"

namespace convene::protocol {

namespace {

// FNV-1a. Tells an honest retry from a client that used an id twice; it need not withstand anybody who tries.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
  return hash;
}

std::optional<std::string> id_of(JsonTree::Value message) {
  if (message.kind() != JsonTree::Kind::object) return {};
  const auto id = message.find("id");
  if (!id || id->kind() != JsonTree::Kind::text || id->text().size() > 64) return {};
  return std::string(id->text());
}

bool read_message(const JsonTree& tree, JsonTree::Value value, Frame& frame) {
  Faults faults(1);
  Message message;
  if (!decode(tree, value, message.inbound, faults)) {
    frame.fault = faults.front();
    frame.fault_id = id_of(value);
    return false;
  }
  // Of the written form, so that neither spaces nor the order of fields make a retry another command.
  message.hash = hash_of(encode(message.inbound.body));
  frame.messages.push_back(std::move(message));
  return true;
}

}  // namespace

Frame read_frame(std::string_view text, JsonTree& scratch) {
  Frame frame;
  if (auto fault = scratch.parse(text, Limits::wire())) {
    frame.fault = std::move(*fault);
    return frame;
  }
  const JsonTree::Value root = scratch.root();
  if (root.kind() != JsonTree::Kind::list) {
    read_message(scratch, root, frame);
    return frame;
  }
  if (root.size() == 0) {
    frame.fault = Fault{.path = {},
                        .code = "frame.empty",
                        .message = "a frame carries at least one message",
                        .remedy = "send nothing instead"};
    return frame;
  }
  if (root.size() > max_messages_a_frame) {
    frame.fault = Fault{.path = {},
                        .code = "frame.too_many",
                        .message = "a frame carries at most " + std::to_string(max_messages_a_frame) + " messages",
                        .remedy = "send several frames"};
    return frame;
  }
  for (const JsonTree::Value message : root)
    if (!read_message(scratch, message, frame)) break;
  return frame;
}

}  // namespace convene::protocol
