#include "server/ops/past_operations.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>
#include <variant>

#include "matcher/board_commands.h"
#include "protocol/decode.h"
#include "server/ops/history.h"

namespace convene::ops {

namespace {

bool is_about(const OperationDone& done, PersonId person) {
  return std::ranges::any_of(done.seats, [&](const SeatChange& seat) { return seat.person == person; }) ||
         std::ranges::any_of(done.pins, [&](const PinChange& pin) { return pin.person == person; }) ||
         std::ranges::any_of(done.away, [&](const AwayChange& away) { return away.person == person; }) ||
         std::ranges::any_of(done.pairs,
                             [&](const PairChange& pair) { return pair.one == person || pair.other == person; });
}

void look_up(journal::Journal& journal, const std::string& event, Sealed<std::string>& sealed) {
  const auto row = journal.vault_entry(event, sealed.entry);
  if (!row || row->owner != sealed.owner.value) return;
  auto words = protocol::decode_text<std::string>(row->text, protocol::Limits::journal());
  if (auto* text = std::get_if<std::string>(&words)) sealed.words = std::move(*text);
}

}  // namespace

PastOperations past_operations(journal::Journal& journal, const std::string& event, PersonId person,
                               std::optional<OperationId> before, std::size_t most) {
  std::deque<Operation> found;
  std::map<OperationId, PersonId> undone;  // by the operation that does not stand: who took it back
  PastOperations out;
  each_record(journal, event, {OperationDone::name}, [&](std::uint64_t, const Record& record) {
    for (const Fact& fact : record.facts) {
      const auto* done = std::get_if<OperationDone>(&fact);
      if (!done) continue;
      // As applying it does (matcher/apply_board.cc): an undo takes back what it is about, a redo lets it stand again.
      if (done->about && done->command == OpRedo::name)
        undone.erase(done->about);
      else if (done->about)
        undone[done->about] = done->by;
      if ((before && done->operation >= *before) || !is_about(*done, person)) continue;
      found.push_back({*done, record.at, {}, {}});
      if (found.size() > most) found.pop_front(), out.more = true;
    }
  });
  for (auto at = found.rbegin(); at != found.rend(); ++at) {
    for (auto* why : {&at->done.reason, &at->done.told})
      if (*why) look_up(journal, event, **why);
    for (TitleChange& change : at->done.titles)
      if (change.title) look_up(journal, event, *change.title);
    const auto by = undone.find(at->done.operation);
    out.newest.push_back({std::move(*at), by == undone.end() ? PersonId{} : by->second});
  }
  return out;
}

void forget_reasons(PastOperations& past, const State& now) {
  const auto is_erased = [&](PersonId id) {
    const Person* person = now.find(id);
    return !person || !person->profile.words;
  };
  for (PastOperation& one : past.newest) {
    OperationDone& done = one.operation.done;
    if (std::ranges::any_of(done.seats, is_erased, &SeatChange::person) ||
        std::ranges::any_of(done.away, is_erased, &AwayChange::person))
      done.reason.reset(), done.told.reset();
  }
}

}  // namespace convene::ops
