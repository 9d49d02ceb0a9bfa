// The outlook as an organiser reads it.
#include <algorithm>

#include "protocol/world_regions.h"
#include "server/cli/outlook.h"
#include "server/ops/english.h"

namespace convene::cli {

namespace {

constexpr std::size_t kListed = 8;  // kinds listed in words; all of them are in the JSON

std::string number(std::uint64_t n, const char* one, const char* many) {
  return std::to_string(n) + ' ' + (n == 1 ? one : many);
}
std::string people(std::uint64_t n) { return number(n, "person", "people"); }
std::string rooms(std::uint64_t n) { return number(n, "room", "rooms"); }

std::string language(const std::string& code) { return ops::language_in_english(code); }

/// The first few, and how many more.
std::string listed(const std::vector<std::string>& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < kListed; ++i) out += (i == 0 ? "" : ", ") + all[i];
  if (all.size() > kListed) out += " and " + std::to_string(all.size() - kListed) + " more";
  return out;
}

class Telling {
 public:
  Telling(const Outlook& outlook, const EventDefinition& event)
      : o_(outlook), by_world_(outlook.by == "region" && event.regions == protocol::world_regions()) {}

  std::vector<std::string> all() {
    kinds();
    languages();
    bonds();
    staff();
    faces();
    return std::move(out_);
  }

 private:
  /// The codes of the world say little: "015 (Northern Africa)".
  std::string kind(const std::string& key) const {
    if (key.empty()) return "any " + o_.by;
    const bool plain = key.size() == 2 || key.size() == 3;
    const std::string name = by_world_ && plain ? ops::region_in_english(key) : key;
    return name == key ? key : key + " (" + name + ')';
  }
  /// "museum: 9 people in 2 rooms"; where no kind decides, without it.
  std::string group(const std::string& key, std::uint64_t persons, std::uint64_t in) const {
    return (o_.by.empty() ? "" : kind(key) + ": ") + people(persons) + " in " + rooms(in);
  }

  void kinds() {
    if (o_.of_no_kind != 0)
      out_.push_back(people(o_.of_no_kind) +
                     (o_.by == "session" ? " attended none of its sessions" : " gave no " + o_.by) +
                     " and can be matched on the rest alone");
    if (o_.small_kinds.empty()) return;
    std::vector<std::string> all;
    for (const SmallKind& one : o_.small_kinds)
      all.push_back(kind(one.kind) + ' ' + std::to_string(one.people) + " with " +
                    (one.with == one.kind ? "kinds below it" : kind(one.with)));
    out_.push_back(number(all.size(), "kind has", "kinds have") + " fewer people than a room needs (" +
                   std::to_string(o_.min) + ") and " + (all.size() == 1 ? "shares" : "share") +
                   " rooms one level up or more: " + listed(all));
  }

  void languages() {
    for (const Speakers& one : o_.speakers) {
      std::vector<std::string> all;
      for (const SpokenRooms& room : one.rooms) all.push_back(group(room.kind, room.people, room.rooms));
      std::string sentence = people(one.people) + (one.people == 1 ? " follows " : " follow ") +
                             language(one.language) + " and not " + language(o_.language);
      if (all.empty()) {
        sentence += ": there is no room in which everybody does";
      } else {
        sentence += (one.people == 1 ? " and gets " : " and get ") + std::string("rooms where it is spoken (") +
                    listed(all) + ')';
      }
      if (one.helpers != 0) sentence += ", filled with " + people(one.helpers) + " of those who follow both";
      out_.push_back(std::move(sentence));
    }
    if (o_.without_company != 0) {
      std::vector<std::string> all;
      for (const std::string& code : o_.spoken_by_one) all.push_back(language(code));
      out_.push_back(people(o_.without_company) + (o_.without_company == 1 ? " speaks" : " speak") +
                     " no language that anybody else on the list speaks (" + listed(all) +
                     ") and will share a room with others only by exception");
    }
    if (o_.outside != 0)
      out_.push_back(people(o_.outside) + " would sit in a room and not follow the language most of it speaks");
  }

  void bonds() {
    if (o_.pairs_apart != 0)
      out_.push_back(
          number(o_.pairs_apart, "pair is", "pairs are") + " to be kept apart: " +
          (o_.apart_unplaced == 0 ? "that can be had" : people(o_.apart_unplaced) + " would get no room for it"));
    if (o_.apart_from_many != 0)
      out_.push_back(people(o_.apart_from_many) + (o_.apart_from_many == 1 ? " is" : " are") +
                     " to be kept apart from as many people as there are rooms, or more");
    if (o_.pairs_together != 0)
      out_.push_back(number(o_.pairs_together, "pair is", "pairs are") + " to sit together: " +
                     (o_.pairs_parted == 0 ? "that can be had"
                                           : std::to_string(o_.pairs_parted) + " will not, for the rooms' sizes or for "
                                                                               "somebody to be kept apart from"));
  }

  void staff() {
    if (o_.rooms == 0) return;
    if (o_.call_links != 0 && o_.call_links < o_.rooms)
      out_.push_back("its " + rooms(o_.rooms) + " have " + number(o_.call_links, "link", "links") +
                     " into calls (call.pool): some of them share a call");
    const std::string look = number(o_.facilitators, "facilitator looks", "facilitators look") + " after ";
    if (o_.facilitators == 0) {
      out_.push_back("no facilitator looks after its " + rooms(o_.rooms));
    } else if (o_.one_per_room) {
      out_.push_back(look + "its " + rooms(o_.rooms) + ", and one is wanted in each" +
                     (o_.facilitators < o_.rooms
                          ? ": there are " + std::to_string(o_.rooms - o_.facilitators) + " too few"
                          : ": there are enough"));
    } else {
      const std::uint32_t each = (o_.rooms + o_.facilitators - 1) / o_.facilitators;
      out_.push_back(look + "its " + rooms(o_.rooms) +
                     (each > 1 ? ", about " + std::to_string(each) + " each" : std::string()));
    }
  }

  void faces() {
    if (o_.mixing.empty()) return;
    std::vector<const Mixing*> few;
    std::uint32_t of_few = 0;
    bool sure = true;
    for (const Mixing& one : o_.mixing) {
      sure &= one.sure;
      if (one.possible == o_.rounds) continue;
      few.push_back(&one);
      of_few += one.people;
    }
    const std::string asked = std::to_string(o_.rounds) + " rounds";
    if (few.empty()) {
      out_.push_back(sure ? "new faces: " + asked + " can be had in which nobody meets anybody twice"
                          : "new faces: there are people enough for " + asked +
                                " without meeting somebody twice, but no "
                                "sure way is known: a few may");
      return;
    }
    std::stable_sort(few.begin(), few.end(), [](auto* a, auto* b) { return a->people > b->people; });
    std::vector<std::string> all;
    for (const Mixing* one : few)
      all.push_back((one->language.empty() ? "" : language(one->language) + (o_.by.empty() ? ": " : " ")) +
                    group(one->kind, one->people, one->rooms) + " for " + number(one->possible, "round", "rounds"));
    out_.push_back("new faces: " + asked + " are too many for " + people(of_few) +
                   " who are grouped with few: unless they sit with others, " +
                   number(o_.repeats, "meeting is a repeat", "meetings are repeats") + " at least (" + listed(all) +
                   ')');
  }

  const Outlook& o_;
  const bool by_world_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> in_words(const Outlook& outlook, const EventDefinition& event) {
  return Telling(outlook, event).all();
}

}  // namespace convene::cli
