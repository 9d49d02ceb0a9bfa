// Connections and the people behind them: hello, which tab is in charge, who is away, who must go.
#include <charconv>

#include "matcher/capabilities.h"
#include "matcher/check.h"
#include "protocol/digest.h"
#include "protocol/encode.h"
#include "protocol/messages.h"
#include "protocol/name_key.h"
#include "server/live/hall_impl.h"
#include "server/live/writing.h"

namespace convene::live {

namespace {

// Short, the same after a restart, and no way back to the tab's own word.
std::string number_of(std::string_view tab) { return protocol::hex(protocol::sha256({"tab", tab})).substr(0, 12); }
std::string walk_in_key(std::string_view tab) {
  return "t" + protocol::hex(protocol::sha256({"join", tab})).substr(0, 32);
}

/// "<tab_number>:<n>"
std::optional<std::uint32_t> number_in(std::string_view id, std::string_view tab_number) {
  if (!id.starts_with(tab_number) || id.size() <= tab_number.size() + 1 || id[tab_number.size()] != ':') return {};
  const std::string_view digits = id.substr(tab_number.size() + 1);
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc{} || end != digits.data() + digits.size() || n == 0 || digits.front() == '0') return {};
  return n;
}

/// A form that is wrong is not right the next time either; a server that cannot take it now can, soon.
protocol::Close close_after(std::string_view refusal) {
  if (refusal == "join.too_many" || refusal == "join.too_many_tries") return protocol::Close::overload;
  if (refusal == protocol::refusals::journal_unavailable) return protocol::Close::unavailable;
  if (refusal == protocol::refusals::overloaded) return protocol::Close::overload;
  if (refusal == protocol::refusals::event_closed) return protocol::Close::restart;
  return protocol::Close::join_refused;
}

}  // namespace

void Hall::Impl::hear(Talk& talk, protocol::Message message) {
  on_shard();
  std::visit(
      [&](auto& said) {
        using Said = std::decay_t<decltype(said)>;
        if constexpr (std::is_same_v<Said, protocol::Hello>) {
          hello(talk, std::move(said));
        } else if (talk.stage != Talk::Stage::greeted) {
          talk.refuse(message.inbound.id, protocol::refusals::hello_first, "say hello, and wait for welcome");
          if (talk.stage == Talk::Stage::fresh) talk.close(protocol::Close::protocol_error, "hello first");
        } else if constexpr (std::is_same_v<Said, protocol::Ping>) {
          talk.say(protocol::encode(protocol::Pong{said.at, now()}));
        } else if constexpr (std::is_same_v<Said, protocol::Resync>) {
          // The whole of everything: all views are small but the staff's, which are shared and put in when fetched.
          if (talk.in_charge)
            when_settled([this, number = talk.number](const State* durable) {
              if (!durable) return;  // whoever is here when it can be read again is sent everything anyway
              if (const auto at = talks_.find(number); at != talks_.end() && at->second->greeted())
                send_all(*at->second);
            });
        } else {
          command(talk, std::move(message));
        }
      },
      message.inbound.body);
}

void Hall::Impl::command(Talk& talk, protocol::Message message) {
  if (!talk.in_charge)
    return talk.refuse(message.inbound.id, protocol::refusals::not_in_charge,
                       "another tab of this person is in charge");
  Asked asked;
  asked.by = talk.person;
  bool signal = false;
  std::optional<Refusal> fault;
  std::visit(
      [&](auto& said) {
        using Said = std::decay_t<decltype(said)>;
        if constexpr (requires { fault_in(said); }) fault = fault_in(said);
        if constexpr (std::is_constructible_v<Command, Said>) {
          signal = protocol::is_signal<Said>;
          asked.command = std::move(said);
        }
      },
      message.inbound.body);
  if (!signal) {
    if (!message.inbound.id)
      return talk.refuse({}, protocol::refusals::id_missing, "this command needs an id: \"<tab_number>:<n>\"");
    const auto n = number_in(*message.inbound.id, talk.tab_number);
    if (!n)
      return talk.refuse(message.inbound.id, protocol::refusals::id_malformed,
                         "an id is \"<tab_number>:<n>\" with the number that welcome gave and a rising n from 1");
    asked.id = CommandId{talk.tab_number, *n, message.hash};
    asked.talk = talk.number;
    asked.reply_id = std::move(*message.inbound.id);
  }
  if (fault) return reply({std::move(asked), std::move(*fault)});
  enqueue(std::move(asked));
}

// ---- hello

void Hall::Impl::hello(Talk& talk, protocol::Hello hello) {
  if (talk.stage != Talk::Stage::fresh)
    return talk.refuse({}, protocol::refusals::hello_twice, "hello is said once a connection");
  if (hello.pass.has_value() == hello.join.has_value()) {
    talk.refuse({}, "hello.form", "hello carries either a pass or a join form");
    return talk.close(protocol::Close::protocol_error, "hello.form");
  }
  if (waiting_.size() >= options_.waiting_hellos) return talk.close(protocol::Close::overload, "overload");
  ++figures_.hellos;
  talk.stage = Talk::Stage::waiting;
  talk.tab = hello.tab;
  talk.tab_number = number_of(hello.tab);
  talk.take = hello.take;
  talk.superseded = hello.superseded;
  hellos_.insert_or_assign(talk.number, std::move(hello));
  waiting_.push_back(talk.number);
  pump();
}

