// Who is sent which room's chat: a connection waits for the messages after a number.
//
// Of the room that is shown everything that is kept, and then what follows. Who was moved out of a room by staff is
// sent what follows there as well, as long as they may say goodbye (matcher/chat.h): their page has what was said
// before. A connection that comes meanwhile has not, and is sent the new room's alone.
#include "matcher/chat.h"
#include "server/live/hall_impl.h"

namespace convene::live {

void Hall::Impl::look_at_chat(Talk& talk) {
  const RoomId shown = chat_room(state(), talk.person).value_or(RoomId{});
  const RoomId leaves = leaves_now(state(), talk.person, now());
  const RoomId left = leaves == shown ? RoomId{} : leaves;
  if (talk.left.room != left) look_away(talk, talk.left);
  if (talk.chat.room == shown) return;
  if (left && talk.chat.room == left)
    talk.left = std::exchange(talk.chat, {});
  else
    look_away(talk, talk.chat);
  if (!shown) return;
  talk.chat.room = shown;
  WatchedChat& chat = chats_[shown];
  if (chat.talks.empty()) chat.ring.renew(state(), state().room(shown));
  chat.talks.insert(talk.number);
  talk.wake();
}

void Hall::Impl::look_away(Talk& talk, Talk::ChatSeen& from) {
  const auto chat = chats_.find(std::exchange(from, {}).room);
  if (chat == chats_.end()) return;
  chat->second.talks.erase(talk.number);
  if (chat->second.talks.empty()) chats_.erase(chat);
}

void Hall::Impl::look_away_from_chats(Talk& talk) {
  look_away(talk, talk.chat);
  look_away(talk, talk.left);
}

// O(people who are shown it).
void Hall::Impl::show_chat(RoomId room, bool whole) {
  const auto chat = chats_.find(room);
  if (chat == chats_.end()) return;
  if (whole)
    chat->second.ring.renew(state(), state().room(room));
  else
    chat->second.ring.catch_up(state(), state().room(room));
  for (const std::uint64_t number : chat->second.talks) {
    Talk& talk = *talks_.at(number);
    if (whole) (talk.left.room == room ? talk.left : talk.chat).last.reset();
    talk.wake();
  }
}

void Hall::Impl::fill_chats(Talk& talk) {
  fill_chat(talk, talk.chat);
  if (!talk.left.room) return;
  // No clock of its own ends it: nothing is sent any more once it is over, or something speaks against it.
  if (leaves_now(state(), talk.person, now()) == talk.left.room)
    fill_chat(talk, talk.left);
  else
    look_away(talk, talk.left);
}

void Hall::Impl::fill_chat(Talk& talk, Talk::ChatSeen& seen) {
  const auto chat = chats_.find(seen.room);
  if (chat == chats_.end()) return;
  const ChatRing& ring = chat->second.ring;
  if (seen.last != ring.last()) talk.outbox.chat(ring.message(seen.room, seen.last));
  seen.last = ring.last();
}

}  // namespace convene::live
