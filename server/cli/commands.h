// The commands of `convene`, each with what it may be told. cli.h reads the words of the command line into these.
//
// Every command returns the exit status: 0 done, 1 the answer is no (with reasons), 2 it was told something wrong.
// Results go to `out`, everything else to `err`. Thread: one.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "server/assembly.h"

namespace convene::cli {

struct Outside {
  std::ostream& out;
  std::ostream& err;
  std::function<int(const ServeOptions&)> serve;
};

inline constexpr int done = 0;
inline constexpr int no = 1;
inline constexpr int wrong_use = 2;

/// Says what was wrong with the words; the exit status for it.
int misused(const Outside& outside, const std::string& what);

struct Serve {
  std::vector<std::string> rosters;  // the n-th one belongs to the n-th event file
  std::string at;                    // RFC 3339; empty: now
  ServeOptions options;
};
int run(const Serve& command, const Outside& outside);

struct Check {
  std::string event;
  std::string roster;  // empty: none
  bool json = false;
};
int run(const Check& command, const Outside& outside);

struct Invite {
  std::string event;  // its file, or its id
  std::string data;
  std::string base = "http://127.0.0.1:8080";
  bool sample = false;
  bool json = false;
};
int run(const Invite& command, const Outside& outside);

struct Simulate {
  std::string url;
  std::string event;  // its file, or its id
  std::string data;
  std::string session;  // empty: whichever is open
  std::uint32_t people = 100;
  std::uint32_t seconds = 0;  // 0: until the event is over, or it is stopped
  std::uint64_t seed = 1;
  double arrive_seconds = 20;
  double seat_within = 10;  // seconds from an open round to a seat; longer is a promise broken
  double talk_seconds = 0;  // of a conversation with an advisor, on average; 0: as the session plans
  bool json = false;
};
int run(const Simulate& command, const Outside& outside);

/// Offline: a roster in, rooms out; or a problem in numbers, and its answer.
struct Match {
  std::string problem;  // its file; then all that follows is left out but seed, budget and format
  std::string event;
  std::string roster;
  std::string session;       // empty: the only one that forms rooms
  std::string history;       // who met before (CSV); empty: nobody
  std::uint32_t rounds = 0;  // 0: as many as the session has
  std::uint64_t seed = 1;
  std::string budget = "normal";  // budget.h
  std::string format = "csv";
};
int run(const Match& command, const Outside& outside);
int run_problem(const Match& command, const Outside& outside);

/// From the journal: who sat where, who attended what, and what came of it.
struct Export {
  std::string
      what;  // "rooms", "attendance", "credit", "certificates", "met", "summary", "visits", "followups", "waits"
  std::string data;
  std::string event;        // its file, or its id
  std::string session;      // empty: all
  std::uint32_t round = 0;  // 0: all
  std::string format = "csv";
  std::string person;  // certificates: of this one only
  std::string locale;  // ... in this language; empty: the event's first
};
int run(const Export& command, const Outside& outside);

/// From the journal: the event as it was.
struct Replay {
  std::string data;
  std::string event;                // its file, or its id
  std::optional<std::uint64_t> to;  // after this record; without it the last one
  bool verify = false;              // walk the whole chain, and say whether it holds
  bool json = false;
};
int run(const Replay& command, const Outside& outside);

struct Schema {
  std::string to;  // a file; empty: print it
};
int run(const Schema& command, const Outside& outside);
/// The JSON Schema of the wire, as it is checked in.
std::string schema_text();

/// The copy is read and verified, or not kept.
struct Backup {
  std::string data;
  std::string to;
  bool json = false;
};
int run(const Backup& command, const Outside& outside);

}  // namespace convene::cli
