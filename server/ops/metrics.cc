#include "server/ops/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <map>

namespace convene::ops {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;

ClientMetric labelled(const std::string& event) {
  ClientMetric metric;
  if (!event.empty()) metric.label.push_back({"event", event});
  return metric;
}

}  // namespace

std::string to_prometheus(const std::vector<Sample>& samples) {
  std::vector<MetricFamily> families;
  std::map<std::string, std::size_t> places;
  for (const Sample& sample : samples) {
    const auto [place, fresh] = places.emplace(sample.name, families.size());
    if (fresh) {
      const auto type = sample.counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
      families.push_back({sample.name, sample.help, type, {}});
    }
    ClientMetric metric = labelled(sample.event);
    (sample.counter ? metric.counter.value : metric.gauge.value) = sample.value;
    families[place->second].metric.push_back(std::move(metric));
  }
  return prometheus::TextSerializer().Serialize(families);
}

void add_hall(std::vector<Sample>& samples, std::string_view event, const live::Figures& figures) {
  const auto add = [&](const char* name, const char* help, bool counter, double value) {
    samples.push_back({std::string("convene_") + name, help, counter, value, std::string(event)});
  };
  const auto number = [](std::uint64_t value) { return static_cast<double>(value); };
  add("connections", "Connections that said who they are.", false, number(figures.connections));
  add("people_online", "People with a connection in charge.", false, number(figures.people_online));
  add("queued_commands", "Commands that wait for the batch in flight.", false, number(figures.queued_commands));
  add("waiting_hellos", "Connections that wait to be greeted.", false, number(figures.waiting_hellos));
  add("ready", "1 when the event has recovered.", false, figures.ready ? 1 : 0);
  add("read_only", "1 while nothing can be made durable.", false, figures.read_only ? 1 : 0);
  add("journal_seq", "Number of the last durable record.", false, number(figures.seq));
  add("messages_in_total", "Messages of clients.", true, number(figures.messages_in));
  add("frames_out_total", "Frames handed to connections.", true, number(figures.frames_out));
  add("frame_bytes_out_total", "Bytes of those frames.", true, number(figures.bytes_out));
  add("hellos_total", "Greetings that were answered.", true, number(figures.hellos));
  add("hellos_refused_total", "Greetings that were refused.", true, number(figures.hellos_refused));
  add("commands_total", "Commands decided.", true, number(figures.commands));
  add("commands_refused_total", "Commands refused.", true, number(figures.refused));
  add("commands_repeated_total", "Commands that had been decided before.", true, number(figures.repeated));
  add("rate_limited_total", "Messages refused for their rate.", true, number(figures.rate_limited));
  add("malformed_total", "Messages that could not be read.", true, number(figures.malformed));
  add("batches_total", "Batches handed to the journal.", true, number(figures.batches));
  add("records_total", "Records made durable.", true, number(figures.records));
  add("conflicts_total", "Batches that another writer was ahead of.", true, number(figures.conflicts));
  add("journal_failures_total", "Batches that the journal did not take.", true, number(figures.journal_failures));
  add("rebuilds_total", "Times the event was built anew from the journal.", true, number(figures.rebuilds));
  add("broken_invariants_total", "Commands that broke an invariant.", true, number(figures.broken_invariants));
  add("snapshots_total", "Snapshots saved.", true, number(figures.snapshots));
  add("views_encoded_total", "Views encoded.", true, number(figures.views_encoded));
  add("views_handed_out_total", "Views handed out; one encoding may serve many.", true,
      number(figures.views_handed_out));
  add("patches_total", "Patches for staff.", true, number(figures.patches));
  add("collapses_total", "Whole views sent to dashboards that lagged.", true, number(figures.collapses));
  add("closed_for_rate_total", "Connections closed for their rate.", true, number(figures.closed_for_rate));
  add("estimates_total", "Estimates of all the waits of a line.", true, number(figures.estimates));
  add("waits_told_total", "Waits of which an estimate was told, and that ended in a call by order.", true,
      number(figures.waits.told));
  for (std::size_t i = 0; i < queueing::Coverage::levels.size(); ++i) {
    const std::string level = std::to_string(queueing::Coverage::levels[i] / 10);
    add(("waits_within_p" + level + "_total").c_str(),
        ("Of these, how many were not longer than what was told with " + level + " % probability.").c_str(), true,
        number(figures.waits.within[i]));
  }
  add("expelled_total", "Connections closed because their person was shut out.", true, number(figures.expelled));
}

void add_journal(std::vector<Sample>& samples, const journal::Status& status) {
  const auto add = [&](const char* name, const char* help, bool counter, std::uint64_t value) {
    samples.push_back({std::string("convene_journal_") + name, help, counter, static_cast<double>(value), ""});
  };
  add("up", "1 while the journal writes.", false, status.up ? 1 : 0);
  add("queued", "Appends not yet answered.", false, status.queued);
  add("commits_total", "Transactions, each one group commit.", true, status.commits);
  add("appends_total", "Appends acknowledged.", true, status.appends);
  add("appended_records_total", "Records acknowledged.", true, status.records);
  add("append_conflicts_total", "Appends at another sequence than expected.", true, status.conflicts);
}

void add_process(std::vector<Sample>& samples) {
  ::rusage used{};
  if (::getrusage(RUSAGE_SELF, &used) == 0) {
    const auto in_seconds = [](const ::timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    samples.push_back({"process_cpu_seconds_total", "Processor time used.", true,
                       in_seconds(used.ru_utime) + in_seconds(used.ru_stime), ""});
  }
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  if (statm >> pages >> resident) {
    const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
    samples.push_back({"process_resident_memory_bytes", "Memory in use.", false, resident * page, ""});
  }
}

std::string histograms_to_prometheus(const std::vector<TimedEvent>& events) {
  MetricFamily family{"convene_durable_seconds",
                      "From handing a batch to the journal to its answer.",
                      prometheus::MetricType::Histogram,
                      {}};
  for (const TimedEvent& one : events) {
    if (!one.durable_us) continue;
    ClientMetric metric = labelled(one.event);
    metric.histogram.sample_count = one.durable_us->count;
    metric.histogram.sample_sum = static_cast<double>(one.durable_us->sum) / 1e6;
    std::uint64_t so_far = 0;
    for (std::size_t b = 0; b < live::Histogram::size; ++b) {
      so_far += one.durable_us->buckets[b];
      const bool last = b + 1 == live::Histogram::size;
      const double bound =
          last ? std::numeric_limits<double>::infinity() : std::ldexp(1.0, static_cast<int>(b) + 1) / 1e6;
      metric.histogram.bucket.push_back({so_far, bound});
    }
    family.metric.push_back(std::move(metric));
  }
  return family.metric.empty() ? "" : prometheus::TextSerializer().Serialize({family});
}

}  // namespace convene::ops
