#include "protocol/event_file.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "matcher/links.h"
#include "protocol/event_file_form.h"
#include "protocol/event_presets.h"

namespace convene::protocol {

namespace {

/// The checks that need the whole file: names that refer to each other, times, sizes.
class Checker {
 public:
  Checker(const JsonTree& tree, Faults& faults, const FileEvent& file, EventFile& out)
      : tree_(tree), faults_(faults), file_(file), out_(out) {}

  void run(const KnowsZone& knows_zone) {
    EventDefinition& event = out_.definition;
    const JsonTree::Value root = tree_.root();
    event.id = file_.id;
    // What the decoder refused is empty, and was told already.
    if (!file_.id.empty() && !slug(file_.id))
      refuse(root, {"id"}, "id.form", "an id has small letters, digits and dashes only",
             "write it like institute-2021");
    event.name = label(file_.name, root, {"name"});
    if (event.name.empty()) event.name[first_locale()] = file_.id;
    event.time_zone = file_.time_zone;
    if (knows_zone && !file_.time_zone.empty() && !knows_zone(file_.time_zone))
      refuse(root, {"time_zone"}, "time_zone.unknown", '"' + shown(file_.time_zone) + "\" is no time zone",
             "write it like America/New_York");
    event.locales = file_.locales;
    event.join = {file_.join.walk_in, file_.join.roster, file_.join.one_device};
    event.visible = file_.visible;
    event.retention_days = file_.retention_days;
    if (file_.lobby_lead_min) event.lobby_lead = minutes(*file_.lobby_lead_min);
    event.roles = labelled(file_.roles.list);
    event.regions = labelled(file_.regions.list);
    for (const Topic& topic : file_.topics.list) event.topics.push_back({topic.key, localised(topic.label)});
    event.call = file_.call;
    event.credit = credit();
    if (!file_.call.link.empty()) link(file_.call.link, root, {"call", "link"});
    fields(file_.visible, {"visible"});
    if (file_.join.walk_in) {
      fields(file_.join.walk_in->ask, {"join", "walk_in", "ask"});
      fields(file_.join.walk_in->optional, {"join", "walk_in", "optional"});
      // What is asked for must be given, and the form has no place for them: nobody could join.
      const auto& ask = file_.join.walk_in->ask;
      if (std::find(ask.begin(), ask.end(), "languages") != ask.end())
        refuse(root, {"join", "walk_in", "ask"}, "walk_in.no_languages", "the form cannot ask for languages",
               "leave them out: people can add them later");
    }
    sessions();
    staff();
  }

 private:
  using Path = std::vector<std::string_view>;

  static bool slug(std::string_view id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
  }

  const std::string& first_locale() const {
    static const std::string english = "en";
    return file_.locales.empty() ? english : file_.locales.front();
  }

  Label localised(const Label& words) const {
    Label out;
    for (const auto& [locale, text] : words) out[locale.empty() ? first_locale() : locale] = text;
    return out;
  }

  Label label(const FileLabel& words, JsonTree::Value from, const Path& path) {
    for (const auto& [locale, text] : words.words)
      if (!locale.empty() && std::find(file_.locales.begin(), file_.locales.end(), locale) == file_.locales.end())
        refuse(from, path, "locale.unlisted", "\"" + locale + "\" is none of the event's locales",
               "add it to \"locales\"");
    return localised(words.words);
  }

  std::vector<Category> labelled(std::vector<Category> list) const {
    for (Category& category : list) category.label = localised(category.label);
    return list;
  }

  /// The deepest value on the path that is there: where to point.
  JsonTree::Value spot(JsonTree::Value from, const Path& path) const {
    for (const std::string_view name : path) {
      const auto next = from.kind() == JsonTree::Kind::object ? from.find(name) : std::nullopt;
      if (!next) break;
      from = *next;
    }
    return from;
  }

  void refuse(JsonTree::Value from, const Path& path, std::string code, std::string message, std::string remedy) {
    Reader(tree_, spot(from, path), faults_).refuse(std::move(code), std::move(message), std::move(remedy));
  }

  void warn(JsonTree::Value from, const Path& path, std::string code, std::string message, std::string remedy) {
    Faults one(1);
    Reader(tree_, spot(from, path), one).refuse(std::move(code), std::move(message), std::move(remedy));
    out_.warnings.push_back(one.front());
  }

  void link(const std::string& text, JsonTree::Value from, const Path& path) {
    if (!is_link(text)) refuse(from, path, "link.form", "is no link that a browser may open", "start it with https://");
  }

  /// Calls `check` with each of what was read and where it stands. What was not read from this list, a default, stands
  /// nowhere.
  template <typename T, typename Check>
  static void each(const std::vector<T>& read, std::optional<JsonTree::Value> list, Check check) {
    if (!list || list->kind() != JsonTree::Kind::list) return;
    auto item = list->begin();
    for (const T& one : read) {
      if (item == list->end()) return;
      check(one, *item);
      ++item;
    }
  }

