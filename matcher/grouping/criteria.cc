#include "matcher/grouping/criteria.h"

#include <utility>

#include "matcher/grouping/couples.h"

namespace convene::grouping {

Criteria::Criteria(const Problem& problem)
    : primary_(&primary_tree(problem)), sizes_(problem.sizes), people_(problem.people.size()) {
  const Weights& w = problem.weights;
  const auto rank = [&](const Tree* tree, std::int64_t weight, Primary which) {
    const std::int64_t points = weight * (problem.primary == which ? Units::primary_level : Units::other_level);
    // In a tree of one node, everybody has all in common.
    if (points != 0 && tree->size() > 1) ranked_[ranked_count_++] = {tree, points, which};
  };
  rank(problem.roles, w.role, Primary::role);
  rank(problem.regions, w.region, Primary::region);
  if (problem.primary == Primary::subject) rank(problem.subjects, primary_weight(problem), Primary::subject);
  topics_ = w.topics * Units::topics;
  trait_ = trait_points(problem);
  language_ = grouping::language_points(w);
  size_ = w.size * Units::size;
  minority_ = w.minority * Units::minority;
  describe(problem);
  acquaint(problem);
  reckon_lost_apart();
}

void Criteria::describe(const Problem& problem) {
  std::vector<std::uint32_t> kind_sizes(primary_->size());
  for (std::uint32_t i = 0; i < size(); ++i) {
    const Member& member = problem.people[i];
    Person& person = people_[i];
    person.languages = member.languages;
    person.topics = topics_ == 0 ? 0 : member.topics;
    person.trait = traits_of(member);
    for (std::size_t t = 0; t < traits; ++t)
      if (trait_[t] == 0) person.trait[t] = 0;
    for (std::size_t t = 0; t < ranked_count_; ++t) {
      const auto& [tree, weight, which] = ranked_[t];
      person.node[t] = which == Primary::role ? member.role : which == Primary::region ? member.region : member.subject;
      person.order[t] = tree->order(person.node[t]);
      const std::int64_t own = weight * level_penalty(tree->depth(person.node[t]), tree->height());
      person.own_levels += static_cast<std::int32_t>(own);  // at most 1000 x 10 x 17, thrice
    }
    person.kind = primary_node(problem, member);
    ++kind_sizes[person.kind];
  }
  for (Person& person : people_) person.has_peers = problem.primary != Primary::none && kind_sizes[person.kind] > 1;
}

/// Counting sort by the first of a couple, then by the second: each person's list comes out by index.
void Criteria::acquaint(const Problem& problem) {
  struct Tie {
    std::uint32_t from, to;
    std::uint8_t why;
  };
  const std::array<std::pair<const std::vector<Couple>*, std::int64_t>, 3> lists{
      {{&problem.met, problem.weights.new_faces * Units::new_faces},
       {&problem.apart, Units::apart},
       {&problem.together, -Units::together}}};
  const PeopleIndex index(problem.people);
  std::vector<Tie> ties;
  std::vector<std::uint32_t> starts(people_.size() + 1);
  std::size_t most = 0;
  for (const auto& [couples, lost] : lists) most += lost != 0 ? couples->size() : 0;
  if (most == 0) return;
  ties.reserve(most);
  for (std::uint8_t why = 0; why < lists.size(); ++why) {
    if (lists[why].second == 0) continue;
    each_couple(index, *lists[why].first, [&](std::uint32_t a, std::uint32_t b) {
      ties.push_back({a, b, why});
      ++starts[a + 1], ++starts[b + 1];
    });
  }
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  known_.resize(starts.back());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  const auto add = [&](std::uint32_t who, std::uint32_t other, std::uint8_t why) {
    known_[next[who]++] = {other, why == 2, lists[why].second};
    people_[who].bloom |= bloom_bit(other);
  };
  for (const Tie& tie : ties) add(tie.from, tie.to, tie.why), add(tie.to, tie.from, tie.why);

  // Lists are short. Who is known for several reasons stands there once; the lists close up over what that leaves free.
  std::uint32_t to = 0;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const auto begin = known_.begin() + starts[i], end = known_.begin() + starts[i + 1];
    std::sort(begin, end, [](const Known& a, const Known& b) { return a.who < b.who; });
    people_[i].known_from = to;
    for (auto it = begin; it != end; ++it) {
      if (to > people_[i].known_from && known_[to - 1].who == it->who) {
        known_[to - 1].lost += it->lost;
        known_[to - 1].together |= it->together;
      } else {
        known_[to++] = *it;
      }
    }
    people_[i].known_to = to;
  }
  known_.resize(to);
}

void Criteria::reckon_lost_apart() {
  lost_apart_ = 0;
  for (std::uint32_t i = 0; i < size(); ++i)
    for (const Known& k : known(i))
      if (k.together && k.who > i) lost_apart_ += Units::together;
  std::vector<std::uint32_t> values;
  for (std::size_t t = 0; t < traits; ++t) {
    if (trait_[t] >= 0) continue;
    values.clear();
    for (const Person& person : people_)
      if (person.trait[t] != 0) values.push_back(person.trait[t]);
    std::sort(values.begin(), values.end());
    for (auto from = values.begin(), to = from; from != values.end(); from = to) {
      while (to != values.end() && *to == *from) ++to;
      const std::int64_t count = to - from;
      lost_apart_ -= trait_[t] * (count * (count - 1) / 2);
    }
  }
}

Criteria::Criteria(const Criteria& whole, std::size_t people)
    : primary_(whole.primary_),
      sizes_(whole.sizes_),
      ranked_(whole.ranked_),
      ranked_count_(whole.ranked_count_),
      topics_(whole.topics_),
      trait_(whole.trait_),
      language_(whole.language_),
      size_(whole.size_),
      minority_(whole.minority_) {
  people_.reserve(people);
}

Criteria Criteria::excerpt(std::span<const std::uint32_t> people, std::span<const std::uint32_t> place) const {
  Criteria part(*this, people.size());
  for (const std::uint32_t p : people) {
    Person& person = part.people_.emplace_back(people_[p]);
    person.bloom = 0;
    person.known_from = static_cast<std::uint32_t>(part.known_.size());
    for (const Known& k : known(p)) {
      const std::uint32_t here = place[k.who];
      if (here >= people.size() || people[here] != k.who) continue;
      part.known_.push_back({here, k.together, k.lost});
      person.bloom |= bloom_bit(here);
    }
    person.known_to = static_cast<std::uint32_t>(part.known_.size());
    std::sort(part.known_.begin() + person.known_from, part.known_.end(),
              [](const Known& a, const Known& b) { return a.who < b.who; });
  }
  part.reckon_lost_apart();
  return part;
}

}  // namespace convene::grouping
