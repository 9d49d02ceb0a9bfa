#include "protocol/world_regions.h"

#include "matcher/check.h"
#include "protocol/json_tree.h"

extern const char* const convene_world_regions;  // embedded at build time from protocol/data/world_regions.json

namespace convene::protocol {

namespace {

void collect(const JsonTree::Value& node, const std::string& parent, std::vector<Category>& out) {
  const auto children = node.find("children");
  if (!children) return;
  for (const JsonTree::Value child : *children) {
    const std::string key(child.find("key").value().text());
    out.push_back({key, parent, {}});
    collect(child, key, out);
  }
}

}  // namespace

const std::vector<Category>& world_regions() {
  static const std::vector<Category> regions = [] {
    JsonTree tree;
    const auto fault = tree.parse(convene_world_regions, Limits::file());
    CONVENE_CHECK(!fault);
    std::vector<Category> out;
    collect(tree.root(), "", out);
    return out;
  }();
  return regions;
}

}  // namespace convene::protocol
