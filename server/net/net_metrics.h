// What the sockets of all shards counted, as samples for the scrape.
#pragma once

#include <string>
#include <vector>

#include "server/net/counters.h"
#include "server/ops/metrics.h"

namespace convene::net {

inline void add_sockets(std::vector<ops::Sample>& samples, const std::vector<Counters>& shards) {
  const auto add = [&](const char* name, const char* help, std::uint64_t Counters::*which, bool counter = true) {
    std::uint64_t value = 0;
    for (const Counters& counters : shards) value += counters.*which;
    samples.push_back({std::string("convene_net_") + name, help, counter, static_cast<double>(value), ""});
  };
  add("sockets", "WebSockets open.", &Counters::sockets_open, false);
  add("http_sessions", "HTTP connections open.", &Counters::http_open, false);
  add("accepted_total", "Connections accepted.", &Counters::accepted);
  add("accept_pauses_total", "Times accepting waited for a file descriptor.", &Counters::accept_pauses);
  add("refused_address_total", "Connections refused: too many of one address.", &Counters::refused_address);
  add("refused_full_total", "Connections refused: too many in all.", &Counters::refused_full);
  add("requests_total", "HTTP requests.", &Counters::requests);
  add("requests_malformed_total", "HTTP requests refused for their form.", &Counters::requests_malformed);
  add("requests_slow_total", "HTTP requests that did not come in time.", &Counters::requests_slow);
  add("requests_left_total", "HTTP requests whose connection, or their half of it, was closed before the answer.",
      &Counters::requests_left);
  add("requests_too_often_total", "HTTP requests refused: too often from one address.", &Counters::requests_too_often);
  add("upgrades_total", "WebSockets opened.", &Counters::upgrades);
  add("upgrades_refused_total", "Upgrades refused.", &Counters::upgrades_refused);
  add("upgrades_foreign_total", "Upgrades refused for their origin.", &Counters::upgrades_foreign);
  add("messages_in_total", "Messages received.", &Counters::messages_in);
  add("bytes_in_total", "Bytes of those messages.", &Counters::bytes_in);
  add("frames_out_total", "Frames written.", &Counters::frames_out);
  add("bytes_out_total", "Bytes of those frames.", &Counters::bytes_out);
  add("closed_mute_total", "Sockets without a sign of life.", &Counters::closed_mute);
  add("closed_silent_total", "Sockets that did not say hello in time.", &Counters::closed_silent);
  add("closed_slow_total", "Sockets that did not take what was written.", &Counters::closed_slow);
  add("closed_abuse_total", "Sockets closed for what they sent.", &Counters::closed_abuse);
}

}  // namespace convene::net
