// A call for help as it stands. A part of state.h.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "matcher/ids.h"
#include "matcher/instant.h"
#include "matcher/sealed.h"

namespace convene {

/// Help that was asked for.
struct HelpWanted {
  Instant since;
  std::optional<Sealed<std::string>> about;
  PersonId by;         // the member of staff who comes
  Instant asked;       // for the last time: with these words
  bool again = false;  // somebody came, and does not any more
};
BOOST_DESCRIBE_STRUCT(HelpWanted, (), (since, about, by, asked, again))

}  // namespace convene
