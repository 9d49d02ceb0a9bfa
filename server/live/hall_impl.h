// The inside of a hall. Its parts stand in hall.cc (life: start, stop, rebuild), hall_commands.cc (queue, decide,
// release), hall_plans.cc (the planner), hall_lists.cc (long lists), hall_people.cc (hello, tabs, presence) and
// hall_views.cc (who is shown what).
#pragma once

#include <cassert>
#include <chrono>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "matcher/limits.h"
#include "matcher/opening.h"
#include "matcher/queueing/coverage.h"
#include "matcher/queueing/estimate.h"
#include "matcher/state.h"
#include "matcher/view_builders.h"
#include "protocol/encode.h"
#include "server/live/chat_ring.h"
#include "server/live/dashboard.h"
#include "server/live/hall.h"
#include "server/live/join_form.h"
#include "server/live/ledger.h"
#include "server/live/presence.h"
#include "server/live/talk.h"

namespace convene::live {

class Hall::Impl {
 public:
  Impl(std::string event, Surroundings surroundings, HallOptions options);
  ~Impl();

  // hall.cc
  void submit(Command command, PersonId by, OnAnswer answer);
  void when_settled(Look look);
  void stop(std::function<void()> stopped);
  void walk_in(protocol::JoinForm form, std::string key, const std::string& from,
               std::function<void(WalkInAnswer)> answer);
  std::string mint(const Person& person) const;
  std::optional<PersonId> read_pass(std::string_view pass) const;
  Instant now() const { return around_.clock.now(); }
  const State& state() const { return ledger_.state(); }
  /// Runs `what` on the shard, later, unless the hall is gone then.
  void later(std::function<void()> what);
  /// What is decided so far is durable, and nothing is being decided: views may be made.
  bool settled() const { return phase_ == Phase::serving && !in_flight_ && !deciding_; }

  // hall_lists.cc
  /// `done`: how many of them are durable; the answer is that to the last that was asked.
  using OnParts = std::function<void(std::size_t done, const Answer& answer)>;
  void parts(std::vector<Command> commands, OnParts answer);

  // From connections.
  void hear(Talk& talk, protocol::Message message);
  void delivered(Talk& talk, std::uint32_t version);
  void fill(Talk& talk);
  /// The connection is closing: nobody any more, but its last words may still be fetched.
  void left(Talk& talk);
  void gone(Talk& talk);
  bool within_rate(PersonId person);
  /// What a hall knows is one thread's: a debug build ends at once where another one comes.
  void on_shard() const { assert(!around_.here || around_.here()); }
  /// Whatever breaks in here ends this event at worst, never the process.
  template <class What>
  void guarded(What&& what);

  // What one command came from, and what is owed to it.
  struct Asked {
    Command command;
    PersonId by;
    CommandId id;
    std::uint64_t talk = 0;  // number of the connection that waits for a reply; 0: none
    std::string reply_id;
    OnAnswer answer;
    std::uint32_t attempts = 0;
    bool own = false;  // made by the hall itself from what it knows
  };

  struct Decided {
    Asked asked;
    std::variant<std::uint64_t, Refusal> answer;
  };

  // Somebody of whom there are, or were, connections.
  struct Here {
    std::vector<Talk*> talks;  // greeted, the oldest first
    std::string charge;        // the tab that is, or was last, in charge
    RoomId shown;              // whose view was sent last
    std::string queue;         // their ticket's view as it was sent last
    std::string desk;          // likewise, of an advisor
    Bucket bucket;

    explicit Here(const HallOptions& options) : bucket(options.messages_per_second, options.burst) {}
  };

  // hall.cc
  void recover();
  void quarantine(const std::string& why);
  void rebuild();
  void go_read_only(const std::string& why);
  void try_to_recover();
  void refuse_all_waiting();
  void look_away();
  void broken_outside(const std::string& why);
  void finish_stop();
  void log(Log::Level level, std::string_view what, std::string_view detail) const;

  // hall_commands.cc
  void enqueue(Asked asked);
  void pump();
  bool decide_batch();
  void gather();
  bool decide_one(Asked asked);
  void broken(Asked asked, const std::string& why, std::uint64_t seed);
  void appended(journal::AppendResult result);
  void release();
  void reply(const Decided& decided);
  void refuse(const Asked& asked, std::string_view code, std::string_view message);
  void decide_again();
  void refuse_all(std::string_view code, std::string_view message);
  void chores();
  void set_timer();
  void save_snapshot();

