#include "protocol/event_file_form.h"

#include <algorithm>

#include "protocol/rfc3339.h"
#include "protocol/world_regions.h"

namespace convene::protocol {

namespace {

constexpr std::string_view kinds = "kinds";

void read_categories(const Reader& in, const std::string& parent, std::vector<Category>& out) {
  if (!in.object()) return;
  constexpr auto fields = std::to_array<std::string_view>({"label", kinds});
  for (const JsonTree::Value member : in.value()) {
    const std::string key(member.key());
    const Reader here = in.at(member);
    if (key.empty() || key.size() > 64) {
      here.refuse("key.form", "a key has 1 to 64 characters", "shorten it and put the words into \"label\"");
      continue;
    }
    if (std::any_of(out.begin(), out.end(), [&](const Category& c) { return c.key == key; })) {
      here.refuse("key.twice", "this key stands in the tree twice", "give each kind a key of its own");
      continue;
    }
    if (out.size() >= limits::categories) {
      here.refuse("tree.too_large", "a tree has at most " + std::to_string(limits::categories) + " kinds");
      return;
    }
    out.push_back({key, parent, {}});
    const std::size_t mine = out.size() - 1;
    if (!here.object()) continue;
    for (const JsonTree::Value field : member) {
      if (field.key() == "label") {
        FileLabel label;
        Codec<FileLabel>::read(in.at(field), label);
        out[mine].label = label.words;
      } else if (field.key() == kinds) {
        read_categories(in.at(field), key, out);
      } else {
        in.at(field).refuse_unknown(fields);
      }
    }
  }
}

}  // namespace

void Codec<FileLabel>::read(const Reader& in, FileLabel& out) {
  constexpr Bound words{.field = {}, .least = 1, .most = limits::title_bytes};
  if (in.kind() == Reader::Kind::text) {
    if (const auto text = in.text(&words)) out.words[""] = *text;
    return;
  }
  if (in.kind() != Reader::Kind::object) return in.refuse_type("a text, or texts by locale {\"en\": …}");
  for (const JsonTree::Value member : in.value())
    if (const auto text = in.at(member).text(&words)) out.words[std::string(member.key())] = *text;
}

void Codec<FileTime>::read(const Reader& in, FileTime& out) {
  const auto text = in.text();
  if (!text) return;
  if (const auto at = parse_rfc3339(*text))
    out.at = *at;
  else
    in.refuse("time.form", "is no time with an offset", "write it like 2021-07-27T13:00:00-04:00");
}

void Codec<FileCategories>::read(const Reader& in, FileCategories& out) {
  if (in.kind() == Reader::Kind::text) {
    constexpr auto known = std::to_array<std::string_view>({"world"});
    if (in.value().text() != "world") return in.refuse_name("tree", known);
    out.list = world_regions();
    return;
  }
  read_categories(in, "", out.list);
}

void Codec<FileTopics>::read(const Reader& in, FileTopics& out) {
  constexpr Bound most{.field = {}, .least = 0, .most = limits::topics};
  if (!in.object(&most)) return;
  for (const JsonTree::Value member : in.value()) {
    Topic topic{std::string(member.key()), {}};
    FileLabel label;
    const Reader here = in.at(member);
    if (member.kind() == Reader::Kind::object) {
      constexpr auto fields = std::to_array<std::string_view>({"label"});
      for (const JsonTree::Value field : member)
        if (field.key() == "label")
          Codec<FileLabel>::read(in.at(field), label);
        else
          in.at(field).refuse_unknown(fields);
    } else {
      Codec<FileLabel>::read(here, label);
    }
    topic.label = label.words;
    out.list.push_back(std::move(topic));
  }
}

}  // namespace convene::protocol