void Hall::Impl::greet_waiting() {
  while (!waiting_.empty() && settled()) {
    const std::uint64_t number = waiting_.front();
    waiting_.pop_front();
    if (const auto talk = talks_.find(number); talk != talks_.end() && talk->second->stage == Talk::Stage::waiting)
      greet(*talk->second);
    hellos_.erase(number);
  }
}

protocol::Close Hall::Impl::shut_out(const Person& person) const {
  switch (person.standing) {
    case Standing::removed: return protocol::Close::removed;
    case Standing::banned: return protocol::Close::banned;
    case Standing::in:
    case Standing::erased: break;
  }
  return protocol::Close::pass_invalid;
}

void Hall::Impl::greet(Talk& talk) {
  const protocol::Hello said = std::move(hellos_.at(talk.number));
  if (said.join) return walk_in(talk, *said.join);
  const auto claims = around_.passes.read(*said.pass, now());
  const Person* person = claims && claims->event == event_ ? state().find(claims->person) : nullptr;
  protocol::Close code = protocol::Close::pass_invalid;
  if (person && person->standing != Standing::in) {
    code = shut_out(*person);
  } else if (person && person->generation == claims->generation) {
    return let_in(talk, *person);
  }
  ++figures_.hellos_refused;
  talk.close(code, code == protocol::Close::removed  ? "removed"
                   : code == protocol::Close::banned ? "banned"
                                                     : "pass.invalid");
}

/// What the engine, which knows neither networks nor alphabets, cannot see: the gate first, and names only of those who
/// know the code, or anybody could ask who is staff. O(staff).
std::optional<Refusal> Hall::Impl::fault_in_walk_in(const protocol::JoinForm& form, std::string_view from,
                                                    std::string_view form_key) {
  if (auto fault = fault_in(form)) return fault;
  const auto& rules = state().event.join.walk_in;
  const bool wrong = rules && form.code != rules->code;
  if (auto refusal = gate_refusal(from, form.code, wrong)) return refusal;
  // A retry finds the same person, whatever staff is called by now.
  if (wrong || state().index.by_walk_in.contains(std::string(form_key))) return std::nullopt;
  const std::string key = protocol::name_key(form.name);
  if (key.empty()) return std::nullopt;
  for (const PersonId id : state().index.staff) {
    const Person& person = state().person(id);
    if (!person.profile.words) continue;
    auto& [seq, theirs] = staff_keys_[id];
    if (theirs.empty() || seq != person.profile_seq) {
      seq = person.profile_seq;
      theirs = protocol::name_key(person.profile.words->name);
    }
    if (theirs == key)
      return Refusal{"profile.name_of_staff",
                     "somebody of the staff is called so, or nearly: add what tells you apart",
                     {{"field", "name"}}};
  }
  return std::nullopt;
}

std::optional<Refusal> Hall::Impl::gate_refusal(std::string_view from, std::string_view code, bool wrong) {
  switch (gate_.ask(from, code, wrong, now())) {
    case Gate::Says::come: break;
    case Gate::Says::too_many_people:
      return Refusal{"join.too_many", "too many people come at once from this network: try again in a minute", {}};
    case Gate::Says::too_many_wrong_codes:
      return Refusal{
          "join.too_many_tries", "too many wrong codes came from this network: try again in some minutes", {}};
  }
  return {};
}

void Hall::Impl::refuse_join(Talk& talk, const Refusal& refusal) {
  ++figures_.hellos_refused;
  talk.say(protocol::encode(refused_form(refusal, "join.")));
  talk.close(close_after(refusal.code), refusal.code);
}

void Hall::Impl::walk_in(Talk& talk, const protocol::JoinForm& form) {
  if (queue_.size() >= options_.queued_commands) return talk.close(protocol::Close::overload, "overload");
  const std::string key = walk_in_key(talk.tab);
  if (const auto fault = fault_in_walk_in(form, talk.from(), key)) return refuse_join(talk, *fault);
  Asked asked;
  asked.command = WalkIn{key, form.code, profile_of(form)};
  asked.answer = [this, key, number = talk.number](const Answer& given) {
    const auto at = talks_.find(number);
    if (at == talks_.end() || at->second->stage != Talk::Stage::waiting) return;
    Talk& who = *at->second;
    if (const Refusal* refusal = std::get_if<Refusal>(&given)) return refuse_join(who, *refusal);
    const auto person = state().index.by_walk_in.find(key);
    // Erased by what was decided in the same batch.
    if (person == state().index.by_walk_in.end()) return who.close(protocol::Close::pass_invalid, "not_in");
    const Person& known = state().person(person->second);
    if (known.standing != Standing::in) return who.close(shut_out(known), "not_in");
    who.minted = mint(known);
    let_in(who, known);
  };
  // At the end of what waits; decided when this round of greetings is over.
  queue_.push_back(std::move(asked));
}

