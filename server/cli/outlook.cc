#include "server/cli/outlook.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <unordered_set>
#include <utility>

#include "matcher/grouping/couples.h"
#include "matcher/grouping/languages.h"
#include "matcher/grouping/new_faces.h"
#include "matcher/grouping/score.h"

namespace convene::cli {

namespace {

using grouping::NodeIndex;
using grouping::root_node;
using Mask = std::uint64_t;

// Beyond so many rooms the constructions are not asked for: they cost the square of it.
constexpr std::uint32_t kConstructed = 2'000;

std::uint32_t count(std::size_t n) { return static_cast<std::uint32_t>(n); }

/// A plan looked at from each side.
class Looking {
 public:
  Looking(const Offline& offline, const SessionDefinition& session, const grouping::Problem& asked,
          const grouping::Plan& plan)
      : offline_(offline),
        session_(session),
        problem_(grouping::cleaned(asked)),
        plan_(plan),
        tree_(grouping::primary_tree(problem_)),
        common_(grouping::common_language(problem_)) {
    offline.state().index.languages.each([&](const std::string& code, std::uint32_t bit) { codes_[bit] = code; });
  }

  Outlook all() {
    using grouping::Primary;
    out_.by = problem_.primary == Primary::none     ? ""
              : problem_.primary == Primary::region ? "region"
              : problem_.primary == Primary::role   ? "role"
                                                    : "session";
    out_.min = session_.policy.rooms.min;
    out_.rooms = count(plan_.rooms.size());
    kinds();
    languages();
    strangers();
    bonds();
    staff();
    faces();
    return std::move(out_);
  }

 private:
  /// Rooms that are alike in what was asked: their number, and the people in them.
  struct Alike {
    std::uint32_t people = 0;
    std::uint32_t rooms = 0;
  };

  const grouping::Member& member(PersonId id) const { return problem_.people[grouping::index_of(problem_.people, id)]; }
  const std::string& code(Mask languages) const {
    return codes_[static_cast<std::size_t>(std::countr_zero(languages))];
  }
  /// Does not follow the language that most do.
  bool is_other(const grouping::Member& m) const {
    return common_ != 0 && m.languages != 0 && (m.languages & common_) == 0;
  }

  void kinds() {
    std::vector<std::uint32_t> people(tree_.size());
    for (const grouping::Member& m : problem_.people) ++people[primary_node(problem_, m)];
    if (problem_.primary == grouping::Primary::none) return;
    out_.of_no_kind = people[root_node];
    std::map<NodeIndex, NodeIndex> with;
    for (const grouping::Room& room : plan_.rooms) {
      const NodeIndex common = primary_node(problem_, room);
      for (const PersonId id : room.people) {
        const NodeIndex kind = primary_node(problem_, member(id));
        const auto [known, is_new] = with.emplace(kind, common);
        if (!is_new) known->second = tree_.nearest_common(known->second, common);
      }
    }
    for (std::size_t v = 1; v < people.size(); ++v) {
      const auto kind = static_cast<NodeIndex>(v);
      if (people[v] == 0 || people[v] >= problem_.sizes.min || !with.contains(kind)) continue;
      out_.small_kinds.push_back({tree_.key(kind), people[v], tree_.key(with.at(kind))});
    }
  }

  void languages() {
    if (common_ != 0) out_.language = code(common_);
    const std::vector<grouping::Class> classes = grouping::language_classes(problem_);
    for (std::size_t c = 0; c < classes.size(); ++c) {
      Speakers speakers;
      Mask shared = ~Mask{0};
      for (const std::uint32_t i : classes[c]) {
        if (!is_other(problem_.people[i])) continue;
        ++speakers.people;
        shared &= problem_.people[i].languages;
      }
      // The first class is that of the common language, though it may hold a few whom nobody could help.
      if (speakers.people == 0 || shared == 0 || (c == 0 && 2 * speakers.people <= classes[c].size())) continue;
      speakers.language = code(shared);
      speakers.helpers = count(classes[c].size()) - speakers.people;
      for (const std::uint32_t i : classes[c])
        if (is_other(problem_.people[i])) spoken_in_[problem_.people[i].id] = out_.speakers.size();
      out_.speakers.push_back(std::move(speakers));
    }
    std::vector<std::map<NodeIndex, Alike>> rooms(out_.speakers.size());
    for (const grouping::Room& room : plan_.rooms) {
      const std::optional<std::size_t> speakers = speakers_of(room);
      if (!speakers) continue;
      Alike& alike = rooms[*speakers][primary_node(problem_, room)];
      ++alike.rooms;
      alike.people += count(
          std::count_if(room.people.begin(), room.people.end(), [&](PersonId id) { return is_other(member(id)); }));
    }
    for (std::size_t s = 0; s < rooms.size(); ++s)
      for (const auto& [kind, alike] : rooms[s])
        out_.speakers[s].rooms.push_back({tree_.key(kind), alike.people, alike.rooms});
  }

