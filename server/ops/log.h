// The log: lines on standard error, as text for people or as JSON for programs. Nobody is named in it.
//
// Threads: any. `detail` is key=value words of ids, codes and numbers (live/log.h).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/live/log.h"

namespace spdlog {
class logger;
}

namespace convene::ops {

struct LogOptions {
  live::Log::Level level = live::Log::Level::info;
  bool json = false;
};

/// "debug", "info", "warning", "error".
std::optional<live::Log::Level> log_level(std::string_view name);

class StderrLog final : public live::Log {
 public:
  explicit StderrLog(LogOptions options = {});
  ~StderrLog() override;
  void write(Level level, std::string_view event, std::string_view what, std::string_view detail) override;

 private:
  LogOptions options_;
  std::shared_ptr<spdlog::logger> logger_;
};

/// One line without its end: `2021-07-27T15:00:00.123Z` is put before it by the logger. Control characters are
/// escaped, so that nothing that comes from outside can begin a line of its own.
std::string log_line(bool json, live::Log::Level level, std::string_view event, std::string_view what,
                     std::string_view detail);

}  // namespace convene::ops
