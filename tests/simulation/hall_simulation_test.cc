// Whole halls under a seeded crowd and a journal that fails: what must hold, held after every storm.
//
//   CONVENE_SEED=N    plays one history only
//   CONVENE_SEEDS=N   plays so many (1,000 unless said otherwise)
#include <cstdlib>
#include <iostream>

#include "matcher/chat.h"
#include "matcher/view_builders.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "tests/simulation/chatter.h"
#include "tests/simulation/met.h"
#include "tests/simulation/world.h"

namespace convene::simulation {
namespace {

json whole(const auto& view) { return json::parse(protocol::encode(view)); }

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

journal::FaultPlan faults_of(std::uint64_t seed) {
  journal::FaultPlan plan;
  plan.seed = seed;
  if (seed % 4 == 0) return plan;  // every fourth history is a calm one
  plan.conflict = 15;
  plan.stall = 30;
  plan.down = 8;
  plan.lost_answer = 8;
  plan.torn = 8;
  return plan;
}

/// One history.
class Storm {
 public:
  Storm(std::uint64_t seed, Met& met)
      : met_(met), rng_(mix(seed, 7)), world_(seed, {}, options(seed)), plan_(faults_of(seed)) {
    people_ = 4 + rng_.below(10);
    world_.load(people_, event(seed % 4 == 1));
    world_.pass(minutes(87));  // doors are open, the first round is about to
    // The journal is sound until the event is there.
    stormy_ = std::make_unique<journal::FaultyJournal>(world_.disk, plan_);
  }

  void play() {
    restart();
    for (std::uint32_t i = 0; i < people_ + 2; ++i) arrive();
    for (int step = 0; step < 120 && !::testing::Test::HasFailure(); ++step) {
      act();
      world_turn();
      if (step % 40 == 39) calm_and_check();
    }
  }

 private:
  // Small rooms, so that a small crowd fills several.
  static EventDefinition event(bool debrief) {
    EventDefinition event = testing::small_event();
    if (debrief) {
      event.sessions[2].kind = SessionKind::debrief;
      event.sessions[2].of = {"talk"};
    }
    for (SessionDefinition& session : event.sessions) session.policy.rooms = {2, 3, 4};
    event.sessions[1].policy.turns = TurnRule::by_itself;
    event.sessions[1].policy.facilitators = FacilitatorRule::one_per_room_if_enough;
    event.sessions[2].policy.turns = TurnRule::offered;
    return event;
  }

  static live::HallOptions options(std::uint64_t seed) {
    live::HallOptions options;
    options.snapshot_records = seed % 3 == 0 ? 10 : 1'000;
    options.messages_per_second = options.burst = 1'000;
    return options;
  }

  // Some of what can happen happens; the rest waits.
  void world_turn() {
    for (std::uint32_t i = 0, n = 1 + rng_.below(4); i < n; ++i) {
      world_.mailbox.drain();
      stormy_->step();
      world_.disk.pump(rng_.below(3));
      for (auto& client : world_.clients)
        if (client->awake && rng_.below(4) != 0) look(*client);
    }
    reap();
    world_.clock.run_until(world_.clock.now() + milliseconds(rng_.below(rng_.below(5) == 0 ? 100'000 : 3'000)));
  }

  // A client says by itself that its room is on the screen; some never get so far.
  void look(Client& client) {
    client.fetch();
    const json me = client.in_charge() ? client.me() : json::object();
    const std::string seat = me.value("seat", "");
    if ((seat == "assigned" || seat == "delivered") && rng_.below(4) != 0)
      client.say({{"type", "seat.seen"}, {"version", me["version"]}});
  }

  void reap() {
    for (auto& client : world_.clients)
      if (client->closed != 0 && client->conversation) client->fetch(), client->drop();
  }

  PersonId somebody() { return PersonId(1 + rng_.below(people_ + 3)); }
  Client* some_client() {
    if (world_.clients.empty()) return nullptr;
    return world_.clients[rng_.below(static_cast<std::uint32_t>(world_.clients.size()))].get();
  }

