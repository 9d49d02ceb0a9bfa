// Any bytes as what lies in the journal: a record, or a snapshot, with a vault that has some rows. Damage is a fault,
// never a crash; what is read can be written again. First byte: which of the two.
#include <cstdint>
#include <cstdlib>

#include "matcher/check.h"
#include "matcher/engine.h"
#include "protocol/fact_codec.h"
#include "protocol/snapshot_codec.h"

using namespace convene;
using namespace convene::protocol;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

Vault some_rows() {
  Vault vault;
  for (std::uint32_t i = 1; i <= 4; ++i)
    vault.put(
        {i, i, std::string(salt_bytes, 's'), i % 2 == 0 ? "\"words\"" : "{\"name\":\"Ann\",\"role\":\"classroom\"}"});
  return vault;
}

void check(const Fault& fault) { require(!fault.code.empty() && !to_text(fault, "journal").empty()); }

void record(std::string_view bytes, const Vault& vault) {
  const auto read = decode_record(bytes, vault);
  if (const Fault* fault = std::get_if<Fault>(&read)) return check(*fault);
  // Facts that cannot be are for the hall to refuse: as a broken invariant, not as a crash.
  Engine engine;
  try {
    engine.replay(std::get<Record>(read));
  } catch (const std::logic_error&) {}
}

void snapshot(std::string_view bytes, const Vault& vault) {
  auto read = decode_snapshot(bytes, vault);
  if (const Fault* fault = std::get_if<Fault>(&read)) return check(*fault);
  const std::string written = encode_snapshot(std::get<State>(read));
  auto again = decode_snapshot(written, vault);
  require(std::holds_alternative<State>(again));
  require(encode_snapshot(std::get<State>(again)) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const Vault vault = some_rows();
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0)
    record(bytes, vault);
  else
    snapshot(bytes, vault);
  return 0;
}
