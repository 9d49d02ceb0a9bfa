#include "matcher/language_bits.h"

#include <bit>

#include "matcher/check.h"

namespace convene {

void LanguageBits::add(const std::string& language) {
  Known& known = languages_[language];
  if (known.people++ > 0 || used_ == ~std::uint64_t{0}) return;
  known.bit = static_cast<std::uint32_t>(std::countr_one(used_));
  used_ |= std::uint64_t{1} << *known.bit;
}

void LanguageBits::remove(const std::string& language) {
  const auto at = languages_.find(language);
  CONVENE_CHECK(at != languages_.end());
  if (--at->second.people > 0) return;
  if (at->second.bit) used_ &= ~(std::uint64_t{1} << *at->second.bit);
  languages_.erase(at);
}

std::optional<std::uint32_t> LanguageBits::find(const std::string& language) const {
  const auto at = languages_.find(language);
  return at == languages_.end() ? std::nullopt : at->second.bit;
}

}  // namespace convene
