#include "server/ops/english.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace convene::ops {

std::string language_in_english(const std::string& code) {
  if (code.empty()) return {};  // ICU would take this machine's own
  icu::UnicodeString name;
  std::string out;
  icu::Locale(code.c_str()).getDisplayLanguage(icu::Locale::getEnglish(), name).toUTF8String(out);
  return out.empty() ? code : out;
}

std::string region_in_english(const std::string& code) {
  icu::UnicodeString name;
  std::string out;
  icu::Locale("", code.c_str()).getDisplayCountry(icu::Locale::getEnglish(), name).toUTF8String(out);
  return out.empty() ? code : out;
}

}  // namespace convene::ops
