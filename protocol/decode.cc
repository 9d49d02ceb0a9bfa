#include "protocol/decode.h"

#include <charconv>
#include <cmath>

#include "protocol/json_writer.h"

namespace convene::protocol {

namespace {

constexpr std::size_t kNamesListed = 12;

std::string_view kind_name(JsonTree::Kind kind) {
  switch (kind) {
    case JsonTree::Kind::null: return "null";
    case JsonTree::Kind::boolean: return "true or false";
    case JsonTree::Kind::integer:
    case JsonTree::Kind::natural: return "a whole number";
    case JsonTree::Kind::real: return "a number that is not whole, or too large";
    case JsonTree::Kind::text: return "a text";
    case JsonTree::Kind::list: return "a list";
    case JsonTree::Kind::object: return "an object";
  }
  return "something else";
}

std::string in_words(std::span<const std::string_view> names) {
  std::string words;
  for (std::string_view name : names) words.append(words.empty() ? "" : ", ").append(name);
  return words;
}

// The nearest name if one is near, else the few that there are.
std::string hint(std::string_view word, std::span<const std::string_view> known) {
  if (const std::string_view near = nearest(word, known); !near.empty())
    return "did you mean \"" + std::string(near) + "\"?";
  return known.size() <= kNamesListed ? "known are: " + in_words(known) : std::string();
}

template <class Number>
std::string range_words(Number least, Number most) {
  return "from " + std::to_string(least) + " to " + std::to_string(most);
}

// C0, DEL and C1; `text` is valid UTF-8.
bool has_control(std::string_view text, TextForm form) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n' || byte == '\t') {
      if (form == TextForm::line) return true;
    } else if (byte < 0x20 || byte == 0x7F) {
      return true;
    } else if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

}  // namespace

void Reader::refuse(std::string code, std::string message, std::string remedy) const {
  const auto place = tree_->place(value_.offset());
  faults_->add({tree_->path(value_), place.line, place.column, std::move(code), std::move(message), std::move(remedy)});
}

void Reader::refuse_missing(std::string_view field, std::string_view remedy) const {
  const auto place = tree_->place(value_.offset());
  std::string path = tree_->path(value_);
  append_member(path, field);
  faults_->add({std::move(path), place.line, place.column, "field.missing", "\"" + std::string(field) + "\" is missing",
                remedy.empty() ? "add it" : std::string(remedy)});
}

void Reader::refuse_unknown(std::span<const std::string_view> known) const {
  const auto place = tree_->place(value_.key_offset());
  faults_->add({tree_->path(value_), place.line, place.column, "field.unknown",
                "\"" + shown(value_.key()) + "\" is not a known field", hint(value_.key(), known)});
}

void Reader::refuse_type(std::string_view expected) const {
  refuse("field.type", "expected " + std::string(expected) + ", found " + std::string(kind_name(kind())),
         kind() == Kind::null ? "leave the field out instead" : "");
}

void Reader::refuse_name(std::string_view what, std::span<const std::string_view> known) const {
  std::string message = "\"" + shown(value_.text()) + "\" is not a known " + std::string(what);
  if (known.size() == 1) message += ", expected \"" + std::string(known.front()) + "\"";
  std::string remedy = known.size() <= kNamesListed ? "one of: " + in_words(known) : "";
  if (const std::string_view near = nearest(value_.text(), known); !near.empty()) {
    remedy = "did you mean \"" + std::string(near) + "\"?" + (remedy.empty() ? "" : " " + remedy);
  }
  refuse("field.value", std::move(message), std::move(remedy));
}

