#include "matcher/queueing/estimate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "matcher/check.h"
#include "matcher/rng.h"

namespace convene::queueing {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kTableBits = 11;
constexpr std::size_t kTableSize = std::size_t{1} << kTableBits;
constexpr double kSpreadStep = 1.0 / 128;  // spreads nearer than that share a table, so that there are few
constexpr double kLongest = 1e12;          // ms; longer than any event

// What is drawn, each from a stream of numbers of its own.
enum class Drawn : std::uint64_t { service = 1, patience, session, doubt };

std::uint64_t stream_of(std::uint64_t seed, Drawn what, std::uint64_t number) {
  return mix(mix(seed, static_cast<std::uint64_t>(what)), number);
}

// Advisors who serve exactly the same tickets.
struct Kind {
  std::vector<std::uint32_t> tickets;  // in order
  std::vector<std::uint8_t> reach;     // the same, ticket by ticket
};

struct Slot {
  std::uint32_t kind = 0;
  double pace = 1;
  std::int64_t ends = kNever;  // from now
  // What keeps it from being free now: a session, or so many milliseconds.
  bool in_session = false;
  std::uint32_t service = 0;
  double elapsed = 0;
  std::int64_t free_at = 0;
  std::uint64_t stream = 0;
  IdleAdvisor idle;
};

struct Entry {
  std::int64_t at = 0;
  std::uint32_t slot = 0;
  bool operator<(const Entry& other) const { return at != other.at ? at < other.at : slot < other.slot; }
};

// A heap whose top is taken out and put back later, over and over.
void sift_down(std::vector<Entry>& heap) {
  const std::size_t size = heap.size();
  const Entry moved = heap[0];
  std::size_t hole = 0;
  for (std::size_t child = 1; child < size; child = 2 * hole + 1) {
    if (child + 1 < size && heap[child + 1] < heap[child]) ++child;
    if (!(heap[child] < moved)) break;
    heap[hole] = heap[child];
    hole = child;
  }
  heap[hole] = moved;
}

bool sits_at(const AdvisorNow& advisor, std::uint32_t lane) {
  return advisor.lanes.empty() || std::ranges::find(advisor.lanes, lane) != advisor.lanes.end();
}

void check(const Scene& scene) {
  CONVENE_CHECK(scene.waiting.size() <= Estimator::max_tickets);
  CONVENE_CHECK(scene.advisors.size() <= Estimator::max_advisors);
  CONVENE_CHECK(scene.services.size() <= Estimator::max_services);
  CONVENE_CHECK(scene.leaving >= 0 && std::isfinite(scene.leaving) && scene.wrap_up.ms >= 0);
  for (const ServiceModel& service : scene.services)
    CONVENE_CHECK(service.time.valid() && service.doubt >= 0 && service.doubt <= 5);
  for (std::size_t i = 0; i < scene.waiting.size(); ++i) {
    CONVENE_CHECK(scene.waiting[i].service < scene.services.size());
    CONVENE_CHECK(i == 0 || scene.waiting[i - 1].key < scene.waiting[i].key);
  }
  for (const AdvisorNow& advisor : scene.advisors) {
    CONVENE_CHECK(advisor.capacity <= Estimator::max_capacity && advisor.pace >= 0.01 && advisor.pace <= 100);
    CONVENE_CHECK(advisor.sessions.size() <= 2 * Estimator::max_capacity);
    for (const SessionNow& session : advisor.sessions) CONVENE_CHECK(session.service < scene.services.size());
  }
}

// One scene played forward. Structure of arrays: a replication walks them from end to end.
class Play {
 public:
  Play(const Scene& scene, std::uint64_t seed);

  std::size_t tickets() const { return service_.size(); }
  bool served(std::size_t ticket) const { return here_[ticket] != 0; }
  /// `tables[service]`: its table; `wait[ticket * stride]` is filled.
  void replicate(std::uint32_t replication, const std::vector<const double*>& tables, const double* exponential,
                 std::int64_t* wait, std::size_t stride);

 private:
  void add_slots(const AdvisorNow& advisor, std::uint32_t kind);
  void draw_doubts(std::uint64_t pair, bool mirrored);
  void first_calls(std::int64_t* wait, std::size_t stride);
  std::int64_t serve(std::uint32_t slot, std::uint32_t ticket, std::int64_t at);
  /// Whether the ticket, whose turn it is, takes anybody's time.
  bool stays(std::uint32_t ticket, std::int64_t at) const;