  void connect(Client& client, PersonId person, bool take) {
    if (client.conversation) client.drop();
    client.open(*world_.hall);
    if (client.conversation) client.hello(pass_of(person), take);
  }

  std::string pass_of(PersonId person) {
    return world_.passes.mint({"test-event", person, 1, world_.clock.now() + minutes(10'000)});
  }

  void arrive() {
    const PersonId person = somebody();
    const std::string name = to_string(person) + (rng_.below(5) == 0 ? "-second" : "-first");
    for (auto& client : world_.clients)
      if (client->tab == name) return connect(*client, person, rng_.below(3) == 0);
    Client& client = world_.tab(name);
    who_[&client] = person;
    client.on_done = [this, by = to_string(person)](const std::string& id, std::uint64_t seq) {
      answered(by, id, seq);
    };
    connect(client, person, true);
  }

  void act() {
    Client* client = some_client();
    const std::uint32_t die = rng_.below(100);
    if (die < 4) return crash();
    if (die < 14 || !client) return arrive();
    if (die < 20) return client->drop();
    if (!client->in_charge()) {
      if (!client->connected()) connect(*client, who_[client], rng_.below(2) == 0);
      return;
    }
    if (die < 24) return retry(*client);
    const json me = client->me();
    const auto version = me.value("version", 0U);
    if (who_[client].value <= 3 && die < 75) return direct(*client);
    switch (rng_.below(11)) {
      case 8:
      case 9: return chatter_.talk(*client, me);
      case 10: return chatter_.attend(*client);
      case 0:
      case 1: client->ask("session.join", {{"session", rng_.below(4) == 0 ? "mixing" : "role-alike-1"}}); break;
      case 2:
        if (rng_.below(3) == 0) client->ask("session.leave");
        break;
      case 3:
      case 4: client->say({{"type", "seat.seen"}, {"version", version}}); break;
      case 5: client->ask("room.switch"); break;
      case 6:
        if (me.contains("offers") && !me["offers"].empty())
          client->ask("switch.take", {{"room", me["offers"][0]["room"]}, {"seen", version}});
        else
          client->say({{"type", "call.opened"}, {"version", version}});
        break;
      default: client->ask("profile.update", {{"organization", "School " + std::to_string(rng_.below(9))}}); break;
    }
  }

  void direct(Client& staff) {
    const json floor = staff.views.contains("floor") ? staff.views["floor"] : json::object();
    const std::string session = rng_.below(3) == 0 ? "mixing" : "role-alike-1";
    const std::string person = to_string(somebody());
    switch (rng_.below(17)) {
      case 15: staff.ask("round.rematch", {{"session", session}}); break;
      case 16: {
        const json plans = staff.views.contains("board") ? staff.views["board"]["plans"] : json::object();
        for (const auto& [id, plan] : plans.items())
          if (plan["rematch"].get<bool>()) staff.ask("plan.apply", {{"plan", id}, {"force", true}});
        break;
      }
      case 12:
      case 13:
      case 14: return chatter_.look_after(staff, person, floor);
      case 0:
      case 1: {
        if (!floor.contains("rooms") || floor["rooms"].empty()) return;
        auto room = floor["rooms"].begin();
        std::advance(room, rng_.below(static_cast<std::uint32_t>(floor["rooms"].size())));
        const json seen = floor["people"].contains(person) ? floor["people"][person]["version"] : json(0);
        staff.ask("seat.move", {{"moves", json::array({{{"person", person}, {"seen", seen}}})}, {"to", room.key()}});
        break;
      }
      case 2: staff.ask("round.open", {{"session", session}}); break;
      case 3:
        if (rng_.below(3) == 0) staff.ask("round.close", {{"session", session}});
        break;
      case 4: staff.ask("round.draft", {{"session", session}, {"title", "a plan"}}); break;
      case 5: staff.ask("session.shift", {{"session", session}, {"minutes", 1}}); break;
      case 6: staff.ask("notice.send", {{"text", "hear, hear"}}); break;
      case 7: staff.ask("person.remove", {{"person", person}, {"reason", "a test"}}); break;
      case 8: staff.ask("person.restore", {{"person", person}}); break;
      case 9: {
        if (!floor.contains("people") || !floor["people"].contains(person)) return;
        const bool pinned = rng_.below(2) == 0;
        staff.ask("seat.pin", {{"person", person}, {"pinned", pinned}, {"seen", floor["people"][person]["version"]}});
        break;
      }
      case 10: staff.ask("session.extend", {{"session", session}, {"minutes", 5}}); break;
      default: staff.ask("round.extend", {{"session", session}, {"seconds", 60}}); break;
    }
  }

  // The same bytes again: one effect, one answer.
  void retry(Client& client) {
    if (client.asked.empty()) return;
    auto at = client.asked.begin();
    std::advance(at, rng_.below(static_cast<std::uint32_t>(client.asked.size())));
    if (at->first.starts_with(client.tab_number)) client.say(at->second);
  }

  // The process dies, perhaps in the middle of everything.
  void crash() {
    ++met_.crashes;
    stormy_->crash();
    world_.disk.crash(rng_.below(3));
    restart();
  }

  void restart() {
    for (auto& client : world_.clients) client->drop();
    count(world_.hall->figures());
    world_.hall.reset();
    world_.mailbox.clear();
    world_.clock.clear();
    stormy_ = std::make_unique<journal::FaultyJournal>(world_.disk, plan_);
    plan_.seed = rng_.next();
    world_.hall = std::make_unique<live::Hall>(
        "test-event",
        live::Surroundings{world_.clock, world_.clock, world_.entropy, *stormy_, world_.passes, world_.planner,
                           world_.log, world_.mailbox.post()},
        options(plan_.seed));
    ASSERT_NE(world_.hall->phase(), live::Hall::Phase::quarantined) << world_.log.errors.back();
    check_acknowledged();
  }

  // Whose command a record carries, as `answered` names it; empty: the server's own.
  static std::string command_of(const std::string& bytes) {
    const json record = json::parse(bytes);
    if (!record.contains("id")) return "";
    return record["by"].get<std::string>() + " " + record["id"]["tab"].get<std::string>() + ":" +
           std::to_string(record["id"]["n"].get<int>());
  }

  std::string durable_command(std::uint64_t seq) {
    std::string found = "nothing";
    world_.disk.read("test-event", seq, [&](std::uint64_t, const std::string& bytes) {
      found = command_of(bytes);
      return false;
    });
    return found;
  }

  // At the moment of the answer: what it tells of is durable. If that record is the command's own, it stays so for
  // ever; a command that changed nothing is answered with the newest record, and check_effects() finds it nowhere.
  void answered(const std::string& by, const std::string& id, std::uint64_t seq) {
    ASSERT_LE(seq, world_.disk.last_seq("test-event")) << id << " was acknowledged before it was durable";
    const std::string command = by + " " + id;
    const auto known = acknowledged_.find(command);
    if (known != acknowledged_.end()) {
      ASSERT_EQ(known->second, seq) << command << " was answered before, otherwise";
    } else if (durable_command(seq) == command) {
      acknowledged_.emplace(command, seq);
      ++met_.acknowledged;
    } else {
      without_effect_[command] = seq;
    }
  }

  // What was acknowledged is there, each where its answer said.
  void check_acknowledged() {
    for (auto& client : world_.clients)
      for (const auto& [id, seq] : client->done)
        ASSERT_LE(seq, world_.hall->seq()) << "the acknowledged command " << id << " is lost";
    std::map<std::uint64_t, std::string> at;
    for (const auto& [command, seq] : acknowledged_) at.emplace(seq, command);
    world_.disk.read("test-event", 1, [&](std::uint64_t seq, const std::string& bytes) {
      const auto wanted = at.find(seq);
      if (wanted == at.end()) return true;
      EXPECT_EQ(command_of(bytes), wanted->second) << "the record " << seq << " is another than was acknowledged";
      at.erase(wanted);
      return true;
    });
    ASSERT_TRUE(at.empty()) << at.begin()->second << " was acknowledged as " << at.begin()->first << " and is lost";
  }

  void calm_and_check() {
    stormy_->calm();
    world_.pass(seconds(3));
    reap();
    ASSERT_EQ(world_.hall->phase(), live::Hall::Phase::serving);
    world_.pass(seconds(2));
    const State& state = world_.state();
    count(state);
    check_rooms(state);
    check_views(state);
    check_effects();
    for (const std::string& error : world_.log.errors)
      ASSERT_FALSE(error.starts_with("hall.broken") || error.starts_with("hall.quarantined")) << error;
    repeat_everything();
    check_effects();
  }

  // In the journal no command stands twice, and whoever was answered was told of the record that it led to.
  void check_effects() {
    check_acknowledged();
    std::map<std::string, std::uint64_t> effects;
    world_.disk.read("test-event", 1, [&](std::uint64_t seq, const std::string& bytes) {
      const std::string command = command_of(bytes);
      if (command.empty()) return true;
      EXPECT_TRUE(effects.emplace(command, seq).second) << "two effects of " << command;
      return true;
    });
    // What was answered as having changed nothing had no record then; asked again later, it may have got one.
    for (const auto& [command, seq] : without_effect_) {
      const auto effect = effects.find(command);
      ASSERT_TRUE(effect == effects.end() || effect->second > seq)
          << "the answer to " << command << " tells of " << seq << " instead of " << effect->second;
    }
  }

  // The same id, long after: the same answer.
  void repeat_everything() {
    for (auto& client : world_.clients) {
      if (!client->in_charge() || client->done.empty()) continue;
      const auto& [id, seq] = *client->done.rbegin();
      if (id.starts_with(client->tab_number)) client->say(client->asked.at(id));
    }
    world_.pass(milliseconds(300));
  }

  // Whoever is here and waits in the lobby of an open round does so because no room has a seat.
  static void check_nobody_waits(const State& state, const Room& room) {
    const bool open = state.round(room.round).state == RoundState::open;
    if (!open || room.locked || room.seats.size() >= state.session(room.session).definition.policy.rooms.max) return;
    for (const PersonId id : state.index.lobbies[static_cast<std::size_t>(room.session)]) {
      const Person& person = state.person(id);
      ASSERT_TRUE(!person.online || person.holds_off())
          << to_string(id) << " waits, and " << to_string(room.id) << " has a seat";
    }
  }

  void check_rooms(const State& state) {
    std::map<PersonId, RoomId> seats;
    for (const Room& room : state.rooms) {
      if (room.closed) continue;
      std::uint32_t held = 0;
      for (const Seat& seat : room.seats) {
        if (seat.state == SeatState::left) continue;
        ++held;
        ASSERT_TRUE(seats.emplace(seat.person, room.id).second) << to_string(seat.person) << " is in two rooms";
        ASSERT_EQ(state.person(seat.person).room, room.id);
      }
      ASSERT_LE(held, state.session(room.session).definition.policy.rooms.max) << to_string(room.id);
      if (state.round(room.round).state == RoundState::open && room.alone_since &&
          world_.clock.now() - room.alone_since > limits::alone_after + seconds(2)) {
        ASSERT_TRUE(room.alone_noticed) << to_string(room.id) << ": somebody is alone and nobody noticed";
      }
      check_nobody_waits(state, room);
    }
    for (const Person& person : state.people)
      if (person.room && !state.room(person.room).closed) {
        ASSERT_TRUE(seats.contains(person.id)) << to_string(person.id) << " holds no seat in their room";
      }
  }

  // An offer tells what a room was like when it was made; whoever takes it is told if it has filled up.
  static json settled(json me) {
    for (json& offer : me["offers"]) offer.erase("people"), offer.erase("basis");
    return me;
  }

  void check_views(const State& state) {
    for (auto& client : world_.clients) {
      if (!client->in_charge()) continue;
      const PersonId id = who_[client.get()];
      ASSERT_EQ(client->person, to_string(id));
      ASSERT_EQ(settled(client->views["me"]), settled(whole(me_view(state, id)))) << to_string(id);
      if (const auto room = shown_room(state, id)) {
        ASSERT_EQ(client->views["room"], whole(room_view(state, *room))) << to_string(id);
      }
      ASSERT_EQ(client->views["now"], whole(now_view(state, world_.clock.now(), world_.hall->programme().path)));
      if (client->views.contains("floor")) {
        ASSERT_EQ(client->views["floor"], whole(floor_view(state, reach_of(state.person(id))))) << to_string(id);
      }
      check_chat(*client, state, id);
      if (client->views.contains("board")) { ASSERT_EQ(client->views["board"], whole(board_view(state))); }
    }
  }

  // Whoever is shown a chat has all that is kept of it, word for word; they may have more of what came before.
  void check_chat(Client& client, const State& state, PersonId id) {
    const auto shown = chat_room(state, id);
    if (!shown) return;
    ASSERT_EQ(client.chat_room, to_string(*shown)) << to_string(id);
    const Room& room = state.room(*shown);
    ASSERT_GE(client.chat.size(), room.chat.size());
    const std::size_t before = client.chat.size() - room.chat.size();
    for (std::size_t i = 0; i < room.chat.size(); ++i)
      ASSERT_EQ(client.chat[before + i], whole(chat_message(state, room.chat[i]))) << to_string(id);
  }

  void count(const State& state) {
    ++met_.checks;
    for (const Person& person : state.people) met_.helped += person.help && person.help->by ? 1 : 0;
    for (const Room& room : state.rooms) {
      met_.said += room.chat.size();
      for (const ChatLine& line : room.chat) met_.hidden += line.hidden ? 1 : 0;
      met_.turns += room.turns.turn;
      met_.alone += room.alone_noticed ? 1 : 0;
      for (const Seat& seat : room.seats) met_.present += there(seat.state) ? 1 : 0;
    }
    for (const Person& person : state.people) {
      met_.offers += person.offers.empty() ? 0 : 1;
      met_.moved += person.why == SeatWhy::moved ? 1 : 0;
    }
    met_.rooms += state.rooms.size();
    met_.rounds += state.rounds.size();
    met_.plans += state.plans.size();
  }

  void count(const live::Figures& figures) {
    met_.conflicts += figures.conflicts;
    met_.failures += figures.journal_failures;
    met_.repeated += figures.repeated;
    met_.snapshots += figures.snapshots;
  }

  Met& met_;
  Rng rng_;
  Chatter chatter_{rng_};
  World world_;
  journal::FaultPlan plan_;
  std::unique_ptr<journal::FaultyJournal> stormy_;
  std::uint32_t people_ = 0;
  std::map<Client*, PersonId> who_;
  std::map<std::string, std::uint64_t> acknowledged_;    // commands by person and id, with the record each led to
  std::map<std::string, std::uint64_t> without_effect_;  // with the newest record at their latest answer
};

TEST(Simulation, halls_keep_their_promises_in_every_storm) {
  const std::uint64_t only = from_environment("CONVENE_SEED", 0);
  const std::uint64_t seeds = only ? 1 : from_environment("CONVENE_SEEDS", 1'000);
  Met met;
  for (std::uint64_t i = 0; i < seeds; ++i) {
    const std::uint64_t seed = only ? only : i + 1;
    SCOPED_TRACE("play it again with CONVENE_SEED=" + std::to_string(seed));
    {
      Storm storm(seed, met);
      storm.play();
    }
    if (HasFailure()) return;
  }
  for (const auto& [what, times] : met.all())
    EXPECT_TRUE(times > 0 || seeds < 100) << what << " never happened: the storms miss something";
  std::cout << "met: ";
  for (const auto& [what, times] : met.all()) std::cout << what << '=' << times << ' ';
  std::cout << "in " << seeds << " histories\n";
}

}  // namespace
}  // namespace convene::simulation
