#include "matcher/links.h"

#include <algorithm>

#include "matcher/limits.h"
#include "matcher/moving.h"
#include "matcher/siphash.h"

namespace convene {

bool is_link(std::string_view text) {
  if (text.size() > limits::link_bytes) return false;
  std::size_t host = std::string_view::npos;
  for (const std::string_view scheme : {"https://", "http://"})
    if (text.starts_with(scheme)) host = scheme.size();
  if (host >= text.size() || text[host] == '/' || text[host] == '?' || text[host] == '#') return false;
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte == 0x7f || byte == '"' || byte == '<' || byte == '>' || byte == '\\';
  });
}

std::string call_key(std::uint64_t seed, RoomId room) {
  constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";  // none that is taken for another one
  std::uint64_t bits = siphash(seed, 0x63616c6c206b6579u, to_string(room));
  std::string key(13, '0');
  for (char& letter : key) letter = letters[bits & 31], bits >>= 5;
  return key;
}

void link_to_host(Deciding& d, RoomId room, PersonId host) {
  const auto& link = d.state().person(host).link;
  if (link && link->words) d.emit(RoomLinked{room, Sealed<std::string>(host, *link->words), {}});
}

void unlink_rooms(Deciding& d, PersonId host) {
  const auto& worded = d.state().index.worded;
  const auto theirs = worded.find(host);
  if (theirs == worded.end()) return;
  const std::set<RoomId> rooms = theirs->second;
  for (const RoomId id : rooms)
    if (const Room& room = d.state().room(id); !room.closed && room.link && room.link->owner == host)
      d.emit(RoomLinked{id, std::nullopt, d.by()});
}

Decided decide(Deciding& d, const RoomLink& c) {
  const Room* room = nullptr;
  if (Decided refusal = find_in_reach(d, c.room, room)) return refusal;
  if (room->closed) return refuse("room.closed", "there is no such room, or it is closed");
  if (room->version != c.seen) return room_changed(d.state(), *room);
  if (!c.link.empty() && !is_link(c.link))
    return refuse("link.form", "this is no link that a browser may open: start it with https://", {{"field", "link"}});
  if (c.link == (room->link ? room->link->words.value_or("") : "")) return {};
  RoomLinked linked{c.room, std::nullopt, d.by()};
  if (!c.link.empty()) linked.link.emplace(d.by(), c.link);
  d.emit(std::move(linked));
  return {};
}

}  // namespace convene
