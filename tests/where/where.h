/// Where the sources lie and where they were built: what differs from one clone to the next. It is compiled into one
/// unit of its own, so that a compiler cache knows every other unit of the tests again, in whichever folder they stand.
#pragma once

namespace convene::where {

/// The root of the repository, without a slash at its end. Constant; may be called before `main`.
const char* source_dir() noexcept;

/// CMake's folder of the build that this program is of. Constant.
const char* build_dir() noexcept;

}  // namespace convene::where
