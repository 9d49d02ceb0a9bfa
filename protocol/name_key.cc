#include "protocol/name_key.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <memory>

namespace convene::protocol {

namespace {

using Text = icu::UnicodeString;

/// Draws nothing, or nothing that two screens draw alike, though Unicode files it under something else.
bool is_blank(UChar32 c) {
  const auto type = u_charType(c);
  return c == 0x2800 || c == 0x1D159 || type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED || type == U_SURROGATE;
}

/// What is left of it is what people read.
Text letters_of(const Text& text) {
  Text out;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    const bool silent = u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_isUWhiteSpace(c) ||
                        u_ispunct(c) || u_iscntrl(c) || u_charType(c) == U_FORMAT_CHAR || is_blank(c);
    if (!silent) out.append(c);
  }
  return out;
}

struct Closer {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

Text skeleton_of(const USpoofChecker& checker, const Text& text, UErrorCode& status) {
  Text out;
  uspoof_getSkeletonUnicodeString(&checker, 0, text, out, &status);
  return out;
}

}  // namespace

std::string name_key(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  // Opened once: read-only afterwards, and made for use by several threads at a time.
  static const std::unique_ptr<USpoofChecker, Closer> checker([] {
    UErrorCode opening = U_ZERO_ERROR;
    USpoofChecker* made = uspoof_open(&opening);
    return U_FAILURE(opening) ? nullptr : made;
  }());
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (!checker || U_FAILURE(status)) return {};
  const Text text = Text::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  if (text.indexOf(static_cast<char16_t>(0xFFFD)) >= 0) return {};
  Text key = letters_of(nfkc->normalize(letters_of(text), status));
  // Case changes what looks alike, and the other way round: I, l and 1 meet only when both have been done.
  key = skeleton_of(*checker, key, status);
  key.foldCase();
  key = letters_of(skeleton_of(*checker, key, status));
  if (U_FAILURE(status)) return {};
  std::string out;
  return key.toUTF8String(out);
}

}  // namespace convene::protocol
