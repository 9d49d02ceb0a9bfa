#include "server/ops/attendance_match.h"

#include <unicode/unistr.h>

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "matcher/state_index.h"
#include "protocol/decode.h"
#include "protocol/name_key.h"

namespace convene::ops {

namespace {

/// What two spellings of a name have in common. Small letters first: capitals look like other letters than they do.
std::string key_of(std::string_view name) {
  const auto length = static_cast<std::int32_t>(name.size());
  std::string folded;
  icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), length)).foldCase().toUTF8String(folded);
  return protocol::name_key(folded);
}

class Known {
 public:
  explicit Known(const State& state) : state_(state) {}

  /// None: it says why.
  PersonId who(const AttendanceRow& row, UnmatchedWhy& why) {
    if (const auto it = state_.index.by_key.find(row.person); !row.person.empty() && it != state_.index.by_key.end())
      return it->second;
    if (!row.email.empty()) {
      const auto it = state_.index.by_email.find(indexing::lower_case(row.email));
      if (it != state_.index.by_email.end()) return it->second;
    }
    // An id is an id: who has another one is somebody else, whatever their name.
    return row.person.empty() ? of_name(row.name, why) : of_own_id(row.person, why);
  }

 private:
  /// "p12", as we call whoever has neither an id of the organiser's nor an address.
  PersonId of_own_id(const std::string& id, UnmatchedWhy& why) {
    why = UnmatchedWhy::unknown;
    const Person* person = state_.find(PersonId(protocol::Reader::parse_id(id, PersonId::letter).value_or(0)));
    if (!person || !person->profile.words) return {};
    const Profile& profile = *person->profile.words;
    return profile.key.empty() && profile.email.empty() ? person->id : PersonId{};
  }

  PersonId of_name(const std::string& name, UnmatchedWhy& why) {
    why = UnmatchedWhy::unknown;
    if (const PersonId whole = exactly(name, why)) return whole;
    const std::size_t open = name.rfind('(');
    if (open == std::string::npos || name.back() != ')') return {};
    if (const PersonId within = exactly(name.substr(open + 1, name.size() - open - 2), why)) return within;
    return exactly(name.substr(0, open), why);
  }

  PersonId exactly(const std::string& name, UnmatchedWhy& why) {
    const std::string key = key_of(name);
    if (key.empty()) return {};
    if (!named_) gather();
    const auto it = named_->find(key);
    if (it == named_->end()) return {};
    if (!it->second) why = UnmatchedWhy::several;
    return it->second;
  }

  void gather() {
    named_.emplace();
    for (const Person& person : state_.people) {
      if (!person.profile.words) continue;
      const auto [it, is_new] = named_->try_emplace(key_of(person.profile.words->name), person.id);
      if (!is_new) it->second = {};
    }
  }

  const State& state_;
  std::optional<std::unordered_map<std::string, PersonId>> named_;  // none: several have it. Made when asked for
};

std::uint32_t sum(std::uint32_t a, std::uint32_t b) {
  return b > std::numeric_limits<std::uint32_t>::max() - a ? std::numeric_limits<std::uint32_t>::max() : a + b;
}

}  // namespace

AttendanceMatch match_attendance(const State& state, std::span<const AttendanceRow> rows) {
  AttendanceMatch match;
  Known known(state);
  std::map<PersonId, std::optional<std::uint32_t>> stays;
  for (const AttendanceRow& row : rows) {
    if (!row.attended) continue;
    UnmatchedWhy why = UnmatchedWhy::unknown;
    const PersonId person = known.who(row, why);
    if (!person) {
      match.unmatched.push_back({row.row, why});
      continue;
    }
    std::optional<std::uint32_t>& all = stays[person];
    if (row.minutes) all = sum(all.value_or(0), *row.minutes);
  }
  for (const auto& [person, minutes] : stays) match.people.push_back({person, minutes});
  return match;
}

}  // namespace convene::ops
