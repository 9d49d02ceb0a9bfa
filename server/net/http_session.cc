#include "server/net/http_session.h"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cassert>
#include <optional>
#include <stop_token>

#include "protocol/messages.h"
#include "server/net/connection.h"
#include "server/net/handover.h"
#include "server/net/site.h"
#include "server/net/text.h"

namespace convene::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr std::string_view kSocketPrefix = "/ws/";
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t kLingerBytes = 256 * 1024;  // of a refused body, read so that the answer arrives

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get: return Method::get;
    case http::verb::head: return Method::head;
    case http::verb::post: return Method::post;
    case http::verb::delete_: return Method::delete_;
    default: return Method::other;
  }
}

/// base64 of 16 bytes: 22 letters and "==", the last letter with four zero bits.
bool good_socket_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  const bool letters = std::all_of(key.begin(), key.end() - 2, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
  return letters && std::string_view("AQgw").find(key[21]) != std::string_view::npos;
}

/// A connection on its way to the shard of the event that its request names, with all that was read of the request.
struct Parcel {
  LooseSocket socket;
  Address peer;
  Addresses::Place place;
  beast::flat_buffer buffer;
  std::unique_ptr<Parser> parser;
  std::shared_ptr<Request> request;
};

class HttpSession final : public Swept, public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(Shard& shard, Handler& handler, bool sockets, Socket socket, Address peer, Addresses::Place place)
      : shard_(shard),
        limits_(shard.config.limits),
        handler_(handler),
        sockets_(sockets),
        socket_(std::move(socket)),
        peer_(peer),
        place_(std::move(place)),
        buffer_(limits_.header_bytes + 2'048) {
    ++shard_.counters.http_open;
  }

  HttpSession(Shard& shard, Parcel parcel)
      : HttpSession(shard, shard.site, true, std::move(parcel.socket).settle(shard.io), parcel.peer,
                    std::move(parcel.place)) {
    buffer_ = std::move(parcel.buffer);
    parser_ = std::move(parcel.parser);
    request_ = std::move(parcel.request);
    last_ = shard.winding_up;
    idle_ = false;
  }

  void start() {
    assert(shard_.here());
    shard_.sweep.add(*this, steady_now() + limits_.header_within.count());
    read(limits_.header_within);
  }

  /// With a request that another shard has read the head of.
  void go_on() {
    assert(shard_.here());
    shard_.sweep.add(*this, steady_now() + limits_.close_within.count());
    if (shard_.over || !socket_.is_open()) return end();
    take_up();
  }

 protected:
  Tick look(Tick now) override {
    if (now < deadline_) return deadline_;
    if (answering()) return late(), deadline_;
    if (reading_) ++shard_.counters.requests_slow;
    end();
    return now;
  }

  // An idle connection ends; a request that is being answered gets its answer first, and what is read for it ends.
  void wind_up() override {
    last_ = true;
    if (idle_) return end();
    asked_.request_stop();
  }
  void cut() override { end(); }

 private:
  void due_in(milliseconds time) {
    deadline_ = steady_now() + time.count();
    shard_.sweep.hurry(*this, deadline_);
  }

  void read(milliseconds within) {
    reading_ = true;
    idle_ = buffer_.size() == 0;
    due_in(within);
    parser_ = std::make_unique<Parser>();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser_->body_limit(limits_.api_bytes);
    http::async_read_header(socket_, buffer_, *parser_,
                            beast::bind_front_handler(&HttpSession::on_header, shared_from_this()));
  }

  void on_header(error_code error, std::size_t) {
    if (over_) return;
    idle_ = false;
    if (error == http::error::end_of_stream || error == asio::error::eof || error == asio::error::connection_reset ||
        error == http::error::partial_message) {
      return end();
    }
    ++shard_.counters.requests;
    request_ = std::make_shared<Request>();
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
      return refuse(431, "http.header", "The header of this request is too long.");
    }
    if (error == http::error::body_limit) return refuse(413, "http.body", "The body of this request is too long.");
    if (error) return refuse(400, "http.malformed", "This is not a request that HTTP/1.1 knows.");
    const auto& request = parser_->get();
    if (const auto fault = take(request)) return refuse(fault->status, fault->code, fault->message);
    const Address client = client_behind(peer_, forwarded_for(request), shard_.trusted);
    if (!shard_.rates.take(client, steady_now())) {
      ++shard_.counters.requests_too_often;
      return refuse(429, "address.rate", "There are too many requests from this network. Wait a moment.");
    }
    request_->from = shard_.addresses.from(client);
    Shard* home = sockets_ ? shard_.common.home_of(event_of(request_->path)) : nullptr;
    if (home && home != &shard_) return hand_over(*home);
    take_up();
  }

  void take_up() {
    const auto& request = parser_->get();
    if (request.find(http::field::upgrade) != request.end()) return upgrade();
    read_body();
  }

  /// This session is over, and one on the event's shard goes on with the connection: no object is two threads'.
  void hand_over(Shard& home) {
    leave();
    Parcel parcel{LooseSocket(std::move(socket_)),
                  peer_,
                  std::move(place_),
                  std::move(buffer_),
                  std::move(parser_),
                  std::move(request_)};
    asio::post(home.io, [&home, parcel = std::move(parcel)]() mutable {
      std::make_shared<HttpSession>(home, std::move(parcel))->go_on();
    });
  }

  struct Fault {
    unsigned status;
    std::string code;
    std::string message;
  };

  /// Checks the header and keeps what answers need of it.
  std::optional<Fault> take(const Parser::value_type& request) {
    const std::string_view target = view(request.target());
    const std::size_t question = target.find('?');
    request_->path = target.substr(0, question);
    if (question != std::string_view::npos) request_->query = target.substr(question + 1);
    request_->method = method_of(request.method());
    const auto only = [&](http::field field) { return request.count(field) <= 1; };
    if (request.version() != 11) return Fault{400, "http.version", "HTTP/1.1 is spoken here."};
    if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) {
      return Fault{400, "http.target", "The address of this request is malformed."};
    }
    if (request.count(http::field::host) != 1 || !good_host(view(request[http::field::host]))) {
      return Fault{400, "http.host", "A request needs one sound Host header."};
    }
    request_->host = view(request[http::field::host]);
    if (sockets_ && !answers_to(shard_.config, request_->host)) {
      const std::string host = std::move(request_->host);
      request_->host.clear();
      return Fault{421, "http.host", "This server does not answer to that name."};
    }
    if (request.find(http::field::transfer_encoding) != request.end()) {
      return Fault{411, "http.transfer_encoding", "Send the body with a Content-Length."};
    }
    if (!only(http::field::content_length) || !only(http::field::authorization) || !only(http::field::content_type) ||
        !only(http::field::expect)) {
      return Fault{400, "http.repeated", "A header stands twice that may stand once."};
    }
    request_->accept_encoding = view(request[http::field::accept_encoding]);
    request_->if_none_match = view(request[http::field::if_none_match]);
    request_->content_type = view(request[http::field::content_type]);
    request_->authorization = view(request[http::field::authorization]);
    return std::nullopt;
  }

  void read_body() {
    const auto& request = parser_->get();
    const std::uint64_t length = parser_->content_length().value_or(0);
    if (length == 0) return answer();
    const std::size_t most = handler_.body_limit(*request_);
    if (most == 0) return refuse(413, "http.body", "No body is taken here.");
    if (length > most) { return refuse(413, "http.body", "A body may have " + std::to_string(most) + " bytes here."); }
    due_in(limits_.body_within);
    const std::string_view expects = view(request[http::field::expect]);
    if (!expects.empty()) {
      if (lower(expects) != "100-continue") return refuse(400, "http.expect", "This expectation is not known here.");
      asio::async_write(socket_, asio::buffer(kContinue),
                        beast::bind_front_handler(&HttpSession::on_continue, shared_from_this()));
      return;
    }
    on_continue({}, 0);
  }

  void on_continue(error_code error, std::size_t) {
    if (over_) return;
    if (error) return end();
    http::async_read(socket_, buffer_, *parser_, beast::bind_front_handler(&HttpSession::on_body, shared_from_this()));
  }

  void on_body(error_code error, std::size_t) {
    if (over_) return;
    if (error) return end();
    request_->body = std::move(parser_->get().body());
    answer();
  }

  void answer() {
    reading_ = false;
    due_in(limits_.answer_within);
    keep_alive_ = !last_ && parser_->get().keep_alive();
    asked_ = std::stop_source();
    request_->gone = asked_.get_token();
    try {
      handler_.handle(request_, [self = shared_from_this()](Answer made) { self->write(std::move(made)); });
    } catch (const std::exception& error) {
      shard_.log.write(live::Log::Level::error, "", "http.failed", error.what());
      refuse(500, "internal", "Something went wrong here. Try again.");
    }
    if (!writing_ && !over_) watch();
  }

  /// While the answer is made: whether the other side closes. If it sends something, that is read after the answer, and
  /// a close behind it is not seen before.
  void watch() {
    socket_.async_wait(Socket::wait_read, [self = shared_from_this(), asked = asked_](error_code error) {
      if (error || self->over_ || asked != self->asked_) return;
      const std::size_t sent = self->socket_.available(error);
      if (error || sent == 0) self->left();
    });
  }

  /// The request is with the handler.
  bool answering() const { return !reading_ && !writing_ && asked_.stop_possible(); }

  /// Whoever asked is told that it takes too long, rather than nothing.
  void late() {
    asked_.request_stop();
    keep_alive_ = false;
    const bool reads = request_->method == Method::get || request_->method == Method::head;
    write(error_answer(503, request_->path, "overloaded",
                       reads
                           ? "This takes longer than an answer may. Ask again soon."
                           : "This takes longer than an answer may, and may still happen. Look before you ask again."));
  }

  /// Nobody waits for what was asked. One that closed its half alone still gets an answer.
  void left() {
    if (asked_.request_stop()) ++shard_.counters.requests_left;
  }

  /// What is left of the request is not trusted any more: the connection ends after the answer.
  void refuse(unsigned status, std::string code, std::string message) {
    ++shard_.counters.requests_malformed;
    keep_alive_ = false;
    linger_ = true;
    reading_ = false;
    due_in(limits_.close_within);
    write(error_answer(status, request_->path, std::move(code), std::move(message)));
  }

  void write(Answer made) {
    if (over_ || writing_) return;
    writing_ = true;
    asked_ = std::stop_source(std::nostopstate);
    error_code ignored;
    socket_.cancel(ignored);  // the watch, if there is one: nothing else is pending
    due_in(limits_.answer_within);
    head_ = head_of(made, request_->host, keep_alive_);
    body_ = request_->method == Method::head || !made.body ? nullptr : made.body;
    const std::array<asio::const_buffer, 2> both{asio::buffer(head_),
                                                 body_ ? asio::buffer(*body_) : asio::const_buffer()};
    asio::async_write(socket_, both, beast::bind_front_handler(&HttpSession::on_write, shared_from_this()));
  }

  void on_write(error_code error, std::size_t) {
    writing_ = false;
    body_.reset();
    if (over_) return;
    if (error) return end();
    if (keep_alive_ && !last_) return read(limits_.keep_alive);
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    if (!linger_) return end();
    due_in(limits_.close_within);
    lingered_ = 0;
    drain({}, 0);
  }

  /// Reads what a refused client still sends, for a while: closing at once would make its system drop our answer.
  void drain(error_code error, std::size_t size) {
    lingered_ += size;
    if (over_ || error || lingered_ > kLingerBytes) return end();
    socket_.async_read_some(asio::buffer(scrap_), beast::bind_front_handler(&HttpSession::drain, shared_from_this()));
  }

  void upgrade() {
    const auto& request = parser_->get();
    const auto refuse_upgrade = [&](unsigned status, std::string code, std::string message) {
      ++shard_.counters.upgrades_refused;
      refuse(status, std::move(code), std::move(message));
    };
    const std::string_view path = request_->path;
    if (!sockets_ || !path.starts_with(kSocketPrefix) || !good_event_id(path.substr(kSocketPrefix.size()))) {
      return refuse_upgrade(404, "http.not_found", "There is no WebSocket at this address.");
    }
    if (request_->method != Method::get || parser_->content_length().value_or(0) != 0 || buffer_.size() != 0) {
      return refuse_upgrade(400, "upgrade.body", "An upgrade is a GET that nothing follows until it is answered.");
    }
    if (!http::token_list(request[http::field::upgrade]).exists("websocket") ||
        !http::token_list(request[http::field::connection]).exists("upgrade")) {
      return refuse_upgrade(400, "upgrade.unknown", "Only an upgrade to WebSocket is known here.");
    }
    if (view(request[http::field::sec_websocket_version]) != "13") {
      ++shard_.counters.upgrades_refused;
      Answer old = error_answer(426, path, "upgrade.version", "WebSocket version 13 is spoken here.");
      old.headers.emplace_back("Sec-WebSocket-Version", "13");
      return refuse_with(std::move(old));
    }
    const std::string_view key = view(request[http::field::sec_websocket_key]);
    if (request.count(http::field::sec_websocket_key) != 1 || !good_socket_key(key)) {
      return refuse_upgrade(400, "upgrade.key", "Sec-WebSocket-Key is not 16 bytes in base64.");
    }
    const bool has_origin = request.find(http::field::origin) != request.end();
    const std::string_view fault =
        request.count(http::field::origin) > 1
            ? "two Origins"
            : origin_fault(shard_.config, view(request[http::field::origin]), has_origin, request_->host);
    if (!fault.empty()) {
      ++shard_.counters.upgrades_foreign;
      return refuse_upgrade(403, "upgrade.origin", std::string(fault));
    }
    const auto protocols = http::token_list(request[http::field::sec_websocket_protocol]);
    const bool spoken = std::any_of(protocols.begin(), protocols.end(),
                                    [](const auto& name) { return view(name) == protocol::kSubprotocol; });
    if (!spoken) {
      return refuse_upgrade(400, "upgrade.protocol",
                            "Ask for a subprotocol that is known here: " + std::string(protocol::kSubprotocol));
    }
    if (shard_.stopping) return refuse_upgrade(503, "server.stopping", "The server is restarting. Try again soon.");
    if (!behind_proxy(forwarded_for(request))) {
      ++shard_.counters.refused_address;
      return refuse_upgrade(429, "address.connections", "There are too many connections from this network.");
    }
    const Upgrade checked{std::string(path.substr(kSocketPrefix.size())), std::string(key), request_->host};
    leave();
    start_connection(shard_, std::move(socket_), std::move(place_), checked);
  }

  void refuse_with(Answer answer) {
    ++shard_.counters.requests_malformed;
    keep_alive_ = false;
    linger_ = true;
    reading_ = false;
    write(std::move(answer));
  }

  /// A header that stands several times is one list (RFC 9110, 5.3): a proxy may add a line of its own below the
  /// client's.
  static std::string forwarded_for(const Parser::value_type& request) {
    std::string all;
    const auto [from, to] = request.equal_range("X-Forwarded-For");
    for (auto line = from; line != to; ++line) all += (all.empty() ? "" : ", ") + std::string(view(line->value()));
    return all;
  }

  /// A proxy of ours speaks for somebody: that is whose connections are counted. False: too many.
  bool behind_proxy(std::string_view forwarded_for) {
    const Address client = client_behind(peer_, forwarded_for, shard_.trusted);
    if (client == peer_) return true;
    place_ = shard_.addresses.take(client);
    return static_cast<bool>(place_);
  }

  /// From here on the shard may go at any time: whoever still has to answer may hold this session for longer.
  void leave() {
    over_ = true;
    --shard_.counters.http_open;
    shard_.sweep.remove(*this);
  }

  void end() {
    if (over_) return;
    asked_.request_stop();
    leave();
    place_ = {};
    error_code ignored;
    socket_.close(ignored);
  }

  Shard& shard_;
  const Limits& limits_;
  Handler& handler_;
  bool sockets_;
  Socket socket_;
  Address peer_;
  Addresses::Place place_;
  beast::flat_buffer buffer_;
  std::unique_ptr<Parser> parser_;
  std::shared_ptr<Request> request_ = std::make_shared<Request>();
  std::stop_source asked_{std::nostopstate};  // of the request that is being answered: stopped if nobody waits for it
  std::string head_;
  std::shared_ptr<const std::string> body_;
  std::array<char, 1'024> scrap_;
  std::size_t lingered_ = 0;
  Tick deadline_ = 0;
  bool keep_alive_ = true;
  bool linger_ = false;
  bool last_ = false;  // the server stops
  bool idle_ = true;   // between requests
  bool reading_ = true;
  bool writing_ = false;
  bool over_ = false;
};

}  // namespace

void start_http_session(Shard& shard, Handler& handler, bool sockets, Socket socket, Address peer,
                        Addresses::Place place) {
  std::make_shared<HttpSession>(shard, handler, sockets, std::move(socket), peer, std::move(place))->start();
}

}  // namespace convene::net
