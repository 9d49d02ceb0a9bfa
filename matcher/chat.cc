#include "matcher/chat.h"

#include <algorithm>
#include <utility>

#include "matcher/deciding.h"
#include "matcher/limits.h"

namespace convene {

namespace {

/// What this person wrote within the last minute, wherever. O(messages of that minute).
std::ptrdiff_t written_lately(const Person& person, Instant now) {
  return std::count_if(person.said.begin(), person.said.end(), [now](Instant when) { return when + minutes(1) > now; });
}

/// Whether this message was there for them to read: they are shown the chat, or went after it was written.
bool could_read(const State& state, const Room& room, PersonId id, std::uint32_t n) {
  if (chat_room(state, id) == room.id) return true;
  const auto leave = goodbye(state.person(id));
  const ChatLine* line = find_line(room, n);
  if (line && leave && leave->room == room.id && line->at < leave->until) return true;
  const auto heard =
      std::find_if(room.heard.begin(), room.heard.end(), [id](const ChatHeard& one) { return one.person == id; });
  return heard != room.heard.end() && n <= heard->until;
}

bool reported_by(const ChatComplaint& complaint, PersonId person) {
  return std::find(complaint.reporters.begin(), complaint.reporters.end(), person) != complaint.reporters.end();
}

}  // namespace

std::optional<RoomId> chat_room(const State& state, PersonId id) {
  const Person& person = state.person(id);
  if (person.visiting) return person.visiting;
  if (person.room) return person.room;
  return person.last_room ? std::optional(person.last_room) : std::nullopt;
}

bool may_take_leave(const State& state, const Person& person, const Room& room) {
  if (room.closed || !person.reports.empty()) return false;
  if (std::ranges::any_of(room.complaints, [&](const ChatComplaint& one) { return one.line.by == person.id; }))
    return false;
  if (std::ranges::all_of(room.seats, elsewhere)) return false;
  return std::ranges::none_of(state.index.apart.of(person.id), [&](PersonId other) {
    const Person& one = state.person(other);
    return find_seat(room, other) != nullptr || one.visiting == room.id || one.leaves == room.id;
  });
}

std::optional<Goodbye> goodbye(const Person& person) {
  if (!person.leaves) return {};
  return Goodbye{person.leaves, person.since + limits::goodbye_asked + limits::goodbye};
}

RoomId leaves_now(const State& state, PersonId id, Instant now) {
  const Person& person = state.person(id);
  const auto leave = goodbye(person);
  return leave && now < leave->until && may_take_leave(state, person, state.room(leave->room)) ? leave->room : RoomId{};
}

const ChatLine* find_line(const Room& room, std::uint32_t n) {
  if (room.chat.empty() || n < room.chat.front().n || n > room.chat.back().n) return nullptr;
  return &room.chat[n - room.chat.front().n];
}

ChatLine* find_line(Room& room, std::uint32_t n) {
  return const_cast<ChatLine*>(find_line(std::as_const(room), n));  // NOLINT: the room is ours to change
}

const ChatComplaint* find_complaint(const Room& room, std::uint32_t n) {
  const auto found = std::find_if(room.complaints.begin(), room.complaints.end(),
                                  [n](const ChatComplaint& one) { return one.line.n == n; });
  return found == room.complaints.end() ? nullptr : &*found;
}

ChatComplaint* find_complaint(Room& room, std::uint32_t n) {
  return const_cast<ChatComplaint*>(find_complaint(std::as_const(room), n));  // NOLINT: the room is ours to change
}

Decided decide(Deciding& d, const ChatSay& c) {
  const Person& person = d.state().person(d.by());
  const Room* found = d.state().find(c.room);
  const bool inside = person.room == c.room || person.visiting == c.room;
  if (!found || (!inside && leaves_now(d.state(), d.by(), d.now()) != c.room))
    return refuse("chat.not_there", "you are not in this room (any more)", {{"room", to_string(c.room)}});
  const Room& room = *found;
  if (room.closed) return refuse("room.closed", "this room is closed: its chat can be read", {});
  if (c.text.empty() || c.text.size() > limits::chat_bytes)
    return refuse("text.too_long", "a message has 1 to " + std::to_string(limits::chat_bytes) + " bytes",
                  {{"field", "text"}});
  if (person.muted) return refuse("chat.muted", "staff has muted you: ask them");
  if (written_lately(person, d.now()) >= static_cast<std::ptrdiff_t>(limits::chat_a_minute))
    return refuse("chat.too_fast", "too many messages within a minute: wait a little");
  const auto bytes = static_cast<std::uint32_t>(c.text.size());
  d.emit(ChatSaid{c.room, room.said + 1, d.by(), Sealed<std::string>(d.by(), c.text), bytes});
  return {};
}

Decided decide(Deciding& d, const ChatReport& c) {
  const Room* found = d.state().find(c.room);
  if (!found || !could_read(d.state(), *found, d.by(), c.n))
    return refuse("chat.not_there", "you could not read this message", {{"room", to_string(c.room)}});
  const Room& room = *found;
  const ChatLine* line = find_line(room, c.n);
  if (!line || line->hidden || !line->text.words)
    return refuse("chat.unknown_line", "there is no such message (any more)", {{"n", std::to_string(c.n)}});
  if (line->by == d.by()) return refuse("chat.own", "this is your own message");
  const ChatComplaint* known = find_complaint(room, c.n);
  if (known && reported_by(*known, d.by())) return {};
  // Nobody keeps others from being heard by reporting much.
  const auto mine =
      static_cast<std::size_t>(std::count_if(room.complaints.begin(), room.complaints.end(),
                                             [&](const ChatComplaint& one) { return reported_by(one, d.by()); }));
  if (!known && (room.complaints.size() >= limits::complaints || mine >= limits::complaints_each))
    return refuse("chat.reported_much", "staff has much to look at in this room already");
  d.emit(ChatReported{c.room, c.n, d.by()});
  return {};
}

Decided decide(Deciding& d, const ChatHide& c) {
  const Room* room = nullptr;
  if (Decided refusal = find_in_reach(d, c.room, room)) return refusal;
  const ChatLine* line = find_line(*room, c.n);
  const bool reported = find_complaint(*room, c.n) != nullptr;
  if (!line && !reported)
    return refuse("chat.unknown_line", "there is no such message (any more)", {{"n", std::to_string(c.n)}});
  if (!reported && line->hidden == c.hidden) return {};
  d.emit(ChatHidden{c.room, c.n, c.hidden});
  return {};
}

Decided decide(Deciding& d, const PersonMute& c) {
  const Person* person = nullptr;
  if (Decided refusal = find_in_reach(d, c.person, person)) return refusal;
  if (c.muted && person->staff()) return refuse("person.staff", "staff is not muted: ask an organiser");
  if (person->muted != c.muted) d.emit(PersonMuted{c.person, c.muted});
  return {};
}

std::optional<Instant> chat_deadline(const State& state, const Room& room) {
  if (!room.closed || (room.chat.empty() && room.unread.empty())) return {};
  return state.round(room.round).ends + limits::chat_kept;
}

bool chat_due(Deciding& d, RoomId id) {
  const Room& room = d.state().room(id);
  const auto due = chat_deadline(d.state(), room);
  if (!due || *due > d.now()) return false;
  const std::size_t messages = std::min(limits::chat_forgotten, room.unread.size() + room.chat.size());
  d.emit(ChatForgotten{id, static_cast<std::uint32_t>(messages)});
  return true;
}

}  // namespace convene
