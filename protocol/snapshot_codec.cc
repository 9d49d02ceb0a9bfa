#include "protocol/snapshot_codec.h"

#include <deque>

#include "protocol/forms.h"

namespace convene::protocol {

namespace {

template <class T, class Context>
void write_all(std::string& out, const std::deque<T>& items, Context& context) {
  encoding::write_list(out, items, context);
}

template <class T, class Context>
void read_all(const Reader& in, std::deque<T>& items, Context& context) {
  items.clear();
  if (!in.list()) return;
  for (const JsonTree::Value item : in.value()) {
    if (in.stopped()) return;
    decode_value(in.at(item), items.emplace_back(), context);
  }
}

}  // namespace

template <class T>
struct Codec<std::deque<T>> {
  static void write(std::string& out, const std::deque<T>& items, WithoutWords& context) {
    write_all(out, items, context);
  }
  static void read(const Reader& in, std::deque<T>& items, const SnapshotVault& context) {
    read_all(in, items, context);
  }
};

// By number, which each request holds itself: JSON has only texts as names.
template <>
struct Codec<std::map<std::uint32_t, PlanRequested>> {
  static void write(std::string& out, const std::map<std::uint32_t, PlanRequested>& requests, WithoutWords& context) {
    const std::size_t start = out.size();
    for (const auto& [number, request] : requests) {
      out += ',';
      encode_value(out, request, context);
    }
    encoding::close(out, start, '[', ']');
  }
  static void read(const Reader& in, std::map<std::uint32_t, PlanRequested>& requests, const SnapshotVault& context) {
    requests.clear();
    std::vector<PlanRequested> list;
    decode_value(in, list, context);
    for (PlanRequested& request : list) requests.insert_or_assign(request.request, std::move(request));
  }
};

std::string encode_snapshot(const State& state) {
  WithoutWords context;
  std::string out = "{\"v\":";
  write_natural(out, snapshot_version);
  out += ",\"state\":";
  encode_value(out, state, context);
  out += '}';
  return out;
}

std::variant<State, Fault> decode_snapshot(std::string_view bytes, const Vault& vault) {
  JsonTree tree;
  if (auto broken = tree.parse(bytes, Limits::journal())) return std::move(*broken);
  const auto member = [&](std::string_view name) {
    return tree.root().kind() == JsonTree::Kind::object ? tree.root().find(name) : std::nullopt;
  };
  const auto v = member("v");
  const auto body = member("state");
  if (!v || !body || v->kind() != JsonTree::Kind::integer || v->integer() != snapshot_version)
    return Fault{.path = "v", .code = "snapshot.version", .message = "a snapshot of another release", .remedy = {}};
  const SnapshotVault context{vault};
  Faults faults(1);
  State state;
  if (!decode(tree, *body, state, faults, context)) return faults.front();
  return state;
}

}  // namespace convene::protocol
