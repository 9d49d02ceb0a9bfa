// A record of facts as it stands in the journal, and back.
//
//   {"v":1,"at":…,"by":"p3","id":{"tab":"…","n":4,"hash":…},"facts":[{"type":"PeopleSeated",…},…]}
//
// `by` and `id` are left out where there are none. Words of people are sealed (seals.h). What was written once can be
// read for ever: `v` says by which rules, and the upcasters below bring an old record's facts to today's form, one
// version at a time, before they are read. A fact's form is never changed without one.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "matcher/facts.h"
#include "protocol/faults.h"
#include "protocol/forms.h"
#include "protocol/seals.h"

namespace convene::protocol {

/// The rules by which records are written now.
inline constexpr std::uint32_t record_version = 5;

/// Brings facts of one type from version `from` to `from` + 1.
struct Upcaster {
  std::uint32_t from = 0;
  std::string_view fact;
  void (*apply)(nlohmann::json& fact) = nullptr;
};

/// All there are, by rising version.
std::span<const Upcaster> upcasters();

/// Every Sealed of the record must have its number and its words; the vault's rows are in `sealer` afterwards.
/// O(bytes).
std::string encode_record(const Record& record, Sealer& sealer);

/// The record, or why it cannot be read: damage, or a newer version's writing. Words that are not in the vault come
/// back empty; words that are not what was sealed are damage.
std::variant<Record, Fault> decode_record(std::string_view bytes, const Vault& vault);

/// With other rules: for tests of the upcasting itself.
std::variant<Record, Fault> decode_record(std::string_view bytes, const Vault& vault, std::uint32_t version,
                                          std::span<const Upcaster> rules);

}  // namespace convene::protocol
