#include "bench/live/crowd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace convene::bench {

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what + ": " + std::strerror(errno)); }

void write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) fail("send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

/// A text frame of a client. The mask is nought: what masking defends against are caches between strangers.
std::string framed(std::string_view text) {
  std::string frame = "\x81";
  if (text.size() < 126) {
    frame += static_cast<char>(0x80 | text.size());
  } else {
    frame += static_cast<char>(0x80 | 126);
    frame += static_cast<char>(text.size() >> 8);
    frame += static_cast<char>(text.size() & 0xff);
  }
  frame.append(4, '\0');
  return frame += text;
}

struct Frame {
  std::size_t header = 0;
  std::size_t size = 0;
  std::uint8_t opcode = 0;
};

/// The frame at the start of `in`; header 0: more is needed.
Frame frame_in(std::string_view in) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(in[i]); };
  if (in.size() < 2) return {};
  Frame frame;
  frame.opcode = byte(0) & 0x0f;
  frame.size = byte(1) & 0x7f;
  frame.header = 2;
  const std::size_t extra = frame.size == 126 ? 2 : frame.size == 127 ? 8 : 0;
  if (extra != 0) {
    if (in.size() < 2 + extra) return {};
    frame.size = 0;
    for (std::size_t i = 0; i < extra; ++i) frame.size = frame.size << 8 | byte(2 + i);
    frame.header += extra;
  }
  return in.size() < frame.header + frame.size ? Frame{} : frame;
}

/// The text of a field of flat JSON that is known to be well-formed.
std::string field(std::string_view json, std::string_view name) {
  const std::string key = '"' + std::string(name) + "\":\"";
  const std::size_t at = json.find(key);
  if (at == std::string_view::npos) return "";
  const std::size_t from = at + key.size();
  return std::string(json.substr(from, json.find('"', from) - from));
}

}  // namespace

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) fail("socket");
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("connect");
  return socket;
}

Crowd::Crowd(std::uint16_t port, std::string event)
    : port_(port), event_(std::move(event)), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) fail("epoll");
}

Crowd::~Crowd() {
  for (const Client& client : clients_) ::close(client.socket);
  ::close(epoll_);
}

std::size_t Crowd::join(const std::string& pass) {
  const std::size_t index = clients_.size();
  Client& client = clients_.emplace_back();
  client.pass = pass;
  client.socket = connect_to(port_);
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.u64 = index;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket, &wanted) != 0) fail("epoll_ctl");
  write_all(client.socket, "GET /ws/" + event_ + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                               "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                               "Sec-WebSocket-Protocol: convene.v1\r\n\r\n");
  if (!run(10, [&] { return clients_[index].upgraded; })) throw std::runtime_error("no upgrade");
  send(index, R"({"type":"hello","pass":")" + pass + R"(","client":"bench/1","locale":"en","tab":"bench-)" +
                  std::to_string(::getpid()) + "-" + std::to_string(index) + R"(","take":true})");
  if (!run(10, [&] { return !clients_[index].tab_number.empty(); })) throw std::runtime_error("no welcome");
  return index;
}

void Crowd::send(std::size_t client, std::string_view text) { write_all(clients_[client].socket, framed(text)); }

void Crowd::command(std::size_t index, std::string_view type, const std::string& fields) {
  Client& client = clients_[index];
  send(index, R"({"type":")" + std::string(type) + R"(","id":")" + client.tab_number + ":" +
                  std::to_string(++client.commands) + "\"" + (fields.empty() ? "" : ",") + fields + "}");
}

void Crowd::read(std::size_t index, const OnText& text) {
  std::array<char, 65'536> buffer;
  Client& client = clients_[index];
  const ssize_t size = ::recv(client.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size <= 0) throw std::runtime_error("the server closed a connection");
  client.in.append(buffer.data(), static_cast<std::size_t>(size));
  if (!client.upgraded) {
    const std::size_t end = client.in.find("\r\n\r\n");
    if (end == std::string::npos) return;
    if (!client.in.starts_with("HTTP/1.1 101")) throw std::runtime_error(client.in.substr(0, client.in.find('\r')));
    client.in.erase(0, end + 4);
    client.upgraded = true;
  }
  std::size_t used = 0;
  for (;;) {
    const std::string_view rest = std::string_view(client.in).substr(used);
    const Frame frame = frame_in(rest);
    if (frame.header == 0) break;
    const std::string_view payload = rest.substr(frame.header, frame.size);
    used += frame.header + frame.size;
    if (frame.opcode == 8) throw std::runtime_error("the server closed a connection");
    if (frame.opcode == 9) write_all(client.socket, std::string("\x8a\x80\0\0\0\0", 6));
    if (frame.opcode != 1) continue;
    ++client.frames;
    client.bytes += frame.header + frame.size;
    if (client.tab_number.empty()) client.tab_number = field(payload, "tab_number");
    if (text) text(index, payload);
  }
  client.in.erase(0, used);
}

bool Crowd::wait(int milliseconds, const OnText& text) {
  std::array<epoll_event, 512> events;
  const int count = ::epoll_wait(epoll_, events.data(), events.size(), milliseconds);
  for (int i = 0; i < count; ++i) read(events[static_cast<std::size_t>(i)].data.u64, text);
  return count > 0;
}

bool Crowd::run(double seconds, const std::function<bool()>& done, const OnText& text) {
  const auto until = Clock::now() + std::chrono::duration<double>(seconds);
  while (!done()) {
    if (Clock::now() > until) return false;
    wait(20, text);
  }
  return true;
}

void Crowd::settle(double seconds) {
  while (wait(static_cast<int>(seconds * 1000), {})) {}
}

std::uint64_t Crowd::frames() const {
  std::uint64_t sum = 0;
  for (const Client& client : clients_) sum += client.frames;
  return sum;
}

std::uint64_t Crowd::bytes() const {
  std::uint64_t sum = 0;
  for (const Client& client : clients_) sum += client.bytes;
  return sum;
}

}  // namespace convene::bench