  // hall_people.cc
  void hello(Talk& talk, protocol::Hello hello);
  void greet_waiting();
  void greet(Talk& talk);
  std::optional<Refusal> gate_refusal(std::string_view from, std::string_view code, bool wrong);
  std::optional<Refusal> fault_in_walk_in(const protocol::JoinForm& form, std::string_view from, std::string_view key);
  void refuse_join(Talk& talk, const Refusal& refusal);
  void walk_in(Talk& talk, const protocol::JoinForm& form);
  void let_in(Talk& talk, const Person& person);
  void welcome(Talk& talk);
  void take_charge(Here& here, Talk& talk, const Person& person);
  void remove(Talk& talk);
  void expel(PersonId person);
  void command(Talk& talk, protocol::Message message);
  void begin_presence(Instant from);
  protocol::Close shut_out(const Person& person) const;

  // hall_lines.cc
  void touch_lines(const Touched& touched);
  void flush_lines();
  void show_queue(PersonId person);
  void show_desk(PersonId person);
  void send_lines(Talk& talk);
  void flush_floor_lines(Dashboard& floor, const Scope& scope);
  void set_lines_timer(const std::function<void(Instant)>& by) const;
  void ask_waits(std::int32_t session);
  void take_waits(std::int32_t session, const std::vector<TicketId>& tickets, const queueing::Estimates& estimates);
  void count_coverage(TicketId ticket);

  // hall_plans.cc
  void follow_plans();
  void begin_plan(std::uint32_t request);
  void take_plan(std::uint32_t request, grouping::Plan plan);
  void take_progress(std::uint32_t request, const grouping::Progress& progress);
  void flush_progress();
  void show_progress();

  // hall_chat.cc
  void look_at_chat(Talk& talk);
  void look_away_from_chats(Talk& talk);
  void look_away(Talk& talk, Talk::ChatSeen& from);
  void show_chat(RoomId room, bool whole);
  void fill_chats(Talk& talk);
  void fill_chat(Talk& talk, Talk::ChatSeen& seen);

  // hall_views.cc
  void show(Touched& touched);
  void show_me(PersonId person);
  void show_room(RoomId room);
  void show_now();
  void send_all(Talk& talk);
  void send_now(Talk& talk);
  void send_notices(Talk& talk);
  void notify(NoticeId notice);
  Bytes notice_bytes(const SentNotice& sent);
  void watch(Talk& talk);
  void unwatch(Talk& talk);
  void touch_floor(const Touched& touched);
  void flush_floor_soon();
  void flush_floor();
  void tell(Topic topic, Dashboard& board, const std::set<std::uint64_t>& talks);
  void fill_floor(Dashboard& floor, const Scope& scope);
  void fill_board();
  void fill_operations();
  void refresh_programme();
  void refresh_everybody();
  void show_own(PersonId person, Topic topic, std::string_view word, std::string& shown, std::string written);
  Bytes me_message(PersonId person);
  Bytes room_message(RoomId room);
  void put_me(Talk& talk, const Bytes& message);
  template <class What>
  void each_in_charge(PersonId person, What&& what);

  const std::string event_;
  const Surroundings around_;
  const HallOptions options_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
  std::uint64_t era_ = 0;  // rises with every rebuild: answers to what was before are void
  Phase phase_ = Phase::recovering;
  Figures figures_;
  protocol::JsonTree scratch_;
  Ledger ledger_;
  Presence presence_;
  Gate gate_;
  std::map<PersonId, std::pair<std::uint64_t, std::string>> staff_keys_;  // of names, by the profile they were made of

  std::map<std::uint64_t, Talk*> talks_;
  std::uint64_t last_talk_ = 0;
  std::unordered_map<PersonId, Here> here_;

  std::deque<Asked> queue_;
  std::vector<Decided> batch_;  // decided, not yet durable
  Touched touched_;             // by the batch in flight
  bool in_flight_ = false;
  std::chrono::steady_clock::time_point committed_at_;  // for the figures only
  bool deciding_ = false;
  bool busy_ = false;                  // in pump or release: what is called from there must not start them again
  std::deque<std::uint64_t> waiting_;  // connections that said hello
  std::unordered_map<std::uint64_t, protocol::Hello> hellos_;
  std::vector<Look> looks_;
  std::map<PersonId, std::uint32_t> deliveries_;
  Instant deliver_at_;
  Instant tick_not_before_;
  bool was_away_ = false;  // nobody could be heard for a while: the event is to be told, before any clock

