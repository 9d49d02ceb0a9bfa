#include "protocol/json_tree.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <nlohmann/json.hpp>

#include "protocol/json_writer.h"

namespace convene::protocol {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
}

// Walks the text and tells, through `seen`, how far the parser has read.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    *seen_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Cursor& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  const char** seen_;
};

std::string remedy_for(std::string_view detail, char found) {
  if (detail.find("UTF-8") != std::string_view::npos) return "save the text as UTF-8";
  if (detail.find("control character") != std::string_view::npos)
    return "write line breaks in a text as \\n, tabs as \\t";
  if (detail.find("surrogate") != std::string_view::npos)
    return "write the letter itself, or both halves of its \\u escape";
  if (detail.starts_with("unexpected end of input")) return "close every text, list and object that was opened";
  if (detail.find("; expected end of input") != std::string_view::npos) return "leave a single value in the text";
  if (found == '\'') return "put names and texts in double quotes";
  if (found == '/') return "comments are not allowed here";
  if (detail.find("missing closing quote") != std::string_view::npos) return "close the text with a double quote";
  if (detail.starts_with("unexpected ") && (found == ']' || found == '}'))
    return "look for a comma or bracket too many just before";
  return "texts and names stand in double quotes, entries are separated by commas";
}

}  // namespace

// Takes the parser's events, keeps the limits and builds the tape. Any `false` ends the parsing.
struct JsonTreeBuilder {
  using json = nlohmann::json;
  using Kind = JsonTree::Kind;

  JsonTree& tree;
  const char* seen = nullptr;            // behind the last byte the parser took
  std::size_t searched = 0;              // everything before it belongs to earlier tokens
  JsonTree::Piece pending_key{};         // of the member whose value comes next
  std::vector<std::uint32_t> open{};     // lists and objects not yet closed, outermost first
  std::vector<std::string_view> keys{};  // scratch of end_object
  std::optional<Fault> fault{};

  std::size_t position() const { return static_cast<std::size_t>(seen - tree.text_.data()); }

  // Where the token that the parser just read begins: the parser does not say, so space, comments and the separators
  // before it are skipped here once more.
  std::size_t token_start() {
    const std::string_view text = tree.text_;
    std::size_t at = searched;
    while (at < text.size()) {
      const char c = text[at];
      if (c == '/' && at + 1 < text.size()) {
        const bool line = text[at + 1] == '/';
        const std::size_t end = text.find(line ? "\n" : "*/", at + 2);
        at = end == std::string_view::npos ? text.size() : end + (line ? 1 : 2);
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':') {
        ++at;
      } else {
        break;
      }
    }
    return at;
  }

  bool refuse(std::size_t offset, std::string code, std::string message, std::string remedy, std::string path) {
    const auto place = tree.place(offset);
    fault = Fault{std::move(path), place.line, place.column, std::move(code), std::move(message), std::move(remedy)};
    return false;
  }

  // The path of the innermost open list or object, or of the value that comes next in it.
  std::string path(bool of_next) const {
    std::string path;
    for (std::size_t level = 0; level < open.size(); ++level) {
      const bool last = level + 1 == open.size();
      if (last && !of_next) break;
      const auto& parent = tree.nodes_[open[level]];
      if (parent.kind == Kind::object) {
        append_member(path, tree.piece(last ? pending_key : tree.nodes_[open[level + 1]].key));
      } else {
        append_item(path, last ? parent.size : parent.size - 1);
      }
    }
    return path;
  }

  bool add(JsonTree::Node node, std::size_t start, std::size_t end) {
    searched = end;
    if (tree.nodes_.size() >= tree.limits_.values) {
      return refuse(start, "json.too_many",
                    "the text holds more than " + std::to_string(tree.limits_.values) + " values", "split it",
                    path(true));
    }
    node.offset = static_cast<std::uint32_t>(start);
    node.next = static_cast<std::uint32_t>(tree.nodes_.size() + 1);
    node.key = pending_key;
    if (!open.empty()) ++tree.nodes_[open.back()].size;
    tree.nodes_.push_back(node);
    return true;
  }

  bool add_word(JsonTree::Node node) { return add(node, token_start(), position()); }

  // The parser sees that a number has ended by the byte behind it, which may begin a comment.
  bool add_number(JsonTree::Node node) {
    const std::size_t start = token_start();
    return add(node, start, std::max(start + 1, position() - 1));
  }

