#include "server/net/query.h"

#include <algorithm>
#include <charconv>

#include "server/net/api_answers.h"
#include "server/net/text.h"

namespace convene::net {
namespace {

constexpr std::uint64_t kMostNumber = std::uint64_t{1} << 53;

}  // namespace

std::optional<Query> read_query(std::string_view query, std::initializer_list<std::string_view> known,
                                const Respond& respond) {
  const auto fields = read_form(query);
  Query out;
  bool sound = fields.has_value();
  if (sound)
    for (const auto& [name, value] : *fields)
      sound = sound && std::ranges::find(known, name) != known.end() && out.emplace(name, value).second;
  if (sound) return out;
  std::string names;
  for (const std::string_view name : known) names += (names.empty() ? "" : ", ") + std::string(name);
  respond(api_error(400, "query.malformed",
                    known.size() == 0 ? "Nothing stands behind this address."
                                      : "Behind this address stand, each once at most: " + names + '.'));
  return std::nullopt;
}

Answer query_answer(std::string_view field, std::string_view what) {
  return api_error(400, "query.malformed", "\"" + std::string(field) + "\" is " + std::string(what) + '.');
}

std::string text_in(const Query& query, std::string_view field) {
  const auto found = query.find(field);
  return found == query.end() ? std::string() : found->second;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > kMostNumber) return std::nullopt;
  return number;
}

}  // namespace convene::net
