// convene match, for a roster: files in, rooms out as CSV or JSON.
#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "matcher/grouping/couples.h"
#include "protocol/encode.h"
#include "server/cli/commands.h"
#include "server/cli/files.h"
#include "server/cli/match.h"
#include "server/ops/rooms_csv.h"

namespace convene::cli {

namespace {

using json = nlohmann::ordered_json;

constexpr std::uint32_t kMostRounds = 100;

/// The history's rooms as couples of this roster; who is not on it is counted.
std::vector<grouping::Couple> couples_of(const ops::History& history, const Offline& offline, std::size_t& strangers) {
  std::map<std::string, PersonId> known;
  for (const Person& person : offline.state().people)
    if (!person.staff()) known.emplace(offline.profile(person.id).key, person.id);
  std::set<std::string> unknown;
  std::vector<grouping::Couple> couples;
  for (const auto& room : history.rooms) {
    std::vector<PersonId> here;
    for (const std::string& key : room) {
      const auto found = known.find(key);
      if (found != known.end()) {
        here.push_back(found->second);
      } else {
        unknown.insert(key);
      }
    }
    grouping::add_couples(here, couples);
  }
  std::sort(couples.begin(), couples.end());
  couples.erase(std::unique(couples.begin(), couples.end()), couples.end());
  strangers = unknown.size();
  return couples;
}

/// The session that is meant; nothing, and a word to `outside`, if there is none.
const SessionDefinition* session_of(const EventDefinition& event, const std::string& asked, const Outside& outside) {
  std::string those;
  const SessionDefinition* only = nullptr;
  std::size_t count = 0;
  for (const SessionDefinition& session : event.sessions) {
    if (!forms_rooms(session.kind)) {
      if (session.id == asked) {
        misused(outside, "--session " + asked + ": this session forms no rooms");
        return nullptr;
      }
      continue;
    }
    if (session.id == asked) return &session;
    those += (those.empty() ? "" : ", ") + session.id;
    only = &session;
    ++count;
  }
  if (asked.empty() && count == 1) return only;
  if (count == 0) {
    misused(outside, "no session of this event forms rooms");
  } else if (asked.empty()) {
    misused(outside, "--session: say which; these form rooms: " + those);
  } else {
    misused(outside, "--session " + asked + ": there is no such session; these form rooms: " + those);
  }
  return nullptr;
}

struct Told {
  const Offline& offline;
  const SessionDefinition& session;
  const std::vector<MatchedRound>& rounds;
  double seconds;
};

std::string key_of(const Told& told, PersonId id) {
  const Profile& profile = told.offline.profile(id);
  return profile.key.empty() ? profile.email : profile.key;
}

std::vector<ops::SeatRow> seats_of(const Told& told) {
  std::vector<ops::SeatRow> rows;
  std::uint32_t number = 0;
  for (const MatchedRound& round : told.rounds) {
    ++number;
    for (const NamedRoom& room : round.rooms)
      for (const PersonId id : room.people) {
        const Profile& profile = told.offline.profile(id);
        rows.push_back({told.offline.state().event.id, told.session.id, number, room.name, key_of(told, id),
                        profile.name, profile.email});
      }
  }
  return rows;
}

json report_of(const Told& told) {
  std::uint64_t rooms = 0, alone = 0, under = 0, over = 0, repeats = 0, steps = 0;
  std::int64_t score = 0;
  std::uint16_t same = 1000, achievable = 1000;
  bool cut = false;
  json violations = json::array();
  std::uint32_t number = 0;
  for (const MatchedRound& round : told.rounds) {
    const grouping::Report& one = round.plan.report;
    ++number;
    rooms += one.rooms, alone += one.alone, under += one.under_min, over += one.over_max;
    repeats += one.repeat_meetings, steps += one.steps, score += one.score;
    same = std::min(same, one.same_primary_permille);
    achievable = std::min(achievable, one.achievable_permille);
    cut |= round.cut_by_clock;
    for (const grouping::Violation& violation : one.violations) {
      json item = json::parse(protocol::encode(violation));
      item["round"] = number;
      violations.push_back(std::move(item));
    }
  }
  const std::uint32_t people = told.rounds.empty() ? 0 : told.rounds.front().plan.report.people;
  return {{"people", people},
          {"rooms", rooms},
          {"alone", alone},
          {"under_min", under},
          {"over_max", over},
          {"repeat_meetings", repeats},
          {"same_primary_share", same / 1000.0},
          {"achievable_share", achievable / 1000.0},
          {"score", score},
          {"violations", std::move(violations)},
          {"steps", steps},
          {"cut_by_clock", cut},
          {"seconds", told.seconds}};
}

json as_json(const Told& told) {
  json rounds = json::array();
  for (const MatchedRound& round : told.rounds) {
    json rooms = json::array();
    for (const NamedRoom& room : round.rooms) {
      json members = json::array();
      for (const PersonId id : room.people) members.push_back(key_of(told, id));
      rooms.push_back(
          {{"name", room.name}, {"basis", json::parse(protocol::encode(room.basis))}, {"members", std::move(members)}});
    }
    json unplaced = json::array();
    for (const grouping::Unplaced& one : round.plan.unplaced)
      unplaced.push_back({{"person", key_of(told, one.person)}, {"why", json::parse(protocol::encode(one.why))}});
    rounds.push_back({{"rooms", std::move(rooms)}, {"unplaced", std::move(unplaced)}});
  }
  return {{"rounds", std::move(rounds)}, {"report", report_of(told)}};
}

/// What a reader of the CSV would not see in it.
void remark(const Told& told, bool by_mail, const Outside& outside) {
  std::uint32_t number = 0;
  for (const MatchedRound& round : told.rounds) {
    ++number;
    const grouping::Report& report = round.plan.report;
    outside.err << "note: round " << number << ": " << report.people << " people, " << report.rooms << " rooms, "
                << report.repeat_meetings << " repeated meetings";
    if (report.under_min) outside.err << ", " << report.under_min << " rooms below the least size";
    if (!round.plan.unplaced.empty()) outside.err << ", " << round.plan.unplaced.size() << " people without a room";
    outside.err << '\n';
  }
  if (!by_mail) return;
  std::set<PersonId> without;
  for (const MatchedRound& round : told.rounds)
    for (const NamedRoom& room : round.rooms)
      for (const PersonId id : room.people)
        if (told.offline.profile(id).email.empty()) without.insert(id);
  if (!without.empty())
    outside.err << "note: " << without.size()
                << " people have no mail address, by which the tool knows them, and are left out\n";
}

}  // namespace

int run(const Match& command, const Outside& outside) {
  if (!command.problem.empty()) return run_problem(command, outside);
  if (command.event.empty() || command.roster.empty())
    return misused(outside, "match needs --event and --roster, or --problem");
  const auto budget = read_budget(command.budget);
  if (!budget) return misused(outside, budget_usage);
  const std::optional<ops::RoomsFormat> format = ops::rooms_format(command.format);
  if (command.format != "json" && !format)
    return misused(outside, "--format: there is csv, json, zoom, webex and goldcast");
  if (command.rounds > kMostRounds) return misused(outside, "--rounds: at most " + std::to_string(kMostRounds));

  protocol::Faults in_event, in_roster, in_history;
  const auto event = load_event(command.event, in_event);
  print(outside.err, in_event, command.event);
  if (!event) return no;
  const auto roster = load_roster(command.roster, event->definition, in_roster);
  print(outside.err, in_roster, command.roster);
  ops::History history;
  if (!command.history.empty()) {
    const auto text = read_file(command.history, ops::max_history_bytes, in_history);
    auto read = text ? ops::read_history(*text, in_history) : std::nullopt;
    print(outside.err, in_history, command.history);
    if (!read) return no;
    history = std::move(*read);
    for (const auto& warning : history.warnings)
      outside.err << "note: " << protocol::to_text(warning, command.history) << '\n';
  }
  if (!roster) return no;

  const Offline offline({event->definition, event->staff}, roster->people);
  const SessionDefinition* session = session_of(offline.state().event, command.session, outside);
  if (!session) return wrong_use;
  const auto began = std::chrono::steady_clock::now();
  std::size_t strangers = 0;
  MatchAsked asked;
  asked.session = session;
  asked.rounds = command.rounds ? command.rounds : session->policy.rounds.count;
  asked.met = couples_of(history, offline, strangers);
  asked.budget = *budget;
  asked.seed = command.seed;
  if (strangers) outside.err << "note: " << strangers << " people of the history are not on this roster\n";
  const std::vector<MatchedRound> rounds = match(offline, asked);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  const Told all{offline, *session, rounds, took.count()};
  if (command.format == "json") {
    outside.out << as_json(all).dump(2) << '\n';
  } else {
    outside.out << ops::rooms_csv(seats_of(all), *format);
    remark(all, format != ops::RoomsFormat::convene, outside);
  }
  return done;
}

}  // namespace convene::cli
