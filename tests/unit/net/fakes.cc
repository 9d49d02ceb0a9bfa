#include "tests/unit/net/fakes.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>

#include "server/net/compress.h"
#include "server/net/pass.h"

namespace convene::net::testing {
namespace {

constexpr int kPatienceSeconds = 20;

class FakeConversation final : public live::Conversation {
 public:
  FakeConversation(Heard& heard, live::Line& line) : heard_(heard), line_(line) { ++heard_.opened; }

  void receive(std::string_view message) override {
    heard_.messages.emplace_back(message);
    if (message == "greet") greeted_ = true;
    if (message.starts_with("say ")) queue(std::string(message.substr(4)));
    if (message.starts_with("flood ")) queue(std::string(std::stoul(std::string(message.substr(6))), 'x'));
    if (message.starts_with("close ")) {
      queue("last words");
      line_.close(static_cast<std::uint16_t>(std::stoul(std::string(message.substr(6)))), "as you wish");
    }
  }
  bool fetch(std::string& frame) override {
    if (pending_.empty()) return false;
    frame = std::move(pending_);
    pending_.clear();
    return true;
  }
  void ended() override { ++heard_.ended; }
  bool greeted() const override { return greeted_; }

 private:
  void queue(std::string text) {
    pending_ += text;
    ++heard_.wakes;
    line_.wake();
  }
  Heard& heard_;
  live::Line& line_;
  std::string pending_;
  bool greeted_ = false;
};

}  // namespace

FakeEvent::FakeEvent(std::string id) {
  auto programme = std::make_shared<protocol::Programme>();
  programme->event = id;
  programme->name = {{"en", "Science <Institute> & \"Friends\""}};
  programme->locales = {"en"};
  programme->visible = {"name", "role"};
  programme->walk_in = true;
  programme->ask = {"name", "role"};
  programme->optional = {"organization", "topics"};
  programme->roles = {{"educator", "", {{"en", "Educators"}}}, {"high", "educator", {{"en", "High <school>"}}}};
  programme->topics = {{"ngss", {{"en", "Standards"}}}};
  programme_ = {"/e/" + id + "/programme-abc123.json", std::make_shared<const std::string>(std::string(3'000, '7')),
                programme};
}

std::unique_ptr<live::Conversation> FakeEvent::open(live::Line& line) {
  thread = std::this_thread::get_id();
  return std::make_unique<FakeConversation>(heard, line);
}

void FakeEvent::walk_in(protocol::JoinForm form, std::string key, std::string,
                        std::function<void(WalkInAnswer)> answer) {
  thread = std::this_thread::get_id();
  joined.emplace_back(std::move(form), std::move(key));
  const WalkInAnswer given = refusal ? WalkInAnswer(*refusal) : WalkInAnswer(std::string("c1.k1.PASS.MAC"));
  const auto tell = [answer = std::move(answer), given] { answer(given); };
  if (post) return post(tell);
  tell();
}

Event* FakeEvents::find(std::string_view id) {
  const auto found = events_.find(id);
  return found == events_.end() ? nullptr : found->second.get();
}
std::vector<std::string> FakeEvents::ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, event] : events_) ids.push_back(id);
  return ids;
}
FakeEvent& FakeEvents::add(const std::string& id) { return *(events_[id] = std::make_unique<FakeEvent>(id)); }

ClientFolder::ClientFolder() {
  char name[] = "/tmp/convene-dist-XXXXXX";
  path_ = ::mkdtemp(name);
  std::filesystem::create_directories(path_ + "/assets");
  const auto put = [&](const std::string& file, const std::string& text) {
    std::ofstream(path_ + '/' + file) << text;
    std::ofstream(path_ + '/' + file + ".br") << brotli(text);
    std::ofstream(path_ + '/' + file + ".gz") << gzip(text);
  };
  put("index.html",
      "<!doctype html><title><!--convene:title--></title><h1><!--convene:title--></h1><!--convene:join-form-->"
      "<script>start()</script>" +
          std::string(3'000, '-'));
  put("assets/app-0123.js", "console.log('" + std::string(5'000, 'a') + "')");
  std::ofstream(path_ + "/secret.txt") << "not listed";
  std::ofstream(path_ + "/manifest.json") << R"({"files":{
    "index.html":{"type":"text/html; charset=utf-8","immutable":false},
    "assets/app-0123.js":{"type":"text/javascript; charset=utf-8","immutable":true}},
    "csp":{"index.html":{"script":["'sha256-abc='"],"style":["'sha256-def='"]}}})";
}
ClientFolder::~ClientFolder() { std::filesystem::remove_all(path_); }

Wire::Wire(std::uint16_t port, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const ::timeval patience{kPatienceSeconds, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  ::sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<::sockaddr*>(&address), sizeof address) != 0)
    ADD_FAILURE() << "cannot connect";
}
Wire::~Wire() { ::close(socket_); }

void Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ::ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Wire::send_no_more() { ::shutdown(socket_, SHUT_WR); }

