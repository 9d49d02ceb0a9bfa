#include "protocol/seals.h"

#include "protocol/digest.h"

namespace convene::protocol {

std::string Sealer::seal(PersonId owner, std::uint64_t entry, std::string text) {
  std::string salt;
  salt.reserve(salt_bytes);
  while (salt.size() < salt_bytes) {
    std::uint64_t bits = entropy_();
    for (int byte = 0; byte < 8; ++byte, bits >>= 8) salt.push_back(static_cast<char>(bits & 0xff));
  }
  std::string seal = hex(sha256({salt, text}));
  rows_.push_back({owner.value, entry, std::move(salt), std::move(text)});
  return seal;
}

namespace seals {

bool matches(const Words& words, std::string_view seal) { return hex(sha256({words.salt, words.text})) == seal; }

void write_head(std::string& out, PersonId owner, std::uint64_t entry) {
  out += "{\"owner\":\"p";
  write_natural(out, owner.value);
  out += "\",\"entry\":";
  write_natural(out, entry);
}

std::optional<Found> read(const Reader& in, const Vault& vault, bool bare) {
  if (!in.object()) return {};
  const auto owner = in.value().find("owner");
  const auto entry = in.value().find("entry");
  const auto seal = in.value().find("seal");
  if (!owner || !entry || (!bare && !seal)) {
    in.refuse_missing(!owner ? "owner" : !entry ? "entry" : "seal");
    return {};
  }
  const auto whose = in.at(*owner).id(PersonId::letter);
  const auto number = in.at(*entry).natural(0, std::numeric_limits<std::uint64_t>::max());
  if (!whose || !number) return {};
  Found found{{PersonId(*whose), *number}, vault.find(*number)};
  if (!found.words) return found;
  if (found.words->owner != *whose) {
    in.refuse("vault.owner", "entry " + std::to_string(*number) + " of the vault belongs to somebody else");
    return {};
  }
  if (!bare) {
    const auto text = in.at(*seal).text();
    if (!text) return {};
    if (!matches(*found.words, *text)) {
      in.refuse("vault.seal", "entry " + std::to_string(*number) + " of the vault is not what was sealed");
      return {};
    }
  }
  return found;
}

}  // namespace seals

}  // namespace convene::protocol
