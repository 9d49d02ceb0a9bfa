// What the operator decides about the sockets, and the limits that hold when nothing is said.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace convene::net {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Limits {
  std::size_t header_bytes = 8 * 1024;
  std::size_t form_bytes = 64 * 1024;
  std::size_t api_bytes = std::size_t{11} << 20;  // a roster of 10 MB
  std::size_t message_bytes = 16 * 1024;
  milliseconds header_within = seconds(10);  // from the first wait for a request to its last header
  milliseconds body_within = seconds(60);
  milliseconds answer_within = seconds(60);    // the house decides, then the answer is written
  milliseconds keep_alive = seconds(5);        // an idle HTTP connection
  milliseconds hello_within = seconds(5);      // the first message on a WebSocket
  milliseconds greeted_within = seconds(20);   // from the upgrade to being known as a person
  milliseconds message_within = seconds(10);   // from a message's first byte to its last
  milliseconds heartbeat = seconds(20);        // two without a sign of life: gone
  milliseconds write_stuck = seconds(30);      // a frame the reader does not take
  milliseconds close_within = seconds(5);      // what is pending, the close frame and its answer
  std::uint32_t controls_per_heartbeat = 200;  // pings and pongs of a client
  std::uint32_t fragments = 64;                // in excess of what the network's own chopping explains

  /// Of one address. Schools stand behind one address, so people who are known may be many, and all of them come back
  /// at once after a restart. Unknown are: those that ask for a page or said nothing yet.
  std::size_t unknown_per_address = 2'000;
  std::size_t known_per_address = 4'000;
  /// Requests of one address, HTTP and upgrades together: so many a second, after a burst of so many.
  double requests_per_second = 50;
  double requests_burst = 6'000;
  /// 0: as many as files may be open, less a reserve.
  std::size_t connections = 0;
};

struct Config {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: the system chooses; Server::port() tells
  std::uint16_t admin_port = 0;
  bool admin = true;
  std::string admin_host = "127.0.0.1";
  int backlog = 4096;

  /// Web pages that may open a WebSocket, as "https://host[:port]". The page's own host is always allowed.
  std::vector<std::string> origins;
  /// A client without Origin is no browser: bots, kiosks, the simulated crowd.
  bool allow_no_origin = true;
  /// Names this server answers to, as in the Host header; empty: any.
  std::vector<std::string> hosts;
  /// Reverse proxies whose X-Forwarded-For is believed: addresses or networks ("10.0.0.0/8", "::1").
  std::vector<std::string> trusted_proxies;
  /// Addresses and networks without a limit of connections (a load generator); loopback by default.
  std::vector<std::string> unlimited{"127.0.0.0/8", "::1"};

  std::string static_dir = "web-client/dist";
  /// Told to everyone when the server stops.
  seconds restart_hint{2};
  Limits limits;
};

}  // namespace convene::net
