#include "protocol/event_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "matcher/limits.h"
#include "protocol/decode.h"
#include "protocol/event_presets.h"
#include "protocol/forms.h"
#include "protocol/rfc3339.h"
#include "protocol/world_regions.h"

namespace convene::protocol {

namespace {

/// How the file writes things, where it differs from how they are kept. Each remembers where it stood.
struct FileLabel {
  Label words;
};
struct FileTime {
  Instant at;
};
struct FileCategories {
  std::vector<Category> list;
};
struct FileTopics {
  std::vector<Topic> list;
};

struct FileRooms {
  std::optional<std::uint16_t> min, ideal, max;
};
BOOST_DESCRIBE_STRUCT(FileRooms, (), (min, ideal, max))

struct FileRounds {
  std::optional<std::uint16_t> count;
  std::optional<std::int64_t> minutes;
  std::optional<std::int64_t> break_;
};
BOOST_DESCRIBE_STRUCT(FileRounds, (), (count, minutes, break_))

struct FileWeights {
  std::optional<std::int32_t> role, region, topics, new_faces, teams, language, size, minority;
};
BOOST_DESCRIBE_STRUCT(FileWeights, (), (role, region, topics, new_faces, teams, language, size, minority))

struct FileLoneRemedy {
  std::optional<std::string> mode;
  std::optional<std::int64_t> after_s;
};
BOOST_DESCRIBE_STRUCT(FileLoneRemedy, (), (mode, after_s))

struct FilePolicy {
  std::optional<std::string> preset;
  std::optional<FileRooms> rooms;
  std::optional<FileRounds> rounds;
  std::optional<std::string> opens;
  std::optional<grouping::Teams> teams;
  std::optional<FileWeights> weights;
  std::optional<std::string> facilitators;
  std::optional<FileLoneRemedy> lone_remedy;
  std::optional<std::int64_t> patience_s;
  std::optional<std::uint8_t> switches;
};
BOOST_DESCRIBE_STRUCT(FilePolicy, (),
                      (preset, rooms, rounds, opens, teams, weights, facilitators, lone_remedy, patience_s, switches))

struct FileDesk {
  std::string id;
  std::vector<std::string> topics;
  std::vector<std::string> languages;
  std::vector<std::string> advisors;
  std::uint16_t capacity = 1;
};
BOOST_DESCRIBE_STRUCT(FileDesk, (), (id, topics, languages, advisors, capacity))

struct FileSession {
  std::string id;
  SessionKind kind = SessionKind::content;
  FileLabel title;
  FileTime starts;
  FileTime ends;
  std::string link;
  double credit_hours = 0;
  std::vector<std::string> of;
  FilePolicy policy;
  std::vector<FileLabel> prompts;
  std::vector<FileDesk> desks;
  std::optional<std::string> opening;
  std::optional<std::int32_t> boost_first_visit_min;
};
BOOST_DESCRIBE_STRUCT(FileSession, (),
                      (id, kind, title, starts, ends, link, credit_hours, of, policy, prompts, desks, opening,
                       boost_first_visit_min))

struct FileEvent {
  std::string id;
  FileLabel name;
  std::string time_zone;
  std::vector<std::string> locales{"en"};
  JoinRules join;
  std::vector<std::string> visible{"name", "role", "region"};
  std::int32_t retention_days = 30;
  std::optional<std::int64_t> lobby_lead_min;
  FileCategories roles;
  FileCategories regions;
  FileTopics topics;
  CallRules call;
  std::vector<StaffEntry> staff;
  std::vector<FileSession> sessions;
};
BOOST_DESCRIBE_STRUCT(FileEvent, (),
                      (id, name, time_zone, locales, join, visible, retention_days, lobby_lead_min, roles, regions,
                       topics, call, staff, sessions))

constexpr std::string_view kinds = "kinds";

void read_categories(const Reader& in, const std::string& parent, std::vector<Category>& out);

}  // namespace

template <>
struct FieldRules<FileDesk> {
  static constexpr auto optional_fields =
      std::to_array<std::string_view>({"topics", "languages", "advisors", "capacity"});
  static constexpr auto bounds = std::to_array<Bound>({{"capacity", 1, 50}});
};
template <>
struct FieldRules<FileSession> {
  static constexpr auto optional_fields =
      std::to_array<std::string_view>({"title", "link", "credit_hours", "of", "policy", "prompts", "desks"});
  static constexpr auto bounds = std::to_array<Bound>({{"id", 1, 64}, {"credit_hours", 0, 24}, {"prompts", 0, 32}});
};
template <>
struct FieldRules<FileEvent> {
  static constexpr auto optional_fields = std::to_array<std::string_view>(
      {"name", "locales", "join", "visible", "retention_days", "roles", "regions", "topics", "call", "staff"});
  static constexpr auto bounds = std::to_array<Bound>({{"id", 1, 64},
                                                       {"retention_days", 1, 3650},
                                                       {"lobby_lead_min", 0, 120},
                                                       {"locales", 1, 32},
                                                       {"sessions", 1, static_cast<std::int64_t>(limits::sessions)}});
};
template <>
struct FieldRules<FileWeights> {
  static constexpr auto bounds = std::to_array<Bound>({{"role", 0, 1000},
                                                       {"region", 0, 1000},
                                                       {"topics", 0, 1000},
                                                       {"new_faces", 0, 1000},
                                                       {"teams", 0, 1000},
                                                       {"language", 0, 1000},
                                                       {"size", 0, 1000},
                                                       {"minority", 0, 1000}});
};
template <>
struct FieldRules<FileRooms> {
  static constexpr auto bounds = std::to_array<Bound>({{"min", 2, 50}, {"ideal", 2, 50}, {"max", 2, 50}});
};
template <>
struct FieldRules<FileRounds> {
  static constexpr auto bounds = std::to_array<Bound>({{"count", 1, 50}, {"minutes", 1, 480}, {"break", 0, 120}});
};
template <>
struct FieldRules<FileLoneRemedy> {
  static constexpr auto bounds = std::to_array<Bound>({{"after_s", 0, 3600}});
};
template <>
struct FieldRules<FilePolicy> {
  static constexpr auto bounds = std::to_array<Bound>({{"patience_s", 0, 3600}, {"switches", 0, 50}});
};
template <>
struct FieldRules<JoinRules> {
  static constexpr bool all_optional = true;
};
template <>
struct FieldRules<CallRules> {
  static constexpr bool all_optional = true;
};
template <>
struct FieldRules<WalkInRules> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"ask", "optional"});
  static constexpr auto bounds = std::to_array<Bound>({{"code", 4, 32}});
};
template <>
struct FieldRules<StaffEntry> {
  static constexpr auto optional_fields = std::to_array<std::string_view>({"scope"});
  static constexpr auto bounds = std::to_array<Bound>({{"name", 1, 200}, {"email", 3, 200}, {"hats", 1, 5}});
};
template <>
struct Codec<FileLabel> {
  static void read(const Reader& in, FileLabel& out) {
    constexpr Bound words{.field = {}, .least = 1, .most = 1000};
    if (in.kind() == Reader::Kind::text) {
      if (const auto text = in.text(&words)) out.words[""] = *text;
      return;
    }
    if (in.kind() != Reader::Kind::object) return in.refuse_type("a text, or texts by locale {\"en\": …}");
    for (const JsonTree::Value member : in.value())
      if (const auto text = in.at(member).text(&words)) out.words[std::string(member.key())] = *text;
  }
};

