// Somebody's private wish to share no room with another person. It holds from the next placement on; moderators read of
// it, and their word on the two stands against it. Nobody else can tell, whoever it is about least of all.
#include <algorithm>

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

Decided decide(Deciding& d, const PersonAvoid& c) {
  const State& state = d.state();
  const auto& avoids = state.person(d.by()).avoids;
  const bool avoided = std::ranges::find(avoids, c.person, &Avoided::other) != avoids.end();
  if (avoided == c.avoid) return {};
  if (c.avoid) {
    if (c.person == d.by()) return refuse("person.self", "nobody avoids themselves");
    const Person* other = state.find(c.person);
    // Whom one did not meet one learns nothing of, not even whether they are there.
    if (!other || other->standing == Standing::erased || !has_met(state, d.by(), c.person))
      return refuse("avoid.stranger", "who is avoided is somebody one sits or sat in a room with",
                    {{"person", to_string(c.person)}});
    // They go where they are needed; and nobody keeps help from others.
    if (state.index.staff.contains(d.by()))
      return refuse("avoid.by_staff", "staff do not avoid whom they may have to help: moderators keep people apart");
    if (state.index.staff.contains(c.person))
      return refuse("avoid.of_staff", "whoever runs the event may come to any room: tell another member of staff",
                    {{"person", to_string(c.person)}});
    if (avoids.size() >= limits::avoided)
      return refuse("avoid.too_many", "one person avoids at most " + std::to_string(limits::avoided) + " others",
                    {{"limit", std::to_string(limits::avoided)}});
    if (state.index.apart.wishes().size() >= limits::avoided_by_all)
      return refuse("avoid.much", "there are too many such wishes already: ask for help instead");
  }
  d.emit(PersonAvoided{d.by(), c.person, c.avoid});
  return {};
}

}  // namespace convene
