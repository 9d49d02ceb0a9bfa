// A type has one written form. Rules that only some units see break the language's rule of one definition, silently:
// the linker takes either.
#include <regex>

#include "tests/tidy/rules.h"

namespace convene::tidy {

Findings check_one_form(const SourceFile& file) {
  Findings found;
  if (file.path == "protocol/forms.h" || file.path.starts_with("tests/tidy/") || !is_cpp(file)) return found;
  static const std::regex rule(R"(struct (?:[a-z:]*::)?FieldRules<(?:[a-z_]+::)*([A-Za-z]+)>|dashed<([A-Za-z]+)> =)");
  for (std::sregex_iterator at(file.text.begin(), file.text.end(), rule), end; at != end; ++at) {
    const std::string type = (*at)[1].matched ? (*at)[1] : (*at)[2];
    const std::regex declared("(struct|enum class) " + type + "\\b(?!>)");
    if (!std::regex_search(file.text, declared))
      found.push_back({file.path, 0, "the rules of " + type + " stand apart from it: put them into protocol/forms.h"});
  }
  return found;
}

}  // namespace convene::tidy
