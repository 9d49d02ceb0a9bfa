#include "server/live/ledger.h"

#include <algorithm>
#include <limits>

#include "matcher/check.h"
#include "protocol/fact_codec.h"
#include "protocol/snapshot_codec.h"

namespace convene::live {

namespace {

constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();

protocol::Vault read_vault(journal::Journal& journal, const std::string& event) {
  protocol::Vault vault;
  journal.read_vault(event, [&](const journal::VaultRow& row) {
    vault.put({row.owner, row.entry, row.salt, row.text});
    return true;
  });
  return vault;
}

}  // namespace

Ledger::Ledger(std::string event, journal::Journal& journal, Entropy& entropy)
    : event_(std::move(event)), journal_(journal), sealer_([&entropy] { return entropy.next(); }) {}

void Ledger::recover(std::optional<std::uint64_t> until) {
  batch_ = {};
  bytes_ = 0;
  sealer_.take();
  engine_ = Engine();
  snapshot_ = 0;
  try {
    epoch_ = journal_.epoch(event_);
    // Somebody else may write meanwhile. Records that come after the vault was read have words that are not in it, and
    // would read as those of people who were erased.
    const auto snapshot = snapshot_before(until);
    const std::uint64_t end = std::min(until.value_or(everything), journal_.last_seq(event_));
    const protocol::Vault vault = read_vault(journal_, event_);
    if (snapshot && snapshot->seq <= end) {
      // One that cannot be read (another release's, say) is passed over: the records tell the same.
      auto state = protocol::decode_snapshot(snapshot->bytes, vault);
      if (State* read = std::get_if<State>(&state)) {
        engine_ = Engine::restored(std::move(*read), snapshot->seq);
        snapshot_ = snapshot->seq;
      }
    }
    replay(vault, end);
  } catch (
      const std::logic_error& broken) {  // BrokenInvariant, and whatever else a wrong index makes the library throw
    throw Unsound("record " + std::to_string(engine_.seq() + 1) + " does not apply: " + broken.what());
  } catch (const std::bad_variant_access& broken) {
    throw Unsound("record " + std::to_string(engine_.seq() + 1) + " does not apply: " + broken.what());
  } catch (const journal::Damaged& damaged) { throw Unsound(damaged.what()); }
  engine_.take_touched();
  durable_ = engine_.seq();
}

/// What was wanted may lie before the damage that keeps the newest snapshot from being trusted.
std::optional<journal::Snapshot> Ledger::snapshot_before(std::optional<std::uint64_t> until) {
  try {
    return journal_.load_snapshot(event_);
  } catch (const journal::Damaged& damage) {
    if (until && *until < damage.seq) return std::nullopt;
    throw;
  }
}

// From the snapshot's own record on: it is not applied again, but read, so that damage at the very end is found now and
// not by the first command.
void Ledger::replay(const protocol::Vault& vault, std::uint64_t until) {
  std::string fault;
  journal_.read(event_, std::max<std::uint64_t>(snapshot_, 1), [&](std::uint64_t seq, const std::string& bytes) {
    if (seq > until) return false;
    if (seq == snapshot_) return true;
    auto record = protocol::decode_record(bytes, vault);
    if (const protocol::Fault* wrong = std::get_if<protocol::Fault>(&record)) {
      fault = "record " + std::to_string(seq) + ": " + wrong->code + " at " + wrong->path;
      return false;
    }
    engine_.replay(std::get<Record>(record));
    return true;
  });
  if (!fault.empty()) throw Unsound(fault);
}

Outcome Ledger::decide(const Request& request) {
  Outcome outcome = engine_.submit(request);
  if (const Accepted* accepted = std::get_if<Accepted>(&outcome); accepted && accepted->record) {
    std::string bytes = protocol::encode_record(*accepted->record, sealer_);
    CONVENE_CHECK(bytes.size() <= journal::max_record_bytes);
    bytes_ += bytes.size();
    batch_.records.push_back(std::move(bytes));
    for (protocol::Words& words : sealer_.take()) {
      bytes_ += words.salt.size() + words.text.size();
      batch_.vault.push_back({words.owner, words.entry, std::move(words.salt), std::move(words.text)});
    }
  }
  return outcome;
}

void Ledger::commit(const Touched& touched, journal::Journal::Done done) {
  for (const PersonId person : touched.erased) batch_.erase.push_back(person.value);
  batch_.erase_entries = touched.forgotten;
  bytes_ = 0;
  journal_.append(event_, durable_, std::exchange(batch_, {}), std::move(done));
}

void Ledger::save_snapshot(journal::Journal::Done done) {
  CONVENE_CHECK(durable_ == engine_.seq() && batch_.records.empty());
  journal_.save_snapshot(event_, durable_, protocol::encode_snapshot(engine_.state()), std::move(done));
}

}  // namespace convene::live
