// What the crowd of a simulation does beside taking seats: it talks, asks for help, takes turns, is looked after.
#pragma once

#include <string>

#include "matcher/rng.h"
#include "tests/simulation/world.h"

namespace convene::simulation {

class Chatter {
 public:
  explicit Chatter(Rng& rng) : rng_(rng) {}

  void talk(Client& client, const json& me) {
    if (!me.contains("room") && !me.contains("last")) return;
    const json room = me.contains("room") ? me["room"] : me["last"]["room"];
    switch (rng_.below(5)) {
      case 0:
        if (!client.chat.empty())
          client.ask("chat.report", {{"room", client.chat_room}, {"n", 1 + rng_.below(client.chat.size())}});
        break;
      case 1: client.ask("turns.start", {{"room", room}}); break;
      case 2:
        if (client.views.contains("room") && client.views["room"].contains("turns"))
          client.ask("turns.pass", {{"room", room}, {"seen", client.views["room"]["turns"]["turn"]}});
        break;
      default: client.ask("chat.say", {{"room", room}, {"text", "word " + std::to_string(rng_.below(99))}});
    }
  }

  void attend(Client& client) {
    switch (rng_.below(4)) {
      case 0: client.ask("help.ask", {{"about", rng_.below(2) == 0 ? "" : "the sound"}}); break;
      case 1: client.ask("help.cancel"); break;
      case 2: client.ask("session.check_in", {{"session", "talk"}}); break;
      default: client.ask("session.intend", {{"session", "mixing"}, {"intends", rng_.below(2) == 0}});
    }
  }

  void look_after(Client& staff, const std::string& person, const json& floor) {
    switch (rng_.below(10)) {
      case 0: staff.ask("help.claim", {{"person", person}}); break;
      case 8: staff.ask("help.release", {{"person", person}}); break;
      case 9: {
        const json::json_pointer by("/people/" + person + "/help/by");
        if (floor.contains(by)) staff.ask("help.claim", {{"person", person}, {"instead_of", floor.at(by)}});
        break;
      }
      case 1: staff.ask("help.resolve", {{"person", person}}); break;
      case 2: staff.ask("person.mute", {{"person", person}, {"muted", rng_.below(2) == 0}}); break;
      case 3:
        staff.ask("attendance.note",
                  {{"session", "talk"}, {"people", json::array({person})}, {"attended", rng_.below(2) == 0}});
        break;
      case 4: staff.ask("turns.stop", {{"room", "r1"}}); break;
      default: {
        if (!floor.contains("rooms") || floor["rooms"].empty()) return;
        auto room = floor["rooms"].begin();
        std::advance(room, rng_.below(static_cast<std::uint32_t>(floor["rooms"].size())));
        staff.ask("chat.hide", {{"room", room.key()}, {"n", 1 + rng_.below(2)}, {"hidden", rng_.below(4) != 0}});
      }
    }
  }

 private:
  Rng& rng_;
};

}  // namespace convene::simulation