  /// Of which speakers this is a room, everybody in it following their language; nothing: of the common language.
  std::optional<std::size_t> speakers_of(const grouping::Room& room) const {
    for (const PersonId id : room.people) {
      const auto known = spoken_in_.find(id);
      if (known == spoken_in_.end()) continue;
      for (Mask left = room.shared_languages; left != 0; left &= left - 1)
        if (code(left) == out_.speakers[known->second].language) return known->second;
      return {};
    }
    return {};
  }

  void strangers() {
    std::array<std::uint32_t, 64> people{};
    for (const grouping::Member& m : problem_.people)
      for (Mask left = m.languages; left != 0; left &= left - 1) ++people[std::countr_zero(left)];
    Mask alone = 0;
    for (std::size_t bit = 0; bit < people.size(); ++bit)
      if (people[bit] == 1) alone |= Mask{1} << bit;
    for (const grouping::Member& m : problem_.people) {
      if (m.languages == 0 || (m.languages & ~alone) != 0) continue;
      ++out_.without_company;
      for (Mask left = m.languages; left != 0; left &= left - 1) out_.spoken_by_one.push_back(code(left));
    }
    std::sort(out_.spoken_by_one.begin(), out_.spoken_by_one.end());
    for (const grouping::Violation& violation : plan_.report.violations) {
      if (violation.code == grouping::ViolationCode::no_shared_language) out_.outside += count(violation.amount);
      if (violation.code == grouping::ViolationCode::not_together) out_.pairs_parted += count(violation.amount);
    }
  }

  void bonds() {
    std::map<PersonId, std::uint32_t> apart_from;
    for (const grouping::Couple& couple : problem_.apart) ++apart_from[couple.first], ++apart_from[couple.second];
    out_.pairs_apart = count(problem_.apart.size());
    out_.pairs_together = count(problem_.together.size());
    for (const auto& [id, others] : apart_from) out_.apart_from_many += others >= plan_.rooms.size();
    for (const grouping::Unplaced& one : plan_.unplaced)
      out_.apart_unplaced += one.why == grouping::UnplacedWhy::kept_apart;
  }

  void staff() {
    out_.call_links = count(offline_.state().event.call.pool.size());
    out_.one_per_room = session_.policy.facilitators == FacilitatorRule::one_per_room_if_enough;
    for (const PersonId id : offline_.state().index.staff) {
      const Person& person = offline_.state().person(id);
      const auto& mine = person.scope.sessions;
      out_.facilitators +=
          person.wears(Hat::facilitator) &&
          (person.scope.everything() || std::find(mine.begin(), mine.end(), session_.id) != mine.end());
    }
  }

  void faces() {
    out_.rounds = session_.policy.rounds.count;
    if (out_.rounds < 2) return;
    // Whose rooms are of one language and one kind will mix with each other.
    std::map<std::pair<NodeIndex, std::string>, Alike> groups;
    for (const grouping::Room& room : plan_.rooms) {
      const std::optional<std::size_t> speakers = speakers_of(room);
      Alike& alike = groups[{primary_node(problem_, room), speakers ? out_.speakers[*speakers].language : ""}];
      ++alike.rooms;
      alike.people += count(room.people.size());
    }
    for (const auto& [what, alike] : groups) {
      Mixing mixing{tree_.key(what.first), what.second, alike.people, alike.rooms, out_.rounds, false};
      while (mixing.possible > 1 && grouping::least_repeats(alike.people, alike.rooms, mixing.possible) > 0)
        --mixing.possible;
      out_.repeats += grouping::least_repeats(alike.people, alike.rooms, out_.rounds);
      if (mixing.possible == out_.rounds && alike.rooms <= kConstructed)
        mixing.sure = grouping::rounds_of_new_faces(alike.people, alike.rooms, out_.rounds).size() == out_.rounds;
      out_.mixing.push_back(std::move(mixing));
    }
  }

  const Offline& offline_;
  const SessionDefinition& session_;
  const grouping::Problem problem_;
  const grouping::Plan& plan_;
  const grouping::Tree& tree_;
  const Mask common_;
  std::array<std::string, 64> codes_;          // of the languages' bits
  std::map<PersonId, std::size_t> spoken_in_;  // whoever is among Outlook::speakers
  Outlook out_;
};

}  // namespace

Outlook outlook(const Offline& offline, const SessionDefinition& session, const grouping::Problem& asked,
                const grouping::Plan& plan) {
  return Looking(offline, session, asked, plan).all();
}

std::size_t bonds_to_nobody(std::span<const Profile> people) {
  std::unordered_set<std::string_view> keys;
  for (const Profile& person : people) keys.insert(person.key);
  std::size_t lost = 0;
  for (const Profile& person : people)
    for (const auto* list : {&person.keep_with, &person.keep_apart})
      for (const std::string& id : *list) lost += !keys.contains(id);
  return lost;
}

}  // namespace convene::cli
