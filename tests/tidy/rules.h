// The rules of the house that no compiler checks. Each takes text and returns what offends, so that each rule is itself
// tested on a sample that breaks it; house_test.cc then holds the whole repository against them.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "tests/tidy/tree.h"

namespace convene::tidy {

// Includes run one way: matcher <- protocol <- server/live <- server/ops <- server/net <- server/swarm <- server/cli <-
// server. The journal knows bytes only. Outer libraries stay in the layers that own them.
Findings check_layering(const SourceFile& file);

// The core has no clock, no chance, no thread and no input or output, and depends on no hash order.
Findings check_determinism(const SourceFile& file);

// What FieldRules, Codec or dashed say of a type holds in every unit that writes or reads it: it stands beside the
// type, or in protocol/forms.h, which decode.h and encode.h bring along.
Findings check_one_form(const SourceFile& file);

// A header is included once and says at its top what it is for.
Findings check_header(const SourceFile& file);

// Width, tabs, trailing blanks, line ends, length.
Findings check_form(const SourceFile& file);

// Unfinished business, and paths that exist on one machine only.
Findings check_words(const SourceFile& file);

// Relative links of a document lead somewhere. `exists` answers for a path from the repository's root.
Findings check_links(const SourceFile& file, bool (*exists)(const std::string& path));

// A .cc that no target names is never compiled: `folders` are those that CMake gathers.
Findings check_compiled(const SourceFile& file, const std::vector<std::string>& folders);
// The folders that a CMakeLists.txt gathers by DIRS, each prefixed with `base`.
std::vector<std::string> gathered_folders(std::string_view cmake, const std::string& base);

// Refusal codes that clients may hear, as the sources write them; and those that PROTOCOL.md explains.
std::set<std::string> refusal_codes(const std::vector<SourceFile>& files);
std::set<std::string> explained_codes(std::string_view protocol);

// Headers that include each other in a circle, each reported once.
Findings check_cycles(const std::vector<SourceFile>& files);

}  // namespace convene::tidy
