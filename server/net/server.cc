#include "server/net/server.h"

#include <optional>

#include "server/net/http_session.h"
#include "server/net/listener.h"

namespace convene::net {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{250};

using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

}  // namespace

class Server::Impl {
 public:
  Impl(asio::io_context& io, Config config, SiteParts site, AdminParts admin, live::Log& log)
      : config_(std::move(config)),
        site_(config_, site, StaticFiles(config_.static_dir)),
        admin_(std::move(admin)),
        shard_(io, config_, site.events, log),
        sweep_timer_(io.get_executor()),
        listener_(shard_, Listener::Use::site, config_.host, config_.port, taker(site_, true)) {
    if (config_.admin)
      admin_listener_.emplace(shard_, Listener::Use::admin, config_.admin_host, config_.admin_port,
                              taker(admin_, false));
  }

  void start() {
    listener_.start();
    if (admin_listener_) admin_listener_->start();
    sweep();
  }

  void stop_accepting() {
    if (shard_.stopping) return;
    shard_.stopping = true;
    listener_.stop();
    if (admin_listener_) admin_listener_->stop();
  }

  void stop(std::function<void()> stopped) {
    stop_accepting();
    stopped_ = std::move(stopped);
    stop_by_ = steady_now() + config_.limits.close_within.count() + 1'000;
    shard_.sweep.wind_up();
  }

  // What still waits in the io_context refers to the shard: let it come back before the shard goes.
  ~Impl() {
    stop_accepting();
    sweep_timer_.cancel();
    shard_.sweep.cut();
    shard_.io.restart();
    shard_.io.poll();
  }

  const Shard& shard() const { return shard_; }
  std::uint16_t port() const { return listener_.port(); }
  std::uint16_t admin_port() const { return admin_listener_ ? admin_listener_->port() : std::uint16_t{0}; }

 private:
  Listener::OnSocket taker(Handler& handler, bool sockets) {
    return [this, &handler, sockets](Socket socket, Address peer, Addresses::Place place) {
      start_http_session(shard_, handler, sockets, std::move(socket), peer, std::move(place));
    };
  }

  void sweep() {
    sweep_timer_.expires_after(kSweepEvery);
    sweep_timer_.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      shard_.sweep.run(steady_now());
      const bool late = stop_by_ != 0 && steady_now() >= stop_by_;
      if (late) shard_.sweep.cut();
      if (stop_by_ == 0 || shard_.sweep.size() != 0) return sweep();
      if (stopped_) std::exchange(stopped_, nullptr)();
    });
  }

  const Config config_;
  Site site_;
  Admin admin_;
  Shard shard_;
  Timer sweep_timer_;
  Listener listener_;
  std::optional<Listener> admin_listener_;
  std::function<void()> stopped_;
  Tick stop_by_ = 0;
};

Server::Server(boost::asio::io_context& io, Config config, SiteParts site, AdminParts admin, live::Log& log)
    : impl_(std::make_unique<Impl>(io, std::move(config), std::move(site), std::move(admin), log)) {}
Server::~Server() = default;
void Server::start() { impl_->start(); }
void Server::stop_accepting() { impl_->stop_accepting(); }
void Server::stop(std::function<void()> stopped) { impl_->stop(std::move(stopped)); }
std::uint16_t Server::port() const { return impl_->port(); }
std::uint16_t Server::admin_port() const { return impl_->admin_port(); }
const Counters& Server::counters() const { return impl_->shard().counters; }

}  // namespace convene::net
