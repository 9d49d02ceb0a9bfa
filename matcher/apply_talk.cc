// What facts do to what people say to each other, to help that is asked for, and to turns.
#include <algorithm>

#include "matcher/applying.h"
#include "matcher/chat.h"
#include "matcher/limits.h"

namespace convene::applying {

namespace {

/// Nobody is shown it any more; what staff have to look at stays with the complaint.
void pushed_out(Room& room, const ChatLine& line) {
  if (!find_complaint(room, line.n)) room.unread.push_back(line.text.entry);
}

/// The newest message always stays. O(messages kept).
void keep_newest(Room& room) {
  std::vector<ChatLine>& chat = room.chat;
  std::size_t bytes = 0;
  std::size_t kept = 0;
  for (auto line = chat.rbegin(); line != chat.rend() && kept < limits::chat_lines; ++line, ++kept) {
    bytes += line->bytes;
    if (kept > 0 && bytes > limits::chat_room_bytes) break;
  }
  const auto first = chat.end() - static_cast<std::ptrdiff_t>(kept);
  for (auto line = chat.begin(); line != first; ++line) pushed_out(room, *line);
  chat.erase(chat.begin(), first);
}

}  // namespace

void apply(State& state, const ChatSaid& f, Instant at) {
  Room& room = state.room(f.room);
  room.said = f.n;
  // The floor is told once a minute, however lively a room is.
  if (room.chat.empty() || minute_of(room.chat.back().at) != minute_of(at)) state.touched.floor_rooms.push_back(f.room);
  room.chat.push_back({f.n, f.by, at, f.text, false, f.bytes});
  keep_newest(room);
  std::vector<Instant>& said = state.person(f.by).said;
  std::erase_if(said, [at](Instant when) { return when + minutes(1) <= at; });
  said.push_back(at);
  state.index.wrote[f.by].insert(f.room);
  state.touched.chats.push_back(f.room);
}

void apply(State& state, const ChatHidden& f, Instant at) {
  Room& room = state.room(f.room);
  if (ChatLine* line = find_line(room, f.n); line && line->hidden != f.hidden) {
    line->hidden = f.hidden;
    state.touched.chats_whole.push_back(f.room);
  }
  // Kept for staff alone, and looked at now.
  if (const ChatComplaint* settled = find_complaint(room, f.n); settled && !find_line(room, f.n)) {
    room.unread.push_back(settled->line.text.entry);
    std::erase_if(room.complaints, [&](const ChatComplaint& one) { return one.line.n == f.n; });
    room_changed(state, room, at);
  }
  std::erase_if(room.complaints, [&](const ChatComplaint& one) { return one.line.n == f.n; });
  state.touched.floor_rooms.push_back(f.room);
}

// The order is that in which they were written, but for those that staff looked at late.
void apply(State& state, const ChatForgotten& f, Instant at) {
  Room& room = state.room(f.room);
  const auto out = std::min<std::size_t>(f.messages, room.unread.size());
  const auto unread = room.unread.begin() + static_cast<std::ptrdiff_t>(out);
  state.touched.forgotten.insert(state.touched.forgotten.end(), room.unread.begin(), unread);
  room.unread.erase(room.unread.begin(), unread);
  const auto lines = std::min<std::size_t>(f.messages - out, room.chat.size());
  const auto shown = room.chat.begin() + static_cast<std::ptrdiff_t>(lines);
  for (auto line = room.chat.begin(); line != shown; ++line)
    if (!find_complaint(room, line->n)) state.touched.forgotten.push_back(line->text.entry);
  room.chat.erase(room.chat.begin(), shown);
  if (room.chat.empty()) room.heard.clear();
  if (lines > 0) state.touched.chats_whole.push_back(f.room);
  room_changed(state, room, at);
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
  if (!person.help) person.help = HelpWanted{at, {}, {}, {}, false};
  person.help->asked = at;
  state.index.asking.insert(f.person);
  person.help->about = f.about;
  person_changed(state, person);
}

void apply(State& state, const HelpClaimed& f, Instant) {
  Person& person = state.person(f.person);
  if (!person.help) return;
  person.help->by = f.by;
  person.help->again = false;
  person_changed(state, person);
}

namespace {

void waits_again(State& state, Person& person) {
  person.help->by = {};
  person.help->again = true;
  person_changed(state, person);
}

}  // namespace

void apply(State& state, const HelpReleased& f, Instant) {
  Person& person = state.person(f.person);
  if (person.help && person.help->by == f.by) waits_again(state, person);
}

void apply(State& state, const HelpEnded& f, Instant at) {
  Person& person = state.person(f.person);
  if (!f.by) person.help_called_off = at;
  end_help(state, person);
  person_changed(state, person);
}

void apply(State& state, const TurnsSet& f, Instant at) {
  Room& room = state.room(f.room);
  room.turns = {true, f.order, f.turn, f.ends, f.held.value_or(Instant{})};
  room_changed(state, room, at);
}

// By the author alone, whether the words are still there or, in a replay, were never read: it comes to the same.
void forget_talk(State& state, PersonId person) {
  const auto written = state.index.wrote.find(person);
  if (written == state.index.wrote.end()) return;
  for (const RoomId id : written->second) {
    Room& room = state.room(id);
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
  state.index.wrote.erase(written);
}

void renamed_in_talk(State& state, PersonId person) {
  const auto written = state.index.wrote.find(person);
  if (written == state.index.wrote.end()) return;
  for (const RoomId id : written->second) {
    state.touched.chats_whole.push_back(id);
    const std::vector<ChatComplaint>& complaints = state.room(id).complaints;
    if (std::any_of(complaints.begin(), complaints.end(), [&](const auto& one) { return one.line.by == person; }))
      state.touched.floor_rooms.push_back(id);
  }
}

void stops_reading(Room& room, PersonId person) {
  if (room.chat.empty()) return;
  const auto known = std::find_if(room.heard.begin(), room.heard.end(),
                                  [person](const ChatHeard& heard) { return heard.person == person; });
  if (known != room.heard.end())
    known->until = room.said;
  else
    room.heard.push_back({person, room.said});
}

void calls_turned(State& state) {
  for (const PersonId id : state.index.asking) state.touched.floor_people.push_back(id);
}

void drop_claims(State& state, PersonId staff) {
  for (const PersonId id : state.index.asking) {
    Person& person = state.person(id);
    if (person.help->by == staff) waits_again(state, person);
  }
}

void end_help(State& state, Person& person) {
  person.help.reset();
  state.index.asking.erase(person.id);
}

}  // namespace convene::applying
