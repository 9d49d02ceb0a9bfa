// One of the crowd: what this person sees, does and expects.
//
// Thread: the crowd's. Lifetime: the crowd outlives its guests' sockets and timers.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "matcher/rng.h"
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
  /// When the crowd first saw a sign of this round ("role-alike-1 2") being open: now, if this is it.
  virtual Time round_seen(const std::string& round) = 0;
  virtual bool over() const = 0;
  virtual const std::string& session() const = 0;  // empty: any
  virtual Observed& observed() = 0;
};

struct RoomSeen {
  std::string id;
  std::string round;
  std::vector<std::pair<std::string, std::string>> members;  // person, state of the seat
};

class Guest {
 public:
  Guest(Surroundings& around, std::string name, std::string pass, std::uint64_t seed);

  void arrive();
  /// From time to time: what a person might do now, and what has lasted too long.
  void live(double seconds_since);
  void finish();

  // For comparing what people see.
  bool here() const { return greeted_; }
  const std::string& id() const { return id_; }
  const std::string& place_room() const { return room_; }
  const std::optional<RoomSeen>& sees() const { return seen_; }
  Time changed() const { return changed_; }

 private:
  void connect(bool take);
  void hear(std::string_view text);
  void message(const nlohmann::json& said);
  void welcome(const nlohmann::json& said);
  void me(const nlohmann::json& view);
  void room(const nlohmann::json& view);
  void now_view(const nlohmann::json& view);
  void watch_company();
  void offers(const nlohmann::json& view);
  void join_if_wanted();
  void closed(std::uint16_t code);
  void command(const std::string& fields);
  void end_alone();
  bool chance(double probability);
  double between(double from, double to);

  Surroundings& around_;
  std::string name_;  // of the tab
  std::string pass_;
  Rng rng_;
  std::shared_ptr<Socket> socket_;
  bool started_ = false;
  bool ever_greeted_ = false;
  bool greeted_ = false;
  bool ever_seated_ = false;
  bool dropped_ = false;  // on purpose
  bool finished_ = false;
  std::uint32_t tries_ = 0;
  Time asked_;

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
  bool staying_out_ = false;
  std::optional<Time> lobby_since_;
  bool taking_ = false;
  std::optional<RoomSeen> seen_;
  std::optional<Time> alone_since_;
};

}  // namespace convene::swarm
