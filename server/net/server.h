// The server on its ports: one shard's listeners, sockets and sweep.
//
// Thread: the one that runs the io_context, for everything. Lifetime: outlives what the events still have to answer;
// stop it, then let the io_context run dry, then destroy it.
#pragma once

#include <functional>
#include <memory>

#include "server/live/log.h"
#include "server/net/admin.h"
#include "server/net/api.h"
#include "server/net/config.h"
#include "server/net/counters.h"
#include "server/net/site.h"

namespace boost::asio {
class io_context;
}

namespace convene::net {

class Server {
 public:
  /// Reads the client's files and binds the ports. Throws std::runtime_error that says what to do.
  Server(boost::asio::io_context& io, Config config, SiteParts site, AdminParts admin, live::Log& log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Begins to accept.
  void start();

  /// Accepts no more; who is connected stays. The halls are stopped after this, and tell their clients themselves.
  void stop_accepting();

  /// Tells every client that is left "restart", and calls back once the last socket is gone, or after the time that
  /// closing may take (limits.close_within and a little). Afterwards the io_context has nothing of the server to run.
  void stop(std::function<void()> stopped);

  std::uint16_t port() const;
  std::uint16_t admin_port() const;  // 0: there is none
  const Counters& counters() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace convene::net
