#include "server/ops/attendance_match.h"

#include <unicode/unistr.h>

#include <algorithm>
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
  explicit Known(const KnownNames& names) : names_(names) {
    for (std::uint32_t i = 0; i < names.people.size(); ++i) {
      const KnownNames::One& one = names.people[i];
      note(by_key_, one.key, i);
      note(by_email_, indexing::lower_case(one.email), i);
    }
  }

  /// None: it says why. `name_only`: the row has an address, and only its name tells.
  PersonId who(const AttendanceRow& row, UnmatchedWhy& why, bool& name_only) {
    if (const KnownNames::One* one = find(by_key_, row.person)) return one->person;
    if (const KnownNames::One* one = find(by_email_, indexing::lower_case(row.email))) return one->person;
    // An id is an id: who has another one is somebody else, whatever their name.
    if (!row.person.empty()) return of_own_id(row.person, why);
    const KnownNames::One* one = of_name(row.name, why);
    if (!one) return {};
    if (!row.email.empty() && !one->email.empty()) {
      why = UnmatchedWhy::other_address;
      return {};
    }
    name_only = !row.email.empty();
    return one->person;
  }

 private:
  using Places = std::unordered_map<std::string, std::uint32_t>;
  static constexpr std::uint32_t several = ~0U;

  static void note(Places& places, std::string word, std::uint32_t place) {
    if (word.empty()) return;
    const auto [it, is_new] = places.try_emplace(std::move(word), place);
    if (!is_new) it->second = several;
  }

  const KnownNames::One* find(const Places& places, const std::string& word) const {
    const auto it = word.empty() ? places.end() : places.find(word);
    return it == places.end() || it->second == several ? nullptr : &names_.people[it->second];
  }

  /// "p12", as we call whoever has neither an id of the organiser's nor an address.
  PersonId of_own_id(const std::string& id, UnmatchedWhy& why) {
    why = UnmatchedWhy::unknown;
    const PersonId person(protocol::Reader::parse_id(id, PersonId::letter).value_or(0));
    const auto it = std::lower_bound(names_.people.begin(), names_.people.end(), person,
                                     [](const KnownNames::One& one, PersonId wanted) { return one.person < wanted; });
    if (it == names_.people.end() || it->person != person) return {};
    return it->key.empty() && it->email.empty() ? person : PersonId{};
  }

  const KnownNames::One* of_name(const std::string& name, UnmatchedWhy& why) {
    why = UnmatchedWhy::unknown;
    if (const KnownNames::One* whole = exactly(name, why)) return whole;
    const std::size_t open = name.rfind('(');
    if (open == std::string::npos || name.back() != ')') return nullptr;
    if (const KnownNames::One* within = exactly(name.substr(open + 1, name.size() - open - 2), why)) return within;
    return exactly(name.substr(0, open), why);
  }

  const KnownNames::One* exactly(const std::string& name, UnmatchedWhy& why) {
    const std::string key = key_of(name);
    if (key.empty()) return nullptr;
    if (!named_) gather();
    const auto it = named_->find(key);
    if (it == named_->end()) return nullptr;
    if (it->second != several) return &names_.people[it->second];
    why = UnmatchedWhy::several;
    return nullptr;
  }

  void gather() {
    named_.emplace();
    for (std::uint32_t i = 0; i < names_.people.size(); ++i) note(*named_, key_of(names_.people[i].name), i);
  }

  const KnownNames& names_;
  Places by_key_, by_email_;
  std::optional<Places> named_;  // made when asked for
};

std::uint32_t sum(std::uint32_t a, std::uint32_t b) {
  return b > std::numeric_limits<std::uint32_t>::max() - a ? std::numeric_limits<std::uint32_t>::max() : a + b;
}

}  // namespace

KnownNames known_names(const State& state) {
  KnownNames names;
  names.seq = state.seq;
  names.people.reserve(state.people.size());
  for (const Person& person : state.people)
    if (const auto& words = person.profile.words)
      names.people.push_back({person.id, words->key, words->email, words->name});
  return names;
}

bool still_known_so(const KnownNames& names, const State& state) {
  auto one = names.people.begin();
  for (const Person& person : state.people) {
    while (one != names.people.end() && one->person < person.id) ++one;
    if (person.profile_seq < names.seq || !person.profile.words) continue;
    const Profile& now = *person.profile.words;
    if (one == names.people.end() || one->person != person.id) return false;
    if (one->key != now.key || one->email != now.email || one->name != now.name) return false;
  }
  return true;
}

AttendanceMatch match_attendance(const KnownNames& names, std::span<const AttendanceRow> rows,
                                 const std::string& otherwise) {
  AttendanceMatch match;
  Known known(names);
  using Stays = std::map<PersonId, std::optional<std::uint32_t>>;
  std::map<std::string, Stays> sessions;
  for (const AttendanceRow& row : rows) {
    Stays& stays = sessions[row.session.empty() ? otherwise : row.session];
    if (!row.attended) continue;
    UnmatchedWhy why = UnmatchedWhy::unknown;
    bool name_only = false;
    const PersonId person = known.who(row, why, name_only);
    if (!person) {
      match.unmatched.push_back({row.row, why});
      continue;
    }
    if (name_only) match.name_only.push_back(row.row);
    std::optional<std::uint32_t>& all = stays[person];
    if (row.minutes) all = sum(all.value_or(0), *row.minutes);
  }
  for (const auto& [session, stays] : sessions) {
    AttendanceMatch::OfSession& of = match.sessions.emplace_back(AttendanceMatch::OfSession{session, {}});
    for (const auto& [person, minutes] : stays) of.people.push_back({person, minutes});
  }
  return match;
}

}  // namespace convene::ops
