// What is decided of two people.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>

namespace convene {

/// Never in one room; in one room; neither, whatever the roster says.
enum class Bond : std::uint8_t { apart, together, free };
BOOST_DESCRIBE_ENUM(Bond, apart, together, free)

}  // namespace convene
