#include "server/live/join_form.h"

#include "matcher/limits.h"
#include "protocol/human_text.h"

namespace convene::live {

namespace {

constexpr int organization_letters = 120;

std::optional<Refusal> fault(std::string_view field, std::string_view text, int most) {
  // A few letters may be made of any number of bytes; whatever looks at them has its price.
  if (text.size() > limits::text_bytes)
    return Refusal{"profile.too_long", std::string(field) + " is too long", {{"field", std::string(field)}}};
  const auto why = protocol::fault_in_name(text, most);
  if (!why) return std::nullopt;
  return Refusal{"profile.not_readable", "the " + std::string(field) + ' ' + *why, {{"field", std::string(field)}}};
}

}  // namespace

Profile profile_of(const protocol::JoinForm& form) {
  Profile profile;
  profile.name = form.name;
  profile.role = form.role;
  profile.region = form.region;
  profile.organization = form.organization;
  profile.topics = form.topics;
  profile.languages = form.languages;
  profile.hidden = form.hidden;
  return profile;
}

std::optional<Refusal> fault_in(const protocol::JoinForm& form) {
  if (auto wrong = fault("name", form.name, protocol::max_name_letters)) return wrong;
  return fault("organization", form.organization, organization_letters);
}

std::optional<Refusal> fault_in(const ProfileUpdate& update) {
  if (!update.organization) return std::nullopt;
  return fault("organization", *update.organization, organization_letters);
}

protocol::Refused refused_form(const Refusal& refusal, std::string_view within) {
  protocol::Refused out{std::nullopt, refusal.code, refusal.message, std::nullopt, refusal.parameters};
  if (const auto field = refusal.parameters.find("field"); field != refusal.parameters.end())
    out.path = std::string(within) + field->second;
  return out;
}

}  // namespace convene::live
