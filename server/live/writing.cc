#include "server/live/writing.h"

#include "protocol/human_text.h"

namespace convene::live {

namespace {

std::optional<Refusal> fault(const char* code, const char* field, const std::string& text) {
  const auto why = protocol::fault_in_writing(text);
  if (!why) return std::nullopt;
  return Refusal{code, "the text " + *why, {{"field", field}}};
}

}  // namespace

std::optional<Refusal> fault_in(const ChatSay& said) { return fault("chat.not_readable", "text", said.text); }
std::optional<Refusal> fault_in(const HelpAsk& asked) { return fault("help.not_readable", "about", asked.about); }

}  // namespace convene::live
