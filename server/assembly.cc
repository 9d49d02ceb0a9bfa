#include "server/assembly.h"

#include <sys/stat.h>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>

#include "matcher/state.h"
#include "protocol/digest.h"
#include "protocol/event_file.h"
#include "server/journal/inspection.h"
#include "server/journal/sqlite.h"
#include "server/live/planner.h"
#include "server/live/worker.h"
#include "server/net/loops.h"
#include "server/net/net_metrics.h"
#include "server/net/pass.h"
#include "server/net/server.h"
#include "server/net/wings.h"
#include "server/ops/log.h"
#include "server/ops/metrics.h"

namespace convene {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kHallsWithin{10};  // the batch in flight and the snapshots, when stopping

/// What whoever started the server reads when it does not start.
class CannotStart : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The folder is its owner's alone; those above it, where they are missing, are as folders are.
std::string prepared(const std::string& data_dir) {
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::absolute(data_dir, ignored).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // "data/"
  const std::filesystem::path above = folder.parent_path();
  std::filesystem::create_directories(above, ignored);  // if it cannot be, mkdir says why
  if (::mkdir(data_dir.c_str(), 0700) != 0 && errno != EEXIST) {
    throw CannotStart("data folder " + data_dir + ": " + std::strerror(errno));
  }
  return data_dir;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) throw CannotStart(path + ": cannot be read");
  return text;
}

// A file that was taken in before is not taken in again at a restart: what people and staff changed since would go back
// to what the file says.
constexpr const char* kEventMark = "event_file";
constexpr const char* kRosterMark = "roster_file";
std::string mark_of(const std::string& text) { return protocol::hex(protocol::sha256({text})); }

std::string worded(const protocol::Faults& faults, const std::string& path) {
  std::string text;
  for (const protocol::Fault& fault : faults.list()) text += (text.empty() ? "" : "\n") + to_text(fault, path);
  if (faults.total() > faults.size()) text += "\n… and " + std::to_string(faults.total() - faults.size()) + " more";
  return text;
}

/// Without the words of the list, which are people's: what a server says at its start is kept in logs.
std::string places_of(const protocol::Faults& faults, const std::string& path) {
  std::string text = path + " is not sound: " + std::to_string(faults.total()) + " faults";
  for (const protocol::Fault& fault : faults.list())
    text += "\n" + path + ':' + std::to_string(fault.line) + ':' + std::to_string(fault.column) + ": " + fault.code;
  return text + "\n`convene check` with the event's file and this one says what is wrong";
}

std::unique_ptr<journal::Journal> opened(std::string path, bool read_only = false) {
  journal::SqliteOptions options;
  options.path = std::move(path);
  options.read_only = read_only;
  return journal::open_sqlite(options);
}

net::Config net_config(const ServeOptions& options) {
  net::Config config;
  config.host = options.host;
  config.port = options.port;
  config.admin = options.admin_port.has_value();
  config.admin_host = options.admin_host;
  config.admin_port = options.admin_port.value_or(0);
  config.origins = options.origins;
  config.hosts = options.hosts;
  config.trusted_proxies = options.trusted_proxies;
  config.static_dir = options.static_dir;
  return config;
}

ops::LogOptions log_options(const ServeOptions& options) {
  const auto level = ops::log_level(options.log_level);
  if (!level) throw CannotStart("log level \"" + options.log_level + "\" is none of debug, info, warning, error");
  return {*level, options.log_json};
}

/// An event's file, as it was read.
struct EventSource {
  std::string path;
  std::string mark;
  std::string event;
  EventLoad load;
};

/// What a scrape asks of a shard.
struct Figures {
  std::vector<std::pair<std::string, live::Figures>> halls;
  net::Counters sockets;
};

/// The parts, in the order in which they need each other; they go in the opposite order. Thread: the first shard's,
/// unless a function says otherwise.
class Assembly {
 public:
  explicit Assembly(const ServeOptions& options)
      : options_(options),
        loops_(options.threads),
        log_(log_options(options)),
        passes_(net::load_pass_keys(prepared(options.data_dir) + "/pass.keys")),
        clock_(options.at),
        journal_(opened(options.data_dir + "/journal.sqlite")),
        wings_(loops_,
               {clock_, entropy_, *journal_, passes_, planner_, worker_, log_,
                [path = options.data_dir + "/journal.sqlite"] { return opened(path, true); }, historian_},
               options.read_roster),
        server_(
            loops_, wings_.sites(), [this](std::string_view event) { return wings_.shard_of(event); },
            net_config(options), admin(), log_),
        signals_(front(), SIGINT, SIGTERM),
        patience_(front()) {}

  /// What the loops still hold begins nothing any more.
  ~Assembly() { stopping_ = closing_ = true; }
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  int run() {
    listen_to_signals();
    asio::post(front(), [this] { guarded([this] { read_events(); }); });
    loops_.run();
    return status_;
  }

 private:
  using Tell = net::AdminParts::Tell;

  asio::io_context& front() const { return loops_[0]; }

