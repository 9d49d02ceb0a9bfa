// What people know of their day: what they did, what they were answered and what they were shown. A model beside the
// server's own books, which must say the same in the end. It never looks into the server.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "matcher/definition.h"

namespace convene::simulation {

class Known {
 public:
  using json = nlohmann::json;
  using PersonAndSession = std::pair<std::string, std::string>;

  explicit Known(const EventDefinition& event) : event_(event) {}

  // ---- what happens

  /// The roster says that they attended it before.
  void listed(const std::string& person, const std::string& session) { attended_[{person, session}] = {}; }
  /// A command was answered: it has its effect.
  void answered(const std::string& by, const json& command, std::uint64_t seq);
  /// A webinar tool's list was taken.
  void imported(const std::string& session, const std::map<std::string, std::uint32_t>& minutes, std::uint64_t seq);
  void saw_me(const std::string& person, const json& me);
  void saw_room(const json& room);
  void saw_now(const json& now);
  void saw_ticket(const std::string& person, const json& ticket, Instant now);
  /// What they joined is over.
  void over(const std::string& session);

  // ---- what follows

  /// By person and session: whether they were there; everything that anybody said of it.
  std::map<PersonAndSession, bool> attendance() const;
  /// Who was present in a room at some time, by room.
  const std::map<std::string, std::set<std::string>>& present() const { return present_; }
  std::int32_t credit_minutes(const std::string& person) const;
  /// The session that they joined and did not leave.
  const std::map<std::string, std::string>& joined() const { return joined_; }
  std::size_t tickets_opened() const { return opened_.size(); }
  std::size_t check_ins() const { return check_ins_.size(); }

  // ---- for the report

  std::map<std::string, std::size_t> helpers;   // conversations, by the advisor's name
  std::vector<Duration> line_waits;             // from coming into line to the conversation
  std::map<std::string, std::size_t> arrivals;  // assignments, by why

 private:
  struct Attended {
    bool attended = true;
    bool by_staff = false;
    std::optional<std::uint32_t> minutes;
  };
  struct Said {  // of attendance; in the order in which it became durable
    PersonAndSession of;
    Attended what;
    bool checked_in = false;
  };
  struct Ticket {
    std::string state;
    Instant in_line;
  };

  std::map<PersonAndSession, Attended> attended_now() const;
  bool reaches_share(std::int64_t part, std::int64_t whole) const;
  bool earned(const std::string& person, const SessionDefinition& session,
              const std::map<PersonAndSession, Attended>& attended) const;

  const EventDefinition& event_;
  std::map<PersonAndSession, Attended> attended_;  // as the roster has it
  std::multimap<std::uint64_t, Said> said_;
  std::set<PersonAndSession> check_ins_;
  std::map<std::string, std::string> joined_;
  std::map<std::string, std::set<std::string>> present_;
  std::map<std::string, std::pair<std::string, std::uint32_t>> round_of_;  // session and number, by room
  std::set<std::string> talks_;                                            // rooms with an advisor
  std::map<std::string, std::pair<Instant, Instant>> times_;               // of sessions
  std::multimap<std::uint64_t, std::pair<std::string, bool>> plans_;       // completed action plans
  std::set<std::string> opened_;                                           // commands that opened a ticket
  std::map<std::string, Ticket> tickets_;
  std::set<PersonAndSession> helped_;
  std::map<std::string, std::uint32_t> version_;  // the newest assignment that was seen
};

}  // namespace convene::simulation