  const Scene& scene_;
  std::uint64_t seed_;
  std::int64_t opens_ = 0;      // from now: until then nobody is called
  std::int64_t ends_ = kNever;  // from now
  std::vector<Kind> kinds_;
  std::vector<Slot> slots_;
  std::vector<std::uint8_t> here_;
  std::vector<std::uint32_t> service_;
  std::vector<std::uint8_t> away_;
  std::vector<std::uint64_t> service_stream_, patience_stream_;
  bool doubtful_ = false;
  std::vector<std::uint64_t> doubt_stream_;

  // Of one replication.
  std::vector<double> factor_;  // of each service's mean
  std::vector<std::uint8_t> taken_;
  std::vector<std::size_t> cursor_;  // of each kind
  std::vector<Entry> heap_;
  std::vector<std::uint32_t> idle_;
  const std::vector<const double*>* tables_ = nullptr;
  const double* exponential_ = nullptr;
  std::uint64_t pair_ = 0;
  std::uint64_t mirror_ = 0;  // flips the bits of a table's index
};

Play::Play(const Scene& scene, std::uint64_t seed) : scene_(scene), seed_(seed) {
  if (scene.paused) opens_ = std::max<std::int64_t>(0, (scene.resumes - scene.now).ms);
  if (scene.ends) ends_ = (scene.ends - scene.now).ms;
  const std::size_t n = scene.waiting.size();
  here_.assign(n, 0);
  for (const TicketNow& ticket : scene.waiting) {
    service_.push_back(ticket.service);
    away_.push_back(ticket.away);
    service_stream_.push_back(stream_of(seed, Drawn::service, ticket.key.number));
    patience_stream_.push_back(stream_of(seed, Drawn::patience, ticket.key.number));
  }
  for (std::size_t s = 0; s < scene.services.size(); ++s) {
    doubt_stream_.push_back(stream_of(seed, Drawn::doubt, s));
    doubtful_ = doubtful_ || scene.services[s].doubt > 0;
  }
  factor_.assign(scene.services.size(), 1);
  // By class of need, of which there are few.
  std::map<Need, std::uint32_t> class_numbers;
  std::vector<Need> needs;
  std::vector<std::uint32_t> class_of;
  for (const TicketNow& ticket : scene.waiting) {
    const auto [at, fresh] = class_numbers.try_emplace(ticket.need, static_cast<std::uint32_t>(needs.size()));
    if (fresh) needs.push_back(ticket.need);
    class_of.push_back(at->second);
  }
  std::map<std::vector<std::uint8_t>, std::uint32_t> known;
  std::vector<std::uint8_t> reach(needs.size());
  for (const AdvisorNow& advisor : scene.advisors) {
    if (advisor.away) continue;
    for (std::size_t c = 0; c < needs.size(); ++c)
      reach[c] = serves(advisor.skill, needs[c]) && sits_at(advisor, needs[c].lane);
    const auto [found, fresh] = known.try_emplace(reach, static_cast<std::uint32_t>(kinds_.size()));
    if (fresh) {
      Kind& kind = kinds_.emplace_back();
      kind.reach.resize(n);
      for (std::uint32_t i = 0; i < n; ++i) {
        if (reach[class_of[i]] == 0) continue;
        kind.tickets.push_back(i);
        kind.reach[i] = here_[i] = 1;
      }
    }
    if (!kinds_[found->second].tickets.empty()) add_slots(advisor, found->second);
  }
}

void Play::add_slots(const AdvisorNow& advisor, std::uint32_t kind) {
  Slot slot;
  slot.kind = kind;
  slot.pace = advisor.pace;
  if (advisor.ends) slot.ends = (advisor.ends - scene_.now).ms;
  slot.idle = {advisor.skill, advisor.idle_since, advisor.id};
  // More sessions than the capacity, by staff's hand: they end in their time, and the first that do free nobody.
  // Leaving the longest running out is the nearest to that.
  const std::size_t busy = std::min<std::size_t>(advisor.sessions.size(), advisor.capacity);
  for (std::size_t i = 0; i < advisor.capacity; ++i) {
    slot.in_session = i < busy;
    slot.free_at = 0;
    if (slot.in_session) {
      const SessionNow& session = advisor.sessions[advisor.sessions.size() - busy + i];
      slot.service = session.service;
      slot.stream = stream_of(seed_, Drawn::session, session.number);
      slot.elapsed = static_cast<double>(std::max<std::int64_t>(0, session.elapsed.ms));
    } else if (i - busy < advisor.wrap_ups.size()) {
      slot.free_at = std::max<std::int64_t>(0, advisor.wrap_ups[i - busy].ms);
    }
    slots_.push_back(slot);
  }
}

void Play::draw_doubts(std::uint64_t pair, bool mirrored) {
  if (!doubtful_) return;
  for (std::size_t s = 0; s < factor_.size(); ++s) {
    const double z = normal_of_tail(unit(mix(doubt_stream_[s], pair)));
    factor_[s] = std::exp((mirrored ? -z : z) * scene_.services[s].doubt);
  }
}

bool Play::stays(std::uint32_t ticket, std::int64_t at) const {
  if (away_[ticket] != 0) return false;
  if (scene_.leaving == 0) return true;
  const std::size_t index = (mix(patience_stream_[ticket], pair_) >> (64 - kTableBits)) ^ mirror_;
  return exponential_[index] > static_cast<double>(at) * scene_.leaving;
}

std::int64_t Play::serve(std::uint32_t slot, std::uint32_t ticket, std::int64_t at) {
  const std::uint32_t service = service_[ticket];
  const std::size_t index = (mix(service_stream_[ticket], pair_) >> (64 - kTableBits)) ^ mirror_;
  const double time =
      (*tables_)[service][index] * scene_.services[service].time.mean * factor_[service] * slots_[slot].pace;
  return at + std::llrint(std::min(time, kLongest)) + scene_.wrap_up.ms;
}

// Those free at the start: tickets are called in order, each by who is chosen for it.
void Play::first_calls(std::int64_t* wait, std::size_t stride) {
  if (opens_ >= ends_) return;
  for (std::uint32_t ticket = 0; ticket < tickets() && !idle_.empty(); ++ticket) {
    const auto by =
        std::ranges::find_if(idle_, [&](std::uint32_t s) { return kinds_[slots_[s].kind].reach[ticket] != 0; });
    if (by == idle_.end()) continue;
    wait[ticket * stride] = opens_;
    taken_[ticket] = 1;
    if (!stays(ticket, opens_)) continue;
    heap_.push_back({serve(*by, ticket, opens_), *by});
    idle_.erase(by);
  }
}

void Play::replicate(std::uint32_t replication, const std::vector<const double*>& tables, const double* exponential,
                     std::int64_t* wait, std::size_t stride) {
  tables_ = &tables;
  exponential_ = exponential;
  pair_ = replication / 2;
  const bool mirrored = replication % 2 == 1;
  mirror_ = mirrored ? kTableSize - 1 : 0;
  draw_doubts(pair_, mirrored);
  taken_.assign(tickets(), 0);
  cursor_.assign(kinds_.size(), 0);
  heap_.clear();
  idle_.clear();
  for (std::size_t i = 0; i < tickets(); ++i) wait[i * stride] = kNever;

  for (std::uint32_t s = 0; s < slots_.size(); ++s) {
    const Slot& slot = slots_[s];
    std::int64_t at = slot.free_at;
    if (slot.in_session) {
      const double u = unit(mix(slot.stream, pair_));
      Distribution time = scene_.services[slot.service].time;
      time.mean *= factor_[slot.service] * slot.pace;
      at = std::llrint(std::min(time.residual(slot.elapsed, mirrored ? 1 - u : u), kLongest)) + scene_.wrap_up.ms;
    }
    if (at > opens_) {
      heap_.push_back({at, s});
    } else if (opens_ < slot.ends) {
      idle_.push_back(s);
    }
  }
  std::ranges::sort(idle_, [&](std::uint32_t a, std::uint32_t b) {
    if (taken_before(slots_[a].idle, slots_[b].idle)) return true;
    return !taken_before(slots_[b].idle, slots_[a].idle) && a < b;
  });
  first_calls(wait, stride);

  const auto later = [](const Entry& a, const Entry& b) { return b < a; };
  std::ranges::make_heap(heap_, later);
  while (!heap_.empty()) {
    const auto [at, s] = heap_.front();
    if (at >= ends_) return;
    const Slot& slot = slots_[s];
    const std::vector<std::uint32_t>& mine = kinds_[slot.kind].tickets;
    std::size_t& next = cursor_[slot.kind];
    std::int64_t free_again = kNever;
    for (; at < slot.ends && next < mine.size() && free_again == kNever; ++next) {
      const std::uint32_t ticket = mine[next];
      if (taken_[ticket] != 0) continue;
      taken_[ticket] = 1;
      wait[ticket * stride] = at;
      if (stays(ticket, at)) free_again = serve(s, ticket, at);
    }
    if (free_again == kNever) {  // nobody left for this one
      heap_.front() = heap_.back();
      heap_.pop_back();
      if (heap_.empty()) return;
    } else {
      heap_.front().at = free_again;
    }
    sift_down(heap_);
  }
}

}  // namespace

