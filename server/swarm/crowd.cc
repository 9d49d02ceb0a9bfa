#include "server/swarm/crowd.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <ostream>
#include <set>
#include <stdexcept>
#include <unordered_map>

#include "protocol/decode.h"
#include "server/swarm/guest.h"
#include "server/swarm/opening.h"

namespace convene::swarm {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Seconds = std::chrono::duration<double>;

constexpr std::chrono::milliseconds kTurn{20};
constexpr double kLook = 1;     // seconds between two looks at everybody
constexpr double kSettles = 5;  // views may differ for so long while changes are on their way
constexpr double kLateShare = 0.08;
constexpr double kFarewell = 3;

using Duration = std::chrono::duration<double, std::milli>;
constexpr Duration kClockSetAnew{5'000};

Time now() { return std::chrono::steady_clock::now(); }
Time in(double seconds) {
  return now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(Seconds(seconds));
}

/// What one can bind to is this machine's.
bool is_own(const asio::ip::address& address) {
  asio::io_context io;
  tcp::acceptor trial(io);
  boost::system::error_code error;
  trial.open(address.is_v6() ? tcp::v6() : tcp::v4(), error);
  if (!error) trial.bind({address, 0}, error);
  return !error && !address.is_unspecified() && !address.is_multicast();
}

tcp::endpoint on_this_machine(const std::string& url) {
  const auto refuse = [&](const std::string& why) { throw std::invalid_argument(url + ": " + why); };
  constexpr std::string_view scheme = "ws://";
  if (!url.starts_with(scheme)) refuse("write ws://127.0.0.1:8080");
  std::string rest = url.substr(scheme.size());
  while (rest.ends_with('/')) rest.pop_back();
  const auto colon = rest.rfind(':');
  if (colon == std::string::npos || colon + 1 == rest.size()) refuse("a port is needed: ws://127.0.0.1:8080");
  const std::string digits = rest.substr(colon + 1);
  if (digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos || std::stoul(digits) > 65'535)
    refuse("this is no port");
  std::string host = rest.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  boost::system::error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error || !is_own(address)) refuse("a crowd only goes to this machine: 127.0.0.1, ::1 or an address of its own");
  return {address, static_cast<std::uint16_t>(std::stoul(digits))};
}

class Crowd final : public Surroundings {
 public:
  Crowd(const CrowdOptions& options, std::ostream& progress)
      : options_(options),
        progress_(progress),
        server_(on_this_machine(options.url)),
        timer_(io_),
        signals_(io_, SIGINT, SIGTERM) {
    if (options.passes.size() > most_people) throw std::invalid_argument("a crowd has at most 20000 people");
    Rng rng(options.seed);
    observed_.people = options.passes.size();
    if (options.hours) come_to_hours();
    for (std::size_t i = 0; i < options.passes.size(); ++i) {
      const std::string name = name_of(guests_.size());
      guests_.push_back(std::make_unique<Guest>(*this, name, options.passes[i], mix(options.seed, i),
                                                options.hours ? standing_in_line : nullptr));
      const double share = static_cast<double>(rng.below(10'000)) / 10'000;
      const bool late = static_cast<double>(rng.below(1'000)) < kLateShare * 1'000;
      after(options.arrive_seconds * (late ? 1 + 2 * share : share),
            [guest = guests_.back().get()] { guest->arrive(); });
    }
  }

  Observed run() {
    signals_.async_wait([this](const boost::system::error_code& error, int) {
      if (!error) finish();
    });
    if (options_.seconds > 0) after(options_.seconds, [this] { finish(); });
    after(kLook, [this] { look(now()); });
    turn();
    io_.run();
    return std::move(observed_);
  }

  std::shared_ptr<Socket> connect(Socket::Events events) override {
    return Socket::open(io_, server_, "/ws/" + options_.event, std::move(events));
  }
  void after(double seconds, std::function<void()> what) override { due_.emplace(in(seconds), std::move(what)); }
  void clock_told(std::int64_t event_ms) override {
    // A welcome took its time to come, so the smallest distance is the truest; a restart may set the clock anew.
    const Duration distance =
        std::chrono::duration_cast<Duration>(now().time_since_epoch()) - Duration(static_cast<double>(event_ms));
    if (!distance_ || distance < *distance_ || distance > *distance_ + kClockSetAnew) distance_ = distance;
  }
  std::optional<Time> when(std::int64_t event_ms) const override {
    if (!distance_) return {};
    return Time(std::chrono::duration_cast<Time::duration>(*distance_ + Duration(static_cast<double>(event_ms))));
  }
  void round_open(const std::string& session, const std::string& round, std::int64_t event_ms) override {
    const auto [at, is_new] = rounds_.try_emplace(round, Round{session, now()});
    if (is_new) ++observed_.rounds;
    if (is_new && session == options_.session) ++observed_.session_rounds;
    if (event_ms == 0 || at->second.told) return;
    if (const auto own = when(event_ms)) at->second.opened = *own, at->second.told = true;
  }
  Time round_opened(const std::string& round) const override {
    const auto at = rounds_.find(round);
    return at == rounds_.end() ? now() : at->second.opened;
  }
  void round_expected(const std::string& session, std::int64_t event_ms) override {
    if (session == options_.session) session_opens_ = when(event_ms);
  }
  std::size_t others_told_to_wait(const std::string& session) const override {
    const auto at = told_to_wait_.find(session);
    return at == told_to_wait_.end() || at->second == 0 ? 0 : at->second - 1;
  }
  std::optional<std::size_t> room_max(const std::string& session) const override {
    const auto at = options_.room_max.find(session);
    return at == options_.room_max.end() ? std::nullopt : std::optional(at->second);
  }
  void ended(std::uint16_t code) override { observed_.ended.push_back({since_began(), code}); }
  void restart_told() override { observed_.restarts.push_back(since_began()); }
  std::int64_t event_now() const override {
    if (!distance_) return 0;
    return static_cast<std::int64_t>(
        (std::chrono::duration_cast<Duration>(now().time_since_epoch()) - *distance_).count());
  }
  const HoursPlay* hours() const override { return options_.hours ? &*options_.hours : nullptr; }
  double seat_within() const override { return options_.seat_within; }
  bool over() const override { return over_; }
  const std::string& session() const override { return options_.session; }
  std::optional<std::string> about(const std::string& session, const std::string& person) const override {
    const PersonId id(protocol::Reader::parse_id(person, PersonId::letter).value_or(0));
    return options_.about ? options_.about(session, id) : std::nullopt;
  }
  Observed& observed() override { return observed_; }

 private:
  // Advisors and who looks at the floor are there from the start; the line is what arrives.
  void come_to_hours() {
    observed_.line.emplace().session = options_.session;
    const auto come = [this](const std::string& pass, Guest::Part part) {
      const std::string name = name_of(guests_.size());
      guests_.push_back(
          std::make_unique<Guest>(*this, name, pass, mix(options_.seed, most_people + guests_.size()), part));
      after(0, [guest = guests_.back().get()] { guest->arrive(); });
      ++observed_.people;
    };
    for (const std::string& pass : options_.hours->advisors) come(pass, advising);
    if (!options_.hours->watcher.empty()) come(options_.hours->watcher, watching_the_line);
    staff_ = guests_.size();
  }

  // The process is in the name: a crowd that is started again has its own tabs.
  std::string name_of(std::size_t number) const {
    return "sim-" + std::to_string(options_.seed) + "-" + std::to_string(number) + "-" +
           std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
  }

  void turn() {
    timer_.expires_after(kTurn);
    timer_.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      const Time until = now();
      while (!due_.empty() && due_.begin()->first <= until) {
        const auto what = std::move(due_.extract(due_.begin()).mapped());
        what();
      }
      if (!stopped_) turn();
    });
  }

  void look(Time last) {
    if (over_) return;
    const Time at = now();
    count_people();
    for (const auto& guest : guests_) guest->live(std::chrono::duration<double>(at - last).count());
    compare(at);
    if (++looks_ % 10 == 0) tell();
    after(kLook, [this, at] { look(at); });
  }

  void count_people() {
    told_to_wait_.clear();
    std::map<std::string, std::size_t> in_session;
    for (const auto& guest : guests_) {
      if (!guest->here()) continue;
      if (!guest->session().empty()) ++in_session[guest->session()];
      if (!guest->told_to_wait().empty() && guest->told_to_wait() != "moved_to_lobby")
        ++told_to_wait_[guest->session()];
    }
    for (auto& [name, round] : rounds_) {
      if (round.due || Seconds(now() - round.opened).count() <= options_.seat_within) continue;
      const auto people = in_session.find(round.session);
      round.due = people != in_session.end() && people->second >= 2;
      observed_.due_rounds += round.due ? 1 : 0;
      if (round.due) open_as_seen(round.session, name);
    }
  }

  // Where the plan put people: each guest of the crowd says so of themselves; of others their neighbours do.
  void open_as_seen(const std::string& session, const std::string& round) {
    std::unordered_map<std::string, const Guest*> by_id;
    for (const auto& guest : guests_)
      if (guest->here()) by_id.emplace(guest->id(), guest.get());
    const auto by_plan = [&](const Guest& guest) { return guest.planned() && guest.planned()->round == round; };
    std::map<std::string, std::set<PersonId>> rooms;
    for (const auto& guest : guests_) {
      if (!by_plan(*guest)) continue;
      for (const MemberSeen& member : guest->planned()->members) {
        const auto other = by_id.find(member.person);
        const bool late = other != by_id.end() && !by_plan(*other->second);
        if (!late && !member.visits)
          rooms[guest->planned()->id].insert(
              PersonId(protocol::Reader::parse_id(member.person, PersonId::letter).value_or(0)));
      }
    }
    if (rooms.empty() || !options_.problem) return;
    std::vector<PersonId> people;
    std::vector<std::vector<PersonId>> seats;
    for (const auto& [id, members] : rooms) {
      people.insert(people.end(), members.begin(), members.end());
      seats.emplace_back(members.begin(), members.end());
    }
    observed_.openings.push_back(measure_opening(round, options_.problem(session, people), seats));
  }

  double since_began() const { return Seconds(now() - began_).count(); }

  // Everybody's own place, and where the others see them: the same, once changes had time to get about.
  void compare(Time at) {
    std::unordered_map<std::string, const Guest*> by_id;
    for (std::size_t i = staff_; i < guests_.size(); ++i)
      if (guests_[i]->here()) by_id.emplace(guests_[i]->id(), guests_[i].get());
    const auto settled = [&](const Guest& guest) { return Seconds(at - guest.changed()).count() > kSettles; };
    std::map<std::string, Time> odd;
    for (const auto& guest : guests_) {
      const auto& room = guest->sees();
      if (!guest->here() || guest->place_room().empty() || !room || room->id != guest->place_room()) continue;
      bool listed = false;
      for (const auto& [person, seat, visits] : room->members) {
        listed |= person == guest->id();
        const auto other = by_id.find(person);
        if (other == by_id.end() || !settled(*guest) || !settled(*other->second)) continue;
        if (other->second->place_room() != room->id && seat != "left")
          note(odd, "nobody is seen in two rooms",
               person + " in " + room->id + " and in " + other->second->place_room(), at);
      }
      if (!listed && settled(*guest))
        note(odd, "everybody is a member of the own room", guest->id() + " in " + room->id, at);
    }
    odd_ = std::move(odd);
  }

  // Odd twice in a row, and for longer than changes take.
  void note(std::map<std::string, Time>& odd, const std::string& what, const std::string& example, Time at) {
    const auto before = odd_.find(what + example);
    const Time since = before == odd_.end() ? at : before->second;
    if (Seconds(at - since).count() > kSettles) observed_.breaks(what, example);
    odd.emplace(what + example, since);
  }

  void tell() {
    std::size_t here = 0;
    std::size_t seated = 0;
    for (const auto& guest : guests_) {
      here += guest->here() ? 1 : 0;
      seated += guest->here() && !guest->place_room().empty() ? 1 : 0;
    }
    progress_ << here << " here, " << seated << " in rooms, " << observed_.broken.size() << " promises broken"
              << std::endl;
  }

  void finish() {
    if (std::exchange(over_, true)) return;
    due_.clear();
    const Time end = now();
    for (const auto& guest : guests_) {
      const bool in_time = guest->started() && Seconds(end - *guest->started()).count() > options_.seat_within;
      observed_.arrived += guest->ever_greeted() || in_time ? 1 : 0;
      observed_.not_greeted += !guest->ever_greeted() && in_time ? 1 : 0;
      guest->finish();
    }
    observed_.session = options_.session;
    if (session_opens_) observed_.session_opens_in = Seconds(*session_opens_ - end).count();
    after(kFarewell, [this] {
      stopped_ = true;
      io_.stop();
    });
  }

  const CrowdOptions& options_;
  std::ostream& progress_;
  tcp::endpoint server_;
  asio::io_context io_{1};
  asio::steady_timer timer_;
  asio::signal_set signals_;
  std::vector<std::unique_ptr<Guest>> guests_;
  std::size_t staff_ = 0;  // so many of them, the first ones, visit rooms and sit in none
  std::multimap<Time, std::function<void()>> due_;
  const Time began_ = now();
  std::optional<Duration> distance_;  // from the event's clock to ours
  struct Round {
    std::string session;
    Time opened;  // as first seen, until its own time is told
    bool told = false;
    bool due = false;  // somebody should have been seated in it
  };
  std::map<std::string, Round> rounds_;
  std::optional<Time> session_opens_;                // the next round of the session the crowd was sent to
  std::map<std::string, std::size_t> told_to_wait_;  // by session
  std::map<std::string, Time> odd_;
  Observed observed_;
  std::uint64_t looks_ = 0;
  bool over_ = false;
  bool stopped_ = false;
};

}  // namespace

Observed watch_crowd(const CrowdOptions& options, std::ostream& progress) { return Crowd(options, progress).run(); }

}  // namespace convene::swarm
