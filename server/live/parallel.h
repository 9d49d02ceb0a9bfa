// Threads for the matching core, which has none of its own.
#pragma once

#include "matcher/grouping/execution.h"

namespace convene::live {

/// As many threads as the machine runs at once, 1 to 8.
unsigned threads_of_machine();

/// Runs the parts of a call on up to `threads` threads, the caller's among them; they live as long as the call. Where
/// the system gives fewer, those there are do all of it. A value; calls from several threads at once have threads of
/// their own. What a part throws ends the handing out of parts and comes out of the call, the first such if several do.
grouping::Parallel parallel_on(unsigned threads);

}  // namespace convene::live
