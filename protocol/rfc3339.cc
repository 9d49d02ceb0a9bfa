#include "protocol/rfc3339.h"

#include <chrono>
#include <cstdio>

namespace convene::protocol {

namespace {

/// Reads exactly `count` digits; -1 if they are none.
int digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool skip(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  const int y = digits(text, 4);
  if (y < 1970 || !skip(text, '-')) return {};
  const int mo = digits(text, 2);
  if (mo < 0 || !skip(text, '-')) return {};
  const int d = digits(text, 2);
  if (d < 0 || !(skip(text, 'T') || skip(text, 't'))) return {};
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return {};
  const int h = digits(text, 2);
  if (h < 0 || h > 23 || !skip(text, ':')) return {};
  const int mi = digits(text, 2);
  if (mi < 0 || mi > 59 || !skip(text, ':')) return {};
  const int s = digits(text, 2);
  if (s < 0 || s > 59) return {};
  std::int64_t ms = 0;
  if (skip(text, '.')) {
    std::int64_t unit = 100;
    std::size_t count = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9' && count < 3; ++count, unit /= 10) {
      ms += (text.front() - '0') * unit;
      text.remove_prefix(1);
    }
    if (count == 0) return {};
  }
  std::int64_t offset = 0;
  if (!skip(text, 'Z') && !skip(text, 'z')) {
    const bool minus = !text.empty() && text.front() == '-';
    if (!skip(text, '+') && !skip(text, '-')) return {};
    const int oh = digits(text, 2);
    if (oh < 0 || oh > 23 || !skip(text, ':')) return {};
    const int om = digits(text, 2);
    if (om < 0 || om > 59) return {};
    offset = (oh * 60 + om) * (minus ? -1 : 1);
  }
  if (!text.empty()) return {};
  const std::int64_t days = sys_days(date).time_since_epoch().count();
  return Instant{((days * 24 + h) * 60 + mi - offset) * 60'000 + s * 1000 + ms};
}

std::string to_rfc3339(Instant at) {
  namespace time = std::chrono;
  const time::sys_time<time::milliseconds> point{time::milliseconds(at.ms)};
  const time::sys_days date = time::floor<time::days>(point);
  const time::year_month_day ymd{date};
  const time::hh_mm_ss clock{time::floor<time::seconds>(point - date)};
  char out[64];
  std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02dZ", int(ymd.year()), unsigned(ymd.month()),
                unsigned(ymd.day()), int(clock.hours().count()), int(clock.minutes().count()),
                int(clock.seconds().count()));
  return out;
}

}  // namespace convene::protocol