template <>
struct Codec<FileTime> {
  static void read(const Reader& in, FileTime& out) {
    const auto text = in.text();
    if (!text) return;
    if (const auto at = parse_rfc3339(*text))
      out.at = *at;
    else
      in.refuse("time.form", "is no time with an offset", "write it like 2021-07-27T13:00:00-04:00");
  }
};

template <>
struct Codec<FileCategories> {
  static void read(const Reader& in, FileCategories& out) {
    if (in.kind() == Reader::Kind::text) {
      constexpr auto known = std::to_array<std::string_view>({"world"});
      if (in.value().text() != "world") return in.refuse_name("tree", known);
      out.list = world_regions();
      return;
    }
    read_categories(in, "", out.list);
  }
};

template <>
struct Codec<FileTopics> {
  static void read(const Reader& in, FileTopics& out) {
    constexpr Bound most{.field = {}, .least = 0, .most = limits::topics};
    if (!in.object(&most)) return;
    for (const JsonTree::Value member : in.value()) {
      Topic topic{std::string(member.key()), {}};
      FileLabel label;
      const Reader here = in.at(member);
      if (member.kind() == Reader::Kind::object) {
        constexpr auto fields = std::to_array<std::string_view>({"label"});
        for (const JsonTree::Value field : member)
          if (field.key() == "label")
            Codec<FileLabel>::read(in.at(field), label);
          else
            in.at(field).refuse_unknown(fields);
      } else {
        Codec<FileLabel>::read(here, label);
      }
      topic.label = label.words;
      out.list.push_back(std::move(topic));
    }
  }
};

