#include "server/cli/cli.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <ostream>

namespace convene::cli {

namespace {

constexpr const char* kData = "Folder with the journal and the key of the passes";
constexpr const char* kStatus = "\nExit status: 0 done, 1 the answer is no (with reasons), 2 wrong use.";

CLI::App* add(CLI::App& app, const char* name, const char* what, const std::string& examples, int& status,
              std::function<int()> run) {
  CLI::App* command = app.add_subcommand(name, what);
  command->footer("Examples:\n" + examples + kStatus);
  command->callback([&status, run = std::move(run)] { status = run(); });
  return command;
}

/// For commands that read what the journal has of an event.
void add_stored_event(CLI::App& command, std::string& event, std::string& data) {
  command.add_option("--event", event, "The event's file, or its id")->required();
  command.add_option("--data", data, kData)->required();
}

void declare(CLI::App& app, Serve& serve, const Outside& outside, int& status) {
  ServeOptions& options = serve.options;
  CLI::App* command = add(app, "serve", "Run the server",
                          "  convene serve --event event.json --roster roster.csv --data var/data\n"
                          "  convene serve --event event.json --data var/demo --at 2021-07-27T12:59:00-04:00\n",
                          status, [&] { return run(serve, outside); });
  command->add_option("--event", options.event_files, "An event's file; may be given again for another event");
  command->add_option("--roster", serve.rosters, "Its roster (CSV); the n-th one belongs to the n-th event");
  command->add_option("--data", options.data_dir, kData)->capture_default_str();
  command->add_option("--host", options.host, "Address to listen on")->capture_default_str();
  command->add_option("--port", options.port, "Port to listen on; 0: any")->capture_default_str();
  command->add_option("--admin-port", options.admin_port, "Port for /healthz, /readyz, /metrics; 0: any");
  command->add_option("--admin-host", options.admin_host, "Address of that port")->capture_default_str();
  command->add_option("--static", options.static_dir, "Folder with the built web client")->capture_default_str();
  command->add_option("--at", serve.at, "Begin the event's clock here, for rehearsals: 2021-07-27T12:59:00-04:00");
  command->add_option("--origin", options.origins, "Another origin whose pages may connect: https://host");
  command->add_option("--hostname", options.hosts, "A name this server answers to; without any: all");
  command->add_option("--trusted-proxy", options.trusted_proxies, "Proxy whose X-Forwarded-For is believed");
  command->add_option("--log-level", options.log_level, "How much is logged")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  command->add_flag("--log-json", options.log_json, "Log lines as JSON");
  command->add_option("--threads", options.threads, "Threads that the events are spread over; an event has one")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
}

void declare(CLI::App& app, Check& check, const Outside& outside, int& status) {
  CLI::App* command = add(app, "check", "Say what is wrong with an event's files, and what will happen",
                          "  convene check event.json\n  convene check event.json --roster roster.csv --json\n", status,
                          [&] { return run(check, outside); });
  command->add_option("event", check.event, "The event's file")->required();
  command->add_option("--roster", check.roster, "Its roster (CSV)");
  command->add_flag("--json", check.json, "Answer for programs");
}

void declare(CLI::App& app, Invite& invite, const Outside& outside, int& status) {
  CLI::App* command =
      add(app, "invite", "Personal links of everybody, as CSV",
          "  convene invite --event event.json --data var/data --base https://meet.example.org > links.csv\n"
          "  convene invite --event event.json --data var/data --sample\n",
          status, [&] { return run(invite, outside); });
  add_stored_event(*command, invite.event, invite.data);
  command->add_option("--base", invite.base, "How people reach the server")->capture_default_str();
  command->add_flag("--sample", invite.sample, "Only one link of each kind, a line each");
  command->add_flag("--json", invite.json, "Answer for programs");
}

void declare(CLI::App& app, Simulate& simulate, const Outside& outside, int& status) {
  CLI::App* command =
      add(app, "simulate", "A crowd of real connections that arrives, drops, returns, switches; and what it saw",
          "  convene simulate --url ws://127.0.0.1:8080 --event event.json --data var/demo --people 120\n"
          "  convene simulate --url ws://127.0.0.1:8080 --event institute-2021 --data var/demo --people 400 \\\n"
          "          --session role-alike-1 --seconds 60 --seed 7 --json\n"
          "  convene simulate --url ws://127.0.0.1:8080 --event institute-2021 --data var/demo --people 60 \\\n"
          "          --session office-hours-1 --talk 20 --seconds 300\n",
          status, [&] { return run(simulate, outside); });
  command->add_option("--url", simulate.url, "The server, on this machine")->required();
  add_stored_event(*command, simulate.event, simulate.data);
  command->add_option("--people", simulate.people, "How many; people of the roster")
      ->check(CLI::Range(1, 20'000))
      ->capture_default_str();
  command->add_option("--session", simulate.session, "Go to this session only");
  command->add_option("--seconds", simulate.seconds, "Stop after this time; 0: when interrupted")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
  command->add_option("--seed", simulate.seed, "What people do is drawn from this number")->capture_default_str();
  command->add_option("--arrive", simulate.arrive_seconds, "Seconds over which they arrive")
      ->check(CLI::Range(0.0, 3'600.0))
      ->capture_default_str();
  command->add_option("--seat-within", simulate.seat_within, "Seconds from a round's opening, or joining it, to a seat")
      ->check(CLI::Range(1.0, 600.0))
      ->capture_default_str();
  command->add_option("--talk", simulate.talk_seconds, "At office hours: seconds of a conversation; 0: as planned")
      ->check(CLI::Range(0.0, 14'400.0))
      ->capture_default_str();
  command->add_flag("--json", simulate.json, "Answer for programs");
}

void declare(CLI::App& app, Match& match, const Outside& outside, int& status) {
  CLI::App* command =
      add(app, "match", "Rooms for a roster, without a server: run them in any meeting tool",
          "  convene match --event event.json --roster roster.csv --session role-alike-1 > rooms.csv\n"
          "  convene match --event event.json --roster roster.csv --session role-alike-1 --rounds 3 \\\n"
          "          --history rooms-before.csv --format json --budget best\n"
          "  convene match --problem problem.json --format json\n",
          status, [&] { return run(match, outside); });
  command->add_option("--event", match.event, "The event's file");
  command->add_option("--roster", match.roster, "Its roster (CSV)");
  command->add_option("--problem", match.problem, "Instead of both: a problem in numbers (JSON), see docs/matching.md");
  command->add_option("--session", match.session, "The session that the rooms are for");
  command->add_option("--rounds", match.rounds, "How many rounds of new faces; without it as many as the session has");
  command->add_option("--history", match.history, "Who met before: a CSV that this command wrote for another session");
  command->add_option("--seed", match.seed, "Chance is drawn from this number")->capture_default_str();
  command->add_option("--budget", match.budget, "fast, normal, best, 50000steps or 2000ms")->capture_default_str();
  command->add_option("--format", match.format, "csv, json, zoom, webex or goldcast")->capture_default_str();
}

void declare(CLI::App& app, Export& command, Replay& replay, const Outside& outside, int& status) {
  CLI::App* rooms = add(app, "export", "Who sat where, who attended what, and what came of it, from the journal",
                        "  convene export rooms --event event.json --data var/data > rooms.csv\n"
                        "  convene export rooms --event institute-2021 --data var/data --session role-alike-1 \\\n"
                        "          --round 2 --format json\n"
                        "  convene export attendance --event event.json --data var/data > attendance.csv\n"
                        "  convene export certificates --event event.json --data var/data > certificates.html\n"
                        "  convene export summary --event event.json --data var/data > summary.html\n",
                        status, [&] { return run(command, outside); });
  rooms
      ->add_option(
          "what", command.what,
          "rooms, met (who met whom), attendance, credit, certificates, summary (a page for the organiser); of "
          "office hours: visits, followups, waits")
      ->required();
  add_stored_event(*rooms, command.event, command.data);
  rooms->add_option("--session", command.session, "Of this session only");
  rooms->add_option("--round", command.round, "Of this round only, counted from 1");
  rooms
      ->add_option("--format", command.format,
                   "csv (also a history for match), json, zoom, webex or goldcast (of one round)")
      ->capture_default_str();
  rooms->add_option("--person", command.person,
                    "Certificates: of this one only (the roster's id, or the mail address)");
  rooms->add_option("--locale", command.locale, "Certificates: en, es or ar; without it the event's first language");
  CLI::App* again = add(app, "replay", "The event as it was after any record",
                        "  convene replay --event event.json --data var/data --to 1200\n"
                        "  convene replay --event institute-2021 --data var/data --verify\n",
                        status, [&] { return run(replay, outside); });
  add_stored_event(*again, replay.event, replay.data);
  again->add_option("--to", replay.to, "After this record; without it, the last one");
  again->add_flag("--verify", replay.verify, "Say whether all records are what was written");
  again->add_flag("--json", replay.json, "Answer for programs: all that staff saw then");
}

void declare(CLI::App& app, Schema& schema, Backup& backup, const Outside& outside, int& status) {
  add(app, "schema", "The JSON Schema of the protocol", "  convene schema > convene.schema.json\n", status, [&] {
    return run(schema, outside);
  })->add_option("--to", schema.to, "Write it to this file");
  CLI::App* command =
      add(app, "backup", "Copy the journal, while it is in use",
          "  convene backup --data var/data --to backup.sqlite\n", status, [&] { return run(backup, outside); });
  command->add_option("--data", backup.data, kData)->required();
  command->add_option("--to", backup.to, "A file that is not there yet")->required();
  command->add_flag("--json", backup.json, "Answer for programs");
  const auto as_json = std::make_shared<bool>(false);
  add(app, "version", "Which version this is", "  convene version\n", status, [&outside, as_json] {
    outside.out << (*as_json ? "{\"version\":\"" CONVENE_VERSION "\"}\n" : "convene " CONVENE_VERSION "\n");
    return done;
  })->add_flag("--json", *as_json, "Answer for programs");
}

}  // namespace

int misused(const Outside& outside, const std::string& what) {
  outside.err << what << '\n';
  return wrong_use;
}

int run(int count, const char* const* words, const Outside& outside) {
  CLI::App app("Convene puts the people of an online event into the right room.", "convene");
  app.require_subcommand(1);
  app.footer("`convene COMMAND --help` says more.");
  int status = done;
  Serve serve;
  Check check;
  Invite invite;
  Simulate simulate;
  Match match;
  Export rooms;
  Replay replay;
  Schema schema;
  Backup backup;
  declare(app, serve, outside, status);
  declare(app, check, outside, status);
  declare(app, invite, outside, status);
  declare(app, simulate, outside, status);
  declare(app, match, outside, status);
  declare(app, rooms, replay, outside, status);
  declare(app, schema, backup, outside, status);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong, outside.out, outside.err) == 0 ? done : wrong_use;
  } catch (const std::exception& error) {
    outside.err << error.what() << '\n';
    return no;
  }
  return status;
}

}  // namespace convene::cli
