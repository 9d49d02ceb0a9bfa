#include "tests/where/where.h"

namespace convene::where {

const char* source_dir() noexcept { return CONVENE_SOURCE_DIR; }
const char* build_dir() noexcept { return CONVENE_BUILD_DIR; }

}  // namespace convene::where