std::uint32_t Estimates::reached_permille(std::size_t ticket) const {
  return replications_ == 0 ? 0 : (reached_[ticket] * 1000 + replications_ / 2) / replications_;
}

std::optional<Duration> Estimates::quantile(std::size_t ticket, std::uint32_t permille) const {
  if (!known(ticket)) return std::nullopt;
  // Of R draws and the truth, the truth is as likely to be in any of the R + 1 gaps.
  const std::uint64_t rank = (std::uint64_t{permille} * (replications_ + 1) + 500) / 1000;
  const std::uint64_t index = std::clamp<std::uint64_t>(rank, 1, replications_) - 1;
  if (index >= reached_[ticket]) return std::nullopt;
  return milliseconds(waits_[ticket * replications_ + index]);
}

std::optional<Duration> Estimates::mean(std::size_t ticket) const {
  if (!known(ticket) || reached_[ticket] == 0) return std::nullopt;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < reached_[ticket]; ++i) sum += waits_[ticket * replications_ + i];
  return milliseconds(sum / reached_[ticket]);
}

std::size_t Estimator::table_for(const Distribution& distribution) {
  const bool spreads = distribution.shape == Shape::lognormal;
  const auto steps = spreads ? static_cast<std::int64_t>(std::llrint(distribution.log_sd() / kSpreadStep)) : 0;
  const auto same = [&](const Table& t) { return t.shape == distribution.shape && t.spread == steps; };
  const auto found = std::ranges::find_if(tables_, same);
  if (found != tables_.end()) return static_cast<std::size_t>(found - tables_.begin());
  Table table{distribution.shape, steps, std::vector<double>(kTableSize)};
  const double log_sd = static_cast<double>(steps) * kSpreadStep;
  const auto tail = [](std::size_t i) { return 1 - (static_cast<double>(i) + 0.5) / static_cast<double>(kTableSize); };
  if (normal_.empty())  // a spread that was learned changes often: only its exponentials are worked out anew
    for (std::size_t i = 0; i < kTableSize; ++i) normal_.push_back(normal_of_tail(tail(i)));
  double sum = 0;
  for (std::size_t i = 0; i < kTableSize; ++i) {
    table.values[i] = spreads ? std::exp(log_sd * (normal_[i] - log_sd / 2))
                              : Distribution{distribution.shape, 1, 0}.of_tail(tail(i));
    if (i + 1 < kTableSize) sum += table.values[i];
  }
  // The last stands for the whole of its tail: what is left of the mean.
  table.values.back() = std::max(static_cast<double>(kTableSize) - sum, table.values.back());
  tables_.push_back(std::move(table));
  return tables_.size() - 1;
}

