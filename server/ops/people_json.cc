#include "server/ops/people_json.h"

#include <boost/describe.hpp>
#include <optional>
#include <vector>

#include "protocol/encode.h"

namespace convene::ops {

namespace {

struct KnownPerson {
  PersonId id;
  std::string name;
  std::string role;
  std::string region;
  Standing standing = Standing::in;
  std::vector<Hat> hats;
  Scope scope;
  std::optional<bool> plan;
};
BOOST_DESCRIBE_STRUCT(KnownPerson, (), (id, name, role, region, standing, hats, scope, plan))

}  // namespace

std::string people_json(const State& state) {
  std::string out = "{\"people\":[";
  for (const Person& person : state.people) {
    if (!person.profile.words) continue;
    const Profile& profile = *person.profile.words;
    KnownPerson known{person.id,       profile.name, profile.role, profile.region,
                      person.standing, person.hats,  person.scope, std::nullopt};
    if (person.plan) known.plan = person.plan->completed;
    if (out.back() != '[') out += ',';
    protocol::encode(out, known);
  }
  return out + "]}";
}

}  // namespace convene::ops