std::optional<bool> Reader::boolean() const {
  if (kind() == Kind::boolean) return value_.boolean();
  refuse_type("true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(std::int64_t least, std::int64_t most) const {
  if (kind() == Kind::integer && value_.integer() >= least && value_.integer() <= most) return value_.integer();
  if (kind() == Kind::integer || kind() == Kind::natural) {
    refuse("field.range", "the number is out of range", "use a whole number " + range_words(least, most));
  } else {
    refuse_type("a whole number");
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Reader::natural(std::uint64_t least, std::uint64_t most) const {
  const bool negative = kind() == Kind::integer && value_.integer() < 0;
  if (!negative && (kind() == Kind::integer || kind() == Kind::natural)) {
    const auto number = kind() == Kind::natural ? value_.natural() : static_cast<std::uint64_t>(value_.integer());
    if (number >= least && number <= most) return number;
  } else if (!negative) {
    refuse_type("a whole number");
    return std::nullopt;
  }
  refuse("field.range", "the number is out of range", "use a whole number " + range_words(least, most));
  return std::nullopt;
}

std::optional<double> Reader::real(const Bound* bound) const {
  double number = 0;
  switch (kind()) {
    case Kind::integer: number = static_cast<double>(value_.integer()); break;
    case Kind::natural: number = static_cast<double>(value_.natural()); break;
    case Kind::real: number = value_.real(); break;
    default: refuse_type("a number"); return std::nullopt;
  }
  if (bound && limits().bounds &&
      (number < static_cast<double>(bound->least) || number > static_cast<double>(bound->most))) {
    refuse("field.range", "the number is out of range", "use a number " + range_words(bound->least, bound->most));
    return std::nullopt;
  }
  return number;
}

bool Reader::acceptable(std::string_view text, const Bound* bound) const {
  if (!limits().bounds) bound = nullptr;
  const std::uint64_t least = bound && bound->least > 0 ? static_cast<std::uint64_t>(bound->least) : 0;
  const std::uint64_t most = bound && bound->most != std::numeric_limits<std::int64_t>::max()
                                 ? static_cast<std::uint64_t>(bound->most)
                                 : limits().text_bytes;
  if (text.size() > most) {
    refuse("field.length", "the text is " + std::to_string(text.size()) + " bytes long",
           "use at most " + std::to_string(most));
    return false;
  }
  if (text.size() < least) {
    refuse("field.length", text.empty() ? "the text is empty" : "the text is too short",
           "use at least " + std::to_string(least) + (least == 1 ? " byte" : " bytes"));
    return false;
  }
  const TextForm form = bound ? bound->form : TextForm::line;
  if (!limits().control_characters && has_control(text, form)) {
    refuse(
        "field.text", "the text has control characters in it",
        form == TextForm::line ? "write it on one line without tabs" : "only line breaks (\\n) and tabs are allowed");
    return false;
  }
  return true;
}

std::optional<std::string_view> Reader::text(const Bound* bound) const {
  if (kind() != Kind::text) {
    refuse_type("a text");
    return std::nullopt;
  }
  if (!acceptable(value_.text(), bound)) return std::nullopt;
  return value_.text();
}

bool Reader::name_acceptable() const { return acceptable(value_.key(), nullptr); }

std::optional<std::uint32_t> Reader::parse_id(std::string_view text, char letter) {
  if (text.size() < 2 || text[0] != letter) return std::nullopt;
  const std::string_view digits = text.substr(1);
  if (digits[0] == '0' && digits.size() > 1) return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<std::uint32_t> Reader::id(char letter) const {
  std::string expected = "an id like \"12\"";
  expected.insert(expected.size() - 3, 1, letter);
  if (kind() != Kind::text) {
    refuse_type(expected);
    return std::nullopt;
  }
  const auto number = parse_id(value_.text(), letter);
  if (!number) refuse("field.value", "this is not " + expected);
  return number;
}

bool Reader::container(Kind wanted, std::string_view expected, const Bound* bound) const {
  if (kind() != wanted) {
    refuse_type(expected);
    return false;
  }
  // A list of fixed length (no field name) is a matter of type, not of taste.
  if (bound && !limits().bounds && !bound->field.empty()) bound = nullptr;
  const std::uint64_t size = value_.size();
  const std::uint64_t least = bound && bound->least > 0 ? static_cast<std::uint64_t>(bound->least) : 0;
  const std::uint64_t most = bound && bound->most != std::numeric_limits<std::int64_t>::max()
                                 ? static_cast<std::uint64_t>(bound->most)
                                 : limits().items;
  if (size >= least && size <= most) return true;
  refuse("field.length",
         std::string(wanted == Kind::list ? "the list has " : "the object has ") + std::to_string(size) + " entries",
         least == most ? "use exactly " + std::to_string(most)
         : size > most ? "use at most " + std::to_string(most)
                       : "use at least " + std::to_string(least));
  return false;
}

}  // namespace convene::protocol
