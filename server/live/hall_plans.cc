// Plans in the making: the planner is asked for what the state wants, and for nothing else; who runs the board sees how
// far it is.
//
// None of this costs anything that grows with the crowd on the shard's thread, but for the task itself: an epoch of the
// planner is one message with a few numbers.
#include "protocol/encode.h"
#include "server/live/hall_impl.h"

namespace convene::live {

// O(plans in the making), and a task for each that begins.
void Hall::Impl::follow_plans() {
  for (auto making = making_.begin(); making != making_.end();) {
    const bool wanted = state().requests.contains(making->first);
    if (!wanted) making->second.planning->end();
    making = !wanted && making->second.made ? making_.erase(making) : std::next(making);
  }
  std::erase_if(begun_, [this](std::uint32_t request) { return !state().requests.contains(request); });
  for (const auto& [request, asked] : state().requests) begin_plan(request);
  for (const RequestHurried& hurried : state().hurried)
    if (const auto making = making_.find(hurried.request); making != making_.end()) making->second.planning->end();
  progress_dirty_ = true;
}

void Hall::Impl::begin_plan(std::uint32_t request) {
  if (given_up_.contains(request) || making_.contains(request)) return;
  const std::weak_ptr<int> alive = alive_;
  auto planning = around_.planner.plan(
      plan_task(state(), request), around_.post,
      [this, alive, request](grouping::Plan plan) {
        if (!alive.expired()) take_plan(request, std::move(plan));
      },
      [this, alive, request](const grouping::Progress& progress) {
        if (!alive.expired()) take_progress(request, progress);
      });
  making_.emplace(request, Making{std::move(planning), !begun_.insert(request).second});
}

void Hall::Impl::take_plan(std::uint32_t request, grouping::Plan plan) {
  // If it cannot be stored now, the request stands in the state and is asked again when the hall is back.
  if (phase_ != Phase::serving || stopping_ || !state().requests.contains(request)) {
    making_.erase(request);
    return;
  }
  making_.at(request).made = true;
  Asked asked;
  asked.command = PlanDeliver{request, std::move(plan)};
  queue_.push_front(std::move(asked));
  pump();
}

void Hall::Impl::take_progress(std::uint32_t request, const grouping::Progress& progress) {
  making_.at(request).progress = progress;
  progress_dirty_ = true;
  pump();
}

// At most twice a second. O(plans in the making).
void Hall::Impl::flush_progress() {
  if (!progress_dirty_ || !board_ || now() < progress_flushed_ + options_.progress_every) return;
  progress_dirty_ = false;
  progress_flushed_ = now();
  progress_.clear();
  for (const auto& [number, request] : state().requests) {
    const auto making = making_.find(number);
    if (request.opens || making == making_.end()) continue;
    BoardProgress entry;
    entry.again = making->second.again;
    if (const auto& told = making->second.progress) {
      entry.permille = static_cast<std::uint32_t>(std::uint64_t{told->epoch} * 1000 / std::max(told->epochs, 1u));
      entry.people = told->best.people;
      if (state().session(state().find_session(request.session)).definition.kind != SessionKind::open)
        entry.same_primary = told->best.same_primary;
      entry.repeat_meetings = told->best.repeat_meetings;
    } else if (!entry.again) {
      continue;
    }
    progress_.emplace(std::to_string(number), protocol::encode(entry));
  }
  show_progress();
  tell(Topic::board, *board_, board_talks_);
}

// As it was told last, of those that are still being made.
void Hall::Impl::show_progress() {
  std::erase_if(progress_, [this](const auto& entry) {
    return !state().requests.contains(static_cast<std::uint32_t>(std::stoul(entry.first)));
  });
  board_->replace("progress", progress_);
}

}  // namespace convene::live