  std::optional<CreditRules> credit() const {
    if (!file_.credit) return {};
    const auto whole = [](const std::optional<double>& value, double unit) {
      return static_cast<std::int32_t>(std::lround(value.value_or(0) * unit));
    };
    // Rounded down, as nobody who meets the rule is to miss it: 0.667 is two of three.
    const auto share = static_cast<std::uint8_t>(file_.credit->least_share.value_or(0) * 100 + 1e-9);
    return CreditRules{whole(file_.credit->cap_hours, 60), share, whole(file_.credit->plan_hours, 60)};
  }

  void fields(const std::vector<std::string>& names, const Path& path) {
    static constexpr auto known =
        std::to_array<std::string_view>({"name", "role", "region", "organization", "topics", "languages"});
    each(names, spot(tree_.root(), path), [&](const std::string& name, JsonTree::Value item) {
      if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end())
        Reader(tree_, item, faults_).refuse_name("field", known);
    });
  }

  void sessions() {
    std::set<std::string> ids;
    std::set<std::string> content;
    for (const FileSession& session : file_.sessions)
      if (session.kind == SessionKind::content) content.insert(session.id);
    each(file_.sessions, tree_.root().find("sessions"),
         [&](const FileSession& session, JsonTree::Value item) { one_session(session, item, ids, content); });
  }

  void one_session(const FileSession& s, JsonTree::Value at, std::set<std::string>& ids,
                   const std::set<std::string>& content) {
    if (!s.id.empty() && !slug(s.id))
      refuse(at, {"id"}, "id.form", "an id has small letters, digits and dashes only", "write it like role-alike-1");
    if (!s.id.empty() && !ids.insert(s.id).second)
      refuse(at, {"id"}, "session.twice", "two sessions are called " + shown(s.id), "give each session its own id");
    if (s.ends.at <= s.starts.at && s.starts.at && s.ends.at)
      refuse(at, {"ends"}, "session.ends_first", "the session ends before it starts", "put \"ends\" after \"starts\"");
    if (s.starts.at && s.ends.at - s.starts.at > limits::session_lasts)
      refuse(at, {"ends"}, "session.too_long", "a session lasts a day at most", "cut it into several");
    if (!s.link.empty()) link(s.link, at, {"link"});
    if (s.kind == SessionKind::debrief && s.of.empty())
      refuse(at, {}, "debrief.of_missing", "a debrief follows content sessions", "name them in \"of\"");
    if (s.kind != SessionKind::debrief && !s.of.empty())
      refuse(at, {"of"}, "of.no_debrief", "only a debrief follows other sessions", "take it out");
    const std::vector<std::string_view> known(content.begin(), content.end());
    std::set<std::string> followed;
    each(s.of, at.find("of"), [&](const std::string& id, JsonTree::Value item) {
      if (!followed.insert(id).second)
        Reader(tree_, item, faults_).refuse("of.twice", shown(id) + " is there twice", "name it once");
      if (!id.empty() && !content.count(id)) Reader(tree_, item, faults_).refuse_name("content session", known);
    });
    SessionDefinition d;
    d.id = s.id;
    d.kind = s.kind;
    d.title = label(s.title, at, {"title"});
    if (d.title.empty()) d.title[first_locale()] = s.id;
    d.starts = s.starts.at;
    d.ends = s.ends.at;
    d.link = s.link;
    d.credit_minutes = static_cast<std::int32_t>(std::lround(s.credit_hours * 60));
    d.of = s.of;
    d.policy = policy(s, at);
    for (const FileLabel& prompt : s.prompts) d.prompts.push_back(label(prompt, at, {"prompts"}));
    desks(s, at, d);
    out_.definition.sessions.push_back(std::move(d));
  }

