// What the sockets of one thread share. Boost.Asio only: Beast stays in the units that need it.
//
// Thread of a Shard: the one that runs `io`; nothing in it is locked, and no other thread looks into it: what it shall
// do is posted. Lifetime: outlives every socket of the thread.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "server/live/log.h"
#include "server/net/addresses.h"
#include "server/net/config.h"
#include "server/net/counters.h"
#include "server/net/events.h"
#include "server/net/request.h"
#include "server/net/sweep.h"

namespace convene::net {

namespace asio = boost::asio;

/// The executor is spelled out: erasing its type costs an allocation and a call on each operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;

/// Something with frames to write, once the present turn of the loop is over.
class Flushable {
 public:
  virtual ~Flushable() = default;
  virtual void flush() = 0;
};

struct Shard;

/// What the shards of a server have in common. Threads: any. Lifetime: outlives the shards.
struct Common {
  Common(const Config& configuration, ShardOf where, live::Log& logger)
      : config(configuration),
        shard_of(std::move(where)),
        log(logger),
        addresses({config.limits.unknown_per_address, config.limits.known_per_address}, without_limit(config)),
        rates(config.limits.requests_per_second, config.limits.requests_burst, Networks(config.unlimited)),
        trusted(config.trusted_proxies) {}

  const Config& config;
  const ShardOf shard_of;
  live::Log& log;
  Addresses addresses;
  AddressRates rates;
  const Networks trusted;
  std::vector<Shard*> shards;  // complete before any of them runs

  /// Where an event lives; null: there is no such event.
  Shard* home_of(std::string_view event) const {
    const auto shard = event.empty() ? std::nullopt : shard_of(event);
    return shard ? shards[*shard] : nullptr;
  }

 private:
  /// A proxy of ours has as many connections as people come through it; those are counted by whom it speaks for.
  static Networks without_limit(const Config& config) {
    std::vector<std::string> all = config.unlimited;
    all.insert(all.end(), config.trusted_proxies.begin(), config.trusted_proxies.end());
    return Networks(all);
  }
};

struct Shard {
  Shard(asio::io_context& context, Common& shared, Handler& handler, Events& house)
      : io(context),
        common(shared),
        config(shared.config),
        site(handler),
        events(house),
        log(shared.log),
        addresses(shared.addresses),
        rates(shared.rates),
        trusted(shared.trusted) {}

  asio::io_context& io;
  Common& common;
  const Config& config;
  Handler& site;
  Events& events;
  live::Log& log;
  Sweep sweep;
  Addresses& addresses;
  AddressRates& rates;
  const Networks& trusted;
  Counters counters;
  bool stopping = false;    // nobody new
  bool winding_up = false;  // everybody was told goodbye
  bool over = false;        // nobody is left, and nobody looks after who comes

  /// Whether the caller is in the shard's loop.
  bool here() const { return io.get_executor().running_in_this_thread(); }

  /// All that was woken in one turn of the loop is flushed together, by a single post.
  void flush_soon(std::shared_ptr<Flushable> one) {
    awake_.push_back(std::move(one));
    if (awake_.size() == 1) asio::post(io, [this] { flush(); });
  }

 private:
  void flush() {
    std::vector<std::shared_ptr<Flushable>> woken;
    woken.swap(awake_);
    for (const auto& one : woken) one->flush();
  }

  std::vector<std::shared_ptr<Flushable>> awake_;
};

}  // namespace convene::net
