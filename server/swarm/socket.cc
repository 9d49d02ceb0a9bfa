#include "server/swarm/socket.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>

#include "protocol/messages.h"

namespace convene::swarm {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;

constexpr std::size_t kMessageBytes = std::size_t{8} << 20;  // a moderator's board

class BeastSocket final : public Socket, public std::enable_shared_from_this<BeastSocket> {
 public:
  BeastSocket(asio::io_context& io, Events events) : stream_(io.get_executor()), events_(std::move(events)) {}

  void start(const asio::ip::tcp::endpoint& server, std::string path) {
    host_ = server.address().is_v6() ? "[" + server.address().to_string() + "]" : server.address().to_string();
    host_ += ":" + std::to_string(server.port());
    path_ = std::move(path);
    stream_.next_layer().async_connect(server, [self = shared_from_this()](const error_code& error) {
      if (error) return self->end(0);
      self->shake_hands();
    });
  }

  void send(std::string text) override {
    if (over_) return;
    queue_.push_back(std::move(text));
    if (queue_.size() == 1 && open_) write();
  }

  void close() override {
    if (over_ || !open_) return drop();
    closing_ = true;
    if (queue_.empty()) say_goodbye();
  }

  void drop() override {
    error_code ignored;
    stream_.next_layer().close(ignored);
  }

 private:
  void shake_hands() {
    error_code ignored;
    stream_.next_layer().set_option(asio::ip::tcp::no_delay(true), ignored);
    stream_.read_message_max(kMessageBytes);
    stream_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
      request.set(beast::http::field::sec_websocket_protocol, protocol::kSubprotocol);
      request.set(beast::http::field::user_agent, "convene-simulate/" CONVENE_VERSION);
    }));
    stream_.async_handshake(host_, path_, [self = shared_from_this()](const error_code& error) {
      if (error) return self->end(0);
      // What queued before goes out first; what `opened` sends goes out by itself. Beast allows one write at a time.
      self->open_ = true;
      if (!self->queue_.empty()) self->write();
      self->events_.opened();
      self->read();
    });
  }

  void read() {
    stream_.async_read(buffer_, [self = shared_from_this()](const error_code& error, std::size_t) {
      if (error) return self->end(self->stream_.reason().code ? self->stream_.reason().code : std::uint16_t{1006});
      const auto bytes = self->buffer_.cdata();
      self->events_.came(std::string_view(static_cast<const char*>(bytes.data()), bytes.size()));
      self->buffer_.consume(bytes.size());
      self->read();
    });
  }

  void write() {
    stream_.async_write(asio::buffer(queue_.front()),
                        [self = shared_from_this()](const error_code& error, std::size_t) {
                          if (error) return;  // the read ends it
                          self->queue_.pop_front();
                          if (!self->queue_.empty()) return self->write();
                          if (self->closing_) self->say_goodbye();
                        });
  }

  void say_goodbye() {
    stream_.async_close(websocket::close_code::normal, [self = shared_from_this()](const error_code&) {});
  }

  void end(std::uint16_t code) {
    if (std::exchange(over_, true)) return;
    drop();
    const Events events = std::move(events_);
    events.closed(code);
  }

  websocket::stream<asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>> stream_;
  Events events_;
  std::string host_;
  std::string path_;
  beast::flat_buffer buffer_;
  std::deque<std::string> queue_;
  bool open_ = false;
  bool closing_ = false;
  bool over_ = false;
};

}  // namespace

std::shared_ptr<Socket> Socket::open(asio::io_context& io, const asio::ip::tcp::endpoint& server,
                                     const std::string& path, Events events) {
  auto socket = std::make_shared<BeastSocket>(io, std::move(events));
  socket->start(server, path);
  return socket;
}

}  // namespace convene::swarm
