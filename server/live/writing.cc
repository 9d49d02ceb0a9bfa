#include "server/live/writing.h"

#include "protocol/human_text.h"

namespace convene::live {

namespace {

constexpr const char* kText = "text.not_readable";

std::optional<Refusal> fault(const char* code, const char* field, const std::string& text) {
  const auto why = protocol::fault_in_writing(text);
  if (!why) return std::nullopt;
  return Refusal{code, "the text " + *why, {{"field", field}}};
}

/// What staff write of a move: for the board, and to those who are moved.
template <class Moves>
std::optional<Refusal> fault_in_words(const Moves& moves) {
  if (auto wrong = fault(kText, "reason", moves.reason)) return wrong;
  return fault(kText, "told", moves.told);
}

}  // namespace

std::optional<Refusal> fault_in(const ChatSay& said) { return fault("chat.not_readable", "text", said.text); }
std::optional<Refusal> fault_in(const HelpAsk& asked) { return fault("help.not_readable", "about", asked.about); }

std::optional<Refusal> fault_in(const PersonReport& report) { return fault(kText, "about", report.about); }
std::optional<Refusal> fault_in(const SessionAdd& added) {
  for (const auto& [locale, text] : added.title)
    if (auto wrong = fault(kText, "title", text)) return wrong;
  return std::nullopt;
}
std::optional<Refusal> fault_in(const RoundDraft& draft) { return fault(kText, "title", draft.title); }
std::optional<Refusal> fault_in(const RoundRematch& rematch) { return fault(kText, "title", rematch.title); }
std::optional<Refusal> fault_in(const NoticeSend& sent) { return fault(kText, "text", sent.text); }
std::optional<Refusal> fault_in(const TicketOpen& opened) { return fault(kText, "question", opened.question); }
std::optional<Refusal> fault_in(const TicketEdit& edited) {
  return fault(kText, "question", edited.question.value_or(""));
}
std::optional<Refusal> fault_in(const TicketDone& done) { return fault(kText, "note", done.note); }
std::optional<Refusal> fault_in(const TicketCall& call) { return fault(kText, "reason", call.reason); }
std::optional<Refusal> fault_in(const TicketMove& move) { return fault(kText, "reason", move.reason); }
std::optional<Refusal> fault_in(const TicketPin& pin) { return fault(kText, "reason", pin.reason); }
std::optional<Refusal> fault_in(const SeatMove& move) { return fault_in_words(move); }
std::optional<Refusal> fault_in(const SeatSwap& swap) { return fault_in_words(swap); }
std::optional<Refusal> fault_in(const RoomCreate& created) { return fault(kText, "title", created.title); }
std::optional<Refusal> fault_in(const RoomRename& renamed) { return fault(kText, "title", renamed.title); }
std::optional<Refusal> fault_in(const RoomMerge& merge) { return fault_in_words(merge); }
std::optional<Refusal> fault_in(const RoomClose& close) { return fault_in_words(close); }

}  // namespace convene::live
