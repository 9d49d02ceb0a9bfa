// One connection's side of the protocol, without the socket: hello, then commands in, frames out.
//
// Contract: whoever owns the socket makes a Conversation through Hall::open, hands it every text message, fetches
// frames when woken, and tells it when the socket is gone. Nothing here blocks.
// Thread: the shard's. Lifetime: the line must outlive the conversation; the hall must outlive both.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace convene::live {

/// The socket, as a conversation sees it. May be called from within `receive`; must not call back into the
/// conversation from there (post instead).
class Line {
 public:
  virtual ~Line() = default;
  /// There is something to fetch. Called once until the next fetch, however much comes.
  virtual void wake() = 0;
  /// Write what is pending, then close with this code (PROTOCOL.md) and reason.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  /// The network at the other end, in a form that says no more than whether two are the same; empty: one without
  /// limits. Valid as long as the line.
  virtual std::string_view from() const { return {}; }
};

class Conversation {
 public:
  virtual ~Conversation() = default;

  /// One text message of the client, whole.
  virtual void receive(std::string_view message) = 0;

  /// Moves everything that is pending into `frame` as one JSON message or array; false: there is nothing.
  /// Whoever fetches has handed the previous frame to the kernel: seats in it count as delivered then.
  virtual bool fetch(std::string& frame) = 0;

  /// The socket is gone; nothing may be called after this but the destructor.
  virtual void ended() = 0;

  /// Past hello: known to the hall as a person.
  virtual bool greeted() const = 0;
};

}  // namespace convene::live