bool Wire::more() {
  char buffer[65'536];
  const ::ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
  if (got <= 0) return false;
  held_.append(buffer, static_cast<std::size_t>(got));
  return true;
}

std::string Wire::read(std::size_t size) {
  while (held_.size() < size && more()) {}
  std::string bytes = held_.substr(0, size);
  held_.erase(0, size);
  return bytes;
}

std::string Wire::read_until(std::string_view mark) {
  std::size_t at = 0;
  while ((at = held_.find(mark)) == std::string::npos && more()) {}
  return read(at == std::string::npos ? held_.size() : at + mark.size());
}

std::string Wire::read_all() {
  while (more()) {}
  return std::move(held_);
}

std::string Wire::answer() {
  std::string head = read_until("\r\n\r\n");
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? head : head + read(std::stoul(head.substr(at + 16)));
}

bool Wire::closed() { return read(1).empty(); }

std::string Wire::upgrade(const std::string& event, const std::string& more) {
  send("GET /ws/" + event +
       " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
       (more.empty() ? "Sec-WebSocket-Protocol: convene.v1\r\n" : more) + "\r\n");
  return answer();
}

void Wire::frame(unsigned char first, std::string_view payload, bool masked) {
  std::string bytes(1, static_cast<char>(first));
  const unsigned char mask_bit = masked ? 0x80 : 0;
  if (payload.size() < 126) {
    bytes += static_cast<char>(mask_bit | payload.size());
  } else {
    bytes += static_cast<char>(mask_bit | 126U);
    bytes += static_cast<char>(payload.size() >> 8U);
    bytes += static_cast<char>(payload.size() & 255U);
  }
  const std::string mask = "\x11\x22\x33\x44";
  if (masked) bytes += mask;
  for (std::size_t i = 0; i < payload.size(); ++i)
    bytes += static_cast<char>(masked ? payload[i] ^ mask[i % 4] : payload[i]);
  send(bytes);
}

int Wire::Frame::close_code() const {
  if (opcode != 8 || payload.size() < 2) return -1;
  return static_cast<unsigned char>(payload[0]) * 256 + static_cast<unsigned char>(payload[1]);
}

Wire::Frame Wire::next() {
  for (;;) {
    const std::string head = read(2);
    if (head.size() < 2) return {};
    std::uint64_t size = static_cast<unsigned char>(head[1]) & 127U;
    const std::size_t extra = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (extra != 0) {
      size = 0;
      for (const char byte : read(extra)) size = size * 256 + static_cast<unsigned char>(byte);
    }
    Frame frame{head[0] & 15, read(size)};
    if (frame.opcode != 9) return frame;
  }
}

RunningServer::RunningServer(std::function<void(Config&)> tune, std::size_t shards)
    : houses(shards),
      events(houses.front()),
      passes_(std::make_unique<SignedPasses>(std::vector<PassKey>{{"k1", std::string(32, 'a')}})),
      loops_(shards) {
  std::vector<SiteParts> sites;
  for (std::size_t shard = 0; shard < shards; ++shard) {
    FakeEvent& added = houses[shard].add("e" + std::to_string(shard + 1));
    added.post = [this, shard](std::function<void()> what) { boost::asio::post(loops_[shard], std::move(what)); };
    sites.push_back({houses[shard], *passes_, [] { return Instant{1}; }, nullptr});
  }
  event = static_cast<FakeEvent*>(events.find("e1"));
  Config config;
  config.port = 0;
  config.static_dir = folder_.path();
  if (tune) tune(config);
  const auto shard_of = [shards](std::string_view id) -> std::optional<std::size_t> {
    for (std::size_t shard = 0; shard < shards; ++shard)
      if (id == "e" + std::to_string(shard + 1)) return shard;
    return std::nullopt;
  };
  using Tell = AdminParts::Tell;
  const AdminParts admin{[](const Tell& tell) { tell(""); }, [this](const Tell& tell) { tell(not_ready); },
                         [](const Tell& tell) { tell("metric 1\n"); }};
  server_ = std::make_unique<Server>(loops_, std::move(sites), shard_of, config, admin, log_);
  server_->start();
  thread_ = std::thread([this] { loops_.run(); });
}

RunningServer::~RunningServer() {
  if (thread_.joinable()) {
    stop();
    join();
  }
  server_.reset();
}

void RunningServer::on_thread(const std::function<void()>& what, std::size_t shard) {
  std::promise<void> done;
  boost::asio::post(loops_[shard], [&] {
    what();
    done.set_value();
  });
  done.get_future().wait();
}

bool RunningServer::until(const std::function<bool()>& what, std::size_t shard) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(kPatienceSeconds);
  while (std::chrono::steady_clock::now() < end) {
    if (ask<bool>(what, shard)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

void RunningServer::stop() {
  boost::asio::post(loops_[0], [this] { server_->stop([this] { loops_.stop(); }); });
}

void RunningServer::join() { thread_.join(); }

Counters RunningServer::counters(std::size_t shard) {
  return ask<Counters>([this, shard] { return server_->counters(shard); }, shard);
}

std::vector<std::pair<protocol::JoinForm, std::string>> RunningServer::joined() {
  return ask<std::vector<std::pair<protocol::JoinForm, std::string>>>([this] { return event->joined; });
}

}  // namespace convene::net::testing
