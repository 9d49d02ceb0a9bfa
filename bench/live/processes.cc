#include "bench/live/processes.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>

namespace convene::bench {

namespace {

struct Listener {
  int socket = -1;
  std::uint16_t port = 0;
};

Listener listen_on_any_port() {
  Listener listener;
  listener.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener.socket, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      ::listen(listener.socket, 4096) != 0 ||
      ::getsockname(listener.socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no port to listen on");
  listener.port = ntohs(address.sin_port);
  return listener;
}

std::uint16_t free_port() {
  const Listener listener = listen_on_any_port();
  ::close(listener.socket);
  return listener.port;
}

std::string text_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void stop(pid_t process) {
  if (process <= 0) return;
  ::kill(process, SIGKILL);
  ::waitpid(process, nullptr, 0);
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string out;
  std::array<char, 65'536> chunk;
  for (std::size_t size; (size = std::fread(chunk.data(), 1, chunk.size(), pipe.get())) > 0;)
    out.append(chunk.data(), size);
  return out;
}

}  // namespace

ConveneServer::ConveneServer(std::size_t people, std::size_t sessions) {
  std::string pattern = std::filesystem::temp_directory_path() / "convene-bench-XXXXXX";
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  write_files(people, sessions);
  port_ = free_port();
  const std::string port = std::to_string(port_);
  const std::string event = folder_ + "/event.json", roster = folder_ + "/roster.csv", data = folder_ + "/data";
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int log = ::open((folder_ + "/log").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(log, 2);
    ::execl(CONVENE_BINARY, "convene", "serve", "--event", event.c_str(), "--roster", roster.c_str(), "--data",
            data.c_str(), "--port", port.c_str(), "--static", CONVENE_SOURCE_DIR "/web-client/dist", "--at",
            "2021-07-27T17:00:05Z", static_cast<char*>(nullptr));
    std::_Exit(127);
  }
  wait_until_ready();
  read_passes();
}

ConveneServer::~ConveneServer() {
  stop(process_);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void ConveneServer::write_files(std::size_t people, std::size_t sessions) const {
  std::ofstream event(folder_ + "/event.json");
  event << R"({"id": "bench", "time_zone": "UTC", "regions": "world",
 "roles": {"classroom": {"kinds": {"elementary": {}, "middle": {}, "high": {}}}, "informal": {}, "administrator": {}},
 "call": {"link": "https://meet.example.org/{room_key}"},
 "staff": [{"name": "Mo Derator", "email": "mo@example.org", "hats": ["moderator"]}],
 "sessions": [)";
  for (std::size_t i = 1; i <= sessions; ++i)
    event << (i == 1 ? "" : ",") << R"({"id": "s)" << i
          << R"(", "kind": "role-alike", "starts": "2021-07-27T17:00:00Z", "ends": "2021-07-27T19:00:00Z",
  "policy": {"opens": "moderator", "rounds": {"count": 1, "minutes": 110, "break": 0}}})";
  event << "]}\n";
  constexpr std::array roles{"elementary", "middle", "high", "informal", "administrator"};
  constexpr std::array regions{"US-VA", "US-CA", "ES", "KE", "IN", "BR"};
  std::ofstream roster(folder_ + "/roster.csv");
  roster << "id,name,email,role,region\n";
  for (std::size_t i = 0; i < people; ++i)
    roster << "b" << i << ",Person Number " << i << ",b" << i << "@example.org," << roles[i % roles.size()] << ','
           << regions[i / roles.size() % regions.size()] << '\n';
}

void ConveneServer::wait_until_ready() {
  for (int tries = 0; tries < 600; ++tries) {
    if (text_of(folder_ + "/log").find("server.ready") != std::string::npos) return;
    if (::waitpid(process_, nullptr, WNOHANG) == process_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("the server did not become ready:\n" + text_of(folder_ + "/log"));
}

void ConveneServer::read_passes() {
  const std::string csv = output_of(CONVENE_BINARY " invite --event bench --data " + folder_ + "/data");
  std::size_t at = csv.find('\n') + 1;
  while (at < csv.size()) {
    const std::size_t end = std::min(csv.find('\n', at), csv.size());
    std::string line = csv.substr(at, end - at);
    while (line.ends_with('\r')) line.pop_back();
    const std::size_t hash = line.rfind('#');
    if (hash != std::string::npos) {
      std::string pass = line.substr(hash + 1);
      (line.find("mo@example.org") != std::string::npos ? moderator_ : passes_.emplace_back()) = std::move(pass);
    }
    at = end + 1;
  }
  if (moderator_.empty()) throw std::runtime_error("no links:\n" + csv.substr(0, 500));
}

std::size_t ConveneServer::resident_kb() const {
  const std::string status = text_of("/proc/" + std::to_string(process_) + "/status");
  return std::stoul(status.substr(status.find("VmRSS:") + 6));
}

BareServer::BareServer(std::size_t clients, std::vector<std::size_t> bytes) {
  const Listener listener = listen_on_any_port();
  port_ = listener.port;
  process_ = ::fork();
  if (process_ != 0) {
    ::close(listener.socket);
    return;
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::vector<int> sockets;
  const int on = 1;
  for (std::size_t i = 0; i <= clients; ++i) {
    sockets.push_back(::accept(listener.socket, nullptr, nullptr));
    ::setsockopt(sockets.back(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  std::size_t longest = 0;
  for (const std::size_t size : bytes) longest = std::max(longest, size);
  const std::string block(longest, 'x');
  char go = 0;
  while (::recv(sockets.front(), &go, 1, 0) == 1)
    for (std::size_t i = 0; i < clients; ++i)
      if (::send(sockets[i + 1], block.data(), bytes[i], MSG_NOSIGNAL) < 0) std::_Exit(1);
  std::_Exit(0);
}

BareServer::~BareServer() { stop(process_); }

}  // namespace convene::bench
