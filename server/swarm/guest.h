// One of the crowd: what this person sees, does and expects.
//
// Thread: the crowd's. Lifetime: the crowd outlives its guests' sockets and timers.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "matcher/rng.h"
#include "server/swarm/chat_heard.h"
#include "server/swarm/hours.h"
#include "server/swarm/observed.h"
#include "server/swarm/socket.h"

namespace convene::swarm {

using Time = std::chrono::steady_clock::time_point;

/// What guests share.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  virtual std::shared_ptr<Socket> connect(Socket::Events events) = 0;
  virtual void after(double seconds, std::function<void()> what) = 0;
  /// A welcome told the event's clock: milliseconds since 1970.
  virtual void clock_told(std::int64_t event_ms) = 0;
  /// When it is so late on the event's clock; nothing before the first welcome.
  virtual std::optional<Time> when(std::int64_t event_ms) const = 0;
  /// The event's clock; 0 before the first welcome.
  virtual std::int64_t event_now() const = 0;
  /// A round ("role-alike-1 2") is open, since then on the event's clock (0: not told).
  virtual void round_open(const std::string& session, const std::string& round, std::int64_t event_ms) = 0;
  /// When it opened, by its own time if that was told, else when the crowd saw the first sign of it.
  virtual Time round_opened(const std::string& round) const = 0;
  /// The session's next round is to open then on the event's clock.
  virtual void round_expected(const std::string& session, std::int64_t event_ms) = 0;
  /// Others of the crowd who wait in this session's lobby and were told why.
  virtual std::size_t others_told_to_wait(const std::string& session) const = 0;
  /// Most people of a room of the session; nothing if that is not known.
  virtual std::optional<std::size_t> room_max(const std::string& session) const = 0;
  virtual void ended(std::uint16_t code) = 0;  // a connection, not on purpose
  virtual void restart_told() = 0;
  virtual bool over() const = 0;
  virtual const std::string& session() const = 0;  // empty: any
  /// What this person comes to the debrief for; nothing for other sessions.
  virtual std::optional<std::string> about(const std::string& session, const std::string& person) const = 0;
  virtual double seat_within() const = 0;
  /// The office hour that the crowd goes to; null: it goes to rooms. `observed().line` is there with it.
  virtual const HoursPlay* hours() const = 0;
  virtual Observed& observed() = 0;
};

struct MemberSeen {
  std::string person;
  std::string seat;     // its state
  bool visits = false;  // staff, without a seat as it seems
};

struct RoomSeen {
  std::string id;
  std::string round;
  bool open = false;
  std::vector<MemberSeen> members;
};

class Guest final : public Hands {
 public:
  /// What somebody does at an office hour: standing_in_line, advising, watching_the_line.
  using Part = std::unique_ptr<HoursPart> (*)(Surroundings&, Hands&);
  /// Without a part: goes to rooms.
  Guest(Surroundings& around, std::string name, std::string pass, std::uint64_t seed, Part part = nullptr);

  void arrive();
  /// From time to time: what a person might do now, and what has lasted too long.
  void live(double seconds_since);
  void finish();

  // For comparing what people see.
  bool here() const override { return greeted_; }
  const std::string& id() const override { return id_; }
  const std::string& place_room() const { return room_; }
  const std::optional<RoomSeen>& sees() const { return seen_; }
  /// The room that the newest plan put this one into, as it was seen first.
  const std::optional<RoomSeen>& planned() const { return planned_; }
  Time changed() const { return changed_; }
  /// The session that this one is in; empty: none.
  const std::string& session() const { return session_; }
  /// In a lobby, and told why there is no seat yet; empty: not.
  const std::string& told_to_wait() const { return waiting_; }
  bool ever_greeted() const { return ever_greeted_; }
  /// When this one began to connect, for the first time.
  std::optional<Time> started() const { return started_; }

  /// Its id; empty: it could not be sent.
  std::string command(const std::string& fields) override;
  void lose(double seconds) override;
  double grace() const override { return grace_; }
  double between(double from, double to) override;
  bool chance(double probability) override;

 private:
  void connect(bool take);
  void hear(std::string_view text);
  void message(const nlohmann::json& said);
  void welcome(const nlohmann::json& said);
  void me(const nlohmann::json& view);
  void room(const nlohmann::json& view);
  void now_view(const nlohmann::json& view);
  void watch_company();
  void watch_plan();
  void watch_return();
  void watch_lobby(Time at);
  void measure_seats();
  std::string open_round() const;
  void offers(const nlohmann::json& view);
  void refused(const std::string& id, const std::string& code);
  void join_if_wanted();
  void closed(std::uint16_t code);
  void live_in_rooms(double seconds_since);
  void end_alone();
  void untold(double seconds);
  void lose_connection();

  Surroundings& around_;
  std::string name_;  // of the tab
  std::string pass_;
  Rng rng_;
  std::shared_ptr<Socket> socket_;
  std::optional<Time> started_;
  bool ever_greeted_ = false;
  bool greeted_ = false;
  bool ever_seated_ = false;
  bool dropped_ = false;  // on purpose
  double gone_for_ = 0;   // seconds, then
  bool finished_ = false;
  std::uint32_t tries_ = 0;
  Time asked_;
  bool answer_missed_ = false;  // noticed already that the hello is not answered

  std::string tab_number_;
  std::uint32_t commands_ = 0;
  std::string id_;
  std::string place_;
  std::string session_;
  std::string room_;
  std::uint32_t version_ = 0;
  Time changed_;
  std::string joinable_;
  bool joining_ = false;
  std::string join_;       // the id of the newest session.join
  std::string asked_for_;  // its session
  bool staying_out_ = false;
  std::optional<Time> lobby_since_;
  std::string waiting_;                             // why, as told in the lobby of an open round
  bool wait_noticed_ = false;                       // noticed already that it lasts too long
  std::map<std::string, std::string> open_rounds_;  // by session, as the newest `now` has them
  bool taking_ = false;
  std::string why_;  // how the present seat came to be
  std::optional<RoomSeen> seen_;
  std::optional<RoomSeen> planned_;
  std::optional<Time> alone_since_;
  bool told_alone_ = false;  // the newest `me` says so
  bool alone_noticed_ = false;
  std::optional<Time> waited_since_;  // in the lobby, before the seat that is about to be seen
  // A seat, until `now` tells when its round opened.
  struct Measured {
    std::string round;
    Time waited_since, seated;
  };
  std::optional<Measured> measured_;
  // What was had when the connection went.
  struct Before {
    Time at;
    std::string room, round;
    std::uint32_t version = 0;
  };
  std::optional<Before> before_;
  bool back_ = false;  // greeted again, and the first frame is not looked at yet
  ChatHeard chat_;
  double grace_ = 0;  // seconds, as welcome tells it
  std::unique_ptr<HoursPart> hours_;
};

}  // namespace convene::swarm
