// The server on its ports: the listeners, and each shard's sockets and sweep.
//
// The first shard accepts. A connection whose request names an event of another shard is handed over to it, request and
// all, and is that shard's alone from there on: a WebSocket for good, an HTTP connection until it asks for another
// event.
//
// Thread: the first shard's, for everything here but counters(). Lifetime: outlives what the events still have to
// answer; stop it, then stop the loops, then destroy it, while all the loops are still there.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "server/live/log.h"
#include "server/net/admin.h"
#include "server/net/api.h"
#include "server/net/config.h"
#include "server/net/counters.h"
#include "server/net/site.h"

namespace convene::net {

class Loops;

class Server {
 public:
  /// Reads the client's files and binds the ports. Throws std::runtime_error that says what to do. `sites`: what each
  /// shard sees of the house, one for each loop. Before the loops run, too.
  Server(const Loops& loops, std::vector<SiteParts> sites, ShardOf shard_of, Config config, AdminParts admin,
         live::Log& log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Begins to accept.
  void start();

  /// Accepts no more; who is connected stays. The halls are stopped after this, and tell their clients themselves.
  void stop_accepting();

  /// Tells every client that is left "restart", and calls back once the last socket is gone, or after the time that
  /// closing may take (limits.close_within and a little). Afterwards the loops have nothing of the server to run.
  void stop(std::function<void()> stopped);

  std::uint16_t port() const;
  std::uint16_t admin_port() const;  // 0: there is none
  /// Of one shard, on its thread.
  const Counters& counters(std::size_t shard) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace convene::net
