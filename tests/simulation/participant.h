// Somebody who takes part in a simulated day: comes and goes, checks in, joins rounds, sees their rooms, talks, stands
// in line, loses the connection now and then.
#pragma once

#include <set>
#include <string>

#include "tests/simulation/page.h"

namespace convene::simulation {

class Participant final : public Page {
 public:
  Participant(Stage& stage, PersonId who, std::uint64_t seed);

  /// Everything that they do by themselves goes into the agenda.
  void begin();
  /// Their network is gone until then.
  void cut_off(Instant until);
  bool is_cut_off() const { return away_; }
  bool wants_to_be_here() const;

 private:
  void told(const json& message) override;
  void saw_me(const json& me);
  void saw_ticket(const json& ticket);
  void look();
  void go_to(const std::string& session, const json& status);
  void stand_in_line(const SessionDefinition& session);
  void in_a_room();
  void choose_offer(const json& offers);
  void come_back();
  bool in_talk() const { return view("room").contains("host") && word("place") == "room"; }

  Instant comes_;
  Instant goes_;
  std::set<std::string> wishes_;   // sessions
  std::set<std::string> checked_;  // in, or tried to
  std::set<std::string> stood_in_line_;
  std::uint32_t seeing_ = 0;  // the newest assignment that they are looking at, or about to
  std::string answering_;     // the call that they think about: ticket and version
  std::string offered_;       // the offers likewise
  bool away_ = false;
};

}  // namespace convene::simulation
