#include "protocol/fact_codec.h"

#include <nlohmann/json.hpp>

namespace convene::protocol {

namespace {

struct Written {
  std::uint32_t v = 0;
  Instant at;
  std::optional<PersonId> by;
  std::optional<CommandId> id;
  std::vector<Fact> facts;
};
BOOST_DESCRIBE_STRUCT(Written, (), (v, at, by, id, facts))

Fault fault(std::string code, std::string message, std::string remedy = {}) {
  return Fault{.path = {}, .code = std::move(code), .message = std::move(message), .remedy = std::move(remedy)};
}

/// Anything may stand in a damaged record.
bool is_of_type(const nlohmann::json& fact, std::string_view type) {
  if (!fact.is_object()) return false;
  const auto at = fact.find("type");
  return at != fact.end() && at->is_string() && at->get_ref<const std::string&>() == type;
}

// Old records are few (a snapshot stands for most of them), so a tree of values may be built here.
std::variant<std::string, Fault> upcast(std::string_view bytes, std::uint32_t from, std::uint32_t to,
                                        std::span<const Upcaster> rules) {
  nlohmann::json record = nlohmann::json::parse(bytes, nullptr, false);
  if (!record.is_object() || !record.contains("facts") || !record["facts"].is_array())
    return fault("record.form", "an old record without a list of facts");
  for (std::uint32_t version = from; version < to; ++version)
    for (nlohmann::json& fact : record["facts"])
      for (const Upcaster& rule : rules)
        if (rule.from == version && is_of_type(fact, rule.fact)) rule.apply(fact);
  record["v"] = to;
  return record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::span<const Upcaster> upcasters() {
  static constexpr Upcaster rules[] = {
      // How many a notice reached was worked out anew at each replay, from words that may have been erased since.
      {1, "NoticeSent", [](nlohmann::json& fact) { fact["reached"] = 0; }},
  };
  return rules;
}

std::string encode_record(const Record& record, Sealer& sealer) {
  std::string out = "{\"v\":";
  write_natural(out, record_version);
  out += ",\"at\":";
  encode_value(out, record.at, sealer);
  if (record.by) {
    out += ",\"by\":";
    encode_value(out, record.by, sealer);
  }
  if (!record.id.tab.empty()) {
    out += ",\"id\":";
    encode_value(out, record.id, sealer);
  }
  out += ",\"facts\":";
  encode_value(out, record.facts, sealer);
  out += '}';
  return out;
}

std::variant<Record, Fault> decode_record(std::string_view bytes, const Vault& vault) {
  return decode_record(bytes, vault, record_version, upcasters());
}

std::variant<Record, Fault> decode_record(std::string_view bytes, const Vault& vault, std::uint32_t version,
                                          std::span<const Upcaster> rules) {
  JsonTree tree;
  std::string upcasted;
  if (auto broken = tree.parse(bytes, Limits::journal())) return std::move(*broken);
  const auto v = tree.root().kind() == JsonTree::Kind::object ? tree.root().find("v") : std::nullopt;
  if (!v || v->kind() != JsonTree::Kind::integer || v->integer() < 1)
    return fault("record.version", "a record that does not say its version");
  if (v->integer() > version)
    return fault("record.newer", "a record of version " + std::to_string(v->integer()) + ", written by a newer release",
                 "run the release that wrote it, or a later one");
  if (v->integer() < version) {
    auto brought = upcast(bytes, static_cast<std::uint32_t>(v->integer()), version, rules);
    if (Fault* broken = std::get_if<Fault>(&brought)) return std::move(*broken);
    upcasted = std::move(std::get<std::string>(brought));
    if (auto broken = tree.parse(upcasted, Limits::journal())) return std::move(*broken);
  }
  Faults faults(1);
  Written written;
  if (!decode(tree, tree.root(), written, faults, vault)) return faults.front();
  return Record{written.at, written.by.value_or(PersonId{}), std::move(written.id).value_or(CommandId{}),
                std::move(written.facts)};
}

}  // namespace convene::protocol
