// What the crowd is measured against, each in a process of its own: the real server on a made-up event, and a bare one
// that only writes bytes to sockets.
//
// Lifetime: the process ends with the object. Errors: std::runtime_error, with the server's own words.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace convene::bench {

/// `convene serve` with an event of so many people. Its role-alike sessions "s1", "s2", ... (as many as `sessions`) run
/// at once; a moderator opens their rounds.
class ConveneServer {
 public:
  ConveneServer(std::size_t people, std::size_t sessions);
  ~ConveneServer();
  ConveneServer(const ConveneServer&) = delete;
  ConveneServer& operator=(const ConveneServer&) = delete;

  std::uint16_t port() const { return port_; }
  const std::vector<std::string>& passes() const { return passes_; }
  const std::string& moderator() const { return moderator_; }
  /// Resident memory, in kilobytes.
  std::size_t resident_kb() const;

 private:
  void write_files(std::size_t people, std::size_t sessions) const;
  void wait_until_ready();
  void read_passes();

  std::string folder_;
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
  std::vector<std::string> passes_;
  std::string moderator_;
};

/// Takes `clients` connections; each time a byte comes on the first of them, writes `bytes` to every other, one send
/// a socket: the least that any server must do.
class BareServer {
 public:
  BareServer(std::size_t clients, std::vector<std::size_t> bytes);
  ~BareServer();
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
};

}  // namespace convene::bench
