#include "server/ops/history.h"

#include <algorithm>
#include <vector>

#include "protocol/fact_codec.h"

namespace convene::ops {

void each_record(journal::Journal& journal, const std::string& event, std::initializer_list<std::string_view> facts,
                 const std::function<void(std::uint64_t seq, const Record& record)>& each, std::uint64_t until) {
  std::vector<std::string> marks;
  for (const std::string_view fact : facts) marks.push_back('"' + std::string(fact) + '"');
  const protocol::Vault no_words;
  journal.read(event, 1, [&](std::uint64_t seq, const std::string& bytes) {
    if (seq > until) return false;
    // Words that people wrote are not in it, so a name between quotes is hardly ever anything else.
    if (std::ranges::none_of(marks, [&](const std::string& mark) { return bytes.find(mark) != std::string::npos; }))
      return true;
    const auto read = protocol::decode_record(bytes, no_words);
    if (const auto* fault = std::get_if<protocol::Fault>(&read))
      throw journal::Damaged("event '" + event + "', record " + std::to_string(seq) + ": " + fault->code, seq);
    each(seq, std::get<Record>(read));
    return true;
  });
}

}  // namespace convene::ops
