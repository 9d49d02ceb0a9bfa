#include "bench/queue/options.h"

#include <charconv>

namespace convene::bench {
namespace {

constexpr double kMinute = 60'000;

template <class Number>
bool read(std::string_view text, Number least, Number most, Number& into) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= least && value <= most)) return false;
  into = value;
  return true;
}

bool read_service(std::string_view text, Options& options) {
  constexpr std::string_view kLognormal = "lognormal:";
  if (text == "exp") {
    options.shape = queueing::Shape::exponential;
    return true;
  }
  if (text == "det") {
    options.shape = queueing::Shape::deterministic;
    options.cv2 = 0;
    return true;
  }
  if (!text.starts_with(kLognormal)) return false;
  options.shape = queueing::Shape::lognormal;
  return read(text.substr(kLognormal.size()), 0.0, queueing::Distribution::max_cv2, options.cv2);
}

}  // namespace

std::optional<Options> parse(std::span<const std::string_view> words, std::string& error) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    options.any = true;
    if (word == "--json") {
      options.json = true;
      continue;
    }
    const std::string_view value = i + 1 < words.size() ? words[i + 1] : std::string_view{};
    std::string_view wants;
    bool good = false;
    if (word == "--servers") {
      wants = "1 to 1000";
      good = read(value, 1u, 1000u, options.servers);
    } else if (word == "--arrivals") {
      wants = "arrivals per minute, 0.000001 to 100000";
      good = read(value, 1e-6, 1e5, options.per_minute);
    } else if (word == "--mean-service") {
      wants = "minutes, 0.001 to 10000";
      good = read(value, 1e-3, 1e4, options.mean_service);
    } else if (word == "--service") {
      wants = "exp, det or lognormal:CV2 with a CV2 of 0 to 100";
      good = read_service(value, options);
    } else if (word == "--tickets") {
      wants = "1 to 1000000000";
      good = read(value, std::uint64_t{1}, std::uint64_t{1'000'000'000}, options.tickets);
    } else if (word == "--seed") {
      wants = "a whole number";
      good = read(value, std::uint64_t{0}, ~std::uint64_t{0}, options.seed);
    } else {
      error = "'" + std::string(word) + "' is not known; there are --servers, --arrivals, --mean-service, --service, " +
              "--tickets, --seed and --json";
      return std::nullopt;
    }
    if (!good) {
      error = std::string(word) + " takes " + std::string(wants) + ", not '" + std::string(value) + "'";
      return std::nullopt;
    }
    ++i;
  }
  if (options.per_minute * options.mean_service >= options.servers) {
    error = "so many servers cannot do it: arrivals x mean service must be less than servers, or the line never ends";
    return std::nullopt;
  }
  return options;
}

queueing::Traffic Options::traffic() const {
  queueing::Traffic traffic;
  traffic.advisors.resize(servers);
  traffic.streams = {{per_minute / kMinute, {}, {shape, mean_service * kMinute, cv2}, 0}};
  traffic.tickets = tickets;
  traffic.seed = seed;
  return traffic;
}

}  // namespace convene::bench