  // Decoded text that is as long as the written one had no escapes and can be read where it stands.
  JsonTree::Piece keep(const std::string& decoded, std::size_t start) {
    const std::size_t size = decoded.size();
    if (position() - start - 2 == size)
      return {static_cast<std::uint32_t>(start + 1), static_cast<std::uint32_t>(size)};
    const std::size_t at = tree.text_.size() + tree.unescaped_.size();
    tree.unescaped_ += decoded;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size)};
  }

  bool open_container(Kind kind) {
    const std::size_t start = position() - 1;
    if (open.size() >= tree.limits_.depth) {
      return refuse(start, "json.too_deep",
                    "lists and objects stand more than " + std::to_string(tree.limits_.depth) + " deep in each other",
                    "flatten it", path(true));
    }
    JsonTree::Node node;
    node.kind = kind;
    node.size = 0;
    if (!add(node, start, position())) return false;
    open.push_back(static_cast<std::uint32_t>(tree.nodes_.size() - 1));
    pending_key = {};
    return true;
  }

  bool close_container() {
    searched = position();
    tree.nodes_[open.back()].next = static_cast<std::uint32_t>(tree.nodes_.size());
    open.pop_back();
    pending_key = {};
    return true;
  }

  // --- the events

  bool null() { return add_word({}); }

  bool boolean(bool value) {
    JsonTree::Node node;
    node.kind = Kind::boolean;
    node.boolean = value;
    return add_word(node);
  }

  bool number_integer(std::int64_t value) {
    JsonTree::Node node;
    node.kind = Kind::integer;
    node.integer = value;
    return add_number(node);
  }

  bool number_unsigned(std::uint64_t value) {
    JsonTree::Node node;
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return number_integer(static_cast<std::int64_t>(value));
    }
    node.kind = Kind::natural;
    node.natural = value;
    return add_number(node);
  }

  bool number_float(double value, const std::string&) {
    JsonTree::Node node;
    node.kind = Kind::real;
    node.real = value;
    return add_number(node);
  }

  bool string(std::string& value) {
    const std::size_t start = token_start();
    JsonTree::Node node;
    node.kind = Kind::text;
    node.text = keep(value, start);
    return add(node, start, position());
  }

  bool binary(const json::binary_t&) { return false; }  // not in texts

  bool start_object(std::size_t) { return open_container(Kind::object); }
  bool start_array(std::size_t) { return open_container(Kind::list); }
  bool end_array() { return close_container(); }

  bool key(const std::string& value) {
    const std::size_t start = token_start();
    if (value.size() > tree.limits_.text_bytes) {
      return refuse(start, "json.name", "a name is " + std::to_string(value.size()) + " bytes long",
                    "use at most " + std::to_string(tree.limits_.text_bytes), path(false));
    }
    pending_key = keep(value, start);
    searched = position();
    return true;
  }

  // O(n log n) for n members; few are compared pair by pair.
  bool end_object() {
    const JsonTree::Value object(&tree, open.back());
    tree.nodes_[open.back()].next = static_cast<std::uint32_t>(tree.nodes_.size());
    keys.clear();
    for (JsonTree::Value member : object) {
      if (object.size() <= 16 && std::find(keys.begin(), keys.end(), member.key()) != keys.end()) {
        return refuse_duplicate(object, member.key());
      }
      keys.push_back(member.key());
    }
    if (object.size() > 16) {
      std::sort(keys.begin(), keys.end());
      if (const auto twice = std::adjacent_find(keys.begin(), keys.end()); twice != keys.end()) {
        return refuse_duplicate(object, *twice);
      }
    }
    return close_container();
  }

  bool refuse_duplicate(JsonTree::Value object, std::string_view name) {
    std::size_t offset = object.offset();
    for (JsonTree::Value member : object) {
      if (member.key() == name) offset = member.key_offset();  // the last one
    }
    std::string where = path(false);
    append_member(where, name);
    return refuse(offset, "json.duplicate", "\"" + shown(name) + "\" stands twice in the same object", "keep one",
                  std::move(where));
  }

  bool parse_error(std::size_t, const std::string& token, const json::exception& error) {
    const std::string_view text = tree.text_;
    if (error.id == 406) {
      return refuse(token_start(), "json.number", "the number is too large", "use at most 1e308", path(true));
    }
    // "[json.exception…] parse error at line 1, column 2: syntax error while parsing value - DETAIL; last read: '…'"
    std::string_view detail = error.what();
    if (const auto dash = detail.find(" - "); dash != std::string_view::npos) detail.remove_prefix(dash + 3);
    std::string message(detail.substr(0, detail.find("; last read: '")));
    const auto wanted = detail.rfind("; expected ");
    if (wanted != std::string_view::npos && message.find("; expected ") == std::string::npos) {
      message += detail.substr(wanted);
    }
    // Whatever the parser quoted from the text stays out.
    if (!std::all_of(message.begin(), message.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) {
      message = "something unexpected";
    }
    const std::size_t offset = error_offset(detail, token.size());
    const char found = offset < text.size() ? text[offset] : '\0';
    const std::string code = message.find("UTF-8") != std::string::npos ? "json.encoding" : "json.syntax";
    std::string remedy = remedy_for(message, found);
    // In an object the name that comes next is not known yet, or belongs to the value before the comma.
    const bool list = !open.empty() && tree.nodes_[open.back()].kind == Kind::list;
    return refuse(offset, code, "this is not valid JSON: " + message.substr(0, 160), std::move(remedy), path(list));
  }

  // The token that should not be there, or the byte inside a token that broke it, or the end.
  std::size_t error_offset(std::string_view detail, std::size_t token_size) const {
    const std::string_view text = tree.text_;
    if (detail.starts_with("unexpected end of input")) return text.size();
    std::size_t end = position();
    if (end == 0) return 0;
    if (!detail.starts_with("unexpected ")) return end - 1;
    const bool number = detail.starts_with("unexpected number literal");
    if (number && end < text.size()) --end;  // the byte behind it was looked at
    if (number && end > 0 && !is_word(text[end - 1]) && text[end - 1] != '.') --end;
    if (text[end - 1] == '"') return end - std::min(end, token_size);
    std::size_t start = end;
    while (start > 0 && (is_word(text[start - 1]) || text[start - 1] == '.')) --start;
    return start == end ? end - 1 : start;
  }
};

