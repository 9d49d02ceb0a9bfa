#include "matcher/queueing/measure.h"

#include <algorithm>
#include <cmath>

#include "matcher/rng.h"

namespace convene::queueing {
namespace {

constexpr double kMinute = 60'000;
constexpr std::int64_t kMostSeconds = 30 * 24 * 3600;  // what is beyond counts as this
constexpr double kStudent = 2.0227;                    // 97.5 % of Student's t with 39 degrees of freedom

}  // namespace

void BatchMeans::add(double value) {
  ++count_;
  all_ += value;
  batch_ += value;
  if (++in_batch_ < per_batch_) return;
  means_.push_back(batch_ / static_cast<double>(in_batch_));
  batch_ = 0;
  in_batch_ = 0;
}

Measured BatchMeans::mean() const {
  if (count_ == 0) return {};
  Measured result{all_ / static_cast<double>(count_), 0};
  if (means_.size() < 2) return result;
  const double n = static_cast<double>(means_.size());
  double sum = 0;
  double squares = 0;
  for (const double mean : means_) sum += mean;
  for (const double mean : means_) squares += (mean - sum / n) * (mean - sum / n);
  result.give = kStudent * std::sqrt(squares / (n - 1) / n);
  return result;
}

Waits::Waits(const Traffic& traffic) : waited_(traffic.tickets), wait_(traffic.tickets), left_(traffic.tickets) {
  double rates = 0;
  for (const Stream& stream : traffic.streams) rates += stream.rate;
  for (const Stream& stream : traffic.streams)
    by_stream_.emplace_back(static_cast<std::uint64_t>(static_cast<double>(traffic.tickets) * stream.rate / rates));
}

void Waits::passed(const Simulation&, const Passage& passage) {
  const double wait = static_cast<double>(passage.wait().ms) / kMinute;
  waited_.add(passage.wait().ms > 0 || !passage.reached ? 1 : 0);
  left_.add(passage.reached ? 0 : 1);
  wait_.add(wait);
  by_stream_[passage.stream].add(wait);
  const auto second = static_cast<std::size_t>(std::min((passage.wait().ms + 999) / 1000, kMostSeconds));
  if (second >= seconds_.size()) seconds_.resize(second + 1);
  ++seconds_[second];
  ++count_;
}

double Waits::quantile(double level) const {
  const double rank = std::clamp(level, 0.0, 1.0) * static_cast<double>(count_);
  std::uint64_t within = 0;
  std::size_t wait = 0;
  for (; wait < seconds_.size(); ++wait)
    if (static_cast<double>(within += seconds_[wait]) >= rank) break;
  return static_cast<double>(wait) / 60;
}

Calibration::Calibration(const Traffic& traffic, std::uint32_t every, Effort effort, Knows knows, Duration expected)
    : estimator_(mix(traffic.seed, traffic.tickets), effort), every_(std::max(every, 1u)), knows_(knows) {
  learned_.expected = expected;
  double rates = 0;
  for (const Stream& stream : traffic.streams) {
    rates += stream.rate;
    mean_service_ += stream.rate * stream.service.mean;
  }
  mean_service_ = (mean_service_ / rates + static_cast<double>(traffic.wrap_up.ms)) / kMinute;
  for (const SimulatedAdvisor& advisor : traffic.advisors) servers_ += advisor.capacity;
}

void Calibration::queued(const Simulation& simulation, std::uint64_t number) {
  if (queued_++ % every_ != 0) return;
  Scene scene = simulation.scene();
  if (knows_ == Knows::nothing) {
    for (std::size_t i = 0; i < scene.services.size(); ++i)
      scene.services[i] = learned_.of_topic(simulation.traffic().streams[i].need.topic);
    for (AdvisorNow& advisor : scene.advisors) advisor.pace = learned_.pace(advisor.id);
  }
  const auto own = [&](const TicketNow& ticket) { return ticket.key.number == number; };
  const auto at = static_cast<std::size_t>(std::ranges::find_if(scene.waiting, own) - scene.waiting.begin());
  const Estimates estimates = estimator_.estimate(scene);
  if (!estimates.known(at)) return;
  Said said;
  for (std::size_t i = 0; i < Coverage::levels.size(); ++i)
    said.published[i] = estimates.quantile(at, Coverage::levels[i]);
  const double ahead = static_cast<double>(at);
  said.naive = ahead * mean_service_ / servers_;
  said.conditional = (ahead + 1) * mean_service_ / servers_;
  said.ours = static_cast<double>(estimates.mean(at).value_or(Duration{}).ms) / kMinute;
  said_.emplace(number, said);
}

void Calibration::served(const Simulation& simulation, std::uint32_t stream, std::uint32_t advisor, Duration took) {
  if (knows_ == Knows::nothing) learned_.observe(simulation.traffic().streams[stream].need.topic, advisor, took);
}

void Calibration::passed(const Simulation&, const Passage& passage) {
  ++passed_;
  const auto found = said_.find(passage.number);
  if (found == said_.end()) return;
  const Said said = found->second;
  said_.erase(found);
  if (!passage.reached) return;
  coverage_.observe(said.published, passage.wait());
  const double wait = static_cast<double>(passage.wait().ms) / kMinute;
  const auto square = [wait](double estimate) { return (estimate - wait) * (estimate - wait); };
  naive_ += square(said.naive);
  conditional_ += square(said.conditional);
  ours_ += square(said.ours);
}

Calibration::Errors Calibration::errors() const {
  if (coverage_.told == 0 || passed_ == 0) return {};
  // Of those who wait, every so-many-th was looked at; the others have no error.
  const double part = static_cast<double>(queued_) / static_cast<double>(passed_);
  const auto root = [&](double squares) { return std::sqrt(squares / static_cast<double>(coverage_.told) * part); };
  return {root(naive_), root(conditional_), root(ours_)};
}

}  // namespace convene::queueing
