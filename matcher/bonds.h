// Who is never to share a room and who is to sit together: as the roster says it, by the ids that the organiser gives,
// and as one of the two wishes it in private, unless staff said otherwise of the two.
//
// Somebody may be named before they are on the list, so names wait until the person with that id comes. What A says of
// B holds for both. Seen by moderators at most: no view, refusal or basis of anybody else tells of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "matcher/grouping/problem.h"
#include "matcher/ids.h"

namespace convene {

struct State;
struct Room;

class Bonds {
 public:
  using ByKey = std::unordered_map<std::string, PersonId>;

  /// A person's key or list changed; either may be empty, before or now. `by_key` is as it is now. O(those concerned).
  void change(PersonId person, const std::vector<std::string>& named_before, const std::string& key_now,
              const std::vector<std::string>& names_now, const ByKey& by_key);

  /// Somebody's own wish to be bound to another, or, `bound` being false, that it is over. O(bonds of the two).
  void wish(PersonId by, PersonId other, bool bound);

  /// Staff's word on two people: bound or not, whatever the roster and the two say; nothing: what these say. O(bonds of
  /// the two).
  void say(PersonId a, PersonId b, std::optional<bool> bound);

  /// By id, each once.
  const std::vector<PersonId>& of(PersonId person) const;
  bool between(PersonId a, PersonId b) const;
  /// Whether the roster or one of the two says so, whatever staff say.
  bool asked(PersonId a, PersonId b) const;
  /// Whether they are bound by more than a wish of `other` alone.
  bool binds(PersonId person, PersonId other) const;
  /// Whose wish it is, and of whom.
  const std::set<std::pair<PersonId, PersonId>>& wishes() const { return wished_; }
  bool empty() const { return with_.empty(); }
  bool operator==(const Bonds&) const = default;

 private:
  using ByPerson = std::unordered_map<PersonId, std::vector<PersonId>>;

  void bind(PersonId a, PersonId b);
  void unbind(PersonId a, PersonId b);
  void settle(PersonId a, PersonId b);

  ByPerson with_;                                                    // what holds
  ByPerson listed_;                                                  // what the roster says
  std::set<std::pair<PersonId, PersonId>> wished_;                   // by the first one of the two
  std::map<std::pair<PersonId, PersonId>, bool> said_;               // what staff say, the smaller one first
  std::unordered_map<std::string, std::vector<PersonId>> named_by_;  // by the id that they name
};

/// Nobody who visits the room, or wrote what can be read there, is to be kept apart from this person. O(visitors and
/// messages of the room, for somebody with such bonds).
bool may_meet(const State& state, PersonId person, const Room& room);

/// Likewise, nor anybody who has a seat there, or keeps one. O(people in the room).
bool may_share(const State& state, PersonId person, const Room& room);

/// Whether somebody may go back to a seat there that is kept for them: nobody is in the room or visits it from whom
/// they themselves, the roster or staff keep them apart. What others wish holds from the next placement on: nobody
/// loses a seat by it, or learns of it. O(people in the room, visitors and messages, for somebody with such bonds).
bool may_go_back(const State& state, PersonId person, const Room& room);

/// Among these people, as the grouping takes them. O(n + bonds).
std::vector<grouping::Couple> couples_among(const Bonds& bonds, const std::vector<PersonId>& people);

}  // namespace convene
