#include "matcher/queueing/service_times.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace convene::queueing {
namespace {

constexpr std::int64_t kOne = 65536;  // a doubling
constexpr std::int64_t kReference = 18 * kOne;

// The priors, in observations.
constexpr std::int64_t kExpectedMean = 8;
constexpr std::int64_t kExpectedSpread = 20;
constexpr std::int64_t kEventMean = 8;
constexpr std::int64_t kEventSpread = 20;
constexpr std::int64_t kPace = 8;

std::int64_t log_of(Duration took) {
  const std::int64_t ms = std::clamp(took, ServiceTimes::shortest, ServiceTimes::longest).ms;
  return log2_of(static_cast<std::uint64_t>(ms)) - kReference;
}

// A lognormal whose squared coefficient of variation is 1 has its median half a doubling below its mean.
std::int64_t expected_log(Duration expected) { return log_of(expected) - kOne / 2; }

std::int64_t event_mean(const ServiceTimes& times) {
  return (kExpectedMean * expected_log(times.expected) + times.event.sum) /
         (kExpectedMean + static_cast<std::int64_t>(times.event.count));
}

template <class Entry, class Key>
auto place_of(std::vector<Entry>& entries, Key Entry::*key, Key wanted) {
  return std::ranges::lower_bound(entries, wanted, {}, key);
}
template <class Entry, class Key>
const LogTimes* find(const std::vector<Entry>& entries, Key Entry::*key, Key wanted) {
  const auto found = std::ranges::lower_bound(entries, wanted, {}, key);
  return found != entries.end() && (*found).*key == wanted ? &found->times : nullptr;
}

std::int64_t topic_mean(const ServiceTimes& times, const LogTimes* topic) {
  const std::int64_t of_event = event_mean(times);
  if (topic == nullptr) return of_event;
  return (kEventMean * of_event + topic->sum) / (kEventMean + static_cast<std::int64_t>(topic->count));
}

// The posterior mean of the variance, in doublings squared: what the prior counts for, what was seen around its own
// mean, and how far that mean is from the prior's.
double variance(const LogTimes& seen, double mean, double mean_weight, double prior, double weight) {
  if (seen.count == 0) return prior;
  const double n = seen.count;
  const double own = static_cast<double>(seen.sum) / kOne / n;
  const double around = std::max(0.0, static_cast<double>(seen.squares) / kOne / kOne - n * own * own);
  const double off = mean_weight * n / (mean_weight + n) * (own - mean) * (own - mean);
  return (weight * prior + around + off) / (weight + n);
}

}  // namespace

void LogTimes::add(std::int64_t log) {
  if (count >= ServiceTimes::most_observations) return;
  ++count;
  sum += log;
  squares += log * log;
}

void ServiceTimes::observe(std::uint64_t topic, std::uint32_t advisor, Duration took) {
  const std::int64_t log = log_of(took);
  const std::int64_t expected_of_topic = topic_mean(*this, find(topics, &TopicTimes::topic, topic));
  event.add(log);
  if (std::has_single_bit(topic)) {
    auto at = place_of(topics, &TopicTimes::topic, topic);
    if (at == topics.end() || at->topic != topic) at = topics.insert(at, {topic, {}});
    at->times.add(log);
  }
  auto at = place_of(advisors, &AdvisorTimes::advisor, advisor);
  if (at == advisors.end() || at->advisor != advisor) {
    if (advisors.size() >= max_advisors) return;
    at = advisors.insert(at, {advisor, {}});
  }
  at->times.add(log - expected_of_topic);
}

ServiceModel ServiceTimes::of_topic(std::uint64_t topic) const {
  const LogTimes* seen = find(topics, &TopicTimes::topic, topic);
  const double of_event = static_cast<double>(event_mean(*this)) / kOne;
  const double expected_mean = static_cast<double>(expected_log(expected)) / kOne;
  const double expected_variance = 1 / std::numbers::ln2;  // log(1 + 1), in doublings squared
  const double event_variance = variance(event, expected_mean, kExpectedMean, expected_variance, kExpectedSpread);
  const double event_doubt = event_variance / (kExpectedMean + event.count);
  const LogTimes none;
  const LogTimes& own = seen == nullptr ? none : *seen;
  const double spread = variance(own, of_event, kEventMean, event_variance, kEventSpread);
  // What is not the topic's own is the event's, with its doubt; a topic nobody asked about may be any.
  const double lent = kEventMean / static_cast<double>(kEventMean + own.count);
  const double doubt = spread / (kEventMean + own.count) + lent * lent * event_doubt;

  const double log_variance = std::min(spread * std::numbers::ln2 * std::numbers::ln2, 4.0);
  const double median = std::exp2(static_cast<double>(topic_mean(*this, seen) + kReference) / kOne);
  ServiceModel model;
  model.time = {Shape::lognormal, median * std::exp(log_variance / 2), std::expm1(log_variance)};
  model.doubt = std::sqrt(doubt) * std::numbers::ln2;
  return model;
}

double ServiceTimes::pace(std::uint32_t advisor) const {
  const LogTimes* seen = find(advisors, &AdvisorTimes::advisor, advisor);
  if (seen == nullptr) return 1;
  const double log = static_cast<double>(seen->sum) / kOne / static_cast<double>(kPace + seen->count);
  return std::clamp(std::exp2(log), 0.1, 10.0);
}

}  // namespace convene::queueing
