#include "tests/simulation/page.h"

namespace convene::simulation {

namespace {

const json nothing = json::object();

std::uint32_t number_of(const std::string& id) {
  return static_cast<std::uint32_t>(std::stoul(id.substr(id.find(':') + 1)));
}

}  // namespace

Page::Page(Stage& shared, PersonId who, std::uint64_t seed)
    : self(who), name(to_string(who)), client(shared.world.tab(to_string(who) + "-tab")), stage(shared), rng(seed) {
  client.told = [this](const json& message) { hear(message); };
}

void Page::connect() {
  client.drop();
  client.open(*stage.world.hall);
  if (client.conversation) client.hello(stage.world.hall->mint_pass(self).value_or("none"), true);
}

const json& Page::view(const std::string& topic) const {
  const auto found = client.views.find(topic);
  return found == client.views.end() ? nothing : found->second;
}

const json& Page::session(const std::string& wanted) const {
  const json& now = view("now");
  if (now.contains("sessions"))
    for (const json& one : now.at("sessions"))
      if (one.at("id") == wanted) return one;
  return nothing;
}

void Page::ask(const std::string& type, json fields) {
  if (!live()) return;
  const std::string sent = client.ask(type, std::move(fields));
  unanswered_.emplace(number_of(sent), sent);
}

void Page::send_again() {
  if (!live()) return;
  for (const auto& [number, sent] : unanswered_) client.say(client.asked.at(sent));
}

void Page::hear(const json& message) {
  const std::string type = message.at("type");
  if (type == "welcome") {
    stage.agenda.after(milliseconds(100), [this] { send_again(); });
  } else if (type == "done") {
    const std::string answered = message.at("id");
    if (unanswered_.erase(number_of(answered)) > 0)
      stage.known.answered(name, client.asked.at(answered), message.at("seq").get<std::uint64_t>());
  } else if (type == "refused") {
    ++stage.refusals[message.at("code").get<std::string>()];
    if (message.contains("id")) unanswered_.erase(number_of(message.at("id")));
  } else if (type == "view") {
    const std::string topic = message.at("topic");
    const json& view = message.at("view");
    if (topic == "me") stage.known.saw_me(name, view);
    if (topic == "room") stage.known.saw_room(view);
    if (topic == "now") stage.known.saw_now(view);
    if (topic == "queue" && view.contains("ticket"))
      stage.known.saw_ticket(name, view.at("ticket"), stage.agenda.now());
  }
  told(message);
}

}  // namespace convene::simulation
