#include "server/ops/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>

#include "protocol/json_writer.h"

namespace convene::ops {
namespace {

using Level = live::Log::Level;

constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};

std::string_view name_of(Level level) { return kNames[static_cast<std::size_t>(level)]; }

spdlog::level::level_enum spd(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    default: return spdlog::level::err;
  }
}

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return out;
}

}  // namespace

std::optional<Level> log_level(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Level>(i);
  }
  return std::nullopt;
}

std::string log_line(bool json, Level level, std::string_view event, std::string_view what, std::string_view detail) {
  if (!json) {
    std::string line(name_of(level));
    line.resize(8, ' ');
    line += plain(what);
    if (!event.empty()) line += " event=" + plain(event);
    if (!detail.empty()) line += ' ' + plain(detail);
    return line;
  }
  std::string line = "\"level\":\"" + std::string(name_of(level)) + "\",\"what\":";
  protocol::write_text(line, what);
  if (!event.empty()) protocol::write_text(line += ",\"event\":", event);
  if (!detail.empty()) protocol::write_text(line += ",\"detail\":", detail);
  return line + '}';
}

StderrLog::StderrLog(LogOptions options)
    : options_(options),
      logger_(std::make_shared<spdlog::logger>("convene", std::make_shared<spdlog::sinks::stderr_sink_mt>())) {
  const std::string stamp = "%Y-%m-%dT%H:%M:%S.%eZ";
  const std::string pattern = options_.json ? "{\"at\":\"" + stamp + "\",%v" : stamp + " %v";
  logger_->set_formatter(std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc));
  logger_->set_level(spd(options_.level));
  logger_->flush_on(spdlog::level::info);
}

StderrLog::~StderrLog() = default;

void StderrLog::write(Level level, std::string_view event, std::string_view what, std::string_view detail) {
  if (logger_->should_log(spd(level)))
    logger_->log(spd(level), "{}", log_line(options_.json, level, event, what, detail));
}

}  // namespace convene::ops
