// Invariants that hold or the program is wrong. Kept on in release: a broken one is caught in one place (the hall),
// where the command is refused as internal and the event is rebuilt from what is durable.
#pragma once

#include <stdexcept>
#include <string>

namespace convene {

class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

#define CONVENE_CHECK(condition)                                                                                \
  do {                                                                                                          \
    if (!(condition)) [[unlikely]]                                                                              \
      throw ::convene::BrokenInvariant(std::string(#condition " at " __FILE__ ":") + std::to_string(__LINE__)); \
  } while (false)

}  // namespace convene