Estimates Estimator::estimate(const Scene& scene) {
  check(scene);
  Estimates result;
  const std::size_t n = scene.waiting.size();
  result.here_.assign(n, 0);
  result.reached_.assign(n, 0);
  if (n == 0 || (scene.paused && !scene.resumes)) return result;

  const std::uint64_t affordable = std::clamp<std::uint64_t>(effort_.budget / n, 64, 4096);
  const std::uint32_t most = std::clamp(effort_.replications, 64u, 4096u);
  const std::uint32_t replications = std::min(most, static_cast<std::uint32_t>(affordable)) / 2 * 2;
  result.replications_ = replications;

  std::vector<std::size_t> indexes;
  for (const ServiceModel& service : scene.services) indexes.push_back(table_for(service.time));
  const std::size_t exponential = table_for({Shape::exponential, 1, 1});
  std::vector<const double*> tables;
  for (const std::size_t index : indexes) tables.push_back(tables_[index].values.data());

  Play play(scene, seed_);
  result.waits_.resize(n * replications);
  for (std::uint32_t r = 0; r < replications; ++r)
    play.replicate(r, tables, tables_[exponential].values.data(), result.waits_.data() + r, replications);
  for (std::size_t i = 0; i < n; ++i) {
    const auto first = result.waits_.begin() + static_cast<std::ptrdiff_t>(i * replications);
    const auto last = first + replications;
    std::sort(first, last);
    result.here_[i] = play.served(i);
    result.reached_[i] = static_cast<std::uint32_t>(std::lower_bound(first, last, kNever) - first);
  }
  return result;
}

}  // namespace convene::queueing
