// What the sockets counted, as samples for the scrape.
#pragma once

#include <vector>

#include "server/net/counters.h"
#include "server/ops/metrics.h"

namespace convene::net {

inline void add_sockets(std::vector<ops::Sample>& samples, const Counters& counters) {
  const auto add = [&](const char* name, const char* help, std::uint64_t value, bool counter = true) {
    samples.push_back({std::string("convene_net_") + name, help, counter, static_cast<double>(value), ""});
  };
  add("sockets", "WebSockets open.", counters.sockets_open, false);
  add("http_sessions", "HTTP connections open.", counters.http_open, false);
  add("accepted_total", "Connections accepted.", counters.accepted);
  add("accept_pauses_total", "Times accepting waited for a file descriptor.", counters.accept_pauses);
  add("refused_address_total", "Connections refused: too many of one address.", counters.refused_address);
  add("refused_full_total", "Connections refused: too many in all.", counters.refused_full);
  add("requests_total", "HTTP requests.", counters.requests);
  add("requests_malformed_total", "HTTP requests refused for their form.", counters.requests_malformed);
  add("requests_slow_total", "HTTP requests that did not come in time.", counters.requests_slow);
  add("requests_too_often_total", "HTTP requests refused: too often from one address.", counters.requests_too_often);
  add("upgrades_total", "WebSockets opened.", counters.upgrades);
  add("upgrades_refused_total", "Upgrades refused.", counters.upgrades_refused);
  add("upgrades_foreign_total", "Upgrades refused for their origin.", counters.upgrades_foreign);
  add("messages_in_total", "Messages received.", counters.messages_in);
  add("bytes_in_total", "Bytes of those messages.", counters.bytes_in);
  add("frames_out_total", "Frames written.", counters.frames_out);
  add("bytes_out_total", "Bytes of those frames.", counters.bytes_out);
  add("closed_mute_total", "Sockets without a sign of life.", counters.closed_mute);
  add("closed_silent_total", "Sockets that did not say hello in time.", counters.closed_silent);
  add("closed_slow_total", "Sockets that did not take what was written.", counters.closed_slow);
  add("closed_abuse_total", "Sockets closed for what they sent.", counters.closed_abuse);
}

}  // namespace convene::net
