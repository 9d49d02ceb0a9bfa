// What waits for one client. A newer view of a topic replaces the one that was not written yet, so a slow client costs
// a bounded amount of memory and never sees an old view after a new one.
//
// Views are shared: whoever is shown the same bytes holds the same string. Staff topics are whole views followed by
// patches without gaps; where too many wait, they collapse: `wants` says so, and the whole view is put in when the
// client takes it. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "matcher/ids.h"
#include "matcher/limits.h"

namespace convene::live {

using Bytes = std::shared_ptr<const std::string>;

/// In the order in which they are written: a client needs to know where it is before it hears about the room.
enum class Topic : std::uint8_t { me, room, queue, desk, now, floor, board };
inline constexpr std::size_t topics = 7;

class Outbox {
 public:
  static constexpr std::size_t max_replies = 256;
  static constexpr std::size_t max_reply_bytes = 256 * 1024;
  static constexpr std::size_t max_patches = 64;
  static constexpr std::size_t max_patch_bytes = 128 * 1024;

  /// Something that is said once. False: the client lets too many wait, and must be closed.
  [[nodiscard]] bool reply(std::string message);

  /// Latest wins. `seat`: the version of the assignment that the view tells of; 0: of none.
  void view(Topic topic, Bytes message, std::uint32_t seat = 0);

  /// Of these at most limits::notices_kept wait, the oldest give way; the same notice again replaces itself.
  void notice(NoticeId id, Bytes message);

  /// Messages of the chat, put in as the client takes: until then a connection holds only the number of the last one.
  void chat(std::string message) { chats_.push_back(std::move(message)); }

  /// The whole view is to be put in when the client next takes.
  void want(Topic topic);
  bool wants(Topic topic) const { return slot(topic).wanted; }
  /// The whole view, taken as wanted: patches from here on.
  void whole(Topic topic, Bytes message);
  /// A patch on what was put in last.
  void patch(Topic topic, Bytes message);
  /// Nothing of the topic is sent any more.
  void forget(Topic topic) { slot(topic) = {}; }
  void forget_views();

  bool pending() const;
  /// Appends all that is pending as one message or a list, and forgets it. False: there was nothing.
  bool take(std::string& frame);

  /// The newest version among the seats in frames that were taken, once; 0: none.
  std::uint32_t taken_seat() { return std::exchange(taken_seat_, 0); }
  /// How often patches collapsed into a whole view, since the last time this was asked.
  std::uint32_t take_collapses() { return std::exchange(collapses_, 0); }

 private:
  struct Slot {
    Bytes view;
    std::uint32_t seat = 0;
    bool wanted = false;
    bool open = false;  // a whole view is on its way or there: patches make sense
    std::vector<Bytes> patches;
    std::size_t patch_bytes = 0;
  };
  Slot& slot(Topic topic) { return slots_[static_cast<std::size_t>(topic)]; }
  const Slot& slot(Topic topic) const { return slots_[static_cast<std::size_t>(topic)]; }

  std::vector<std::string> replies_;
  std::size_t reply_bytes_ = 0;
  std::deque<std::pair<NoticeId, Bytes>> notices_;
  std::array<Slot, topics> slots_;
  std::vector<std::string> chats_;  // of one room, or of two while somebody says goodbye
  std::uint32_t taken_seat_ = 0;
  std::uint32_t collapses_ = 0;
};

}  // namespace convene::live
