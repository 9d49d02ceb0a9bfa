// What rooms are called outside of the client, where a code says nothing: in exports and plans.
#pragma once

#include <string>

#include "matcher/definition.h"
#include "matcher/seat.h"

namespace convene::ops {

/// A text in a language; else in whichever it is there, else the key.
std::string label_of(const Label& label, const std::string& key, const std::string& locale);

/// As the client words it, in the event's first language: the organiser's label of the kind and the number.
std::string room_name(const EventDefinition& event, const RoomName& name);

}  // namespace convene::ops
