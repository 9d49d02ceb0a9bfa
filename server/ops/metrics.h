// Figures in Prometheus' text form, filled at each scrape. Labels name events, never people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/journal/journal.h"
#include "server/live/figures.h"

namespace convene::ops {

/// One number with a name; `event` becomes its label.
struct Sample {
  std::string name;
  std::string help;
  bool counter = true;  // else a gauge
  double value = 0;
  std::string event;
};

/// Written once for all that have the same name, in the order of their first samples.
std::string to_prometheus(const std::vector<Sample>& samples);

/// Appends to samples.
void add_hall(std::vector<Sample>& samples, std::string_view event, const live::Figures& figures);
void add_journal(std::vector<Sample>& samples, const journal::Status& status);
void add_process(std::vector<Sample>& samples);

/// The histogram of one hall, which no single number can show.
struct TimedEvent {
  std::string event;
  const live::Histogram* durable_us = nullptr;
};
std::string histograms_to_prometheus(const std::vector<TimedEvent>& events);

}  // namespace convene::ops