  /// An office hour's desks, and how its line goes on. Without desks it has one, for all topics and all advisors.
  void desks(const FileSession& s, JsonTree::Value at, SessionDefinition& d) {
    if (s.kind != SessionKind::office_hours) {
      const auto only = [&](std::string_view field, bool given) {
        if (given) refuse(at, {field}, "desks.no_office_hours", "only office hours have this", "take it out");
      };
      only("desks", !s.desks.empty());
      only("opening", s.opening.has_value());
      only("boost_first_visit_min", s.boost_first_visit_min.has_value());
      only("call_s", s.call_s.has_value());
      only("wrap_up_s", s.wrap_up_s.has_value());
      only("away_min", s.away_min.has_value());
      only("talk_min", s.talk_min.has_value());
      return;
    }
    HoursRules rules;
    rules.lottery = choice(s.opening, false, at, {"opening"}, {{"lottery", true}, {"in-order", false}});
    rules.boost = static_cast<std::uint32_t>(s.boost_first_visit_min.value_or(0));
    if (s.call_s) rules.lease = seconds(*s.call_s);
    if (s.wrap_up_s) rules.rest = seconds(*s.wrap_up_s);
    if (s.away_min) rules.away = minutes(*s.away_min);
    if (s.talk_min) rules.talk = minutes(*s.talk_min);
    d.hours = rules;
    std::vector<std::string_view> topics;
    for (const Topic& topic : file_.topics.list) topics.push_back(topic.key);
    std::vector<std::string_view> staff;
    for (const FileStaff& one : file_.staff) staff.push_back(one.email);
    std::set<std::string> ids;
    std::set<std::string> posted;
    each(s.desks, at.find("desks"), [&](const FileDesk& desk, JsonTree::Value item) {
      if (!desk.id.empty() && !slug(desk.id))
        refuse(item, {"id"}, "id.form", "an id has small letters, digits and dashes only", "write it like funding");
      if (!desk.id.empty() && !ids.insert(desk.id).second)
        refuse(item, {"id"}, "desk.twice", "two desks are called " + shown(desk.id), "give each desk its own id");
      each(desk.topics, item.find("topics"), [&](const std::string& topic, JsonTree::Value where) {
        if (!topic.empty() && std::find(topics.begin(), topics.end(), topic) == topics.end())
          Reader(tree_, where, faults_).refuse_name("topic", topics);
      });
      each(desk.advisors, item.find("advisors"), [&](const std::string& email, JsonTree::Value where) {
        if (std::find(staff.begin(), staff.end(), email) == staff.end())
          Reader(tree_, where, faults_)
              .refuse("advisor.unknown", shown(email) + " is none of the event's staff",
                      "add the address to \"staff\", with the hat \"advisor\"");
        else if (!posted.insert(email).second)
          Reader(tree_, where, faults_)
              .refuse("advisor.twice", shown(email) + " is at another desk of this session already",
                      "one desk each: whoever advises serves all topics they know, wherever people stand");
        else
          posts_[email].push_back({s.id, desk.id});
      });
      d.desks.push_back({desk.id, desk.topics, desk.languages, desk.capacity});
    });
    if (!s.desks.empty()) return;
    d.desks.push_back({"desk", {}, {}, 1});
    for (const FileStaff& one : file_.staff) {
      const bool advises = std::find(one.hats.begin(), one.hats.end(), Hat::advisor) != one.hats.end();
      const auto& reach = one.scope.sessions;
      if (advises && (reach.empty() || std::find(reach.begin(), reach.end(), s.id) != reach.end()))
        posts_[one.email].push_back({s.id, "desk"});
    }
  }

  template <class T>
  T choice(const std::optional<std::string>& word, T present, JsonTree::Value at, const Path& path,
           std::initializer_list<std::pair<std::string_view, T>> choices) {
    if (!word) return present;
    std::vector<std::string_view> names;
    for (const auto& [name, value] : choices) {
      if (name == *word) return value;
      names.push_back(name);
    }
    Reader(tree_, spot(at, path), faults_).refuse_name("choice", names);
    return present;
  }

  /// Rounds that do not say how long they are fill their session.
  static void share_out(RoundRules& rounds, Duration session) {
    const Duration talk = session - rounds.pause * (rounds.count - 1);
    if (talk >= minutes(rounds.count)) rounds.length = milliseconds(talk.ms / rounds.count);
  }

