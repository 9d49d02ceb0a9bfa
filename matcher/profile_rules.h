// What a profile may say of somebody: one rule for forms, rosters and changes. Pure; O(length of what is asked).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "matcher/deciding.h"

namespace convene {

/// A code of a language as BCP 47 writes it: "en", "zh-Hant". Not that there is such a language.
bool is_language(std::string_view code);

/// The language itself, without script, region and variant, in small letters: what people share when they talk, and
/// what keeps the languages of an event from growing without end.
std::string spoken_language(std::string_view code);

/// What a profile may not be; nothing if it is sound.
Decided fault_in(const State& state, const Profile& profile);

/// "p12", as to_string writes it; none for anything else.
PersonId person_id_of(std::string_view text);

/// Whoever a roster's row speaks of: the one with its id, else with its address, else, of those with neither, the one
/// whom we call so. Null: somebody new.
const Person* known(const State& state, const Profile& profile);

/// What keeps a roster, as a whole, from being taken; `row` of the refusal counts from 1. Nothing: all of it can be.
/// O(people of the roster).
Decided fault_in_roster(const State& state, std::span<const Profile> people);

/// What a roster says of somebody whom the event knows: what it leaves empty, and what they hide, stays as it is.
Profile brought_up_to_date(Profile known, const Profile& roster);

}  // namespace convene
