// Words of people on their way into the journal and out of it.
//
// A Sealed<T> is written in a fact as {"owner":"p12","entry":17,"seal":"<64 hex digits>"}, the seal being
// SHA-256(salt || text), text the JSON of the words and salt 16 random bytes. Text and salt are a row of the vault:
// once that row is deleted nothing of the words can be guessed from the fact, and the fact's bytes have not changed. In
// a snapshot it is {"owner":"p12","entry":17}: the words are looked up when the snapshot is read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "matcher/sealed.h"
#include "protocol/decode.h"
#include "protocol/encode.h"

namespace convene::protocol {

/// A row of the vault.
struct Words {
  std::uint32_t owner = 0;
  std::uint64_t entry = 0;
  std::string salt;
  std::string text;
  bool operator==(const Words&) const = default;
};

inline constexpr std::size_t salt_bytes = 16;

/// The context of writing facts: seals what comes by, and keeps the rows for the vault.
class Sealer {
 public:
  /// `entropy`: 64 unpredictable bits a call.
  explicit Sealer(std::function<std::uint64_t()> entropy) : entropy_(std::move(entropy)) {}

  /// The seal of a text, in hex; its row is kept until `take`.
  std::string seal(PersonId owner, std::uint64_t entry, std::string text);
  std::vector<Words> take() { return std::exchange(rows_, {}); }

 private:
  std::function<std::uint64_t()> entropy_;
  std::vector<Words> rows_;
};

/// The context of reading facts and snapshots: where the words are. What is not there was erased.
class Vault {
 public:
  void put(Words words) { rows_.insert_or_assign(words.entry, std::move(words)); }
  const Words* find(std::uint64_t entry) const {
    const auto at = rows_.find(entry);
    return at == rows_.end() ? nullptr : &at->second;
  }
  std::size_t size() const { return rows_.size(); }

 private:
  std::unordered_map<std::uint64_t, Words> rows_;
};

/// The context of writing snapshots.
struct WithoutWords {};

namespace seals {
bool matches(const Words& words, std::string_view seal);
struct Place {
  PersonId owner;
  std::uint64_t entry = 0;
};
/// Reads owner, entry and (unless `bare`) seal; the row if there is one; nothing after a refusal.
struct Found {
  Place place;
  const Words* words = nullptr;
};
std::optional<Found> read(const Reader& in, const Vault& vault, bool bare);
void write_head(std::string& out, PersonId owner, std::uint64_t entry);
}  // namespace seals

/// The context of reading snapshots.
struct SnapshotVault {
  const Vault& vault;
};

template <class T>
struct Codec<Sealed<T>> {
  static void write(std::string& out, const Sealed<T>& value, Sealer& sealer) {
    // A fact without its words can only be one that was read, and those are never written again.
    CONVENE_CHECK(value.words && value.entry != 0);
    seals::write_head(out, value.owner, value.entry);
    out += ",\"seal\":\"";
    out += sealer.seal(value.owner, value.entry, encode(*value.words));
    out += "\"}";
  }
  static void write(std::string& out, const Sealed<T>& value, WithoutWords&) {
    seals::write_head(out, value.owner, value.entry);
    out += '}';
  }
  static void read(const Reader& in, Sealed<T>& out, const Vault& vault) { read(in, out, vault, false); }
  static void read(const Reader& in, Sealed<T>& out, const SnapshotVault& from) { read(in, out, from.vault, true); }

 private:
  static void read(const Reader& in, Sealed<T>& out, const Vault& vault, bool bare) {
    const auto found = seals::read(in, vault, bare);
    if (!found) return;
    out.owner = found->place.owner;
    out.entry = found->place.entry;
    out.words.reset();
    if (!found->words) return;
    auto words = decode_text<T>(found->words->text, Limits::journal());
    if (const Fault* fault = std::get_if<Fault>(&words)) {
      in.refuse("vault.unreadable",
                "the words of entry " + std::to_string(out.entry) + " cannot be read: " + fault->path);
    } else {
      out.words = std::move(std::get<T>(words));
    }
  }
};

}  // namespace convene::protocol