namespace {

void read_categories(const Reader& in, const std::string& parent, std::vector<Category>& out) {
  if (!in.object()) return;
  constexpr auto fields = std::to_array<std::string_view>({"label", kinds});
  for (const JsonTree::Value member : in.value()) {
    const std::string key(member.key());
    const Reader here = in.at(member);
    if (key.empty() || key.size() > 64) {
      here.refuse("key.form", "a key has 1 to 64 characters", "shorten it and put the words into \"label\"");
      continue;
    }
    if (std::any_of(out.begin(), out.end(), [&](const Category& c) { return c.key == key; })) {
      here.refuse("key.twice", "this key stands in the tree twice", "give each kind a key of its own");
      continue;
    }
    if (out.size() >= limits::categories) {
      here.refuse("tree.too_large", "a tree has at most " + std::to_string(limits::categories) + " kinds");
      return;
    }
    out.push_back({key, parent, {}});
    const std::size_t mine = out.size() - 1;
    if (!here.object()) continue;
    for (const JsonTree::Value field : member) {
      if (field.key() == "label") {
        FileLabel label;
        Codec<FileLabel>::read(in.at(field), label);
        out[mine].label = label.words;
      } else if (field.key() == kinds) {
        read_categories(in.at(field), key, out);
      } else {
        in.at(field).refuse_unknown(fields);
      }
    }
  }
}

/// The checks that need the whole file: names that refer to each other, times, sizes.
class Checker {
 public:
  Checker(const JsonTree& tree, Faults& faults, const FileEvent& file, EventFile& out)
      : tree_(tree), faults_(faults), file_(file), out_(out) {}

