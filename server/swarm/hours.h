// An office hour as a crowd plays it: some stand in line, some advise, one member of staff looks at the floor.
//
// Thread: the crowd's.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace convene::swarm {

class Surroundings;

struct HoursPlay {
  std::vector<std::string> topics;    // that people ask about
  std::vector<std::string> advisors;  // their passes
  std::string watcher;                // the pass of somebody who sees the floor; empty: nobody looks at the order
  double talk_seconds = 600;          // of a conversation, on average
  std::uint32_t boost = 0;            // places by which somebody may go ahead
  bool lottery = false;
  /// Whether this advisor takes this person on this topic.
  std::function<bool(const std::string& advisor, const std::string& person, const std::string& topic)> serves;
};

/// What one of the crowd lends to the part it plays.
class Hands {
 public:
  virtual ~Hands() = default;
  /// The command's id; empty: it could not be sent.
  virtual std::string command(const std::string& fields) = 0;
  /// The connection is gone, for so many seconds.
  virtual void lose(double seconds) = 0;
  virtual const std::string& id() const = 0;
  virtual bool here() const = 0;
  virtual double grace() const = 0;  // seconds
  virtual double between(double from, double to) = 0;
  virtual bool chance(double probability) = 0;
};

/// One part. Calls come in the order of the frames.
class HoursPart {
 public:
  virtual ~HoursPart() = default;
  virtual void view(const std::string& topic, const nlohmann::json& view) = 0;
  virtual void patch(const std::string& /*topic*/, const nlohmann::json& /*patch*/) {}
  /// The office hour in the newest `now`; null: it does not stand there.
  virtual void session(const nlohmann::json* status) = 0;
  virtual void refused(const std::string& /*id*/, const std::string& /*code*/) {}
  virtual void lost() {}
  /// A frame was heard to its end.
  virtual void heard() {}
  virtual void live(double seconds_since) = 0;
  virtual void finish() {}
};

/// Stands in line, comes when called, or does what people do instead; never lets the place out of sight.
std::unique_ptr<HoursPart> standing_in_line(Surroundings& around, Hands& hands);
/// Takes people, talks, notes down, rests, goes away now and then.
std::unique_ptr<HoursPart> advising(Surroundings& around, Hands& hands);
/// Holds the line on the floor against the rules of office hours. Says nothing.
std::unique_ptr<HoursPart> watching_the_line(Surroundings& around, Hands& hands);

}  // namespace convene::swarm
