#include "protocol/human_text.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <memory>

namespace convene::protocol {

namespace {

bool turns_direction(UChar32 c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

bool is_mark(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

/// As people count letters; at most `most` + 1, so that a long text costs no more than a short one.
int letters_in(std::string_view text, int most) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString unicode =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const std::unique_ptr<icu::BreakIterator> letters(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return 0;  // without its data ICU counts nothing; bytes are limited elsewhere
  letters->setText(unicode);
  int count = 0;
  while (count <= most && letters->next() != icu::BreakIterator::DONE) ++count;
  return count;
}

}  // namespace

namespace {

/// `lines`: line ends and tabs may stand in it.
std::optional<std::string> fault_in_letters(std::string_view text, bool lines) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  int marks = 0;
  bool seen = false;
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c < 0) return "is not UTF-8";
    const auto type = u_charType(c);
    const bool line = lines && (c == '\n' || c == '\t');
    if (!line && (type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR))
      return lines ? "holds a control character" : "holds a control character or a line end";
    if (turns_direction(c)) return "holds a character that changes the direction of what follows";
    marks = is_mark(c) ? marks + 1 : 0;
    if (marks > max_marks) return "piles up more marks on a letter than any language needs";
    seen = seen || u_isgraph(c);
  }
  if (!text.empty() && !seen) return "has nothing that can be seen";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_in_name(std::string_view text, int most_letters) {
  if (auto fault = fault_in_letters(text, false)) return fault;
  if (letters_in(text, most_letters) > most_letters)
    return "has more than " + std::to_string(most_letters) + " letters";
  return std::nullopt;
}

std::optional<std::string> fault_in_writing(std::string_view text) { return fault_in_letters(text, true); }

}  // namespace convene::protocol
