// convene schema: what the wire looks like, from the same field lists that write and read it.
#include "protocol/schema.h"

#include <algorithm>
#include <fstream>
#include <ostream>

#include "protocol/forms.h"
#include "protocol/inbound.h"
#include "server/cli/commands.h"

namespace convene::cli {

namespace {

using protocol::SchemaBuilder;
using json = SchemaBuilder::json;

json object(std::string_view type, std::initializer_list<std::pair<std::string, json>> fields,
            const std::vector<std::string>& may_miss = {}) {
  json properties = {{"type", {{"const", type}}}};
  json required = json::array({"type"});
  for (const auto& [name, schema] : fields) {
    properties[name] = schema;
    if (std::find(may_miss.begin(), may_miss.end(), name) == may_miss.end()) required.push_back(name);
  }
  return {{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
}

template <class View>
json view(SchemaBuilder& builder, const std::string& topic, bool staff) {
  const std::string title = std::string{static_cast<char>(topic[0] - 'a' + 'A')} + topic.substr(1) + "Message";
  const json content = builder.of<View>();
  const json number = builder.of<std::uint64_t>();
  return builder.reference("view of " + topic, title, [&](json& definition) {
    definition["description"] = staff ? "The whole of a staff topic; patches count from its revision."
                                      : "Replaces whatever the client has of this topic.";
    definition.update(
        staff
            ? object("view", {{"topic", {{"const", topic}}}, {"seq", number}, {"revision", number}, {"view", content}})
            : object("view", {{"topic", {{"const", topic}}}, {"seq", number}, {"view", content}}));
  });
}

json patch(SchemaBuilder& builder) {
  const json number = builder.of<std::uint64_t>();
  return builder.reference("patch", "PatchMessage", [&](json& definition) {
    definition["description"] =
        "A merge patch (RFC 7396) on the view of revision `from`; if that is not the client's, resync.";
    definition.update(object("patch", {{"topic", {{"enum", {"floor", "board"}}}},
                                       {"from", number},
                                       {"to", number},
                                       {"patch", {{"type", "object"}}}}));
  });
}

}  // namespace

std::string schema_text() {
  SchemaBuilder builder;
  const json client = builder.reference("client", "ClientMessage", [&](json& definition) {
    definition["description"] = "What a client says: one of these, or a list of them in one frame.";
    definition.update(builder.of<protocol::Inbound>());
  });
  const json server = builder.reference("server", "ServerMessage", [&](json& definition) {
    definition["description"] = "What the server says: one of these, or a list of them in one frame.";
    definition["oneOf"] = {builder.of<protocol::Welcome>(),
                           view<NowView>(builder, "now", false),
                           view<MeView>(builder, "me", false),
                           view<RoomView>(builder, "room", false),
                           view<QueueView>(builder, "queue", false),
                           view<AdvisorView>(builder, "desk", false),
                           view<FloorView>(builder, "floor", true),
                           view<BoardView>(builder, "board", true),
                           patch(builder),
                           builder.of<protocol::Chat>(),
                           builder.of<protocol::Notice>(),
                           builder.of<protocol::Done>(),
                           builder.of<protocol::Refused>(),
                           builder.of<protocol::Pong>(),
                           builder.of<protocol::Superseded>()};
  });
  json root = {{"oneOf", {client, server, builder.of<protocol::Programme>()}}};
  return builder.document(std::move(root), "convene.v1").dump(2) + "\n";
}

int run(const Schema& command, const Outside& outside) {
  if (command.to.empty()) {
    outside.out << schema_text();
    return done;
  }
  std::ofstream to(command.to, std::ios::binary | std::ios::trunc);
  to << schema_text();
  to.close();
  if (to) return done;
  outside.err << command.to << " cannot be written\n";
  return no;
}

}  // namespace convene::cli