  // A plan that the planner was asked for.
  struct Making {
    std::shared_ptr<Planning> planning;
    bool again = false;                            // it was begun before, and what came of that is lost
    std::optional<grouping::Progress> progress{};  // as it was told last
    bool made = false;                             // and on its way to be stored
  };
  std::map<std::uint32_t, Making> making_;       // by request
  std::set<std::uint32_t> begun_;                // requests whose plan was begun, by this process or one before it
  std::set<std::uint32_t> given_up_;             // ... or broke an invariant
  bool plans_due_ = false;                       // what is made is to follow what is asked, once views may be made
  std::map<std::string, std::string> progress_;  // by request, as the board shows it
  bool progress_dirty_ = false;
  Instant progress_flushed_;
  std::unordered_map<RoomId, Bytes> room_messages_;  // of the present state
  std::map<NoticeId, Bytes> notice_messages_;        // of those that can still be heard

  Timers::Id timer_ = 0;
  Instant timer_at_;
  Timers::Id recover_timer_ = 0;
  bool snapshot_running_ = false;
  Instant broken_at_;
  std::function<void()> stopping_;

  ProgrammeResource programme_;
  Bytes now_message_;
  std::string now_written_;   // as everybody has it
  std::string now_skeleton_;  // without the numbers of people
  bool now_dirty_ = false;
  Instant now_sent_;

  // Office hours.
  struct Told {
    WaitEstimate shown;
    queueing::Coverage::Published first;  // what was said at first, and when: what the truth is held against
    Instant at;
  };
  struct Waits {
    bool asked = false;    // and not answered yet
    bool changed = false;  // since it was asked
    Instant asked_at;
    std::shared_ptr<queueing::Estimator> estimator;
    std::map<TicketId, Told> told;
  };
  std::set<std::int32_t> lines_dirty_;
  std::set<PersonId> unposted_;  // advisors whose posts changed
  Instant lines_flushed_;
  std::map<std::int32_t, Waits> waits_;  // by session
  std::set<TicketId> floor_tickets_;
  std::set<std::int32_t> floor_lines_;

  struct WatchedChat {
    ChatRing ring;
    std::set<std::uint64_t> talks;
  };
  std::map<RoomId, WatchedChat> chats_;  // of rooms that somebody is shown

  struct Watched {
    Scope scope;
    Dashboard floor{"floor", sections_of<FloorView>()};
    std::set<std::uint64_t> talks;
  };
  std::map<std::string, std::unique_ptr<Watched>> floors_;  // by the scope's written form
  std::optional<Dashboard> board_;
  std::set<std::uint64_t> board_talks_;
  bool board_dirty_ = false;
  bool operations_dirty_ = false;
  std::set<std::uint32_t> acts_;  // by number, which the board has not as they are now
  bool board_stale_ = false;      // how far plans are from who is there now: told once a second
  Instant board_flushed_;
  std::set<PersonId> floor_people_;
  std::set<RoomId> floor_rooms_;
  std::set<std::string> floor_sessions_;
  std::set<NoticeId> floor_notices_;
  Instant floor_flushed_;
  bool floor_dirty_ = false;
  bool floor_queued_ = false;
  bool floor_overdue_ = false;  // its turn came while it could not be made: next time it goes first
};

/// A view as it goes to its watchers; `write` appends the view itself.
template <class Write>
Bytes view_message(std::string_view topic, std::uint64_t seq, Write&& write) {
  std::string out = "{\"type\":\"view\",\"topic\":\"";
  out += topic;
  out += "\",\"seq\":";
  protocol::write_natural(out, seq);
  out += ",\"view\":";
  write(out);
  out += '}';
  return std::make_shared<const std::string>(std::move(out));
}

template <class What>
void Hall::Impl::guarded(What&& what) {
  try {
    what();
  } catch (const std::logic_error& wrong) {  // BrokenInvariant among them
    broken_outside(wrong.what());
  } catch (const std::bad_variant_access& wrong) { broken_outside(wrong.what()); }
}

template <class What>
void Hall::Impl::each_in_charge(PersonId person, What&& what) {
  const auto here = here_.find(person);
  if (here == here_.end()) return;
  // Of a copy: one that cannot take what it is told is closed, and leaves the list.
  for (Talk* talk : std::vector(here->second.talks))
    if (talk->in_charge) what(*talk);
}

}  // namespace convene::live