std::optional<Fault> JsonTree::parse(std::string_view text, const Limits& limits) {
  text_ = text;
  limits_ = limits;
  nodes_.clear();
  unescaped_.clear();

  const auto refuse = [&](std::size_t offset, std::string code, std::string message, std::string remedy) {
    const Place where = place(offset);
    nodes_.clear();
    return Fault{{}, where.line, where.column, std::move(code), std::move(message), std::move(remedy)};
  };
  if (text.size() > limits.bytes) {
    return refuse(0, "json.too_large", "the text is " + std::to_string(text.size()) + " bytes long",
                  "send at most " + std::to_string(limits.bytes));
  }
  std::size_t begin = 0;
  if (limits.byte_order_mark && text.starts_with(kByteOrderMark)) begin = kByteOrderMark.size();
  if (text.substr(begin).starts_with(kByteOrderMark)) {
    return refuse(0, "json.encoding", "the text begins with a byte order mark", "send UTF-8 without one");
  }
  // The parser takes a zero byte for the end of the text and would not look at what follows.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    return refuse(zero, "json.encoding", "the text has a zero byte in it", "send UTF-8 text");
  }
  if (text.find_first_not_of(" \t\r\n", begin) == std::string_view::npos) {
    return refuse(text.size(), "json.syntax", "the text is empty", "send a JSON value");
  }

  JsonTreeBuilder builder{*this};
  builder.seen = text.data() + begin;
  builder.searched = begin;
  const Cursor first(text.data() + begin, &builder.seen);
  const Cursor last(text.data() + text.size(), &builder.seen);
  if (nlohmann::json::sax_parse(first, last, &builder, nlohmann::json::input_format_t::json, true, limits.comments)) {
    return std::nullopt;
  }
  nodes_.clear();
  return std::move(builder.fault);
}

JsonTree::Place JsonTree::place(std::size_t offset) const {
  std::string_view before = text_.substr(0, std::min(offset, text_.size()));
  Place place;
  if (before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
  place.line += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  before.remove_prefix(before.rfind('\n') + 1);  // npos + 1 is 0
  place.column += static_cast<std::uint32_t>(std::count_if(
      before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  return place;
}

std::string JsonTree::path(const Value& value) const {
  std::string path;
  std::uint32_t at = 0;
  while (at != value.at_) {
    const bool object = nodes_[at].kind == Kind::object;
    std::size_t index = 0;
    std::uint32_t child = at + 1;
    while (nodes_[child].next <= value.at_) {
      child = nodes_[child].next;
      ++index;
    }
    if (object) {
      append_member(path, piece(nodes_[child].key));
    } else {
      append_item(path, index);
    }
    at = child;
  }
  return path;
}

void append_member(std::string& path, std::string_view name) {
  const bool plain = !name.empty() && name.size() <= 48 && std::all_of(name.begin(), name.end(), is_word);
  if (plain) {
    if (!path.empty()) path.push_back('.');
    path += name;
  } else {
    path.push_back('[');
    write_text(path, shown(name));
    path.push_back(']');
  }
}

void append_item(std::string& path, std::size_t index) { path += "[" + std::to_string(index) + "]"; }

}  // namespace convene::protocol
