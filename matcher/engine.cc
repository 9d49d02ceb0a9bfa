#include "matcher/engine.h"

#include "matcher/capabilities.h"
#include "matcher/check.h"
#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

constexpr std::size_t most_erased = 10'000;  // entries and owners in one batch of the journal, by the clock
constexpr std::size_t client_commands = std::variant_size_v<ClientCommand>;

TabMemory* memory_of(Person& person, std::string_view tab) {
  for (TabMemory& memory : person.tabs)
    if (memory.tab == tab) return &memory;
  return nullptr;
}

/// A retry: the answer it had. Too old or changed: refused. Otherwise new.
std::optional<Outcome> answered_before(State& state, const Request& request) {
  if (request.id.tab.empty()) return {};
  const TabMemory* memory = memory_of(state.person(request.by), request.id.tab);
  if (!memory) return {};
  for (const Reply& reply : memory->replies) {
    if (reply.n != request.id.n) continue;
    if (reply.hash == request.id.hash) return Repeated{reply.seq};
    return Refusal{"command.id_reused", "this id was used for another command; give each command its own", {}};
  }
  if (memory->replies.size() == limits::replies_remembered && request.id.n < memory->replies.front().n)
    return Refusal{"command.too_old", "the answer to this id is no longer kept; ids must rise", {}};
  return {};
}

void remember(State& state, const Record& record) {
  if (record.id.tab.empty() || !record.by) return;
  Person& person = state.person(record.by);
  TabMemory* memory = memory_of(person, record.id.tab);
  if (!memory) {
    if (person.tabs.size() == limits::tabs_remembered) person.tabs.erase(person.tabs.begin());
    memory = &person.tabs.emplace_back(TabMemory{record.id.tab, {}});
  } else {
    // The tab that was not used for longest stands first, and is forgotten first.
    const auto used = person.tabs.begin() + (memory - person.tabs.data());
    std::rotate(used, used + 1, person.tabs.end());
    memory = &person.tabs.back();
  }
  const auto where = std::upper_bound(memory->replies.begin(), memory->replies.end(), record.id.n,
                                      [](std::uint32_t n, const Reply& reply) { return n < reply.n; });
  memory->replies.insert(where, {record.id.n, record.id.hash, state.seq});
  if (memory->replies.size() > limits::replies_remembered) memory->replies.erase(memory->replies.begin());
}

/// Calls `what` with each Sealed of a fact.
template <class F, class What>
void each_seal(F& fact, What&& what) {
  using Plain = std::remove_const_t<F>;
  if constexpr (std::is_same_v<Plain, PersonRegistered> || std::is_same_v<Plain, ProfileChanged>) what(fact.profile);
  if constexpr (std::is_same_v<Plain, PersonShutOut>) what(fact.reason);
  if constexpr (std::is_same_v<Plain, NoticeSent>)
    if (fact.text) what(*fact.text);
  if constexpr (std::is_same_v<Plain, ChatSaid>) what(fact.text);
  if constexpr (std::is_same_v<Plain, HelpAsked>)
    if (fact.about) what(*fact.about);
  if constexpr (std::is_same_v<Plain, TicketOpened> || std::is_same_v<Plain, TicketEdited>)
    if (fact.question) what(*fact.question);
  if constexpr (std::is_same_v<Plain, TicketsOffered> || std::is_same_v<Plain, TicketPlaced>)
    if (fact.reason) what(*fact.reason);
  if constexpr (std::is_same_v<Plain, TicketTurned>)
    if (fact.note) what(*fact.note);
  if constexpr (std::is_same_v<Plain, PlanRequested> || std::is_same_v<Plain, PlanStored> ||
                std::is_same_v<Plain, RoomNamed>)
    if (fact.title) what(*fact.title);
  if constexpr (std::is_same_v<Plain, PlanStored>)
    if (fact.titles)
      for (auto& named : *fact.titles) what(named.title);
  if constexpr (std::is_same_v<Plain, RoomLinked> || std::is_same_v<Plain, StaffLinked>)
    if (fact.link) what(*fact.link);
  if constexpr (std::is_same_v<Plain, PersonReported>)
    if (fact.about) what(*fact.about);
  if constexpr (std::is_same_v<Plain, OperationDone>) {
    if (fact.reason) what(*fact.reason);
    if (fact.told) what(*fact.told);
    for (auto& change : fact.titles)
      if (change.title) what(*change.title);
  }
}

std::optional<Refusal> fault_in_sender(const State& state, PersonId by) {
  const Person* person = state.find(by);
  if (!person || person->standing != Standing::in)
    return Refusal{"person.not_in", "this person is not in the event (any more)", {}};
  return {};
}

