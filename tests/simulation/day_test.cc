// A whole day of the example institute: its roster, its programme, its staff, and what goes wrong.
//
//   CONVENE_SEED=N          plays this day only
//   CONVENE_DAYS=N          plays so many (1 unless said otherwise)
//   CONVENE_DAY_PEOPLE=N    so many of the roster (40 unless said otherwise; at most 400)
#include <cstdlib>
#include <iostream>
#include <set>

#include "matcher/attendance.h"
#include "tests/simulation/day_staff.h"
#include "tests/simulation/day_watch.h"

namespace convene::simulation {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

live::HallOptions day_options() {
  live::HallOptions options;
  options.snapshot_records = 2'000;
  return options;
}

class Day {
 public:
  Day(std::uint64_t seed, std::size_t people)
      : seed_(seed), rng_(mix(seed, 11)), institute_(wednesday(people)), world_(seed, {}, day_options()) {
    world_.pass(wednesday_at(9, 30) - world_.clock.now());
    world_.load(institute_.load, institute_.people);
    world_.pass(minutes(1));
    const State& state = world_.state();
    for (const Person& person : state.people) {
      if (!person.profile.words) continue;
      for (const std::string& session : person.profile.words->sessions_attended)
        known_.listed(to_string(person.id), session);
      if (person.hats == std::vector<Hat>{Hat::participant})
        people_.push_back(std::make_unique<Participant>(stage_, person.id, mix(seed, person.id.value)));
    }
    moderator_ = std::make_unique<Moderator>(stage_, world_.staff("teodor.lindqvist-amadi@example.org"), rng_.next());
    for (const char* email : {"hollis.featherstonhaugh@example.org", "wendeline.achterberg@example.org"})
      facilitators_.push_back(std::make_unique<Facilitator>(stage_, world_.staff(email), rng_.next()));
    for (const Person& person : state.people)
      if (person.wears(Hat::advisor)) advisors_.push_back(std::make_unique<Advisor>(stage_, person.id, rng_.next()));
  }

  void play() {
    for (const auto& person : people_) person->begin();
    moderator_->begin(from, until);
    for (const auto& facilitator : facilitators_) facilitator->begin(from, until);
    for (const auto& advisor : advisors_) advisor->begin(from + minutes(5), until);
    stage_.agenda.every(seconds(5), from + milliseconds(1), until, [this] {
      if (world_.hall->phase() == live::Hall::Phase::serving) watch_.look();
    });
    overrun();
    stage_.agenda.at(wednesday_at(11, 21), [this] { server_dies(); });
    stage_.agenda.at(wednesday_at(12, 30), [this] { import_list(); });
    stage_.agenda.at(wednesday_at(15, 24), [this] { school_is_cut_off(); });
    agenda_.run(wednesday_at(18, 30));
    if (::testing::Test::HasFailure()) return;
    watch_.check_books();
    watch_.check_journal();
    for (const std::string& error : world_.log.errors) ADD_FAILURE() << error;
  }

  const std::map<std::string, std::size_t>& acts() const { return moderator_->acts; }

