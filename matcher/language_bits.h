// Numbers for the languages that people of an event speak, for sets of them in one word (Languages).
//
// A number is held as long as anybody speaks the language, so that a few people who name one after another do not use
// them up. Beyond 64 at a time a language has none: whoever speaks only such is taken to follow any. O(log languages).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace convene {

class LanguageBits {
 public:
  /// One more speaks it; the event's own languages are spoken as long as the event lasts.
  void add(const std::string& language);
  /// One of those who were added speaks it no more.
  void remove(const std::string& language);

  /// Nothing: nobody speaks it, or there was no number left.
  std::optional<std::uint32_t> find(const std::string& language) const;
  /// Calls `what(language, number)` for each that has a number, by name.
  template <class What>
  void each(What&& what) const {
    for (const auto& [language, known] : languages_)
      if (known.bit) what(language, *known.bit);
  }

 private:
  struct Known {
    std::optional<std::uint32_t> bit;
    std::uint32_t people = 0;
  };
  std::map<std::string, Known> languages_;
  std::uint64_t used_ = 0;
};

}  // namespace convene