void Hall::Impl::let_in(Talk& talk, const Person& person) {
  talk.stage = Talk::Stage::greeted;
  talk.person = person.id;
  Here& here = here_.try_emplace(person.id, options_).first->second;
  if (here.talks.size() >= options_.connections_per_person) {
    // The one that matters least: a superseded one, or the oldest.
    const auto idle = std::find_if(here.talks.begin(), here.talks.end(), [](const Talk* t) { return !t->in_charge; });
    (idle == here.talks.end() ? here.talks.front() : *idle)
        ->close(protocol::Close::other_device, "too many connections");
  }
  take_charge(here, talk, person);
  here.talks.push_back(&talk);
  ++figures_.connections;
  if (talk.in_charge) presence_.connected(person.id);
  welcome(talk);
  if (talk.in_charge) send_all(talk);
}

// The newest tab that a person opened; one that comes back by itself only where it was in charge before.
void Hall::Impl::take_charge(Here& here, Talk& talk, const Person& person) {
  // The same tab again: its old connection is a dead one that nobody noticed yet.
  for (Talk* other : std::vector(here.talks))
    if (other->tab == talk.tab) other->close(protocol::Close::other_device, "this tab connected again");
  if (person.staff()) {
    talk.in_charge = true;
    return;
  }
  // After a restart nobody knows who was in charge but the tabs themselves: a superseded one does not become it by
  // being the first to come back.
  talk.in_charge = talk.take || here.charge == talk.tab || (here.charge.empty() && !talk.superseded);
  if (!talk.in_charge) return;
  here.charge = talk.tab;
  for (Talk* other : std::vector(here.talks)) {
    if (!other->in_charge) continue;
    other->in_charge = false;
    other->outbox.forget_views();
    unwatch(*other);
    other->say(protocol::encode(protocol::Superseded{}));
    if (state().event.join.one_device) other->close(protocol::Close::other_device, "other_device");
  }
}

void Hall::Impl::welcome(Talk& talk) {
  protocol::Welcome welcome;
  welcome.protocol = protocol::kSubprotocol;
  welcome.server = CONVENE_VERSION;
  welcome.epoch = ledger_.epoch();
  welcome.seq = ledger_.durable();
  welcome.time = now();
  welcome.person = talk.person;
  welcome.tab_number = talk.tab_number;
  welcome.in_charge = talk.in_charge;
  for (const std::string_view can : capabilities(state(), talk.person)) welcome.can.emplace_back(can);
  welcome.pass = talk.minted;
  welcome.limits.message_bytes = static_cast<std::uint32_t>(protocol::Limits::wire().bytes);
  welcome.limits.messages_per_second = static_cast<std::uint32_t>(options_.messages_per_second);
  welcome.limits.burst = static_cast<std::uint32_t>(options_.burst);
  welcome.limits.heartbeat_ms = static_cast<std::uint32_t>(options_.heartbeat.ms);
  welcome.limits.away_ms = static_cast<std::uint32_t>(limits::away_after.ms);
  welcome.limits.grace_ms = static_cast<std::uint32_t>(limits::grace.ms);
  talk.say(protocol::encode(welcome));
}

// ---- coming and going

bool Hall::Impl::within_rate(PersonId person) {
  const auto here = here_.find(person);
  return here == here_.end() || here->second.bucket.take(now());
}

void Hall::Impl::left(Talk& talk) {
  if (talk.person) remove(talk);
}

void Hall::Impl::gone(Talk& talk) {
  talks_.erase(talk.number);
  hellos_.erase(talk.number);
  if (talk.person) remove(talk);
}

void Hall::Impl::remove(Talk& talk) {
  unwatch(talk);
  const auto at = here_.find(talk.person);
  if (at == here_.end()) return;
  auto& talks = at->second.talks;
  const auto where = std::find(talks.begin(), talks.end(), &talk);
  if (where == talks.end()) return;
  talks.erase(where);
  --figures_.connections;
  talk.in_charge = false;
  const bool still = std::any_of(talks.begin(), talks.end(), [](const Talk* t) { return t->in_charge; });
  if (still) return;
  at->second.shown = {};
  presence_.disconnected(talk.person, now());
  set_timer();
}

void Hall::Impl::expel(PersonId id) {
  const auto at = here_.find(id);
  if (at == here_.end()) return;
  const Person& person = state().person(id);
  const protocol::Close code = shut_out(person);
  for (Talk* talk : std::vector(at->second.talks)) {
    ++figures_.expelled;
    talk->close(code, code == protocol::Close::removed  ? "removed"
                      : code == protocol::Close::banned ? "banned"
                                                        : "pass.revoked");
  }
}

// O(people). Once a start, and once a rebuild.
void Hall::Impl::begin_presence(Instant from) {
  std::vector<PersonId> online;
  std::vector<PersonId> not_lapsed;
  for (const Person& person : state().people) {
    if (person.standing != Standing::in) continue;
    if (person.online)
      online.push_back(person.id);
    else if (!person.lapsed)
      not_lapsed.push_back(person.id);
  }
  presence_.begin(online, not_lapsed, from);
}

}  // namespace convene::live
