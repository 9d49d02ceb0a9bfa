// Which layer may know which.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

#include "tests/tidy/rules.h"

namespace convene::tidy {
namespace {

struct Layer {
  std::string_view folder;
  std::vector<std::string_view> may_include;  // folders of the repository
};

// Longest folder first: server/net must be found before server.
const std::vector<Layer>& layers() {
  static const std::vector<Layer> all{
      {"server/journal", {"server/journal"}},
      {"server/live", {"matcher", "protocol", "server/journal", "server/live"}},
      {"server/ops", {"matcher", "protocol", "server/journal", "server/live", "server/ops"}},
      {"server/net", {"matcher", "protocol", "server/journal", "server/live", "server/ops", "server/net"}},
      {"server/swarm",
       {"matcher", "protocol", "server/journal", "server/live", "server/ops", "server/net", "server/swarm"}},
      {"server/cli", {"matcher", "protocol", "server"}},
      {"server", {"matcher", "protocol", "server"}},
      {"protocol", {"matcher", "protocol"}},
      {"matcher", {"matcher"}},
  };
  return all;
}

struct Library {
  std::string_view header;             // how its headers begin
  std::vector<std::string_view> home;  // the layers that may speak to it
};

const std::vector<Library>& libraries() {
  static const std::vector<Library> all{
      // Each unit that includes these takes a gigabyte and half a minute to compile.
      {"boost/asio", {"server/net", "server/swarm", "server/cli", "server"}},
      {"boost/beast", {"server/net", "server/swarm", "server/cli", "server"}},
      {"nlohmann/", {"protocol", "server/ops", "server/net", "server/swarm", "server/cli"}},
      {"sqlite3.h", {"server/journal"}},
      {"openssl/", {"protocol", "server/journal", "server/live", "server/ops", "server/net"}},
      {"unicode/", {"protocol", "server/ops"}},
      {"csv.h", {"server/ops"}},
      {"CLI/", {"server/cli"}},
      {"spdlog/", {"server/ops", "server/net", "server/swarm", "server/cli"}},
      {"prometheus/", {"server/ops"}},
  };
  return all;
}

constexpr std::array kCoreLibraries{"boost/describe", "boost/mp11"};

const Layer* layer_of(const SourceFile& file) {
  for (const Layer& layer : layers()) {
    if (is_under(file, layer.folder)) return &layer;
  }
  return nullptr;
}

bool lies_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

std::string fault_of(const Layer& layer, const Include& include) {
  if (include.own) {
    const bool allowed = std::any_of(layer.may_include.begin(), layer.may_include.end(),
                                     [&](std::string_view folder) { return lies_in(include.name, folder); });
    return allowed ? "" : std::string(layer.folder) + "/ may not include " + std::string(include.name);
  }
  for (const Library& library : libraries()) {
    if (!include.name.starts_with(library.header)) continue;
    const bool home = std::find(library.home.begin(), library.home.end(), layer.folder) != library.home.end();
    return home ? "" : "<" + std::string(include.name) + "> does not belong in " + std::string(layer.folder) + "/";
  }
  const bool standard = include.name.find_first_of("./") == std::string_view::npos;
  const bool known = std::any_of(kCoreLibraries.begin(), kCoreLibraries.end(),
                                 [&](std::string_view library) { return include.name.starts_with(library); });
  if (layer.folder == "matcher" && !standard && !known) {
    return "<" + std::string(include.name) +
           ">: the core knows the standard library, Boost.Describe and Boost.Mp11 only";
  }
  return "";
}

using Graph = std::map<std::string_view, std::vector<std::string_view>, std::less<>>;

void find_cycles(const Graph& graph, std::string_view node, std::vector<std::string_view>& path,
                 std::set<std::string_view>& finished, Findings& found) {
  if (finished.contains(node)) return;
  if (const auto seen = std::find(path.begin(), path.end(), node); seen != path.end()) {
    std::string circle;
    for (const std::string_view step : std::span(seen, path.end())) circle += std::string(step) + " -> ";
    found.push_back({std::string(node), 0, "headers include each other: " + circle + std::string(node)});
    return;
  }
  const auto edges = graph.find(node);
  if (edges == graph.end()) return;
  path.push_back(node);
  for (const std::string_view next : edges->second) find_cycles(graph, next, path, finished, found);
  path.pop_back();
  finished.insert(node);
}

}  // namespace

Findings check_layering(const SourceFile& file) {
  const Layer* layer = is_cpp(file) ? layer_of(file) : nullptr;
  if (layer == nullptr) return {};
  Findings found;
  for (const Include& include : includes_of(file.text)) {
    if (std::string fault = fault_of(*layer, include); !fault.empty()) {
      found.push_back({file.path, include.line, std::move(fault)});
    }
  }
  return found;
}

Findings check_cycles(const std::vector<SourceFile>& files) {
  Graph graph;
  for (const SourceFile& file : files) {
    if (!is_header(file)) continue;
    std::vector<std::string_view>& edges = graph[file.path];
    for (const Include& include : includes_of(file.text)) {
      if (include.own) edges.push_back(include.name);
    }
  }
  Findings found;
  std::set<std::string_view> finished;
  for (const auto& [header, edges] : graph) {
    std::vector<std::string_view> path;
    find_cycles(graph, header, path, finished, found);
  }
  return found;
}

}  // namespace convene::tidy