  void run(const KnowsZone& knows_zone) {
    EventDefinition& event = out_.definition;
    const JsonTree::Value root = tree_.root();
    event.id = file_.id;
    if (!slug(file_.id))
      refuse(root, {"id"}, "id.form", "an id has small letters, digits and dashes only",
             "write it like institute-2021");
    event.name = label(file_.name, root, {"name"});
    if (event.name.empty()) event.name[first_locale()] = file_.id;
    event.time_zone = file_.time_zone;
    if (knows_zone && !file_.time_zone.empty() && !knows_zone(file_.time_zone))
      refuse(root, {"time_zone"}, "time_zone.unknown", '"' + shown(file_.time_zone) + "\" is no time zone",
             "write it like America/New_York");
    event.locales = file_.locales;
    event.join = file_.join;
    event.visible = file_.visible;
    event.retention_days = file_.retention_days;
    if (file_.lobby_lead_min) event.lobby_lead = minutes(*file_.lobby_lead_min);
    event.roles = labelled(file_.roles.list);
    event.regions = labelled(file_.regions.list);
    for (const Topic& topic : file_.topics.list) event.topics.push_back({topic.key, localised(topic.label)});
    event.call = file_.call;
    if (!file_.call.link.empty()) link(file_.call.link, root, {"call", "link"});
    fields(file_.visible, {"visible"});
    if (file_.join.walk_in) {
      fields(file_.join.walk_in->ask, {"join", "walk_in", "ask"});
      fields(file_.join.walk_in->optional, {"join", "walk_in", "optional"});
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
    if (!text.starts_with("https://") && !text.starts_with("http://"))
      refuse(from, path, "link.form", "is no link that a browser may open", "start it with https://");
  }

  void fields(const std::vector<std::string>& names, const Path& path) {
    static constexpr auto known =
        std::to_array<std::string_view>({"name", "role", "region", "organization", "topics", "languages"});
    const JsonTree::Value list = spot(tree_.root(), path);
    if (list.kind() != JsonTree::Kind::list) return;
    auto item = list.begin();
    for (const std::string& name : names) {
      if (std::find(known.begin(), known.end(), name) == known.end())
        Reader(tree_, *item, faults_).refuse_name("field", known);
      ++item;
    }
  }

  void sessions() {
    const auto list = tree_.root().find("sessions");
    if (!list) return;
    std::set<std::string> ids;
    std::set<std::string> content;
    for (const FileSession& session : file_.sessions)
      if (session.kind == SessionKind::content) content.insert(session.id);
    auto item = list->begin();
    for (const FileSession& session : file_.sessions) {
      if (item == list->end()) break;
      one_session(session, *item, ids, content);
      ++item;
    }
  }

  void one_session(const FileSession& s, JsonTree::Value at, std::set<std::string>& ids,
                   const std::set<std::string>& content) {
    if (!slug(s.id))
      refuse(at, {"id"}, "id.form", "an id has small letters, digits and dashes only", "write it like role-alike-1");
    if (!ids.insert(s.id).second)
      refuse(at, {"id"}, "session.twice", "two sessions are called " + shown(s.id), "give each session its own id");
    if (s.ends.at <= s.starts.at && s.starts.at && s.ends.at)
      refuse(at, {"ends"}, "session.ends_first", "the session ends before it starts", "put \"ends\" after \"starts\"");
    if (s.starts.at && s.ends.at - s.starts.at > minutes(24 * 60))
      refuse(at, {"ends"}, "session.too_long", "a session lasts a day at most", "cut it into several");
    if (!s.link.empty()) link(s.link, at, {"link"});
    if (s.kind == SessionKind::debrief && s.of.empty())
      refuse(at, {}, "debrief.of_missing", "a debrief follows content sessions", "name them in \"of\"");
    if (const auto of = at.find("of"); of && of->kind() == JsonTree::Kind::list) {
      const std::vector<std::string_view> known(content.begin(), content.end());
      auto item = of->begin();
      for (const std::string& id : s.of) {
        if (!content.count(id)) Reader(tree_, *item, faults_).refuse_name("content session", known);
        ++item;
      }
    }
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
    for (const FileDesk& desk : s.desks) d.desks.push_back({desk.id, desk.topics, desk.languages, desk.capacity});
    out_.definition.sessions.push_back(std::move(d));
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
    policy.opens = choice(file.opens, policy.opens, at, {"policy", "opens"},
                          {{"auto", Opens::by_itself}, {"moderator", Opens::by_moderator}});
    take(policy.teams, file.teams);
    if (file.weights) {
      const FileWeights& w = *file.weights;
      grouping::Weights& to = policy.weights;
      take(to.role, w.role), take(to.region, w.region), take(to.topics, w.topics), take(to.new_faces, w.new_faces);
      take(to.teams, w.teams), take(to.language, w.language), take(to.size, w.size), take(to.minority, w.minority);
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
    if (file.patience_s) policy.patience = seconds(*file.patience_s);
    take(policy.switches, file.switches);
    const Duration needed =
        policy.rounds.length * policy.rounds.count + policy.rounds.pause * (policy.rounds.count - 1);
    if (forms_rooms(s.kind) && file.rounds && needed > s.ends.at - s.starts.at)
      warn(at, {"policy", "rounds"}, "rounds.too_long",
           "the rounds take " + std::to_string(needed.ms / 60'000) + " minutes, and the session is shorter",
           "ask for fewer or shorter rounds, or let the session end later");
    return policy;
  }

  void staff() {
    const auto list = tree_.root().find("staff");
    if (!list) return;
    std::set<std::string> emails;
    std::vector<std::string_view> known;
    for (const FileSession& session : file_.sessions) known.push_back(session.id);
    auto item = list->begin();
    for (const StaffEntry& entry : file_.staff) {
      if (item == list->end()) break;
      if (entry.email.find('@') == std::string::npos)
        refuse(*item, {"email"}, "email.form", "is no e-mail address", "a member of staff is known by it");
      else if (!emails.insert(entry.email).second)
        refuse(*item, {"email"}, "staff.twice", "two members of staff have this address",
               "put all hats into one entry");
      for (const std::string& id : entry.scope.sessions)
        if (std::find(known.begin(), known.end(), id) == known.end())
          Reader(tree_, spot(*item, {"scope", "sessions"}), faults_)
              .refuse("session.unknown", shown(id) + " is no session of this event",
                      known.empty() ? "" : "did you mean " + shown(nearest(id, known)) + "?");
      out_.staff.push_back(entry);
      ++item;
    }
  }

  const JsonTree& tree_;
  Faults& faults_;
  const FileEvent& file_;
  EventFile& out_;
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
  if (!faults.empty()) return {};
  return out;
}

}  // namespace convene::protocol
