// One person's page during a simulated day: it stays connected as long as its owner wants, and sends again what was not
// answered, as the web client does.
#pragma once

#include <map>
#include <string>

#include "matcher/rng.h"
#include "tests/simulation/agenda.h"
#include "tests/simulation/institute.h"
#include "tests/simulation/known.h"

namespace convene::simulation {

/// What all pages of a day share.
struct Stage {
  World& world;
  Agenda& agenda;
  Known& known;
  const Institute& institute;
  std::map<std::string, std::size_t> refusals{};  // by code
};

class Page {
 public:
  Page(Stage& stage, PersonId who, std::uint64_t seed);
  virtual ~Page() = default;
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  void connect();
  /// The connection is lost; whoever wanted to be there comes back by connect().
  void drop() { client.drop(); }
  bool live() const { return client.in_charge(); }
  const json& view(const std::string& topic) const;
  std::string word(const std::string& field) const { return view("me").value(field, ""); }
  std::uint32_t version() const { return view("me").value("version", 0U); }
  /// Of the view `now`; null: it is not listed.
  const json& session(const std::string& id) const;
  void ask(const std::string& type, json fields = json::object());

  const PersonId self;
  const std::string name;  // "p12"
  Client& client;

 protected:
  virtual void told(const json& message) = 0;
  Duration soon(std::uint32_t least_s, std::uint32_t most_s) {
    return milliseconds(least_s * 1'000 + rng.below((most_s - least_s) * 1'000 + 1));
  }
  bool chance(std::uint32_t percent) { return rng.below(100) < percent; }

  Stage& stage;
  Rng rng;

 private:
  void hear(const json& message);
  void send_again();

  std::map<std::uint32_t, std::string> unanswered_;  // ids by their number
};

}  // namespace convene::simulation
