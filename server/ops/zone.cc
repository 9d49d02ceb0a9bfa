#include "server/ops/zone.h"

#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/ucal.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

namespace convene::ops {

bool is_time_zone(std::string_view name) {
  if (name.empty() || name.size() > 64) return false;
  // Names are plain; this also keeps "GMT+5:30" out, which ICU would take.
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
           c == '-';
  };
  if (!std::all_of(name.begin(), name.end(), plain)) return false;
  const std::u16string wide(name.begin(), name.end());
  std::array<UChar, 128> canonical{};
  UBool is_system = 0;
  UErrorCode error = U_ZERO_ERROR;
  ucal_getCanonicalTimeZoneID(wide.data(), static_cast<std::int32_t>(wide.size()), canonical.data(),
                              static_cast<std::int32_t>(canonical.size()), &is_system, &error);
  return U_SUCCESS(error) && is_system != 0;
}

std::string day_in_words(Instant at, const std::string& zone, const std::string& locale) {
  const std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createDateInstance(icu::DateFormat::kLong, icu::Locale(locale.c_str())));
  std::string out;
  if (!format) return out;
  format->adoptTimeZone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
  icu::UnicodeString text;
  return format->format(static_cast<UDate>(at.ms), text).toUTF8String(out);
}

}  // namespace convene::ops