  void check_that_something_happened() const {
    // Every twenty seconds, but for those after the server's death.
    EXPECT_GE(moderator_->turns, static_cast<std::size_t>((until - from).ms / 20'000) - 10);
    EXPECT_GT(known_.check_ins(), people_.size());
    EXPECT_FALSE(known_.helpers.empty());
    if (people_.size() < 400)
      EXPECT_GT(cut_off_, 0U);
    else
      EXPECT_EQ(cut_off_, 60U);
    EXPECT_GT(back_in_time_, 0U);
    EXPECT_GT(back_late_, 0U);
  }

  void report() {
    const State& state = world_.state();
    std::map<std::string, std::pair<std::size_t, std::size_t>> rooms;  // by session: rooms, people who were there
    for (const Room& room : state.rooms) {
      auto& [count, people] = rooms[state.session(room.session).definition.id];
      ++count, people += who_was_in(room).size();
    }
    std::cout << "the day of seed " << seed_ << ": " << people_.size() << " people, " << known_.check_ins()
              << " check-ins, " << world_.disk.last_seq("test-event") << " records, " << watch_.looks << " looks\n";
    for (const std::string& session : institute_.sessions)
      if (const auto found = rooms.find(session); found != rooms.end())
        std::cout << "  " << session << ": " << found->second.first << " rooms, " << found->second.second
                  << " times that somebody was in one\n";
    std::cout << "  seats by";
    for (const auto& [why, times] : known_.arrivals) std::cout << ' ' << why << '=' << times;
    std::cout << "; unasked moves within a round: " << watch_.engine_moves << '\n';
    report_waits("in the lobby of an open round", watch_.lobby_waits);
    report_waits("in line for an advisor", known_.line_waits);
    std::cout << "  the moderator:";
    for (const auto& [command, times] : moderator_->acts) std::cout << ' ' << command << '=' << times;
    std::cout << "\n  refused:";
    for (const auto& [code, times] : stage_.refusals) std::cout << ' ' << code << '=' << times;
    std::cout << "\n  who helped:";
    for (const auto& [name, times] : known_.helpers) std::cout << ' ' << name << '=' << times << ',';
    for (const auto& facilitator : facilitators_)
      std::cout << " facilitator " << facilitator->name << '=' << facilitator->helped << ',';
    std::cout << "\n  cut off: " << cut_off_ << ", back within the grace " << back_in_time_ << ", later " << back_late_
              << '\n';
  }

 private:
  static void report_waits(const char* where, std::vector<Duration> waits) {
    if (waits.empty()) return;
    std::sort(waits.begin(), waits.end(), [](Duration a, Duration b) { return a.ms < b.ms; });
    std::cout << "  waited " << where << ": " << waits.size() << ", half of them up to "
              << waits[waits.size() / 2].ms / 1'000 << " s, the longest " << waits.back().ms / 1'000 << " s\n";
  }

  /// The first talk takes ten minutes more, and the rest of the day follows.
  void overrun() {
    stage_.agenda.at(wednesday_at(10, 52), [this] { moderator_->overrun("global-perspectives", "role-alike-2", 10); });
  }

  /// In the middle of a round and of commands: some of what is asked just then is durable and not answered, some never
  /// happened. Everybody comes back within half a minute.
  void server_dies() {
    for (const auto& person : people_)
      if (person->live() && rng_.below(4) == 0)
        person->ask("chat.say", {{"room", person->view("me").value("room", json("r1"))}, {"text", "hello?"}});
    world_.mailbox.drain();
    world_.disk.crash(rng_.below(3));
    world_.restart();
    watch_.restarted();
    for (const auto& person : people_)
      agenda_.after(milliseconds(200 + rng_.below(25'000)), [&person] {
        if (person->wants_to_be_here() && !person->client.connected()) person->connect();
      });
  }

  /// The webinar tool's list of the first talk: half of them stayed long enough.
  void import_list() {
    std::map<std::string, std::uint32_t> minutes;
    AttendanceImport list{"global-perspectives", {}};
    for (std::size_t i = 0; i < people_.size(); i += 5) {
      const std::uint32_t stayed = i % 2 == 0 ? 66 : 30;
      minutes[people_[i]->name] = stayed;
      list.people.push_back({people_[i]->self, stayed});
    }
    world_.hall->import_attendance({list}, [this, minutes](const std::vector<live::ListTaken>& taken) {
      ASSERT_TRUE(std::holds_alternative<std::uint64_t>(taken.front().answer));
      known_.imported("global-perspectives", minutes, std::get<std::uint64_t>(taken.front().answer));
    });
  }

  /// One school's network drops its people at once, out of their rooms. Half of them are back within the grace.
  void school_is_cut_off() {
    for (const auto& person : people_) {
      if (cut_off_ == 60) return;
      if (!person->live() || person->word("place") != "room" || person->word("session") != "regional-2") continue;
      const bool in_time = cut_off_++ % 2 == 0;
      const std::string room = person->word("room");
      const Instant back = agenda_.now() + (in_time ? seconds(20 + rng_.below(50)) : seconds(110 + rng_.below(120)));
      person->cut_off(back);
      agenda_.at(back + seconds(4), [this, &person, room, in_time] {
        if (!person->live()) return;
        ++(in_time ? back_in_time_ : back_late_);
        const bool moved =
            person->view("me").contains("arrival") && person->view("me").at("arrival").at("why") == "moved";
        if (in_time && !moved) { EXPECT_EQ(person->word("room"), room) << person->name << " lost the seat"; }
        EXPECT_NE(person->word("place"), "programme") << person->name << " is lost";
      });
    }
  }

  static constexpr Instant from = wednesday_at(9, 45);
  static constexpr Instant until = wednesday_at(17, 50);

  std::uint64_t seed_;
  Rng rng_;
  Institute institute_;
  World world_;
  Agenda agenda_{world_};
  Known known_{institute_.load.definition};
  Stage stage_{world_, agenda_, known_, institute_};
  std::vector<std::unique_ptr<Participant>> people_;
  std::unique_ptr<Moderator> moderator_;
  std::vector<std::unique_ptr<Facilitator>> facilitators_;
  std::vector<std::unique_ptr<Advisor>> advisors_;
  DayWatch watch_{stage_, people_};
  std::size_t cut_off_ = 0, back_in_time_ = 0, back_late_ = 0;
};

TEST(InstituteDay, ends_with_everybody_where_they_belong_and_every_book_right) {
  const std::uint64_t only = from_environment("CONVENE_SEED", 0);
  const std::size_t people = from_environment("CONVENE_DAY_PEOPLE", 40);
  const std::uint64_t days = only ? 1 : from_environment("CONVENE_DAYS", 1);
  std::set<std::string> commands;
  for (std::uint64_t i = 0; i < days; ++i) {
    const std::uint64_t seed = only ? only : i + 1;
    SCOPED_TRACE("play it again with CONVENE_SEED=" + std::to_string(seed) + " and " + std::to_string(people) +
                 " people");
    Day day(seed, people);
    day.play();
    if (HasFailure()) return;
    day.check_that_something_happened();
    day.report();
    for (const auto& [command, times] : day.acts()) commands.insert(command);
  }
  if (only) return;
  for (const char* command :
       {"seat.move",   "seat.pin",      "room.lock",      "round.extend",  "session.extend", "session.shift",
        "notice.send", "room.visit",    "round.draft",    "round.rematch", "plan.apply",     "plan.drop",
        "desk.pause",  "desk.open",     "ticket.pin",     "ticket.move",   "ticket.return",  "attendance.note",
        "credit.plan", "person.remove", "person.restore", "seat.swap",     "room.create",    "room.rename",
        "room.merge",  "room.split",    "room.close",     "room.link",     "pair.apart",     "pair.together",
        "pair.clear",  "op.undo",       "op.redo"})
    EXPECT_TRUE(commands.contains(command)) << command << " was never sent: the days miss something";
}

}  // namespace
}  // namespace convene::simulation
