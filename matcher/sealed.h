// Words about a person, or by one: kept apart from the facts so that they can be erased.
//
// A fact that carries a Sealed<T> is written with the vault entry's number and a salted commitment only; the words
// and the salt go to the vault. Erasing a person deletes their vault entries: the facts, and the chain of hashes
// over them, stay as they were. After an erasure `words` is empty, and all who read it must cope.
#pragma once

#include <cstdint>
#include <optional>

#include "matcher/ids.h"

namespace convene {

template <class T>
struct Sealed {
  PersonId owner;           // whose words: erased with this person
  std::uint64_t entry = 0;  // number in the vault, given by the engine before the fact is applied; 0: not yet
  std::optional<T> words;   // empty once erased

  Sealed() = default;
  Sealed(PersonId whose, T what) : owner(whose), words(std::move(what)) {}
  bool operator==(const Sealed&) const = default;
};

}  // namespace convene
