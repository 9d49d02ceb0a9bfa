// What a hall says to whoever operates the server. Never names, words or passes of anybody: ids, codes and numbers.
#pragma once

#include <cstdint>
#include <string_view>

namespace convene::live {

class Log {
 public:
  enum class Level : std::uint8_t { debug, info, warning, error };
  virtual ~Log() = default;
  /// `what`: a short fixed name of what happened ("hall.recovered"); `detail`: key=value words.
  virtual void write(Level level, std::string_view event, std::string_view what, std::string_view detail) = 0;
};

/// Says nothing.
class SilentLog final : public Log {
 public:
  void write(Level, std::string_view, std::string_view, std::string_view) override {}
};

}  // namespace convene::live