  /// Runs it on the shard of the event. What it throws ends the start.
  void at(const std::string& event, std::function<void(live::Venue&)> what) {
    wings_.at(event, [this, what = std::move(what)](live::Venue& venue) { guarded([&] { what(venue); }); });
  }

  /// A hall's answer is told on its own thread; the start goes on with it here.
  live::OnAnswer back(live::OnAnswer then) {
    return [this, then = std::move(then)](const live::Answer& answer) {
      asio::post(front(), [this, then, answer] { guarded([&] { then(answer); }); });
    };
  }

  // ---- start: the events' files, the events, their rosters, then the doors

  void read_events() {
    // Those whose files are given find their homes first, so that old ones do not bring two of them onto one shard.
    for (const std::string& path : options_.event_files) {
      protocol::Faults faults;
      const std::string text = read_file(path);
      auto file = protocol::read_event_file(text, faults);
      if (!file) throw CannotStart(worded(faults, path));
      const std::string event = file->definition.id;
      for (const protocol::Fault& warning : file->warnings)
        log_.write(live::Log::Level::warning, event, "event_file.warning", to_text(warning, path));
      wings_.give_home(event);
      sources_.push_back({path, mark_of(text), event, {std::move(file->definition), std::move(file->staff)}});
    }
    for (const journal::EventHead& head : journal_->events()) wings_.give_home(head.event);
    wings_.raise([this](const std::string& fault) {
      if (!fault.empty()) return fail(fault);
      load_events(0);
    });
  }

  void load_events(std::size_t next) {
    if (stopping_) return;
    if (next == sources_.size()) return load_rosters(0);
    guarded([&] {
      const EventSource& source = sources_[next];
      if (journal_->meta(source.event, kEventMark) == source.mark) return load_events(next + 1);
      at(source.event, [this, next, &source](live::Venue& venue) {
        venue.raise(source.event).load(source.load, back([this, next, &source](const live::Answer& answer) {
                                         if (!taken(answer, source.path)) return;
                                         journal_->put_meta(source.event, kEventMark, source.mark);
                                         load_events(next + 1);
                                       }));
      });
    });
  }

  void load_rosters(std::size_t next) {
    if (stopping_) return;
    if (next == options_.rosters.size()) return open_doors();
    const RosterFile& roster = options_.rosters[next];
    guarded([&] {
      if (!wings_.shard_of(roster.event))
        throw CannotStart(roster.path + ": there is no event \"" + roster.event + "\"");
      if (!options_.read_roster) throw CannotStart(roster.path + ": rosters are not read here");
      const std::string text = read_file(roster.path);
      const std::string mark = mark_of(text);
      if (journal_->meta(roster.event, kRosterMark) == mark) return load_rosters(next + 1);
      at(roster.event, [this, &roster, next, text, mark](live::Venue& venue) {
        live::Hall& hall = venue.raise(roster.event);
        hall.when_settled([this, &hall, &roster, next, text, mark](const State* state) {
          if (!state) return fail(roster.path + ": the event cannot be read, see the log");
          guarded([&] { import(hall, state->event, roster, text, mark, next); });
        });
      });
    });
  }

  /// On the thread of the event's shard.
  void import(live::Hall& hall, const EventDefinition& event, const RosterFile& roster, const std::string& text,
              const std::string& mark, std::size_t next) {
    protocol::Faults faults;
    auto people = options_.read_roster(text, event, faults);
    if (!people) throw CannotStart(places_of(faults, roster.path));
    if (people->empty()) return asio::post(front(), [this, next] { load_rosters(next + 1); });
    hall.import_roster(std::move(*people), back([this, &roster, next, mark](const live::Answer& answer) {
                         if (!taken(answer, roster.path)) return;
                         journal_->put_meta(roster.event, kRosterMark, mark);
                         load_rosters(next + 1);
                       }));
  }

  void open_doors() {
    server_.start();
    started_ = true;
    log_.write(live::Log::Level::info, "", "server.ready",
               "port=" + std::to_string(server_.port()) + " admin_port=" + std::to_string(server_.admin_port()));
    inspect_history();
    if (options_.ready) options_.ready(server_.port(), server_.admin_port());
  }

  /// What lies before the newest snapshot is looked at while people are served; they are served without it, too.
  void inspect_history() {
    try {
      inspection_.emplace([path = options_.data_dir + "/journal.sqlite"] { return opened(path, true); },
                          [this](const journal::Inspection::Finding& finding) {
                            asio::post(front(), [this, finding] { inspected(finding); });
                          });
    } catch (const std::system_error& no_thread) { inspected({{}, {}, no_thread.what()}); }
  }

  void inspected(const journal::Inspection::Finding& finding) {
    const auto& [event, verdict, why] = finding;
    if (!verdict) {
      ++not_inspected_;
      return log_.write(live::Log::Level::error, event, "journal.not_inspected", why);
    }
    if (verdict->sound)
      return log_.write(live::Log::Level::info, event, "journal.verified",
                        "records=" + std::to_string(verdict->last_seq));
    ++damaged_;
    log_.write(live::Log::Level::error, event, "journal.damaged", verdict->why);
  }

