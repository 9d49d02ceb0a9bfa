#include "server/journal/checks.h"

#include <algorithm>

namespace convene::journal {
namespace {

std::string too_big(const std::string& what, std::size_t size, std::size_t limit) {
  return what + " has " + std::to_string(size) + ", the limit is " + std::to_string(limit);
}

std::string fault_in_row(const VaultRow& row) {
  const auto name = "vault entry " + std::to_string(row.entry);
  if (row.entry == 0 || row.entry > max_seq) return name + " is outside 1.." + std::to_string(max_seq);
  if (row.salt.size() > max_vault_salt_bytes)
    return too_big(name + ": bytes of salt", row.salt.size(), max_vault_salt_bytes);
  if (row.text.size() > max_vault_text_bytes)
    return too_big(name + ": bytes of text", row.text.size(), max_vault_text_bytes);
  return {};
}

std::size_t size_of(const Batch& batch) {
  std::size_t bytes = 0;
  for (const auto& record : batch.records) bytes += record.size();
  for (const auto& row : batch.vault) bytes += row.salt.size() + row.text.size();
  return bytes;
}

}  // namespace

std::string fault_in_name(const std::string& event) {
  if (event.empty()) return "an event needs a name";
  if (event.size() > max_event_name_bytes)
    return too_big("bytes of an event's name: it", event.size(), max_event_name_bytes);
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::ranges::any_of(event, control)) return "an event's name holds a control character";
  return {};
}

std::string fault_in_batch(const std::string& event, std::uint64_t expected_seq, const Batch& batch) {
  if (auto fault = fault_in_name(event); !fault.empty()) return fault;
  const auto rows = batch.records.size() + batch.vault.size() + batch.erase.size() + batch.erase_entries.size();
  if (rows > max_batch_records) return too_big("rows of a batch: it", rows, max_batch_records);
  if (expected_seq > max_seq - batch.records.size()) return "sequence numbers beyond " + std::to_string(max_seq);
  for (std::size_t i = 0; i < batch.records.size(); ++i)
    if (batch.records[i].size() > max_record_bytes)
      return too_big("bytes of record " + std::to_string(i + 1) + " of the batch: it", batch.records[i].size(),
                     max_record_bytes);
  for (const auto& row : batch.vault)
    if (auto fault = fault_in_row(row); !fault.empty()) return fault;
  if (const auto bytes = size_of(batch); bytes > max_batch_bytes)
    return too_big("bytes of a batch: it", bytes, max_batch_bytes);
  return {};
}

std::string fault_in_snapshot(const std::string& event, const std::string& bytes) {
  if (auto fault = fault_in_name(event); !fault.empty()) return fault;
  if (bytes.size() > max_snapshot_bytes) return too_big("bytes of a snapshot: it", bytes.size(), max_snapshot_bytes);
  return {};
}

std::string fault_in_meta(const std::string& event, const std::string& key, const std::string& value) {
  if (auto fault = fault_in_name(event); !fault.empty()) return fault;
  if (key.empty() || key.size() > max_meta_key_bytes)
    return too_big("bytes of a meta key (1 at least): it", key.size(), max_meta_key_bytes);
  if (value.size() > max_meta_value_bytes)
    return too_big("bytes of meta value '" + key + "': it", value.size(), max_meta_value_bytes);
  return {};
}

void require_sound(const std::string& fault) {
  if (!fault.empty()) throw Error("journal: " + fault);
}

std::string conflict_text(const std::string& event, std::uint64_t expected_seq, std::uint64_t last_seq) {
  return "event '" + event + "': expected the journal at record " + std::to_string(expected_seq) + ", it stands at " +
         std::to_string(last_seq);
}

}  // namespace convene::journal
