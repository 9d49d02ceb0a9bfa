#include "server/journal/journal.h"

#include <future>
#include <utility>

namespace convene::journal {

Journal::~Journal() = default;

AppendResult append_now(Journal& journal, std::string event, std::uint64_t expected_seq, Batch batch) {
  std::promise<AppendResult> answer;
  journal.append(std::move(event), expected_seq, std::move(batch),
                 [&](AppendResult result) { answer.set_value(std::move(result)); });
  return answer.get_future().get();
}

AppendResult save_snapshot_now(Journal& journal, std::string event, std::uint64_t seq, std::string bytes) {
  std::promise<AppendResult> answer;
  journal.save_snapshot(std::move(event), seq, std::move(bytes),
                        [&](AppendResult result) { answer.set_value(std::move(result)); });
  return answer.get_future().get();
}

}  // namespace convene::journal
