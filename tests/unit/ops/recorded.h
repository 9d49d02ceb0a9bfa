// What a fixture's event led to, in a journal: for whatever reads one.
#pragma once

#include "protocol/fact_codec.h"
#include "server/journal/memory.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {

/// Of a fixture that is an EventTest.
template <class Base>
class Recorded : public Base {
 protected:
  /// Writes what is not written yet, as a hall does; whoever was erased leaves no words.
  journal::Journal& written() {
    protocol::Sealer sealer([this] { return ++entropy_; });
    for (; count_ < this->records.size(); ++count_) {
      const Record& record = this->records[count_];
      journal::Batch batch;
      batch.records.push_back(protocol::encode_record(record, sealer));
      for (protocol::Words& words : sealer.take())
        batch.vault.push_back({words.owner, words.entry, std::move(words.salt), std::move(words.text)});
      for (const Fact& fact : record.facts)
        if (const auto* erased = std::get_if<PersonErased>(&fact)) batch.erase.push_back(erased->person.value);
      EXPECT_EQ(journal::append_now(journal_, event_name, count_, std::move(batch)).status, journal::Append::appended);
    }
    return journal_;
  }

  const std::string event_name = "test-event";

 private:
  journal::MemoryJournal journal_;
  std::uint64_t entropy_ = 0;
  std::size_t count_ = 0;
};

}  // namespace convene::testing
