// What people come to a debrief to talk about: one of the content sessions that it follows.
//
// Who attended one of them comes for that; who attended several chooses one; who attended none may choose as well, they
// may have seen it elsewhere. What was chosen once stands until they choose anew.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "matcher/deciding.h"

namespace convene {

/// Of the sessions that a debrief follows, those this person attended, in the order of the programme's file.
std::vector<std::string> attended(const SessionDefinition& debrief, const Person& person);

/// What the person chose, if the debrief still follows it. What they attended is nobody else's business, so this alone
/// shapes rooms and is shown. O(log debriefs + sessions followed).
std::optional<std::string> chosen_of(const SessionDefinition& debrief, const Person& person);

/// What need not be asked: what they chose, or the only one they attended, or the only one there is.
std::optional<std::string> subject_of(const SessionDefinition& debrief, const Person& person);

/// What somebody comes to this session for who asks for `about`; nothing where it is no debrief. Or the refusal.
Decided choose_subject(const Session& session, const Person& person, const std::optional<std::string>& about,
                       std::optional<std::string>& chosen);

}  // namespace convene
