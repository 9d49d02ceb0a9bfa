// The life of a hall: it recovers, serves, falls back to reading only, comes back, stops.
#include "server/live/hall.h"

#include "matcher/capabilities.h"
#include "matcher/check.h"
#include "server/live/hall_impl.h"

namespace convene::live {

Hall::Impl::Impl(std::string event, Surroundings surroundings, HallOptions options)
    : event_(std::move(event)),
      around_(std::move(surroundings)),
      options_(options),
      ledger_(event_, around_.journal, around_.entropy),
      presence_({limits::away_after, limits::grace}),
      gate_(options.gate) {
  recover();
}

Hall::Impl::~Impl() {
  around_.timers.cancel(timer_);
  around_.timers.cancel(recover_timer_);
  for (const auto& [number, talk] : talks_) talk->orphan();
}

void Hall::Impl::log(Log::Level level, std::string_view what, std::string_view detail) const {
  around_.log.write(level, event_, what, detail);
}

void Hall::Impl::later(std::function<void()> what) {
  around_.post([alive = std::weak_ptr<int>(alive_), what = std::move(what)] {
    if (!alive.expired()) what();
  });
}

void Hall::Impl::recover() {
  on_shard();
  try {
    ledger_.recover();
  } catch (const Unsound& unsound) { return quarantine(unsound.what()); }
  phase_ = Phase::serving;
  was_away_ = true;
  figures_.ready = true;
  figures_.read_only = false;
  figures_.seq = ledger_.durable();
  log(Log::Level::info, "hall.recovered", "seq=" + std::to_string(ledger_.durable()));
  // A restart costs nobody their place: who was here has some time to come back.
  begin_presence(now() + (options_.start_grace - limits::away_after));
  refresh_programme();
  for (const auto& [number, request] : state().requests) begun_.insert(number);
  plans_due_ = true;
  // On the shard, not from within the constructor: plans may be asked for, and time may have passed.
  later([this] { pump(); });
}

// The engine holds what nobody may see, or nothing that can be trusted: begin again from what is durable.
void Hall::Impl::rebuild() {
  ++era_;
  ++figures_.rebuilds;
  in_flight_ = deciding_ = false;
  batch_.clear();
  touched_ = {};
  deliveries_.clear();
  room_messages_.clear();
  staff_keys_.clear();
  try {
    ledger_.recover();
  } catch (const Unsound& unsound) { return quarantine(unsound.what()); } catch (const journal::Error& error) {
    return go_read_only(error.what());
  }
  phase_ = Phase::serving;
  figures_.read_only = false;
  begin_presence(now());
  refresh_everybody();
  std::erase_if(making_, [](const auto& making) { return making.second.made; });  // it may not have been stored
  plans_due_ = true;
}

void Hall::Impl::quarantine(const std::string& why) {
  phase_ = Phase::quarantined;
  figures_.ready = false;
  log(Log::Level::error, "hall.quarantined", why);
  around_.timers.cancel(std::exchange(timer_, 0));
  refuse_all(protocol::refusals::event_closed, "what is stored of this event cannot be read");
  look_away();
  for (const auto& [number, talk] : std::map(talks_)) talk->close(protocol::Close::event_damaged, "event.damaged");
}

void Hall::Impl::go_read_only(const std::string& why) {
  phase_ = Phase::read_only;
  figures_.read_only = true;
  ++era_;
  in_flight_ = false;
  log(Log::Level::error, "hall.read_only", why);
  around_.timers.cancel(std::exchange(timer_, 0));
  refuse_all(protocol::refusals::journal_unavailable, "nothing can be stored just now; try again soon");
  look_away();
  recover_timer_ = around_.timers.at(now() + options_.recover_every, [this] { try_to_recover(); });
}

void Hall::Impl::try_to_recover() {
  recover_timer_ = 0;
  if (phase_ != Phase::read_only) return;
  if (!around_.journal.status().up && !around_.journal.recover()) {
    recover_timer_ = around_.timers.at(now() + options_.recover_every, [this] { try_to_recover(); });
    return;
  }
  busy_ = true;
  was_away_ = true;
  rebuild();
  if (phase_ == Phase::serving) log(Log::Level::info, "hall.recovered", "seq=" + std::to_string(ledger_.durable()));
  busy_ = false;
  pump();
}

void Hall::Impl::submit(Command command, PersonId by, OnAnswer answer) {
  on_shard();
  Asked asked;
  asked.command = std::move(command);
  asked.by = by;
  if (answer)
    asked.answer = [this, answer = std::move(answer)](const Answer& given) {
      later([answer, given] { answer(given); });
    };
  enqueue(std::move(asked));
}

void Hall::Impl::when_settled(Look look) {
  on_shard();
  if (phase_ != Phase::serving || stopping_ || looks_.size() >= options_.waiting_looks)
    return later([look = std::move(look)] { look(nullptr); });
  looks_.push_back(std::move(look));
  later([this] { pump(); });
}

void Hall::Impl::look_away() {
  for (Look& look : std::exchange(looks_, {})) later([look = std::move(look)] { look(nullptr); });
}

void Hall::Impl::walk_in(protocol::JoinForm form, std::string key, const std::string& from,
                         std::function<void(WalkInAnswer)> answer) {
  on_shard();
  if (const auto fault = fault_in_walk_in(form, from, key))
    return later([answer = std::move(answer), out = WalkInAnswer(refused_form(*fault))] { answer(out); });
  Asked asked;
  asked.command = WalkIn{key, form.code, profile_of(form)};
  asked.answer = [this, key = std::move(key), answer = std::move(answer)](const Answer& given) {
    WalkInAnswer out;
    if (const Refusal* refusal = std::get_if<Refusal>(&given)) {
      out = refused_form(*refusal);
    } else {
      // Erased by what was decided in the same batch: nobody is left to give a pass to.
      const auto person = state().index.by_walk_in.find(key);
      if (person == state().index.by_walk_in.end() || state().person(person->second).standing != Standing::in)
        out = protocol::Refused{{}, "person.not_in", "this person is not in the event any more", std::nullopt, {}};
      else
        out = mint(state().person(person->second));
    }
    later([answer, out] { answer(out); });
  };
  enqueue(std::move(asked));
}

std::string Hall::Impl::mint(const Person& person) const {
  return around_.passes.mint({event_, person.id, person.generation, now() + options_.pass_lasts});
}

std::optional<PersonId> Hall::Impl::read_pass(std::string_view pass) const {
  const auto claims = around_.passes.read(pass, now());
  if (!claims || claims->event != event_) return {};
  const Person* person = state().find(claims->person);
  if (!person || person->standing != Standing::in || person->generation != claims->generation) return {};
  return person->id;
}

void Hall::Impl::stop(std::function<void()> stopped) {
  on_shard();
  if (stopping_) return;
  stopping_ = std::move(stopped);
  refuse_all_waiting();
  if (!in_flight_) finish_stop();
}

// A client's command is left without an answer: the client asks again under the same id when it is back.
void Hall::Impl::refuse_all_waiting() {
  for (const Asked& asked : std::exchange(queue_, {}))
    if (asked.talk == 0) refuse(asked, protocol::refusals::event_closed, "the server stops; try again in a moment");
  look_away();
}

// A view that cannot be made, say. What was decided and is not durable yet was seen by nobody and is decided again.
void Hall::Impl::broken_outside(const std::string& why) {
  ++figures_.broken_invariants;
  const bool again = broken_at_ && now() < broken_at_ + options_.broken_within;
  broken_at_ = now();
  log(Log::Level::error, "hall.broken_invariant",
      "outside=commands after_seq=" + std::to_string(ledger_.durable()) + " why=\"" + why + "\"");
  try {
    if (again) return quarantine("broke twice: " + why);
    decide_again();
    rebuild();
  } catch (const std::logic_error& wrong) {
    return quarantine(wrong.what());
  } catch (const std::bad_variant_access& wrong) { return quarantine(wrong.what()); }
  busy_ = false;
  later([this] { pump(); });
}

void Hall::Impl::finish_stop() {
  if (phase_ == Phase::stopped) return;
  around_.timers.cancel(std::exchange(timer_, 0));
  around_.timers.cancel(std::exchange(recover_timer_, 0));
  const bool sound = phase_ == Phase::serving;
  phase_ = Phase::stopped;
  figures_.ready = false;
  const std::string reason = "restart " + std::to_string((options_.restart_hint.ms + 999) / 1000);
  for (const auto& [number, talk] : std::map(talks_)) talk->close(protocol::Close::restart, reason);
  const auto tell = [this] { later(std::exchange(stopping_, [] {})); };
  if (!sound || ledger_.durable() == ledger_.snapshot_seq() || ledger_.durable() == 0) return tell();
  ledger_.save_snapshot([alive = std::weak_ptr<int>(alive_), post = around_.post, tell](const journal::AppendResult&) {
    post([alive, tell] {
      if (!alive.expired()) tell();
    });
  });
}

// ---- the door

Hall::Hall(std::string event, Surroundings surroundings, HallOptions options)
    : impl_(std::make_unique<Impl>(std::move(event), std::move(surroundings), options)) {}
Hall::~Hall() = default;

std::unique_ptr<Conversation> Hall::open(Line& line) {
  impl_->on_shard();
  if (impl_->phase_ == Phase::quarantined || impl_->phase_ == Phase::stopped || impl_->stopping_) return nullptr;
  auto talk = std::make_unique<Talk>(*impl_, line, ++impl_->last_talk_, impl_->options_);
  impl_->talks_.emplace(talk->number, talk.get());
  return talk;
}

void Hall::submit(Command command, PersonId by, OnAnswer answer) {
  impl_->submit(std::move(command), by, std::move(answer));
}

void Hall::load(EventLoad load, OnAnswer answer) { impl_->submit(std::move(load), {}, std::move(answer)); }

void Hall::walk_in(protocol::JoinForm form, std::string key, const std::string& from,
                   std::function<void(WalkInAnswer)> answer) {
  impl_->walk_in(std::move(form), std::move(key), from, std::move(answer));
}

void Hall::when_settled(Look look) { impl_->when_settled(std::move(look)); }

std::optional<std::string> Hall::mint_pass(PersonId person) const {
  const Person* known = impl_->state().find(person);
  if (!known || known->standing == Standing::erased) return {};
  return impl_->mint(*known);
}

std::optional<PersonId> Hall::read_pass(std::string_view pass) const { return impl_->read_pass(pass); }

bool Hall::may(PersonId person, std::string_view capability) const {
  return convene::may(impl_->state(), person, capability);
}

ProgrammeResource Hall::programme() {
  impl_->on_shard();
  return impl_->programme_;
}

void Hall::stop(std::function<void()> stopped) { impl_->stop(std::move(stopped)); }
const std::string& Hall::event() const { return impl_->event_; }
Hall::Phase Hall::phase() const { return impl_->phase_; }
std::uint64_t Hall::seq() const { return impl_->ledger_.durable(); }
const std::string& Hall::epoch() const { return impl_->ledger_.epoch(); }
const Figures& Hall::figures() const { return impl_->figures_; }
std::size_t Hall::connections() const { return impl_->talks_.size(); }

}  // namespace convene::live
