// People who share no language cannot talk: who goes into rooms of which language, before kinds and wishes are asked.
#pragma once

#include <cstdint>
#include <vector>

#include "matcher/grouping/problem.h"

namespace convene::grouping {

/// Indices into `problem.people`.
using Class = std::vector<std::uint32_t>;

/// As a bit, the language that most people named, the first one among equals; 0: nobody named any, or languages weigh
/// nothing. O(n x languages).
std::uint64_t common_language(const Problem& problem);

/// Divides everybody into classes, each of which is packed on its own. In the first are those who follow the language
/// that most do, or named none. Whoever does not is taken to where most others who do not are: a class for each such
/// language. A class whose number does not divide into rooms takes as few helpers as it needs out of the first one,
/// people who speak its language too, of the kinds that it has, if there are any; and somebody who would be alone in
/// theirs without any such helper stays in the first class. Nobody is in two, nobody is missing, none is empty; a
/// weight of 0 gives one class. Greedy: the smallest number of classes is set cover. O(n x languages + classes x n log
/// n).
std::vector<Class> language_classes(const Problem& problem);

}  // namespace convene::grouping
