#include "server/net/connection.h"

#include <algorithm>
#include <array>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cassert>
#include <optional>

#include "protocol/codes.h"
#include "protocol/json_writer.h"
#include "protocol/messages.h"
#include "server/net/watched_socket.h"

namespace convene::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;
using protocol::Close;

constexpr std::size_t kChunkBytes = 512;
constexpr std::size_t kKeptBytes = 4'096;  // of a written frame's memory
constexpr std::size_t kReasonBytes = 123;  // what a close frame can hold

/// Cut at a letter's edge.
std::string_view fitting(std::string_view reason) {
  std::size_t size = 0;
  while (size < reason.size()) {
    const std::size_t letter = protocol::utf8_length(reason.substr(size));
    if (letter == 0 || size + letter > kReasonBytes) break;
    size += letter;
  }
  return reason.substr(0, size);
}

class Connection final : public live::Line,
                         public Swept,
                         public Flushable,
                         private WatchedSocket::Watcher,
                         public std::enable_shared_from_this<Connection> {
 public:
  Connection(Shard& shard, Socket socket, Addresses::Place place, std::string event)
      : shard_(shard),
        limits_(shard.config.limits),
        ws_(std::move(socket)),
        place_(std::move(place)),
        event_(std::move(event)) {
    ++shard_.counters.sockets_open;
  }

  std::string_view from() const override { return place_.from(); }

  void accept(const Upgrade& upgrade) {
    ws_.next_layer().watch(*this);
    ws_.auto_fragment(false);
    ws_.text(true);
    ws_.read_message_max(limits_.message_bytes);
    ws_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
      response.set(http::field::sec_websocket_protocol, protocol::kSubprotocol);
      response.erase(http::field::server);
    }));
    // What was checked of the request, put together anew: nothing unchecked reaches the handshake.
    http::request<http::string_body> request(http::verb::get, "/", 11);
    request.set(http::field::host, upgrade.host);
    request.set(http::field::upgrade, "websocket");
    request.set(http::field::connection, "upgrade");
    request.set(http::field::sec_websocket_key, upgrade.key);
    request.set(http::field::sec_websocket_version, "13");
    born_ = steady_now();
    shard_.sweep.add(*this, born_ + limits_.close_within.count());
    ws_.async_accept(request, beast::bind_front_handler(&Connection::on_accept, shared_from_this()));
  }

  // live::Line; called by the hall, on this thread.

  void wake() override {
    if (over_ || flush_queued_) return;
    flush_queued_ = true;
    shard_.flush_soon(shared_from_this());
  }

  void close(std::uint16_t code, std::string_view reason) override {
    if (over_ || closing_) return;
    closing_ = websocket::close_reason(static_cast<websocket::close_code>(code), fitting(reason));
    give_up_ = steady_now() + limits_.close_within.count();
    shard_.sweep.hurry(*this, give_up_);
    wake();
  }

  void flush() override {
    flush_queued_ = false;
    if (over_ || !open_ || writing_) return;
    frame_.clear();
    if (frame_.capacity() > kKeptBytes) std::string().swap(frame_);
    // After close_sent_ nothing may be written any more.
    if (!close_sent_ && conversation_ && conversation_->fetch(frame_)) {
      become_known();
      writing_ = true;
      write_stuck_ = steady_now() + limits_.write_stuck.count();
      shard_.sweep.hurry(*this, write_stuck_);
      ws_.async_write(asio::buffer(frame_), beast::bind_front_handler(&Connection::on_write, shared_from_this()));
      return;
    }
    if (closing_ && !close_sent_) {
      close_sent_ = true;
      ws_.async_close(*closing_, beast::bind_front_handler(&Connection::on_closed, shared_from_this()));
    }
  }

 protected:
  Tick look(Tick now) override {
    if (give_up_ != 0) {
      if (now >= give_up_) finish();
      return give_up_;
    }
    if (!open_) {
      finish();
      return now;
    }
    if (writing_ && now >= write_stuck_) {
      ++shard_.counters.closed_slow;
      close(protocol::number(Close::slow_reader), "too slow to read");
      return give_up_;
    }
    if (!heard_ && now >= born_ + limits_.hello_within.count()) {
      ++shard_.counters.closed_silent;
      close(protocol::number(Close::protocol_error), "no hello within the time given");
      return give_up_;
    }
    become_known();
    if (!known_ && now >= born_ + limits_.greeted_within.count()) {
      ++shard_.counters.closed_silent;
      close(protocol::number(Close::overload), "could not be greeted in time");
      return give_up_;
    }
    if (message_due_ != 0 && now >= message_due_) return abuse(websocket::close_code::policy_error, "message too slow");
    if (now >= next_beat_ && !beat(now)) return give_up_;
    return next_look();
  }

  void wind_up() override { close(protocol::number(Close::restart), restart_reason()); }
  void cut() override { finish(); }

 private:
  std::string restart_reason() const { return "restart " + std::to_string(shard_.config.restart_hint.count()); }

  void on_accept(error_code error) {
    if (over_) return;
    if (error) return finish();
    open_ = true;
    born_ = steady_now();
    next_beat_ = born_ + limits_.heartbeat.count();
    ws_.control_callback([this](websocket::frame_type, beast::string_view) {
      if (++controls_ == limits_.controls_per_heartbeat + 1)
        abuse(websocket::close_code::policy_error, "too many frames that say nothing");
    });
    ++shard_.counters.upgrades;
    if (Event* event = shard_.events.find(event_)) {
      conversation_ = event->open(*this);
      if (!conversation_ && !shard_.stopping) close(protocol::number(Close::event_damaged), "the event takes nobody");
    } else {
      close(protocol::number(Close::unknown_event), "there is no such event here");
    }
    if (shard_.stopping) wind_up();
    if (closing_) wake();
    shard_.sweep.hurry(*this, next_look());
    read();
  }

  void read() {
    ws_.async_read_some(asio::buffer(chunk_), beast::bind_front_handler(&Connection::on_read, shared_from_this()));
  }

  void on_read(error_code error, std::size_t size) {
    if (over_) return;
    if (error) return finish();
    ++chunks_;
    shard_.counters.bytes_in += size;
    if (ws_.got_binary()) {
      abuse(websocket::close_code::unknown_data, "text frames only");
    } else if (!closing_) {
      take(std::string_view(chunk_.data(), size));
    }
    if (!over_) read();
  }

  /// A part of a message, or all of it.
  void take(std::string_view part) {
    const std::uint64_t reads = ws_.next_layer().reads() - reads_before_;
    if (!ws_.is_message_done()) {
      if (message_due_ == 0) {
        message_due_ = steady_now() + limits_.message_within.count();
        shard_.sweep.hurry(*this, message_due_);
      }
      // Each read of the socket brings at most 1,536 bytes, three chunks; what goes beyond that are tiny fragments.
      if (chunks_ > reads * 4 + limits_.fragments) {
        abuse(websocket::close_code::policy_error, "too many fragments");
        return;
      }
      message_.append(part);
      return;
    }
    message_due_ = 0;
    chunks_ = 0;
    reads_before_ = ws_.next_layer().reads();
    heard_ = true;
    ++shard_.counters.messages_in;
    if (!conversation_) return;
    if (message_.empty()) return conversation_->receive(part);
    std::string whole;
    whole.swap(message_);
    whole.append(part);
    conversation_->receive(whole);
  }

  void on_write(error_code error, std::size_t size) {
    writing_ = false;
    if (over_) return;
    if (error) return finish();
    ++shard_.counters.frames_out;
    shard_.counters.bytes_out += size;
    flush();  // tells the hall that the frame is with the kernel, and takes what has come since
  }

  void on_closed(error_code) { finish(); }

  // The stream broke a rule of WebSocket, or is closing: Beast now waits for the other side, but not for ever.
  void torn_down() override {
    if (give_up_ == 0) give_up_ = steady_now() + limits_.close_within.count();
    shard_.sweep.hurry(*this, give_up_);
  }

  /// Known to the hall since the last look: from now on the connection counts among the known of its address.
  void become_known() {
    if (known_ || !conversation_ || !conversation_->greeted()) return;
    known_ = true;
    if (place_.make_known()) return;
    ++shard_.counters.refused_address;
    close(protocol::number(Close::overload), "too many connections from this network");
  }

  /// A heartbeat is due. False: the connection is being closed.
  bool beat(Tick now) {
    const std::uint64_t reads = ws_.next_layer().reads();
    missed_ = reads == reads_at_beat_ && controls_ == 0 ? missed_ + 1 : 0;
    if (missed_ >= 2) {
      ++shard_.counters.closed_mute;
      finish();
      return false;
    }
    if (controls_ > limits_.controls_per_heartbeat || reads - reads_before_ > 4 * limits_.message_bytes) {
      abuse(websocket::close_code::policy_error, "too many frames that say nothing");
      return false;
    }
    reads_at_beat_ = reads;
    if (message_.empty()) reads_before_ = reads;
    controls_ = 0;
    next_beat_ = now + limits_.heartbeat.count();
    if (!ping_in_flight_ && !closing_) {
      ping_in_flight_ = true;
      ws_.async_ping({}, [self = shared_from_this()](error_code) { self->ping_in_flight_ = false; });
    }
    return true;
  }

  Tick next_look() const {
    Tick next = next_beat_;
    if (!heard_) next = std::min(next, born_ + limits_.hello_within.count());
    if (!known_) next = std::min(next, born_ + limits_.greeted_within.count());
    if (writing_) next = std::min(next, write_stuck_);
    if (message_due_ != 0) next = std::min(next, message_due_);
    return give_up_ != 0 ? give_up_ : next;
  }

  Tick abuse(websocket::close_code code, std::string_view reason) {
    ++shard_.counters.closed_abuse;
    close(static_cast<std::uint16_t>(code), reason);
    return give_up_;
  }

  /// Ends it without another word. What is pending on the socket comes back with an error.
  void finish() {
    if (over_) return;
    over_ = true;
    --shard_.counters.sockets_open;  // here, not when it goes: the shard may be gone by then
    shard_.sweep.remove(*this);
    if (conversation_) {
      conversation_->ended();
      conversation_.reset();
    }
    place_ = {};
    error_code ignored;
    ws_.next_layer().socket().close(ignored);
  }

  Shard& shard_;
  const Limits& limits_;
  websocket::stream<WatchedSocket, false> ws_;
  Addresses::Place place_;
  std::string event_;
  std::unique_ptr<live::Conversation> conversation_;
  std::string frame_;    // being written
  std::string message_;  // the parts of a message so far
  std::optional<websocket::close_reason> closing_;
  Tick born_ = 0;
  Tick give_up_ = 0;  // when closing ends in any case; 0: not closing
  Tick write_stuck_ = 0;
  Tick message_due_ = 0;  // 0: no message is under way
  Tick next_beat_ = 0;
  std::uint64_t reads_before_ = 0;  // reads of the socket when the last message was done
  std::uint64_t reads_at_beat_ = 0;
  std::uint64_t chunks_ = 0;
  std::uint32_t controls_ = 0;
  std::uint8_t missed_ = 0;
  bool open_ = false;
  bool over_ = false;
  bool heard_ = false;
  bool known_ = false;
  bool writing_ = false;
  bool flush_queued_ = false;
  bool close_sent_ = false;
  bool ping_in_flight_ = false;
  std::array<char, kChunkBytes> chunk_;
};

}  // namespace

void start_connection(Shard& shard, Socket socket, Addresses::Place place, const Upgrade& upgrade) {
  assert(shard.here());
  std::make_shared<Connection>(shard, std::move(socket), std::move(place), upgrade.event)->accept(upgrade);
}

}  // namespace convene::net
