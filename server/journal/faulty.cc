#include "server/journal/faulty.h"

#include <deque>
#include <list>
#include <random>
#include <utility>
#include <variant>

namespace convene::journal {
namespace {

struct Waiting {
  std::string event;
  std::uint64_t seq = 0;
  std::variant<Batch, std::string> what;
};

/// An append that was not answered yet. Going down answers all of them, and their real answers come too late.
struct Ticket {
  Journal::Done done;
};

}  // namespace

struct FaultyJournal::State : std::enable_shared_from_this<State> {
  State(Journal& journal, FaultPlan chosen) : inner(journal), plan(std::move(chosen)), random(plan.seed) {}

  Journal& inner;
  FaultPlan plan;
  std::mt19937_64 random;
  std::deque<Fault> scripted;
  std::deque<std::pair<Waiting, std::shared_ptr<Ticket>>> stalled;
  std::list<std::weak_ptr<Ticket>> unanswered;
  std::size_t unsettled = 0;  // handed to the wrapped journal, which has not answered
  unsigned stall_steps = 0;
  Status own;

  std::uint64_t draw(std::uint64_t below) { return random() % below; }

  Fault next_fault() {
    if (!scripted.empty()) {
      const auto fault = scripted.front();
      scripted.pop_front();
      return fault;
    }
    auto dice = draw(1000);
    for (const auto& [chance, fault] : {std::pair{plan.conflict, Fault::conflict},
                                        {plan.stall, Fault::stall},
                                        {plan.down, Fault::down},
                                        {plan.lost_answer, Fault::lost_answer},
                                        {plan.torn, Fault::torn}}) {
      if (dice < chance) return fault;
      dice -= chance;
    }
    return Fault::none;
  }

  std::shared_ptr<Ticket> ticket(Journal::Done done) {
    auto made = std::make_shared<Ticket>(Ticket{std::move(done)});
    std::erase_if(unanswered, [](const auto& old) { return old.expired(); });
    unanswered.push_back(made);
    return made;
  }

  static void answer(const std::shared_ptr<Ticket>& ticket, AppendResult result) {
    if (const auto done = std::exchange(ticket->done, nullptr)) done(std::move(result));
  }

  void hand_on(Waiting op, std::shared_ptr<Ticket> ticket) {
    ++unsettled;
    auto done = [self = shared_from_this(), ticket = std::move(ticket)](AppendResult result) {
      if (self->unsettled > 0) --self->unsettled;
      answer(ticket, std::move(result));
    };
    if (auto* bytes = std::get_if<std::string>(&op.what))
      inner.save_snapshot(std::move(op.event), op.seq, std::move(*bytes), std::move(done));
    else
      inner.append(std::move(op.event), op.seq, std::move(std::get<Batch>(op.what)), std::move(done));
  }

  void release(std::size_t count) {
    for (; count > 0 && !stalled.empty(); --count) {
      auto [op, ticket] = std::move(stalled.front());
      stalled.pop_front();
      hand_on(std::move(op), std::move(ticket));
    }
  }

  /// The oldest `written` of what is stalled reach the wrapped journal; everybody is told `down`.
  void go_down(const std::string& why, std::size_t written) {
    own.up = false;
    own.why = "journal down on purpose: " + why;
    std::vector<Journal::Done> told;
    for (const auto& weak : std::exchange(unanswered, {}))
      if (const auto ticket = weak.lock(); ticket && ticket->done) told.push_back(std::exchange(ticket->done, nullptr));
    release(written);
    stalled.clear();
    stall_steps = 0;
    for (const auto& done : told) done({Append::down, 0, own.why});
  }

  /// Somebody else was first: ours will meet a conflict in its turn, so that answers stay in order.
  void conflict(Waiting& ours) {
    const auto seq = inner.last_seq(ours.event);
    auto rival = plan.rival ? plan.rival(ours.event, seq) : Batch{};
    if (rival.records.empty()) {
      ours.seq = max_seq - std::get<Batch>(ours.what).records.size();
      return;
    }
    stalled.emplace_back(Waiting{ours.event, seq, std::move(rival)}, std::make_shared<Ticket>());
  }
};

FaultyJournal::FaultyJournal(Journal& inner, FaultPlan plan)
    : WrappingJournal(inner), state_(std::make_shared<State>(inner, std::move(plan))) {}

FaultyJournal::~FaultyJournal() { calm(); }

void FaultyJournal::append(std::string event, std::uint64_t expected_seq, Batch batch, Done done) {
  if (!state_->own.up) {
    if (done) done({Append::down, 0, state_->own.why});
    return;
  }
  auto& state = *state_;
  const auto fault = state.next_fault();
  Waiting ours{std::move(event), expected_seq, std::move(batch)};
  if (fault == Fault::conflict) state.conflict(ours);
  if (fault == Fault::stall && state.stall_steps == 0)
    state.stall_steps = 1 + static_cast<unsigned>(state.draw(state.plan.max_stall_steps));
  state.stalled.emplace_back(std::move(ours), state.ticket(std::move(done)));
  const auto waiting = state.stalled.size();
  if (fault == Fault::down) return state.go_down("not written", waiting - 1);
  if (fault == Fault::lost_answer) return state.go_down("the answer was lost", waiting);
  if (fault == Fault::torn) return state.go_down("torn", state.draw(waiting + 1));
  if (state.stall_steps == 0) state.release(waiting);
}

void FaultyJournal::save_snapshot(std::string event, std::uint64_t seq, std::string bytes, Done done) {
  if (!state_->own.up) {
    if (done) done({Append::down, 0, state_->own.why});
    return;
  }
  state_->stalled.emplace_back(Waiting{std::move(event), seq, std::move(bytes)}, state_->ticket(std::move(done)));
  if (state_->stall_steps == 0) state_->release(state_->stalled.size());
}

void FaultyJournal::require_up() const {
  if (!state_->own.up) throw Error(state_->own.why);
}

void FaultyJournal::put_meta(const std::string& event, const std::string& key, const std::string& value) {
  require_up();
  inner_.put_meta(event, key, value);
}

std::unique_ptr<Following> FaultyJournal::follow(const std::string& event, std::uint64_t from, OnBatch each) {
  require_up();
  return inner_.follow(event, from, std::move(each));
}

void FaultyJournal::forget(const std::string& event) {
  require_up();
  inner_.forget(event);
}

Status FaultyJournal::status() {
  auto status = inner_.status();
  status.queued += state_->stalled.size();
  if (!state_->own.up) {
    status.up = false;
    status.why = state_->own.why;
  }
  return status;
}

bool FaultyJournal::recover() {
  if (!state_->own.up && state_->unsettled > 0) return false;
  if (!inner_.recover()) return false;
  state_->own = {};
  return true;
}

void FaultyJournal::script(std::vector<Fault> faults) {
  state_->scripted.insert(state_->scripted.end(), faults.begin(), faults.end());
}

void FaultyJournal::step() {
  if (state_->stall_steps > 0 && --state_->stall_steps == 0) state_->release(state_->stalled.size());
}

void FaultyJournal::calm() {
  auto& plan = state_->plan;
  plan.conflict = plan.stall = plan.down = plan.lost_answer = plan.torn = 0;
  state_->scripted.clear();
  state_->stall_steps = 0;
  state_->release(state_->stalled.size());
}

void FaultyJournal::crash() {
  for (const auto& weak : std::exchange(state_->unanswered, {}))
    if (const auto ticket = weak.lock()) ticket->done = nullptr;
  state_->stalled.clear();
  state_->stall_steps = 0;
  state_->unsettled = 0;
  state_->own = {};
}

}  // namespace convene::journal
