// Facts become state here, and nowhere else.
#include "matcher/applying.h"

namespace convene {

void apply(State& state, const Fact& fact, Instant at) {
  std::visit([&](const auto& f) { applying::apply(state, f, at); }, fact);
}

}  // namespace convene
