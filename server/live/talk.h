// A connection, as its hall sees it: what it said of itself, what waits for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/codes.h"
#include "protocol/inbound.h"
#include "server/live/bucket.h"
#include "server/live/conversation.h"
#include "server/live/hall.h"
#include "server/live/outbox.h"

namespace convene::live {

class Talk final : public Conversation {
 public:
  Talk(Hall::Impl& hall, Line& line, std::uint64_t number, const HallOptions& options);
  ~Talk() override;

  void receive(std::string_view message) override;
  bool fetch(std::string& frame) override;
  void ended() override;
  bool greeted() const override { return stage == Stage::greeted; }
  std::string_view from() const { return line_.from(); }

  /// The hall is gone before its connections: nothing is passed on any more.
  void orphan() { hall_ = nullptr; }

  /// Says something once; closes the connection if it lets too much wait.
  void say(std::string message);
  void refuse(std::optional<std::string> id, std::string_view code, std::string_view message);
  void close(protocol::Close code, std::string_view reason);
  /// There is something to fetch.
  void wake();

  enum class Stage : std::uint8_t { fresh, waiting, greeted, closed };

  const std::uint64_t number;
  Stage stage = Stage::fresh;
  PersonId person;
  std::string tab;         // random, of the client's making
  std::string tab_number;  // what its command ids begin with
  bool take = false;
  bool superseded = false;  // says so itself
  bool in_charge = false;
  std::optional<std::string> minted;  // the pass for somebody who walked in
  std::optional<Scope> floor;         // watches the floor, cut to this
  bool board = false;
  /// A room's chat, as this connection has it.
  struct ChatSeen {
    RoomId room;
    std::optional<std::uint32_t> last;  // number of the message that was sent last; nothing: none of it yet
  };
  ChatSeen chat;  // which is shown
  ChatSeen left;  // likewise, while its reader says goodbye there: what follows on that
  Outbox outbox;

 private:
  Hall::Impl* hall_;
  Line& line_;
  Bucket bucket_;
  std::uint32_t strikes_ = 0;
  std::uint32_t most_strikes_;
  std::uint32_t sent_seat_ = 0;  // version in the frame that was fetched last
  bool woken_ = false;
};

}  // namespace convene::live
