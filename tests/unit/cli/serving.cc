#include "tests/unit/cli/serving.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "server/ops/roster_csv.h"

namespace convene::cli::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using nlohmann::json;

constexpr std::chrono::seconds kPatience{30};  // so that a test cannot hang

tcp::endpoint here(std::uint16_t port) { return {asio::ip::address_v4::loopback(), port}; }

}  // namespace

ServeOptions any_options(const Folder& folder, const std::string& data, Instant at) {
  ServeOptions options;
  folder.put("dist/index.html", "<!doctype html><title>x</title><!--convene:join-form-->");
  folder.put("dist/manifest.json", R"({"files": {"index.html": {"type": "text/html", "immutable": false}},
    "csp": {"index.html": {"script": [], "style": []}}})");
  options.static_dir = folder / "dist";
  options.data_dir = folder / data;
  options.port = 0;
  options.admin_port = 0;
  options.at = at;
  options.read_roster = [](std::string_view text, const EventDefinition& event, protocol::Faults& faults) {
    auto read = ops::read_roster(text, event, faults);
    return read ? std::optional(std::move(read->people)) : std::nullopt;
  };
  return options;
}

Serving::Serving(ServeOptions options) : options_(std::move(options)) {
  auto known = std::make_shared<std::promise<void>>();
  auto told = std::make_shared<bool>(false);
  // Both run on the server's thread.
  const auto tell = [known, told] {
    if (!std::exchange(*told, true)) known->set_value();
  };
  options_.ready = [this, tell](std::uint16_t port, std::uint16_t admin_port) {
    port_ = port;
    admin_port_ = admin_port;
    tell();
  };
  std::future<void> until = known->get_future();
  thread_ = std::thread([this, tell] {
    status_ = serve(options_);
    tell();
  });
  until.wait();
}

Serving::~Serving() { stop(); }

int Serving::stop() {
  if (thread_.joinable()) {
    if (ready()) std::raise(SIGTERM);
    thread_.join();
  }
  return status_;
}

std::string Serving::get(const std::string& path, bool admin) const {
  return say("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", admin);
}

std::string Serving::say(const std::string& bytes, bool admin) const {
  asio::io_context io{1};
  tcp::socket socket(io);
  socket.connect(here(admin ? admin_port_ : port_));
  asio::write(socket, asio::buffer(bytes));
  std::string answer;
  boost::system::error_code end;
  asio::read(socket, asio::dynamic_buffer(answer), end);
  return answer;
}

Process::Process(const ServeOptions& options) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe(ends.data()), 0);
  child_ = ::fork();
  if (child_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close(ends[0]);
    ServeOptions own = options;
    own.ready = [&](std::uint16_t port, std::uint16_t) {
      if (::write(ends[1], &port, sizeof port) != sizeof port) ::_exit(1);
    };
    ::_exit(serve(own));
  }
  ::close(ends[1]);
  if (::read(ends[0], &port_, sizeof port_) != sizeof port_) port_ = 0;
  ::close(ends[0]);
}

Process::~Process() { kill(); }

void Process::kill() {
  if (child_ <= 0) return;
  ::kill(child_, SIGKILL);
  int status = 0;
  ::waitpid(child_, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
  child_ = -1;
}

Page::Page(std::uint16_t port, const std::string& event, std::string pass, std::string tab) {
  swarm::Socket::Events events;
  events.opened = [this, pass = std::move(pass), tab = std::move(tab)] {
    socket_->send(
        json{{"type", "hello"}, {"pass", pass}, {"client", "test/1"}, {"locale", "en"}, {"tab", tab}, {"take", true}}
            .dump());
  };
  events.came = [this](std::string_view text) { hear(text); };
  events.closed = [this](std::uint16_t code) { closed = code; };
  socket_ = swarm::Socket::open(io_, here(port), "/ws/" + event, std::move(events));
}

Page::~Page() {
  if (closed != -1) return;
  socket_->drop();
  until([this] { return closed != -1; });
}

bool Page::until(const std::function<bool()>& what) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!what() && std::chrono::steady_clock::now() < end) {
    io_.restart();
    io_.run_one_for(std::chrono::milliseconds(100));
  }
  return what();
}

std::string Page::ask(const std::string& type, json fields) {
  std::string id = welcome.at("tab_number").get<std::string>() + ":" + std::to_string(++asked_);
  fields["type"] = type;
  fields["id"] = id;
  say(fields.dump());
  return id;
}

std::string Page::answer(const std::string& id) {
  EXPECT_TRUE(until([&] { return done.contains(id) || refused.contains(id); })) << id << " is not answered";
  return refused.contains(id) ? refused.at(id) : "";
}

std::string Page::room() {
  const json& me = views_["me"];
  return me.is_object() && me.value("place", "") == "room" ? me.at("room").get<std::string>() : "";
}

void Page::hear(std::string_view text) {
  const json said = json::parse(text);
  for (const json& message : said.is_array() ? said : json::array({said})) {
    const std::string type = message.at("type");
    if (type == "welcome") welcome = message;
    if (type == "view") views_[message.at("topic")] = message.at("view");
    if (type == "patch") views_[message.at("topic")].merge_patch(message.at("patch"));
    if (type == "done") done[message.at("id")] = message.at("seq");
    if (type == "refused" && message.contains("id")) {
      refused[message.at("id")] = message.at("code");
      parameters[message.at("id")] = message.at("parameters");
    }
  }
}

}  // namespace convene::cli::testing
