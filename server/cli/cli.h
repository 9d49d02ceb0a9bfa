// The command line: words into commands, `--help` on each, exit status 0, 1 or 2.
#pragma once

#include "server/cli/commands.h"

namespace convene::cli {

int run(int count, const char* const* words, const Outside& outside);

}  // namespace convene::cli
