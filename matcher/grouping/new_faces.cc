#include "matcher/grouping/new_faces.h"

#include <algorithm>

#include "matcher/grouping/places.h"

namespace convene::grouping {

namespace {

using Room = std::vector<std::uint32_t>;
using Round = std::vector<Room>;

/// One stays, all others go round.
std::vector<Round> round_robin(std::uint32_t people, std::uint32_t rounds) {
  std::vector<Round> out;
  for (std::uint32_t r = 0; r < std::min(rounds, people - 1); ++r) {
    Round round{{r % (people - 1), people - 1}};
    for (std::uint32_t i = 1; i < people / 2; ++i)
      round.push_back({(r + i) % (people - 1), (r + people - 1 - i) % (people - 1)});
    out.push_back(std::move(round));
  }
  return out;
}

/// Multipliers of which no difference, times the difference of two columns, is nothing. Greedy.
std::vector<std::uint32_t> multipliers(const Places& places, std::uint32_t columns, std::uint32_t most) {
  std::vector<std::uint32_t> chosen;
  const auto fits = [&](std::uint32_t r) {
    return std::all_of(chosen.begin(), chosen.end(), [&](std::uint32_t other) {
      const std::uint32_t apart = places.subtract(r, other);
      for (std::uint32_t i = 0; i < columns; ++i)
        for (std::uint32_t j = i + 1; j < columns; ++j)
          if (places.multiply(places.subtract(j, i), apart) == 0) return false;
      return true;
    });
  };
  for (std::uint32_t r = 0; r < places.count() && chosen.size() < most; ++r)
    if (fits(r)) chosen.push_back(r);
  return chosen;
}

Round round_of(const Places& places, std::uint32_t people, std::uint32_t columns, std::uint32_t r) {
  Round round(places.count());
  for (std::uint32_t t = 0; t < places.count(); ++t)
    for (std::uint32_t j = 0; j < columns; ++j) {
      const std::uint32_t place = r == 0 ? t : places.add(t, places.multiply(j, r));
      const std::uint32_t person = j * places.count() + place;
      if (person < people) round[t].push_back(person);
    }
  return round;
}

}  // namespace

std::vector<Round> rounds_of_new_faces(std::uint32_t people, std::uint32_t rooms, std::uint32_t rounds) {
  if (people == 0 || rooms == 0 || rounds == 0) return {};
  rooms = std::min(rooms, people);
  if (people == 2 * rooms && people > 2) return round_robin(people, rounds);
  const std::uint32_t columns = (people + rooms - 1) / rooms;
  const Places places(rooms);
  std::vector<Round> out;
  // More columns than places: two columns would stand in one place of the arithmetic.
  const std::uint32_t most = columns <= rooms ? rounds : 1;
  for (const std::uint32_t r : multipliers(places, std::min(columns, rooms), most))
    out.push_back(round_of(places, people, columns, r));
  // Of one column nobody has met another.
  if (out.size() < rounds && columns > 1 && people == rooms * columns && rooms % columns == 0) {
    const auto inside = rounds_of_new_faces(rooms, rooms / columns, rounds - static_cast<std::uint32_t>(out.size()));
    for (const Round& of_column : inside) {
      Round round;
      for (std::uint32_t j = 0; j < columns; ++j)
        for (const Room& room : of_column) {
          auto& here = round.emplace_back();
          for (const std::uint32_t place : room) here.push_back(j * rooms + place);
        }
      out.push_back(std::move(round));
    }
  }
  for (Round& round : out)
    for (Room& room : round) std::sort(room.begin(), room.end());
  return out;
}

std::uint64_t least_repeats(std::uint32_t people, std::uint32_t rooms, std::uint32_t rounds) {
  if (rooms == 0 || people == 0) return 0;
  const std::uint64_t small = people / rooms;
  const std::uint64_t large = people % rooms;
  const std::uint64_t meetings = (rooms - large) * (small * (small - 1) / 2) + large * ((small + 1) * small / 2);
  const std::uint64_t pairs = std::uint64_t{people} * (people - 1) / 2;
  const std::uint64_t all = meetings * rounds;
  return all > pairs ? all - pairs : 0;
}

}  // namespace convene::grouping
