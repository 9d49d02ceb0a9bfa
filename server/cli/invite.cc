// convene invite: the links of people, from what the journal knows of them.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

#include "matcher/state.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"
#include "server/ops/csv_rows.h"

namespace convene::cli {

namespace {

std::string_view name_of(Hat hat) {
  constexpr std::array names{"participant", "facilitator", "moderator", "advisor", "organiser"};
  return names.at(static_cast<std::size_t>(hat));
}

std::string hats_of(const Person& person) {
  std::string out;
  for (const Hat hat : person.hats) out += (out.empty() ? "" : ";") + std::string(name_of(hat));
  return out;
}

class Links {
 public:
  Links(const Invite& command) : event_(event_id(command.event)), stored_(command.data, event_), base_(command.base) {
    while (base_.ends_with('/')) base_.pop_back();
  }
  const State& state() const { return stored_.state(); }
  std::string of(const Person& person) const { return base_ + "/e/" + event_ + "#" + stored_.pass(person); }

 private:
  std::string event_;
  StoredEvent stored_;
  std::string base_;
};

/// Somebody who wears only this hat, if there is anybody; else whoever wears it. Of the participants it is the last,
/// because a simulated crowd takes its people from the start: who tries the link should not meet their own double.
const Person* wearer(const State& state, Hat hat) {
  const Person* found = nullptr;
  for (const Person& person : state.people) {
    if (person.standing != Standing::in || !person.wears(hat)) continue;
    const bool participant = hat == Hat::participant && !person.staff();
    if (!participant && person.hats.size() == 1 && person.scope.everything()) return &person;
    if (!found || participant) found = &person;
  }
  return found;
}

/// Whatever stands in front of /e/<event>: a link that leads nowhere is found out by hundreds of people at once.
bool is_base(std::string_view base) {
  const std::size_t scheme = base.starts_with("https://") ? 8 : base.starts_with("http://") ? 7 : 0;
  const auto strange = [](char c) { return c <= ' ' || c > '~' || c == '#' || c == '?' || c == '"' || c == '<'; };
  return scheme != 0 && base.size() > scheme && base[scheme] != '/' && std::none_of(base.begin(), base.end(), strange);
}

int sample(const Links& links, bool json, const Outside& outside) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Hat hat : {Hat::participant, Hat::facilitator, Hat::moderator, Hat::organiser})
    if (const Person* person = wearer(links.state(), hat))
      list.push_back({{"hat", name_of(hat)}, {"link", links.of(*person)}});
  const bool any = !list.empty();
  if (json) outside.out << list.dump(2) << '\n';
  if (!json)
    for (const auto& one : list)
      outside.out << one["hat"].get_ref<const std::string&>() << ' ' << one["link"].get_ref<const std::string&>()
                  << '\n';
  if (!any) outside.err << "nobody is registered yet: give `convene serve` a roster\n";
  return any ? done : no;
}

}  // namespace

int run(const Invite& command, const Outside& outside) {
  if (!is_base(command.base))
    return misused(outside, "--base: write how people reach the server, as https://meet.example.org");
  const Links links(command);
  if (command.sample) return sample(links, command.json, outside);
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  if (!command.json) outside.out << "name,email,hats,link\r\n";
  for (const Person& person : links.state().people) {
    if (person.standing != Standing::in || !person.profile.words) continue;
    const Profile& words = *person.profile.words;
    if (command.json) {
      list.push_back(
          {{"name", words.name}, {"email", words.email}, {"hats", hats_of(person)}, {"link", links.of(person)}});
    } else {
      outside.out << ops::csv_cell(words.name) << ',' << ops::csv_cell(words.email) << ',' << hats_of(person) << ','
                  << links.of(person) << "\r\n";
    }
  }
  if (command.json) outside.out << list.dump(2) << '\n';
  return done;
}

}  // namespace convene::cli
