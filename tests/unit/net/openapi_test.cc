// Whether protocol/openapi.json describes what is answered, no more and no less.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "server/net/admin.h"
#include "server/net/site.h"
#include "tests/unit/net/staff_house.h"
#include "tests/where/where.h"

namespace convene::net::testing {
namespace {

using Operations = std::set<std::string>;  // "get /e/{event}"

std::string method_of(Method method) {
  switch (method) {
    case Method::post: return "post";
    case Method::delete_: return "delete";
    case Method::get:
    case Method::head:
    case Method::other: break;
  }
  return "get";
}

Operations known_to_the_routers() {
  Operations out;
  for (const auto& routes : {Site::routes(), Admin::routes()})
    for (const Route& route : routes) out.insert(method_of(route.method) + ' ' + std::string(route.path));
  for (const Route& route : StaffApi::routes())
    out.insert(method_of(route.method) + " /api/v1/events/{event}/" + std::string(route.path));
  return out;
}

json checked_in() {
  std::ifstream in(std::string(where::source_dir()) + "/protocol/openapi.json");
  return json::parse(in);
}

constexpr const char* kMethods[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};

Operations described(const json& api) {
  Operations out;
  for (const auto& [path, item] : api.at("paths").items())
    for (const char* method : kMethods)
      if (item.contains(method)) out.insert(std::string(method) + ' ' + path);
  return out;
}

/// Every "$ref", wherever it stands.
void collect(const json& value, std::set<std::string>& refs) {
  if (value.is_object() && value.contains("$ref")) refs.insert(value["$ref"].get<std::string>());
  if (value.is_structured())
    for (const json& one : value) collect(one, refs);
}

TEST(OpenApi, DescribesEveryRouteAndNoOther) { EXPECT_EQ(described(checked_in()), known_to_the_routers()); }

/// What is described is there, whatever the routers say of themselves.
TEST(OpenApi, EveryAddressIsAnswered) {
  House house;
  const std::string pass = house.pass_of(organiser);
  const auto ask = [&](const std::string& method, const std::string& path) {
    Wire wire(house.port());
    wire.send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + pass +
              "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    return wire.read_all();
  };
  const std::map<std::string, std::string> values{{"event", kEvent}, {"person", "p4"}};
  static const std::regex braces("\\{([a-z]+)\\}");
  const json paths = checked_in().at("paths");
  for (const auto& [path, item] : paths.items()) {
    // Another port, and the programme, whose hash the page and the socket tell.
    if (item.contains("servers") || path.find("{hash}") != std::string::npos) continue;
    std::string address = path;
    for (std::smatch at; std::regex_search(address, at, braces);)
      address.replace(static_cast<std::size_t>(at.position()), static_cast<std::size_t>(at.length()), values.at(at[1]));
    if (path == "/e/{event}/join") address += "?code=CODE";
    for (const char* method : kMethods) {
      if (!item.contains(method)) continue;
      if (item.at(method).at("responses").contains("101")) continue;  // who does not upgrade finds nothing
      std::string verb = method;
      std::ranges::transform(verb, verb.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
      const std::string answer = ask(verb, address);
      EXPECT_EQ(answer.substr(0, 9), "HTTP/1.1 ") << verb << ' ' << address;
      EXPECT_NE(answer.substr(9, 3), "404") << verb << ' ' << address << '\n' << answer;
      EXPECT_NE(answer.substr(9, 3), "405") << verb << ' ' << address;
    }
  }
}

TEST(OpenApi, IsWhole) {
  const json api = checked_in();
  EXPECT_EQ(api.at("openapi"), "3.1.0");
  std::set<std::string> refs, ids;
  collect(api, refs);
  for (const std::string& ref : refs) {
    ASSERT_EQ(ref.substr(0, 1), "#") << ref;
    EXPECT_TRUE(api.contains(json::json_pointer(ref.substr(1)))) << ref;
  }
  for (const char* kind : {"schemas", "responses"})
    for (const auto& [name, ignored] : api.at("components").at(kind).items())
      EXPECT_TRUE(refs.contains(std::string("#/components/") + kind + '/' + name)) << name << " is used nowhere";
  static const std::regex braces("\\{([a-z]+)\\}");
  for (const auto& [path, item] : api.at("paths").items())
    for (const char* method : kMethods) {
      if (!item.contains(method)) continue;
      const json& operation = item[method];
      EXPECT_TRUE(ids.insert(operation.at("operationId").get<std::string>()).second) << operation.at("operationId");
      EXPECT_FALSE(operation.at("responses").empty()) << path;
      std::multiset<std::string> in_path, declared;
      for (std::sregex_iterator at(path.begin(), path.end(), braces), end; at != end; ++at)
        in_path.insert((*at)[1].str());
      for (const json& where : {item.value("parameters", json::array()), operation.value("parameters", json::array())})
        for (const json& parameter : where)
          if (parameter.at("in") == "path") declared.insert(parameter.at("name").get<std::string>());
      EXPECT_EQ(in_path, declared) << path;
      if (path.starts_with("/api/v1/events/")) {
        EXPECT_EQ(operation.at("security"), json::parse(R"([{"pass":[]}])")) << path;
      }
    }
}

TEST(OpenApi, IsServedToEverybodyAndNotSentAgain) {
  House house;
  const auto get = [&](const std::string& method, const std::string& more) {
    Wire wire(house.port());
    wire.send(method + " /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n" + more + "Connection: close\r\n\r\n");
    return wire.read_all();
  };
  const std::string answer = get("GET", "");
  EXPECT_EQ(answer.substr(0, 15), "HTTP/1.1 200 OK");
  EXPECT_NE(answer.find("Content-Type: application/json"), std::string::npos);
  EXPECT_EQ(json::parse(answer.substr(answer.find("\r\n\r\n") + 4)), checked_in());
  const std::size_t tag = answer.find("ETag: ") + 6;
  const std::string again = get("GET", "If-None-Match: " + answer.substr(tag, answer.find('\r', tag) - tag) + "\r\n");
  EXPECT_EQ(again.substr(0, 12), "HTTP/1.1 304");
  EXPECT_LT(get("GET", "Accept-Encoding: br\r\n").size(), answer.size() / 3) << "compressed";
  EXPECT_EQ(get("POST", "").substr(0, 12), "HTTP/1.1 405");
}

TEST(OpenApi, NamesTheQueriesThatAreTaken) {
  House house;
  const std::string pass = house.pass_of(moderator);
  house.submit(PlanImport{moderator, "role-alike-1", "", {{"A room", {first_person}}}});
  const json api = checked_in();
  for (const Route& route : StaffApi::routes()) {
    if (route.method != Method::get || route.path == "state") continue;
    const std::string path(route.path);
    const json& operation = api.at("paths").at("/api/v1/events/{event}/" + path).at("get");
    EXPECT_EQ(house.ask("GET", path + "?no-such-field=1", pass).status, 400) << path;
    std::string query;
    for (const json& parameter : operation.value("parameters", json::array())) {
      const std::string name = parameter.at("name");
      const std::map<std::string, std::string> values{{"session", "talk"}, {"round", "1"},  {"format", "zoom"},
                                                      {"person", "p3"},    {"after", "1"},  {"before", "o1"},
                                                      {"plan", "d1"},      {"locale", "es"}};
      query += (query.empty() ? '?' : '&') + name + '=' + values.at(name);
    }
    const int status = path.starts_with("certificate") ? 422 : 200;  // nobody has earned any hours
    EXPECT_EQ(house.ask("GET", path + query, pass).status, status) << path << query;
  }
}

}  // namespace
}  // namespace convene::net::testing
