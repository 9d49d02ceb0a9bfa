// Why a command was not carried out. Codes for programs, English for developers; the client words it for people.
#pragma once

#include <map>
#include <string>

namespace convene {

struct Refusal {
  std::string code;     // "noun.reason", e.g. "room.full"
  std::string message;  // English, for developers: what was wrong and what to do
  std::map<std::string, std::string> parameters;
};

}  // namespace convene
