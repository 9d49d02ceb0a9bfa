// What facts do to what people say to each other, to help that is asked for, and to turns.
#include <algorithm>

#include "matcher/applying.h"
#include "matcher/chat.h"
#include "matcher/limits.h"

namespace convene::applying {

namespace {

/// The newest message always stays. O(messages kept).
void keep_newest(std::vector<ChatLine>& chat) {
  std::size_t bytes = 0;
  std::size_t kept = 0;
  for (auto line = chat.rbegin(); line != chat.rend() && kept < limits::chat_lines; ++line, ++kept) {
    bytes += line->bytes;
    if (kept > 0 && bytes > limits::chat_room_bytes) break;
  }
  chat.erase(chat.begin(), chat.end() - static_cast<std::ptrdiff_t>(kept));
}

}  // namespace

void apply(State& state, const ChatSaid& f, Instant at) {
  Room& room = state.room(f.room);
  room.said = f.n;
  room.chat.push_back({f.n, f.by, at, f.text, false, f.bytes});
  keep_newest(room.chat);
  state.touched.chats.push_back(f.room);
}

void apply(State& state, const ChatHidden& f, Instant) {
  Room& room = state.room(f.room);
  if (ChatLine* line = find_line(room, f.n); line && line->hidden != f.hidden) {
    line->hidden = f.hidden;
    state.touched.chats_whole.push_back(f.room);
  }
  std::erase_if(room.complaints, [&](const ChatComplaint& one) { return one.line.n == f.n; });
  state.touched.floor_rooms.push_back(f.room);
}

void apply(State& state, const ChatReported& f, Instant) {
  Room& room = state.room(f.room);
  ChatComplaint* known = find_complaint(room, f.n);
  if (!known) {
    const ChatLine* line = find_line(room, f.n);
    if (!line) return;
    known = &room.complaints.emplace_back(ChatComplaint{*line, {}});
  }
  known->reporters.push_back(f.by);
  state.touched.floor_rooms.push_back(f.room);
}

void apply(State& state, const PersonMuted& f, Instant) {
  Person& person = state.person(f.person);
  person.muted = f.muted;
  person_changed(state, person);
}

void apply(State& state, const HelpAsked& f, Instant at) {
  Person& person = state.person(f.person);
  if (!person.help) person.help = HelpWanted{at, {}, {}};
  state.index.asking.insert(f.person);
  person.help->about = f.about;
  person_changed(state, person);
}

void apply(State& state, const HelpClaimed& f, Instant) {
  Person& person = state.person(f.person);
  if (!person.help) return;
  person.help->by = f.by;
  person_changed(state, person);
}

void apply(State& state, const HelpEnded& f, Instant) {
  Person& person = state.person(f.person);
  end_help(state, person);
  person_changed(state, person);
}

void apply(State& state, const TurnsSet& f, Instant at) {
  Room& room = state.room(f.room);
  room.turns = {true, f.order, f.turn, f.ends};
  room_changed(state, room, at);
}

// By the author alone, whether the words are still there or, in a replay, were never read: it comes to the same.
void forget_talk(State& state, PersonId person) {
  for (Room& room : state.rooms) {
    bool wrote = false;
    for (ChatLine& line : room.chat) {
      if (line.by != person) continue;
      line.text.words.reset();
      wrote = true;
    }
    if (wrote) state.touched.chats_whole.push_back(room.id);
    if (std::erase_if(room.complaints, [&](const ChatComplaint& one) { return one.line.by == person; }) > 0)
      state.touched.floor_rooms.push_back(room.id);
  }
}

void drop_claims(State& state, PersonId staff) {
  for (const PersonId id : state.index.asking) {
    Person& person = state.person(id);
    if (person.help->by != staff) continue;
    person.help->by = {};
    person_changed(state, person);
  }
}

void end_help(State& state, Person& person) {
  person.help.reset();
  state.index.asking.erase(person.id);
}

}  // namespace convene::applying
