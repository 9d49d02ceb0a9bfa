// convene: one binary, a command a task.
#include <iostream>

#include "server/assembly.h"
#include "server/cli/cli.h"

int main(int count, char** words) { return convene::cli::run(count, words, {std::cout, std::cerr, convene::serve}); }
