#include "matcher/grouping/tree.h"

#include <gtest/gtest.h>

namespace convene::grouping {
namespace {

using Added = Tree::Builder::Added;

Tree institute() {
  Tree::Builder b;
  b.add("", "educator");
  b.add("", "administrator");
  b.add("educator", "classroom");
  b.add("educator", "informal");
  b.add("administrator", "school");
  b.add("classroom", "elementary");
  b.add("classroom", "middle");
  return std::move(b).build();
}

TEST(Tree, OfNothingIsARoot) {
  const Tree tree;
  EXPECT_EQ(tree.size(), 1u);
  EXPECT_EQ(tree.find(""), root_node);
  EXPECT_EQ(tree.height(), 0);
  EXPECT_TRUE(tree.children(root_node).empty());
  EXPECT_TRUE(tree.is_ancestor(root_node, root_node));
  EXPECT_EQ(tree.nearest_common(root_node, root_node), root_node);
}

TEST(Tree, KnowsItsNodes) {
  const Tree tree = institute();
  const NodeIndex classroom = *tree.find("classroom");
  EXPECT_EQ(tree.size(), 8u);
  EXPECT_EQ(tree.height(), 3);
  EXPECT_EQ(tree.key(classroom), "classroom");
  EXPECT_EQ(tree.depth(classroom), 2);
  EXPECT_EQ(tree.key(tree.parent(classroom)), "educator");
  EXPECT_EQ(tree.children(classroom).size(), 2u);
  EXPECT_EQ(tree.key(tree.children(classroom)[1]), "middle");
  EXPECT_FALSE(tree.find("plumber"));
}

TEST(Tree, TellsWhatTwoHaveInCommon) {
  const Tree tree = institute();
  const auto at = [&](const char* key) { return *tree.find(key); };
  EXPECT_EQ(tree.nearest_common(at("elementary"), at("middle")), at("classroom"));
  EXPECT_EQ(tree.nearest_common(at("elementary"), at("informal")), at("educator"));
  EXPECT_EQ(tree.nearest_common(at("elementary"), at("school")), root_node);
  EXPECT_EQ(tree.nearest_common(at("educator"), at("middle")), at("educator"));
  EXPECT_TRUE(tree.is_ancestor(at("educator"), at("middle")));
  EXPECT_FALSE(tree.is_ancestor(at("middle"), at("educator")));
  EXPECT_FALSE(tree.is_ancestor(at("administrator"), at("middle")));
}

TEST(Tree, WalkKeepsKinTogether) {
  const Tree tree = institute();
  std::vector<bool> seen(tree.size(), false);
  for (NodeIndex v = 0; v < tree.size(); ++v) {
    ASSERT_LT(tree.order(v), tree.size());
    EXPECT_FALSE(seen[tree.order(v)]);
    seen[tree.order(v)] = true;
    if (v != root_node) { EXPECT_GT(tree.order(v), tree.order(tree.parent(v))); }
  }
}

TEST(TreeBuilder, RefusesWhatIsNoTree) {
  Tree::Builder b;
  EXPECT_EQ(b.add("", "a"), Added::ok);
  EXPECT_EQ(b.add("", "a"), Added::duplicate_key);
  EXPECT_EQ(b.add("", ""), Added::empty_key);
  EXPECT_EQ(b.add("nowhere", "b"), Added::unknown_parent);
  std::string above = "a";
  for (std::size_t depth = 2; depth <= Tree::max_depth; ++depth) {
    const std::string key = "d" + std::to_string(depth);
    EXPECT_EQ(b.add(above, key), Added::ok);
    above = key;
  }
  EXPECT_EQ(b.add(above, "deeper"), Added::too_deep);
  EXPECT_EQ(std::move(b).build().size(), Tree::max_depth + 1);
}

TEST(TreeBuilder, HasALimit) {
  Tree::Builder b;
  for (std::size_t i = 1; i < Tree::max_nodes; ++i) ASSERT_EQ(b.add("", std::to_string(i)), Added::ok);
  EXPECT_EQ(b.add("", "one too many"), Added::too_many);
}

}  // namespace
}  // namespace convene::grouping