  Policy policy(const FileSession& s, JsonTree::Value at) {
    const FilePolicy& file = s.policy;
    Policy policy = *preset(preset_of(s.kind));
    if (file.preset) {
      if (const auto named = preset(*file.preset))
        policy = *named;
      else
        Reader(tree_, spot(at, {"policy", "preset"}), faults_).refuse_name("preset", preset_names());
    }
    const auto take = [](auto& to, const auto& from) {
      if (from) to = *from;
    };
    if (file.rooms) {
      take(policy.rooms.min, file.rooms->min), take(policy.rooms.max, file.rooms->max);
      policy.rooms.ideal =
          std::clamp(policy.rooms.ideal, std::min(policy.rooms.min, policy.rooms.max), policy.rooms.max);
      take(policy.rooms.ideal, file.rooms->ideal);
    }
    if (policy.rooms.min > policy.rooms.ideal || policy.rooms.ideal > policy.rooms.max)
      refuse(at, {"policy", "rooms"}, "rooms.order", "min, ideal and max must rise", "write, say, 3, 5 and 7");
    if (file.rounds) {
      take(policy.rounds.count, file.rounds->count);
      if (file.rounds->minutes) policy.rounds.length = minutes(*file.rounds->minutes);
      if (file.rounds->break_) policy.rounds.pause = minutes(*file.rounds->break_);
    }
    if (!file.rounds || !file.rounds->minutes) share_out(policy.rounds, s.ends.at - s.starts.at);
    policy.opens = choice(file.opens, policy.opens, at, {"policy", "opens"},
                          {{"auto", Opens::by_itself}, {"moderator", Opens::by_moderator}});
    take(policy.teams, file.teams), take(policy.cohorts, file.cohorts), take(policy.experience, file.experience);
    if (file.weights) {
      const FileWeights& w = *file.weights;
      grouping::Weights& to = policy.weights;
      take(to.role, w.role), take(to.region, w.region), take(to.topics, w.topics), take(to.new_faces, w.new_faces);
      take(to.teams, w.teams), take(to.language, w.language), take(to.size, w.size), take(to.minority, w.minority);
      take(to.cohorts, w.cohorts), take(to.experience, w.experience);
    }
    policy.facilitators = choice(
        file.facilitators, policy.facilitators, at, {"policy", "facilitators"},
        {{"visiting", FacilitatorRule::visiting}, {"one-per-room-if-enough", FacilitatorRule::one_per_room_if_enough}});
    if (file.lone_remedy) {
      policy.lone_remedy.mode =
          choice(file.lone_remedy->mode, policy.lone_remedy.mode, at, {"policy", "lone_remedy", "mode"},
                 {{"ask", RemedyMode::ask}, {"auto", RemedyMode::by_itself}, {"never", RemedyMode::never}});
      if (file.lone_remedy->after_s) policy.lone_remedy.after = seconds(*file.lone_remedy->after_s);
    }
    if (file.patience_s) {
      policy.patience = seconds(*file.patience_s);
      warn(at, {"policy", "patience_s"}, "policy.not_needed", "whoever arrives is seated at once, wherever that can be",
           "leave it out");
    }
    take(policy.switches, file.switches);
    policy.turns =
        choice(file.turns, policy.turns, at, {"policy", "turns"},
               {{"none", TurnRule::none}, {"offered", TurnRule::offered}, {"by-itself", TurnRule::by_itself}});
    const Duration needed =
        policy.rounds.length * policy.rounds.count + policy.rounds.pause * (policy.rounds.count - 1);
    if (forms_rooms(s.kind) && file.rounds && file.rounds->minutes && needed > s.ends.at - s.starts.at)
      warn(at, {"policy", "rounds"}, "rounds.too_long",
           "the rounds take " + std::to_string(needed.ms / 60'000) + " minutes, and the session is shorter",
           "ask for fewer or shorter rounds, or let the session end later");
    return policy;
  }

  void staff() {
    std::set<std::string> emails;
    std::vector<std::string_view> known;
    for (const FileSession& session : file_.sessions) known.push_back(session.id);
    each(file_.staff, tree_.root().find("staff"), [&](const FileStaff& entry, JsonTree::Value item) {
      if (entry.email.find('@') == std::string::npos)
        refuse(item, {"email"}, "email.form", "is no e-mail address", "a member of staff is known by it");
      else if (!emails.insert(entry.email).second)
        refuse(item, {"email"}, "staff.twice", "two members of staff have this address", "put all hats into one entry");
      for (const std::string& id : entry.scope.sessions)
        if (!id.empty() && std::find(known.begin(), known.end(), id) == known.end())
          Reader(tree_, spot(item, {"scope", "sessions"}), faults_)
              .refuse("session.unknown", shown(id) + " is no session of this event",
                      known.empty() ? "" : "did you mean " + shown(nearest(id, known)) + "?");
      if (!entry.scope.rooms.empty())
        refuse(item, {"scope", "rooms"}, "scope.rooms", "names rooms, which get their ids as they open",
               "name sessions here, and give single rooms on the board once they are there");
      if (!entry.link.empty()) link(entry.link, item, {"link"});
      StaffEntry member = entry;
      if (const auto posts = posts_.find(entry.email); posts != posts_.end()) {
        member.posts = posts->second;
        if (std::find(member.hats.begin(), member.hats.end(), Hat::advisor) == member.hats.end())
          member.hats.push_back(Hat::advisor);
      }
      out_.staff.push_back(std::move(member));
    });
  }

  const JsonTree& tree_;
  Faults& faults_;
  const FileEvent& file_;
  EventFile& out_;
  std::map<std::string, std::vector<DeskPost>> posts_;  // by address: desks that name it
};

}  // namespace

std::optional<EventFile> read_event_file(std::string_view text, Faults& faults, const KnowsZone& knows_zone) {
  JsonTree tree;
  if (auto fault = tree.parse(text, Limits::file())) {
    faults.add(std::move(*fault));
    return {};
  }
  FileEvent file;
  decode(tree, file, faults);
  EventFile out;
  Checker(tree, faults, file, out).run(knows_zone);
  faults.in_order_of_place();
  if (!faults.empty()) return {};
  return out;
}

}  // namespace convene::protocol
