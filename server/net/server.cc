#include "server/net/server.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "server/net/http_session.h"
#include "server/net/listener.h"
#include "server/net/loops.h"

namespace convene::net {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{250};

using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// A shard, what it answers, and what looks after its deadlines.
struct Part {
  Part(asio::io_context& io, Common& common, SiteParts parts, const StaticFiles& files, ListAll list_all)
      : site(common.config, parts, files, std::move(list_all)),
        shard(io, common, site, parts.events),
        timer(io.get_executor()) {}

  Site site;
  Shard shard;
  Timer timer;
  Tick stop_by = 0;
};

std::vector<Listed> in_order(std::vector<std::vector<Listed>> by_shard) {
  std::vector<Listed> all;
  for (std::vector<Listed>& some : by_shard) std::move(some.begin(), some.end(), std::back_inserter(all));
  std::sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) { return a.id < b.id; });
  return all;
}

}  // namespace

class Server::Impl {
 public:
  Impl(const Loops& loops, std::vector<SiteParts> sites, ShardOf shard_of, Config config, AdminParts admin,
       live::Log& log)
      : loops_(loops),
        config_(std::move(config)),
        files_(config_.static_dir),
        admin_(std::move(admin)),
        common_(config_, std::move(shard_of), log),
        parts_(parts(std::move(sites))),
        listener_(front(), Listener::Use::site, config_.host, config_.port, taker(front().site, true)) {
    if (config_.admin)
      admin_listener_.emplace(front(), Listener::Use::admin, config_.admin_host, config_.admin_port,
                              taker(admin_, false));
  }

  void start() {
    listener_.start();
    if (admin_listener_) admin_listener_->start();
    each([this](Part& part) { sweep(part); });
  }

  void stop_accepting() {
    if (stopping_) return;
    stopping_ = true;
    listener_.stop();
    if (admin_listener_) admin_listener_->stop();
    front().stopping = true;
    each([](Part& part) { part.shard.stopping = true; });
  }

  void stop(std::function<void()> stopped) {
    stop_accepting();
    stopped_ = std::move(stopped);
    each([this](Part& part) {
      part.stop_by = steady_now() + config_.limits.close_within.count() + 1'000;
      part.shard.winding_up = true;
      part.shard.sweep.wind_up();
    });
  }

  // What still waits in the loops refers to the shards, and to sockets of other loops: let all of it come back before
  // anything goes, each loop's in that loop.
  ~Impl() {
    listener_.stop();
    if (admin_listener_) admin_listener_->stop();
    for (const auto& part : parts_) part->shard.over = true;  // no thread runs them any more
    each([](Part& part) {
      part.timer.cancel();
      part.shard.sweep.cut();
    });
    std::size_t ran = 0;
    do {
      ran = 0;
      for (const auto& part : parts_) {
        part->shard.io.restart();
        ran += part->shard.io.poll();
      }
    } while (ran != 0);
  }

  const Shard& shard(std::size_t number) const { return parts_[number]->shard; }
  std::uint16_t port() const { return listener_.port(); }
  std::uint16_t admin_port() const { return admin_listener_ ? admin_listener_->port() : std::uint16_t{0}; }

 private:
  std::vector<std::unique_ptr<Part>> parts(std::vector<SiteParts> sites) {
    std::vector<std::unique_ptr<Part>> all;
    for (std::size_t i = 0; i < sites.size(); ++i) {
      all.push_back(std::make_unique<Part>(loops_[i], common_, sites[i], files_, lister(loops_[i])));
      common_.shards.push_back(&all.back()->shard);
    }
    return all;
  }

  ListAll lister(asio::io_context& home) {
    return [this, &home](std::function<void(std::vector<Listed>)> told) {
      ask_each<std::vector<Listed>>(
          loops_, home, [this](std::size_t shard) { return parts_[shard]->site.listed(); },
          [told = std::move(told)](std::vector<std::vector<Listed>> all) { told(in_order(std::move(all))); });
    };
  }

  Shard& front() { return parts_.front()->shard; }

  /// On each shard's own thread, later.
  template <class What>
  void each(What what) {
    for (const auto& part : parts_) asio::post(part->shard.io, [&part = *part, what] { what(part); });
  }

  Listener::OnSocket taker(Handler& handler, bool sockets) {
    return [this, &handler, sockets](Socket socket, Address peer, Addresses::Place place) {
      start_http_session(front(), handler, sockets, std::move(socket), peer, std::move(place));
    };
  }

  void sweep(Part& part) {
    part.timer.expires_after(kSweepEvery);
    part.timer.async_wait([this, &part](const boost::system::error_code& error) {
      if (error) return;
      Shard& shard = part.shard;
      shard.sweep.run(steady_now());
      const bool late = part.stop_by != 0 && steady_now() >= part.stop_by;
      if (late) shard.sweep.cut();
      if (part.stop_by == 0 || shard.sweep.size() != 0) return sweep(part);
      shard.over = true;
      asio::post(front().io, [this] {
        if (++parts_over_ == parts_.size() && stopped_) std::exchange(stopped_, nullptr)();
      });
    });
  }

  const Loops& loops_;
  const Config config_;
  const StaticFiles files_;
  Admin admin_;
  Common common_;
  std::vector<std::unique_ptr<Part>> parts_;
  Listener listener_;
  std::optional<Listener> admin_listener_;
  // The first shard's.
  std::function<void()> stopped_;
  std::size_t parts_over_ = 0;
  bool stopping_ = false;
};

Server::Server(const Loops& loops, std::vector<SiteParts> sites, ShardOf shard_of, Config config, AdminParts admin,
               live::Log& log)
    : impl_(std::make_unique<Impl>(loops, std::move(sites), std::move(shard_of), std::move(config), std::move(admin),
                                   log)) {}
Server::~Server() = default;
void Server::start() { impl_->start(); }
void Server::stop_accepting() { impl_->stop_accepting(); }
void Server::stop(std::function<void()> stopped) { impl_->stop(std::move(stopped)); }
std::uint16_t Server::port() const { return impl_->port(); }
std::uint16_t Server::admin_port() const { return impl_->admin_port(); }
const Counters& Server::counters(std::size_t shard) const { return impl_->shard(shard).counters; }

}  // namespace convene::net
