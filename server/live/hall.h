// An event while it runs: its engine, its journal, its connections.
//
// Contract
//   * One batch is in flight at a time. Commands that come meanwhile queue, undecided; once the batch is durable, its
//     replies go out, then the views it touched, then what queued is decided as the next batch. So views are only ever
//     made from durable state, and group commit grows with the load by itself.
//   * A conflict: nobody saw what was decided; the hall is rebuilt from the journal and decides again. A journal that
//     is down: commands are refused with `journal.unavailable`, connections stay, and the hall comes back when the
//     journal does. A broken invariant: the command is refused as `internal` and the hall is rebuilt; one
//     that breaks again and again outside of commands, or durable facts that do not apply: the event is closed
//     (quarantined); others go on.
//   * Callbacks run on the shard's thread, never from within the call that they were given to, exactly once, unless the
//     hall is destroyed first.
// Thread: the shard's, for everything. Lifetime: a hall must outlive its conversations; what it is given in
// Surroundings must outlive the hall.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "matcher/commands.h"
#include "matcher/refusal.h"
#include "protocol/messages.h"
#include "server/journal/journal.h"
#include "server/live/clock.h"
#include "server/live/conversation.h"
#include "server/live/figures.h"
#include "server/live/gate.h"
#include "server/live/log.h"
#include "server/live/passes.h"
#include "server/live/planner.h"
#include "server/live/worker.h"

namespace convene {
struct State;
}

namespace convene::live {

/// Everything outside that a hall works with.
struct Surroundings {
  Clock& clock;
  Timers& timers;
  Entropy& entropy;
  journal::Journal& journal;
  const Passes& passes;
  Planner& planner;
  Log& log;
  Post post;
  /// Whether this is the shard's thread: asked by debug builds wherever a hall is entered. Nothing: not asked.
  std::function<bool()> here{};
  /// Reckons how long people will wait, beside the shard's thread. Null: nobody is told.
  Worker* worker = nullptr;
};

/// Bounds. The defaults are what an event of 20,000 people needs.
struct HallOptions {
  std::size_t queued_commands = 20'000;
  std::size_t waiting_hellos = 50'000;
  std::size_t waiting_looks = 1'000;
  std::size_t batch_commands = 4'096;
  std::size_t batch_bytes = std::size_t{4} << 20;
  double messages_per_second = 10;  // per connection, and per person over all their connections
  double burst = 40;
  std::uint32_t strikes = 200;  // refused for their rate before the connection is closed
  std::size_t connections_per_person = 8;
  Duration heartbeat = seconds(20);      // told to clients; the socket's owner does it
  Duration start_grace = seconds(15);    // after start-up nobody counts as away before this
  Duration recover_every = seconds(1);   // while the journal is down
  Duration broken_within = seconds(10);  // what breaks outside of commands twice in this time closes the event
  Duration floor_every = milliseconds(100);
  Duration lines_every = milliseconds(250);     // places in an office hour's line, desks
  Duration waits_every = seconds(2);            // estimates of the wait, where something changed
  Duration waits_renewed = seconds(15);         // ... and where only time went by
  Duration progress_every = milliseconds(500);  // of plans in the making
  Duration now_every = seconds(1);              // for numbers; a change of state goes out at once
  Duration pass_lasts = minutes(60 * 24 * 30);
  Gate::Rates gate;                         // of each network
  std::uint64_t snapshot_records = 20'000;  // at most so many records are replayed on top of a snapshot
  Duration restart_hint = seconds(2);
};

/// The programme as a resource: its name changes with its content, so it may be kept for ever.
struct ProgrammeResource {
  std::string path;  // "/e/<event>/programme-<hash>.json"
  std::shared_ptr<const std::string> json;
  std::shared_ptr<const protocol::Programme> content;
};

/// What became of a command that was not asked for by a connection: the last record then, or why not.
using Answer = std::variant<std::uint64_t, Refusal>;
using OnAnswer = std::function<void(const Answer&)>;

/// What became of one list of several.
struct ListTaken {
  std::size_t stored = 0;  // people of it, from the first on, who are noted
  Answer answer;
};
using OnLists = std::function<void(const std::vector<ListTaken>&)>;

/// What is durable, to be read within the call only; null: it cannot be read now.
using Look = std::function<void(const State* durable)>;

/// A pass, or why there is none.
using WalkInAnswer = std::variant<std::string, protocol::Refused>;

class Hall {
 public:
  enum class Phase { recovering, serving, read_only, quarantined, stopped };

  /// Recovers from the journal: snapshot, then records. Blocks. If the facts do not apply, the hall is quarantined
  /// (`phase`); throws journal::Error if the journal cannot be read at all.
  Hall(std::string event, Surroundings surroundings, HallOptions options = {});
  ~Hall();
  Hall(const Hall&) = delete;
  Hall& operator=(const Hall&) = delete;

  /// A connection's side of the protocol. Null: the event takes nobody (quarantined or stopped).
  std::unique_ptr<Conversation> open(Line& line);

  /// A command of the server, or in the name of a person who was authorised elsewhere.
  void submit(Command command, PersonId by, OnAnswer answer);

  /// Loads the event's definition (again).
  void load(EventLoad load, OnAnswer answer);
  /// Looked at as a whole first: the answer is a refusal, with nothing done, or the last record. A list of up to 6 MB
  /// (some 20,000 people) is one record: all of it is there or nothing. A longer one takes several, one after the
  /// other; when it breaks off between two, the same list again completes it.
  void import_roster(std::vector<Profile> people, OnAnswer answer);

  /// The lists of webinar tools, a session each, one after the other: one that is refused keeps none of the others from
  /// being taken. As with rosters: up to 20,000 people are one record, and a list that takes several and breaks off is
  /// completed by the same again. The answers stand in the order of the lists.
  void import_attendance(std::vector<AttendanceImport> lists, OnLists answer);

  /// `key`: random, made with the form; the same key again answers with the same person. `from`: as Line::from.
  void walk_in(protocol::JoinForm form, std::string key, const std::string& from,
               std::function<void(WalkInAnswer)> answer);

  /// Runs `look` with the durable state, when the batch in flight is durable; with null if the event cannot be read
  /// just now, stops, or too many are looking.
  void when_settled(Look look);

  /// A pass for somebody of the roster; nothing if there is no such person.
  std::optional<std::string> mint_pass(PersonId person) const;
  /// Who a pass belongs to, if it is good now.
  std::optional<PersonId> read_pass(std::string_view pass) const;
  /// What the person may do now, by names of commands and topics.
  bool may(PersonId person, std::string_view capability) const;

  /// O(1) while nothing changed.
  ProgrammeResource programme();

  /// Refuses what comes, lets the batch in flight become durable, saves a snapshot, closes all connections with
  /// "restart", then calls back.
  void stop(std::function<void()> stopped);

  const std::string& event() const;
  Phase phase() const;
  /// Of the last durable record.
  std::uint64_t seq() const;
  const std::string& epoch() const;
  const Figures& figures() const;
  /// Number of connections, greeted or not.
  std::size_t connections() const;

  class Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace convene::live