  bool taken(const live::Answer& answer, const std::string& path) {
    const auto* refusal = std::get_if<Refusal>(&answer);
    if (!refusal) return true;
    fail(path + ": " + refusal->message + " (" + refusal->code + ")");
    return false;
  }

  /// Any thread.
  template <class Step>
  void guarded(Step step) {
    try {
      step();
    } catch (const std::exception& error) { fail(error.what()); }
  }

  /// Any thread.
  void fail(const std::string& why) {
    asio::dispatch(front(), [this, why] {
      std::cerr << why << '\n';
      status_ = 1;
      stop();
    });
  }

  // ---- stop: the doors, the halls (what is in flight becomes durable), the sockets

  void listen_to_signals() {
    signals_.async_wait([this](const boost::system::error_code& error, int) {
      if (error) return;
      if (stopping_) return loops_.stop();
      stop();
      listen_to_signals();
    });
  }

  void stop() {
    if (stopping_) return;
    stopping_ = true;
    log_.write(live::Log::Level::info, "", "server.stopping", "");
    server_.stop_accepting();
    // A journal that hangs must not keep the server from ending: what is not durable was not acknowledged.
    patience_.expires_after(kHallsWithin);
    patience_.async_wait([this](const boost::system::error_code& error) {
      if (!error) close_sockets();
    });
    wings_.stop([this] { close_sockets(); });
  }

  void close_sockets() {
    if (closing_) return;
    closing_ = true;
    patience_.cancel();
    if (!started_) return finish();
    server_.stop([this] { finish(); });
  }

  void finish() {
    log_.write(live::Log::Level::info, "", "server.stopped", "");
    signals_.cancel();
    loops_.stop();
  }

  // ---- what the operator may ask

  net::AdminParts admin() {
    return {[this](Tell tell) { alive(std::move(tell)); }, [this](const Tell& tell) { not_ready(tell); },
            [this](Tell tell) { metrics(std::move(tell)); }};
  }

  void alive(Tell tell) {
    net::ask_each<char>(
        loops_, front(), [](std::size_t) { return 'y'; },
        [tell = std::move(tell)](const std::vector<char>&) { tell("every loop turns"); });
  }

  void not_ready(const Tell& tell) {
    if (stopping_) return tell("stopping");
    const journal::Status journal = journal_->status();
    if (!journal.up) return tell("the journal does not write: " + journal.why);
    wings_.ready([tell](bool ready) { tell(ready ? "" : "recovering"); });
  }

  void metrics(Tell tell) {
    net::ask_each<Figures>(
        loops_, front(),
        [this](std::size_t shard) {
          return Figures{wings_.figures(shard), server_.counters(shard)};
        },
        [this, tell = std::move(tell)](const std::vector<Figures>& shards) { tell(written(shards)); });
  }

  std::string written(const std::vector<Figures>& shards) {
    std::map<std::string, const live::Figures*> halls;
    std::vector<net::Counters> sockets;
    for (const Figures& shard : shards) {
      for (const auto& [event, figures] : shard.halls) halls.emplace(event, &figures);
      sockets.push_back(shard.sockets);
    }
    std::vector<ops::Sample> samples;
    std::vector<ops::TimedEvent> timed;
    for (const auto& [event, figures] : halls) {
      ops::add_hall(samples, event, *figures);
      timed.push_back({event, &figures->durable_us});
    }
    ops::add_journal(samples, journal_->status());
    samples.push_back({"convene_journal_damaged", "Events in whose stored history damage was found.", false,
                       static_cast<double>(damaged_), ""});
    samples.push_back({"convene_journal_not_inspected", "Events whose stored history could not be read.", false,
                       static_cast<double>(not_inspected_), ""});
    net::add_sockets(samples, sockets);
    ops::add_process(samples);
    return ops::to_prometheus(samples) + ops::histograms_to_prometheus(timed);
  }

  const ServeOptions& options_;
  net::Loops loops_;
  ops::StderrLog log_;
  net::SignedPasses passes_;
  live::SystemClock clock_;
  live::SystemEntropy entropy_;
  std::unique_ptr<journal::Journal> journal_;
  live::ThreadedPlanner planner_;
  live::ThreadedWorker worker_;
  live::ThreadedWorker historian_{64};  // who waits for it holds no list
  net::Wings wings_;
  std::vector<EventSource> sources_;
  net::Server server_;
  asio::signal_set signals_;
  asio::steady_timer patience_;
  std::uint64_t damaged_ = 0;
  std::uint64_t not_inspected_ = 0;
  bool started_ = false;
  bool stopping_ = false;
  bool closing_ = false;
  int status_ = 0;
  std::optional<journal::Inspection> inspection_;  // last: it tells the others
};

}  // namespace

int serve(const ServeOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return Assembly(options).run();
  } catch (const std::invalid_argument& wrong) {  // an option that says what cannot be
    std::cerr << wrong.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}

}  // namespace convene
