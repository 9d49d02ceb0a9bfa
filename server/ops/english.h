// What the codes of languages and regions are called in English, for whoever reads a report.
#pragma once

#include <string>

namespace convene::ops {

/// "es" is Spanish; a code that nobody knows stays as it is. Any thread.
std::string language_in_english(const std::string& code);

/// Of a country ("KE") or a part of the world ("015"), as CLDR has them; likewise.
std::string region_in_english(const std::string& code);

}  // namespace convene::ops
