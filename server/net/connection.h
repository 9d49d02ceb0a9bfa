// A WebSocket and the conversation that is held on it, on the shard of its event.
//
// One read and at most one write are in flight. Whatever the hall has for the client is fetched when the socket can
// take it, as one text message. Deadlines are looked after by the shard's sweep. Standard close codes say what was
// wrong with the WebSocket itself (1002, 1003, 1007, 1009), those of the protocol everything else.
#pragma once

#include <memory>
#include <string>

#include "server/net/shard.h"

namespace convene::net {

/// The parts of an upgrade request that were checked already, in a form that needs no HTTP library.
struct Upgrade {
  std::string event;
  std::string key;  // Sec-WebSocket-Key
  std::string host;
};

/// Answers the upgrade and lives on until the connection is over.
void start_connection(Shard& shard, Socket socket, Addresses::Place place, const Upgrade& upgrade);

}  // namespace convene::net
