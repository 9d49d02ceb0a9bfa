// The messages of the wire that are not commands: greeting, views, replies, notices.
//
// The server writes most of them by hand from these field lists (a view is encoded once and shared), the client's
// types come from them through the generated JSON Schema.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "matcher/commands.h"
#include "matcher/views.h"

namespace convene::protocol {

inline constexpr std::string_view kSubprotocol = "convene.v1";

// ---- client to server, besides the commands

/// What a walk-in says of themselves: the fields of the event's form.
struct JoinForm {
  std::string code;
  std::string name;
  std::string role;
  std::string region;
  std::string organization;
  std::vector<std::string> topics;
  std::vector<std::string> languages;
  std::vector<std::string> hidden;
};
BOOST_DESCRIBE_STRUCT(JoinForm, (), (code, name, role, region, organization, topics, languages, hidden))

/// Where a client was when its connection ended. Views are always whole, so nothing depends on it; it helps who reads
/// traces.
struct Resume {
  std::string epoch;
  std::uint64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(Resume, (), (epoch, seq))

/// The first message, within five seconds.
struct Hello {
  static constexpr std::string_view name = "hello";
  static constexpr std::string_view doc = "Who is there: a pass, or the form of a walk-in.";
  std::optional<std::string> pass;
  std::optional<JoinForm> join;
  std::string client;       // "web/0.1.0"
  std::string locale;       // BCP 47
  std::string tab;          // random, one a tab
  bool take = false;        // a person opened or pressed: this tab wants to be in charge
  bool superseded = false;  // another tab took over from this one: it comes back as an onlooker, also after a restart
  std::optional<Resume> resume;
};
BOOST_DESCRIBE_STRUCT(Hello, (), (pass, join, client, locale, tab, take, superseded, resume))

/// Send the whole of a topic (or of all) again.
struct Resync {
  static constexpr std::string_view name = "resync";
  static constexpr std::string_view doc = "Send the views whole again; a client asks when a patch does not fit.";
  std::optional<std::string> topic;
};
BOOST_DESCRIBE_STRUCT(Resync, (), (topic))

/// A sign of life that proxies let through; answered by a pong with the server's time.
struct Ping {
  static constexpr std::string_view name = "ping";
  std::int64_t at = 0;  // the client's own clock, handed back untouched
};
BOOST_DESCRIBE_STRUCT(Ping, (), (at))

// ---- server to client

struct LimitsInForce {
  std::uint32_t message_bytes = 0;
  std::uint32_t messages_per_second = 0;
  std::uint32_t burst = 0;
  std::uint32_t heartbeat_ms = 0;  // the server pings this often; two missed are a lost connection
  std::uint32_t away_ms = 0;       // without a connection for so long a person is shown as away
  std::uint32_t grace_ms = 0;      // and for so long counts as being there
};
BOOST_DESCRIBE_STRUCT(LimitsInForce, (), (message_bytes, messages_per_second, burst, heartbeat_ms, away_ms, grace_ms))

/// The answer to hello. The views follow in the same frame.
struct Welcome {
  static constexpr std::string_view name = "welcome";
  std::string protocol;  // "convene.v1"
  std::string server;    // version
  std::string epoch;     // changes only when the journal was lost or restored
  std::uint64_t seq = 0;
  Instant time;  // the event's clock now
  PersonId person;
  std::string tab_number;           // prefix that this tab's command ids must carry
  bool in_charge = true;            // false: another tab is; "use here" sends hello with take
  std::vector<std::string> can;     // capabilities by the names of commands, and of topics ("floor", "board")
  std::optional<std::string> pass;  // to keep: given to walk-ins
  LimitsInForce limits;
};
BOOST_DESCRIBE_STRUCT(Welcome, (),
                      (protocol, server, epoch, seq, time, person, tab_number, in_charge, can, pass, limits))

/// {"type":"view","topic":…,"seq":n,"view":{…}}: replaces whatever the client has of the topic.
template <class View>
struct ViewMessage {
  static constexpr std::string_view name = "view";
  std::string topic;
  std::uint64_t seq = 0;
  View view;
};

/// {"type":"patch","topic":…,"from":n,"seq":m,"patch":{…}}: RFC 7396 on the view of revision `from`.
/// Views of staff topics carry "revision" too, and `from` and `to` count those.
struct PatchHead {
  static constexpr std::string_view name = "patch";
  std::string topic;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
};
BOOST_DESCRIBE_STRUCT(PatchHead, (), (topic, from, to))

/// Messages of the chat of the room that is shown, or was last, in the order of their numbers.
struct Chat {
  static constexpr std::string_view name = "chat";
  static constexpr std::string_view doc =
      "Messages of the chat of the room that is shown, or was last: the whole of it, or what follows.";
  RoomId room;
  bool whole = false;  // replaces whatever the client has of it; else these follow what it has
  std::vector<ChatMessage> lines;
};
BOOST_DESCRIBE_STRUCT(Chat, (), (room, whole, lines))

struct Notice {
  static constexpr std::string_view name = "notice";
  NoticeId id;
  std::string kind;  // "broadcast", "session_shifted", "session_extended", "session_cancelled", "plan_failed"
  bool urgent = false;
  Instant at;
  std::optional<Instant> expires;
  std::optional<std::string> text;  // broadcast only: what a member of staff wrote
  std::optional<std::string> by;
  std::map<std::string, std::string> parameters;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (id, kind, urgent, at, expires, text, by, parameters))

struct Done {
  static constexpr std::string_view name = "done";
  std::string id;
  std::uint64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(Done, (), (id, seq))

struct Refused {
  static constexpr std::string_view name = "refused";
  std::optional<std::string> id;
  std::string code;
  std::string message;  // English, for developers
  std::optional<std::string> path;
  std::map<std::string, std::string> parameters;
};
BOOST_DESCRIBE_STRUCT(Refused, (), (id, code, message, path, parameters))

struct Pong {
  static constexpr std::string_view name = "pong";
  std::int64_t at = 0;
  Instant time;
};
BOOST_DESCRIBE_STRUCT(Pong, (), (at, time))

/// Another tab took over: this one shows "use here" and sends nothing more until pressed.
struct Superseded {
  static constexpr std::string_view name = "superseded";
};
BOOST_DESCRIBE_STRUCT(Superseded, (), ())

// ---- the programme: a resource, because it is long and changes rarely

struct ProgrammeDesk {
  std::string id;
  std::vector<std::string> topics;  // none: all of the event's
};
BOOST_DESCRIBE_STRUCT(ProgrammeDesk, (), (id, topics))

struct ProgrammeSession {
  std::string id;
  SessionKind kind = SessionKind::content;
  Label title;
  Instant starts;
  Instant ends;
  bool cancelled = false;
  std::string link;
  std::int32_t credit_minutes = 0;
  std::uint32_t rounds = 0;
  std::uint32_t room_min = 0;
  std::uint32_t room_max = 0;
  std::vector<Label> prompts;
  std::vector<std::string> of;       // a debrief: the content sessions that it follows, one of which people choose
  std::vector<ProgrammeDesk> desks;  // office hours
};
BOOST_DESCRIBE_STRUCT(ProgrammeSession, (),
                      (id, kind, title, starts, ends, cancelled, link, credit_minutes, rounds, room_min, room_max,
                       prompts, of, desks))

struct Programme {
  std::string event;
  Label name;
  std::string time_zone;
  std::vector<std::string> locales;
  std::vector<std::string> visible;
  bool walk_in = false;
  std::vector<std::string> ask;
  std::vector<std::string> optional;
  std::vector<Category> roles;
  std::vector<Category> regions;
  std::vector<Topic> topics;
  std::vector<ProgrammeSession> sessions;
  bool credits = false;  // hours, for sessions or for a completed action plan
};
BOOST_DESCRIBE_STRUCT(Programme, (),
                      (event, name, time_zone, locales, visible, walk_in, ask, optional, roles, regions, topics,
                       sessions, credits))

}  // namespace convene::protocol
