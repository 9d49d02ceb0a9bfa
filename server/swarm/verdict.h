// Whether what a crowd saw is what people are promised. Pure functions of what was observed: no clock, no sockets.
#pragma once

#include <string>
#include <vector>

#include "server/swarm/observed.h"

namespace convene::swarm {

/// How long after the server announced a restart a connection may end, or fail to open, without another reason.
inline constexpr double restart_excuses_seconds = 60;
/// Other people's connections may be cut a moment before the first one is told.
inline constexpr double restart_told_within_seconds = 2;

struct Expected {
  double seat_within = 10;  // seconds from a round's opening, or from joining it, to a seat
};

/// What was not kept, each in a sentence that says how often and shows a first example; empty: everything was.
std::vector<std::string> judge(const Observed& seen, const Expected& expected);

/// Somebody in the lobby of an open round.
struct InLobby {
  double seconds = 0;       // online there, with the round open
  std::string told;         // why there is no seat yet, as the server told it: "no_company_yet", "rooms_full", …
  std::size_t company = 0;  // how many others of the crowd wait in the same lobby, told why
};

/// Whether this one should have a seat by now. Whoever is told why waits with reason, as long as nobody else of the
/// crowd waits there too: two could be company to each other. Staff may have put somebody there, who stays.
bool should_be_seated(const InLobby& one, double within);

/// Somebody who is the only one there.
struct Alone {
  double seconds = 0;  // since this one saw it, with the connection up
  bool open = false;   // the room is: nobody is told in its last moments
  bool told = false;   // what happens next
};

/// How much later than promised (limits::alone_after) the word may come: presence is noticed and told in turn.
inline constexpr double told_later_by_seconds = 10;

/// Whether this one should have been told by now. To stay alone is nobody's fault where nobody else is.
bool should_be_told(const Alone& one);

/// Whether `session.join` of a session that was said to be joinable may not be refused so. `still_joinable`: as the
/// newest view says a moment after the refusal; a session may end while the command is on its way.
bool wrongly_refused(const std::string& code, bool still_joinable);

/// A seat before a connection was gone, and what the same person was told first after the return.
struct Returned {
  bool within_grace = false;
  bool same_round = false;  // the round of the seat is open still
  std::uint32_t version_before = 0, version = 0;
  std::string room_before, room;  // empty: none
  std::string why;                // how the present seat came to be: "plan", "moved", …
};

/// Why this return is not what was promised; empty: it is. Within the grace the seat is the same, unless a newer
/// version of the assignment says that somebody or something moved the person.
std::string wrong_return(const Returned& one);

}  // namespace convene::swarm
