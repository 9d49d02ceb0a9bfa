// The way of a command: queued, decided, made durable, answered, shown.
#include "matcher/check.h"
#include "protocol/encode.h"
#include "server/live/hall_impl.h"

namespace convene::live {

namespace {

constexpr Duration tick_pause = milliseconds(50);  // after a tick that changed nothing
constexpr Duration broken_pause = seconds(5);      // after one that broke an invariant
constexpr std::uint32_t most_attempts = 3;

}  // namespace

void Hall::Impl::enqueue(Asked asked) {
  if (phase_ == Phase::read_only)
    return refuse(asked, protocol::refusals::journal_unavailable, "nothing can be stored just now; try again soon");
  if (phase_ != Phase::serving || stopping_)
    return refuse(asked, protocol::refusals::event_closed, "the event takes no commands now");
  if (queue_.size() >= options_.queued_commands)
    return refuse(asked, protocol::refusals::overloaded, "too many commands are waiting; try again soon");
  queue_.push_back(std::move(asked));
  pump();
}

void Hall::Impl::pump() {
  on_shard();
  if (busy_) return;
  busy_ = true;
  guarded([this] {
    while (settled()) {
      if (decide_batch()) continue;
      chores();
      if (queue_.empty() && !presence_.ready(now())) break;
    }
  });
  busy_ = false;
  figures_.queued_commands = queue_.size();
  set_timer();
}

// What the hall itself has to tell the event, before anybody's commands.
void Hall::Impl::gather() {
  if (stopping_) return;
  const auto own = [&](Command command) {
    Asked asked;
    asked.command = std::move(command);
    asked.own = true;
    queue_.push_front(std::move(asked));
  };
  const auto deadline = ledger_.engine().next_deadline();
  if (deadline && *deadline <= now() && now() >= tick_not_before_) own(Tick{});
  if (std::exchange(was_away_, false)) own(ServerReady{});
  if (!deliveries_.empty() && now() >= deliver_at_) {
    SeatsDelivered delivered;
    for (const auto& [person, version] : deliveries_) {
      const Person* known = state().find(person);
      const Room* room = known && known->version == version && known->room ? state().find(known->room) : nullptr;
      const Seat* seat = room ? find_seat(*room, person) : nullptr;
      if (seat && seat->state == SeatState::assigned) delivered.seats.push_back({person, version});
    }
    deliveries_.clear();
    if (!delivered.seats.empty()) own(std::move(delivered));
  }
  if (presence_.ready(now())) own(presence_.take(now()));
  for (const std::uint32_t request : std::exchange(given_up_, {})) own(PlanFail{request});
}

// O(commands of the batch).
bool Hall::Impl::decide_batch() {
  gather();
  if (queue_.empty()) return false;
  deciding_ = true;
  room_messages_.clear();
  while (!queue_.empty() && batch_.size() < options_.batch_commands &&
         ledger_.gathered_bytes() < options_.batch_bytes) {
    Asked asked = std::move(queue_.front());
    queue_.pop_front();
    if (!decide_one(std::move(asked))) return phase_ == Phase::serving;
  }
  deciding_ = false;
  touched_ = ledger_.engine().take_touched();
  if (!ledger_.gathered()) {
    release();
    return true;
  }
  in_flight_ = true;
  ++figures_.batches;
  // The journal answers on its own thread; what belongs to another era of the hall is void.
  committed_at_ = std::chrono::steady_clock::now();
  const std::weak_ptr<int> alive = alive_;
  ledger_.commit(touched_, [this, alive, era = era_, post = around_.post](const journal::AppendResult& result) {
    post([this, alive, era, result] {
      if (!alive.expired() && era == era_) guarded([&] { appended(result); });
    });
  });
  return true;
}

// False: an invariant broke, and the hall was rebuilt.
bool Hall::Impl::decide_one(Asked asked) {
  const std::uint64_t seed = around_.entropy.next();
  const std::uint64_t before = ledger_.engine().seq();
  try {
    Outcome outcome = ledger_.decide(Request{asked.command, asked.by, asked.id, now(), seed});
    ++figures_.commands;
    std::variant<std::uint64_t, Refusal> answer = ledger_.engine().seq();
    if (const Repeated* repeated = std::get_if<Repeated>(&outcome)) {
      answer = repeated->seq;
      ++figures_.repeated;
    } else if (Refusal* refusal = std::get_if<Refusal>(&outcome)) {
      answer = std::move(*refusal);
      ++figures_.refused;
    }
    if (ledger_.engine().seq() != before) ++figures_.records;
    // Whoever asks is there: but a command may have waited for longer than its sender.
    if (asked.by && state().person(asked.by).online) presence_.heard(asked.by, now());
    if (asked.own && std::holds_alternative<Tick>(asked.command) && ledger_.engine().seq() == before)
      tick_not_before_ = now() + tick_pause;
    batch_.push_back({std::move(asked), std::move(answer)});
    return true;
  } catch (const std::logic_error& wrong) {  // BrokenInvariant, and whatever else a wrong index makes the library throw
    broken(std::move(asked), wrong.what(), seed);
  } catch (const std::bad_variant_access& wrong) { broken(std::move(asked), wrong.what(), seed); }
  return false;
}

void Hall::Impl::broken(Asked asked, const std::string& why, std::uint64_t seed) {
  ++figures_.broken_invariants;
  log(Log::Level::error, "hall.broken_invariant",
      "command=" + std::string(name_of(asked.command)) + " seed=" + std::to_string(seed) +
          " after_seq=" + std::to_string(ledger_.durable()) + " why=\"" + why + "\"");
  deciding_ = false;
  if (asked.own) tick_not_before_ = now() + broken_pause;
  // The same plan would break the same way: it is not asked for again.
  const PlanDeliver* plan = std::get_if<PlanDeliver>(&asked.command);
  if (plan) given_up_.insert(plan->request);
  // Whoever was decided before it saw nothing yet and did nothing wrong.
  decide_again();
  rebuild();
  refuse(asked, protocol::refusals::internal, "this command failed; it was logged and changed nothing");
}

void Hall::Impl::decide_again() {
  for (auto decided = batch_.rbegin(); decided != batch_.rend(); ++decided) {
    if (decided->asked.own) {  // what it told is told anew from what is known then
      if (std::holds_alternative<ServerReady>(decided->asked.command)) was_away_ = true;
      if (const PlanFail* fail = std::get_if<PlanFail>(&decided->asked.command)) given_up_.insert(fail->request);
      continue;
    }
    if (++decided->asked.attempts >= most_attempts) {
      refuse(decided->asked, protocol::refusals::journal_unavailable,
             "the event is being decided elsewhere; try again");
    } else {
      queue_.push_front(std::move(decided->asked));
    }
  }
  batch_.clear();
}

void Hall::Impl::appended(journal::AppendResult result) {
  in_flight_ = false;
  const auto took = std::chrono::steady_clock::now() - committed_at_;
  figures_.durable_us.add(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  busy_ = true;
  switch (result.status) {
    case journal::Append::appended:
      ledger_.committed();
      release();
      break;
    case journal::Append::conflict:
      ++figures_.conflicts;
      log(Log::Level::warning, "hall.conflict", result.why);
      decide_again();
      rebuild();
      break;
    case journal::Append::refused:
      log(Log::Level::error, "hall.append_refused", result.why);
      for (const Decided& decided : std::exchange(batch_, {}))
        refuse(decided.asked, protocol::refusals::overloaded, "this could not be stored; try again");
      rebuild();
      break;
    case journal::Append::down:
      ++figures_.journal_failures;
      go_read_only(result.why);
      break;
  }
  busy_ = false;
  pump();
  if (stopping_ && !in_flight_) finish_stop();
}

// The actors first, then everybody else.
void Hall::Impl::release() {
  for (const Decided& decided : std::exchange(batch_, {})) reply(decided);
  Touched touched = std::exchange(touched_, {});
  show(touched);
  plans_due_ = plans_due_ || !touched.requests.empty();
  chores();
}

// What waits for a moment at which views may be made.
void Hall::Impl::chores() {
  if (!settled()) return;
  greet_waiting();
  for (const Look& look : std::exchange(looks_, {})) look(&state());
  if (now_dirty_) show_now();
  if (std::exchange(plans_due_, false)) follow_plans();
  flush_lines();
  flush_floor_soon();
  flush_progress();
  save_snapshot();
  figures_.seq = ledger_.durable();
  figures_.people_online = presence_.online();
  figures_.waiting_hellos = waiting_.size();
}

void Hall::Impl::reply(const Decided& decided) {
  const Asked& asked = decided.asked;
  if (asked.answer) asked.answer(decided.answer);
  if (asked.talk == 0) return;
  const auto talk = talks_.find(asked.talk);
  if (talk == talks_.end()) return;
  if (const std::uint64_t* seq = std::get_if<std::uint64_t>(&decided.answer)) {
    talk->second->say(protocol::encode(protocol::Done{asked.reply_id, *seq}));
  } else {
    const Refusal& refusal = std::get<Refusal>(decided.answer);
    talk->second->say(protocol::encode(
        protocol::Refused{asked.reply_id, refusal.code, refusal.message, std::nullopt, refusal.parameters}));
  }
}

void Hall::Impl::refuse(const Asked& asked, std::string_view code, std::string_view message) {
  ++figures_.refused;
  reply({asked, Refusal{std::string(code), std::string(message), {}}});
}

void Hall::Impl::refuse_all(std::string_view code, std::string_view message) {
  for (const Decided& decided : std::exchange(batch_, {})) refuse(decided.asked, code, message);
  for (const Asked& asked : std::exchange(queue_, {})) refuse(asked, code, message);
}

void Hall::Impl::set_timer() {
  // While a batch is in flight nothing can be done; when it is durable this is called again.
  if (!settled() || stopping_) return;
  std::optional<Instant> due;
  const auto by = [&](std::optional<Instant> when) {
    if (when && (!due || *when < *due)) due = when;
  };
  if (const auto deadline = ledger_.engine().next_deadline()) by(std::max(*deadline, tick_not_before_));
  by(presence_.next());
  if (!deliveries_.empty()) by(deliver_at_);
  if (now_dirty_) by(now_sent_ + options_.now_every);
  set_lines_timer(by);
  if (progress_dirty_ && board_) by(progress_flushed_ + options_.progress_every);
  if (floor_dirty_ && !floor_queued_) by(floor_flushed_ + options_.floor_every);
  if (due == (timer_ != 0 ? std::optional(timer_at_) : std::nullopt)) return;
  around_.timers.cancel(std::exchange(timer_, 0));
  if (!due) return;
  timer_at_ = *due;
  timer_ = around_.timers.at(*due, [this] {
    timer_ = 0;
    pump();
  });
}

void Hall::Impl::save_snapshot() {
  if (snapshot_running_ || stopping_ || ledger_.durable() < ledger_.snapshot_seq() + options_.snapshot_records) return;
  snapshot_running_ = true;
  const std::weak_ptr<int> alive = alive_;
  const std::uint64_t seq = ledger_.durable();
  ledger_.save_snapshot([this, alive, seq, post = around_.post](const journal::AppendResult& result) {
    post([this, alive, seq, result] {
      if (alive.expired()) return;
      snapshot_running_ = false;
      if (result.status == journal::Append::appended) {
        ++figures_.snapshots;
        ledger_.snapshot_saved(seq);
      } else {
        log(Log::Level::warning, "hall.snapshot_failed", result.why);
      }
    });
  });
}

}  // namespace convene::live