std::optional<Refusal> fault_in_rights(const State& state, const Request& request) {
  const bool from_client = request.command.index() < client_commands;
  const std::string_view name = name_of(request.command);
  if (!from_client || !allows(state.person(request.by).hats, name))
    return Refusal{
        "not_allowed", "none of the person's hats allows " + std::string(name), {{"command", std::string(name)}}};
  return {};
}

}  // namespace

void Deciding::emit(Fact fact) {
  const auto number = [this](auto& sealed) { sealed.entry = state_.last_entry + 1, state_.last_entry = sealed.entry; };
  std::visit([&](auto& f) { each_seal(f, number); }, fact);
  if (operation_) operation_->note(state_, fact);
  acts_.note(state_, fact);
  apply(state_, fact, now_);
  facts_.push_back(std::move(fact));
}

void Deciding::begin_operation(std::string_view command, const std::string& reason, const std::string& told,
                               OperationId about) {
  operation_.emplace(command, by_, reason, told, about);
}

void Deciding::end_operation() {
  if (!operation_) return;
  OperationNotes notes = std::move(*operation_);
  operation_.reset();
  if (auto done = std::move(notes).finish(state_)) emit(std::move(*done));
}

Engine::Engine() : state_(std::make_unique<State>()) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Outcome Engine::submit(const Request& request) {
  if (request.by) {  // the server may ask anything, also in an organiser's name
    if (auto refusal = fault_in_sender(*state_, request.by)) return *refusal;
    // Before the rights: what was carried out was carried out, though its author has lost the hat since.
    if (auto answer = answered_before(*state_, request)) return *answer;
    if (auto refusal = fault_in_rights(*state_, request)) return *refusal;
  }
  Deciding deciding(*state_, request.now, request.by, request.seed);
  deciding.take_to_seat(), deciding.take_to_call(), deciding.take_to_follow();
  if (Decided refusal = std::visit([&](const auto& command) { return decide(deciding, command); }, request.command)) {
    CONVENE_CHECK(deciding.silent());
    return *refusal;
  }
  deciding.end_operation();
  follow_people(deciding);
  call_next(deciding);
  seat_waiting(deciding);
  if (deciding.silent()) return Accepted{};
  deciding.keep_acts();
  ++state_->seq;
  Record record{request.now, request.by, request.id, deciding.take()};
  remember(*state_, record);
  return Accepted{std::move(record)};
}

void Engine::replay(const Record& record) {
  ActNotes acts(record.by);
  for (const Fact& fact : record.facts) {
    const auto count = [this](const auto& sealed) { state_->last_entry = std::max(state_->last_entry, sealed.entry); };
    std::visit([&](const auto& f) { each_seal(f, count); }, fact);
    acts.note(*state_, fact);
    apply(*state_, fact, record.at);
  }
  std::move(acts).keep(*state_, record.at);
  ++state_->seq;
  remember(*state_, record);
}

Engine Engine::restored(State state, std::uint64_t seq) {
  Engine engine;
  *engine.state_ = std::move(state);
  engine.state_->seq = seq;
  engine.state_->rebuild();
  return engine;
}

std::uint64_t Engine::seq() const { return state_->seq; }
const State& Engine::state() const { return *state_; }

Touched Engine::take_touched() {
  Touched touched = std::exchange(state_->touched, {});
  touched.tidy();
  return touched;
}

std::optional<Instant> Engine::next_deadline() const {
  if (state_->index.agenda.empty()) return {};
  return state_->index.agenda.begin()->first;
}

Decided decide(Deciding& deciding, const Tick&) {
  // Bounded, so that a rule that wrongly stays due cannot hold up the event: the next tick goes on.
  for (int steps = 0; steps < 10'000; ++steps) {
    const auto& agenda = deciding.state().index.agenda;
    if (agenda.empty() || agenda.begin()->first > deciding.now()) break;
    if (deciding.state().touched.forgotten.size() + deciding.state().touched.erased.size() > most_erased) break;
    const Due due = agenda.begin()->second;
    const std::size_t before = deciding.count();
    if (due.kind == Due::session) session_due(deciding, static_cast<std::int32_t>(due.id));
    if (due.kind == Due::room) room_due(deciding, RoomId(due.id));
    if (due.kind == Due::person) person_due(deciding, PersonId(due.id));
    if (due.kind == Due::ticket) ticket_due(deciding, TicketId(due.id));
    if (due.kind == Due::event) event_due(deciding);
    CONVENE_CHECK(deciding.count() > before);
  }
  return {};
}

}  // namespace convene
