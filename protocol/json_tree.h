// A JSON text read once into a flat tape of values, under limits that hold while it is being read.
//
// The parser is nlohmann's, used by events (SAX): no value tree of its own is built and nothing recurses, so neither
// depth nor size of a hostile text costs more than the limits allow. Refused: anything that is not RFC 8259 JSON,
// invalid UTF-8, lone surrogates, duplicate keys, numbers beyond a finite double. A whole number that 64 bits cannot
// hold is read as a real one, which the decoder takes for no whole number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/faults.h"

namespace convene::protocol {

/// What a text may be. The last four are for the decoder (decode.h), which reads them from the tree.
struct Limits {
  std::size_t bytes = 16 * 1024;
  std::uint32_t depth = 16;         // lists and objects inside each other
  std::uint32_t values = 4096;      // values of any kind in the whole text
  bool comments = false;            // /* … */ and // … count as space
  bool byte_order_mark = false;     // may stand at the very beginning
  std::size_t text_bytes = 4096;    // one text or name, where its field has no bound of its own
  std::size_t items = 100'000;      // one list or map, where its field has no bound of its own
  bool control_characters = false;  // allowed in every text
  bool bounds = true;               // the bounds of fields are enforced

  /// A message from anybody.
  static constexpr Limits wire() { return {}; }
  /// A file that a person wrote.
  static constexpr Limits file() {
    Limits limits;
    limits.bytes = 10'000'000;
    limits.values = 1'000'000;
    limits.comments = limits.byte_order_mark = true;
    return limits;
  }
  /// What this program wrote itself, perhaps under older rules: well-formed and typed, but no rule of taste.
  static constexpr Limits journal() {
    Limits limits;
    limits.bytes = 1'000'000'000;
    limits.depth = 64;
    limits.values = 50'000'000;
    limits.text_bytes = limits.items = 100'000'000;
    limits.control_characters = true;
    limits.bounds = false;
    return limits;
  }
};

/// The tape. Values are handles into it. It refers to the text it was read from, which must outlive it. May be used
/// again for another text and then keeps its memory. One thread.
class JsonTree {
 public:
  enum class Kind : std::uint8_t { null, boolean, integer, natural, real, text, list, object };

  class Value;
  struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
  };

  /// Reads `text` in place of what was here before. On a fault the tree is empty. O(bytes).
  std::optional<Fault> parse(std::string_view text, const Limits& limits = Limits::wire());

  bool empty() const { return nodes_.empty(); }
  Value root() const;
  const Limits& limits() const { return limits_; }

  /// Line and column of a byte of the text. O(offset).
  Place place(std::size_t offset) const;

  /// Where a value stands: `sessions[3].policy.rooms.min`. O(values before it): for faults only.
  std::string path(const Value& value) const;

 private:
  friend struct JsonTreeBuilder;

  // A piece of the text, or, from the text's size on, of `unescaped_`.
  struct Piece {
    std::uint32_t at;
    std::uint32_t size;
  };
  struct Node {
    Kind kind = Kind::null;
    std::uint32_t offset = 0;  // where the value begins in the text
    std::uint32_t next = 0;    // the node after this one and all that is inside it
    Piece key{};               // of a member of an object
    union {
      std::int64_t integer = 0;
      std::uint64_t natural;  // only above the range of `integer`
      double real;
      bool boolean;
      Piece text;
      std::uint32_t size;  // children
    };
  };

  std::string_view piece(Piece piece) const {
    return piece.at < text_.size() ? text_.substr(piece.at, piece.size)
                                   : std::string_view(unescaped_).substr(piece.at - text_.size(), piece.size);
  }

  std::string_view text_;
  std::string unescaped_;  // texts and keys that had escapes in them, one after the other
  std::vector<Node> nodes_;
  Limits limits_;
};

/// A value of a tree; valid as long as the tree is neither changed nor moved. Ask only for what `kind` says.
class JsonTree::Value {
 public:
  Value(const JsonTree* tree, std::uint32_t at) : tree_(tree), at_(at) {}

  Kind kind() const { return node().kind; }
  bool boolean() const { return node().boolean; }
  std::int64_t integer() const { return node().integer; }
  /// A whole number from 2^63 on.
  std::uint64_t natural() const { return node().natural; }
  double real() const { return node().real; }
  std::string_view text() const { return tree_->piece(node().text); }
  std::string_view key() const { return tree_->piece(node().key); }
  /// Number of items or members.
  std::uint32_t size() const { return node().size; }
  /// The byte of the text where the value begins.
  std::uint32_t offset() const { return node().offset; }
  /// The byte where a member's name begins; where its value begins if the name has escapes.
  std::uint32_t key_offset() const {
    const Piece key = node().key;
    return key.at > 0 && key.at < tree_->text_.size() ? key.at - 1 : offset();
  }

  /// The members or items, in the order of the text.
  class Iterator {
   public:
    Iterator(const JsonTree* tree, std::uint32_t at) : tree_(tree), at_(at) {}
    Value operator*() const { return {tree_, at_}; }
    Iterator& operator++() {
      at_ = tree_->nodes_[at_].next;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const JsonTree* tree_;
    std::uint32_t at_;
  };
  Iterator begin() const { return {tree_, at_ + 1}; }
  Iterator end() const { return {tree_, has_children() ? node().next : at_ + 1}; }

  /// The member of that name. O(members).
  std::optional<Value> find(std::string_view key) const {
    for (Value member : *this) {
      if (member.key() == key) return member;
    }
    return std::nullopt;
  }

 private:
  friend class JsonTree;
  bool has_children() const { return kind() == Kind::list || kind() == Kind::object; }
  const Node& node() const { return tree_->nodes_[at_]; }

  const JsonTree* tree_;
  std::uint32_t at_;
};

inline JsonTree::Value JsonTree::root() const { return {this, 0}; }

/// One step of a path, appended: `.name`, or `["odd name"]` where the name would be ambiguous.
void append_member(std::string& path, std::string_view name);
void append_item(std::string& path, std::size_t index);

}  // namespace convene::protocol
