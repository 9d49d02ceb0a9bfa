// What exchanges ask about people, made ready: kinds, languages, topics, and whom each is to meet or not.
//
// Immutable once made, so any number of threads may read one. People are called by their index, as in the problem; of
// an excerpt, by their place in it. One cache line a person, and the list of those who are known beside each other.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matcher/grouping/problem.h"
#include "matcher/grouping/score.h"

namespace convene::grouping {

class Criteria {
 public:
  static constexpr std::size_t most_trees = 3;  // roles, regions, subjects

  /// A tree in which having little in common costs something.
  struct Ranked {
    const Tree* tree = nullptr;
    std::int64_t weight = 0;        // points per person and level
    Primary which = Primary::role;  // of role, region and subject
  };

  struct alignas(64) Person {
    std::uint64_t languages = 0;
    std::uint64_t topics = 0;
    std::uint64_t bloom = 0;  // of the indices of all who are known: most strangers are told apart by this word
    std::array<std::uint32_t, traits> trait{};  // those that do not count are 0
    std::uint32_t known_from = 0;               // whom the person knows: [from, to)
    std::uint32_t known_to = 0;
    std::int32_t own_levels = 0;                    // what the person would lose in a room of exactly their kind
    std::array<NodeIndex, most_trees> node{};       // in the ranked trees
    std::array<std::uint16_t, most_trees> order{};  // their places in the trees' walks
    NodeIndex kind = root_node;                     // node in the tree that decides
    bool has_peers = false;                         // there are others of the kind, and that counts
  };

  /// Somebody whom it matters to sit with.
  struct Known {
    std::uint32_t who = 0;
    bool together = false;  // is to sit with them
    std::int64_t lost = 0;  // points, by sitting together; below 0: gained
  };

  /// `problem` must be `cleaned`, its trees must outlive this. O(n + couples).
  explicit Criteria(const Problem& problem);

  /// Of these people alone, in this order; `place[p]` is where among them p stands, and anything for all others.
  /// Time: O(people + their known x log of these).
  Criteria excerpt(std::span<const std::uint32_t> people, std::span<const std::uint32_t> place) const;

  std::uint32_t size() const { return static_cast<std::uint32_t>(people_.size()); }
  const Person& operator[](std::uint32_t person) const { return people_[person]; }
  std::span<const Known> known(std::uint32_t person) const {
    const Person& p = people_[person];
    return std::span(known_).subspan(p.known_from, p.known_to - p.known_from);
  }
  std::span<const Ranked> ranked() const { return std::span(ranked_).first(ranked_count_); }
  /// The tree that decides.
  const Tree& primary() const { return *primary_; }
  const Sizes& sizes() const { return sizes_; }
  std::int64_t language_points() const { return language_; }
  std::int64_t minority_points() const { return minority_; }

  /// What is lost while nobody sits anywhere: all that is to be together.
  std::int64_t lost_apart() const { return lost_apart_; }
  /// What a room loses by its size alone.
  std::int64_t size_lost(std::int64_t size) const {
    const std::int64_t away = size > sizes_.ideal ? size - sizes_.ideal : sizes_.ideal - size;
    const std::int64_t missing = std::max<std::int64_t>(0, sizes_.min - size);
    return size_ * away + Units::under_min * missing * missing;
  }
  std::int64_t known_lost(std::uint32_t a, std::uint32_t b) const {
    if ((people_[a].bloom & bloom_bit(b)) == 0) return 0;
    const auto list = known(a);
    const auto it =
        std::lower_bound(list.begin(), list.end(), b, [](const Known& k, std::uint32_t who) { return k.who < who; });
    return it != list.end() && it->who == b ? it->lost : 0;
  }
  /// What two people lose by sitting together, kinds apart.
  std::int64_t pair_lost(std::uint32_t a, std::uint32_t b) const {
    const Person& p = people_[a];
    const Person& q = people_[b];
    std::int64_t lost = known_lost(a, b);
    if (p.topics != 0 && q.topics != 0 && (p.topics & q.topics) == 0) lost += topics_;
    for (std::size_t t = 0; t < traits; ++t)
      if (p.trait[t] != 0 && p.trait[t] == q.trait[t]) lost += trait_[t];
    return lost;
  }

 private:
  /// An excerpt without its people.
  Criteria(const Criteria& whole, std::size_t people);

  static constexpr std::uint64_t bloom_bit(std::uint32_t index) {
    return std::uint64_t{1} << ((index * 0x9e3779b9u) >> 26);
  }
  void describe(const Problem& problem);
  void acquaint(const Problem& problem);
  void reckon_lost_apart();

  const Tree* primary_;
  Sizes sizes_;
  std::array<Ranked, most_trees> ranked_{};
  std::size_t ranked_count_ = 0;
  std::int64_t topics_ = 0;
  std::array<std::int64_t, traits> trait_{};
  std::int64_t language_ = 0;
  std::int64_t size_ = 0;
  std::int64_t minority_ = 0;
  std::int64_t lost_apart_ = 0;
  std::vector<Person> people_;
  std::vector<Known> known_;  // of each person together, by index
};

}  // namespace convene::grouping
