#include "server/net/loops.h"

#include <boost/asio/executor_work_guard.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>

namespace convene::net {

namespace asio = boost::asio;

Loops::Loops(std::size_t count) {
  if (count < 1 || count > kMostShards) {
    throw std::invalid_argument(std::to_string(count) + " threads: there may be 1 to " + std::to_string(kMostShards));
  }
  for (std::size_t i = 0; i < count; ++i) loops_.push_back(std::make_unique<asio::io_context>(1));
}

void Loops::stop() {
  for (const auto& loop : loops_) loop->stop();
}

void Loops::run() {
  std::vector<std::exception_ptr> thrown(loops_.size());  // each written by its own thread, read when all have ended
  const auto turn = [&](std::size_t shard) {
    try {
      const auto stay = asio::make_work_guard(*loops_[shard]);
      loops_[shard]->run();
    } catch (...) { thrown[shard] = std::current_exception(); }
    stop();
  };
  {
    std::vector<std::jthread> threads;
    try {
      for (std::size_t shard = 1; shard < loops_.size(); ++shard) threads.emplace_back(turn, shard);
    } catch (...) {  // no thread to be had
      thrown[0] = std::current_exception();
      stop();
    }
    turn(0);
  }
  for (const std::exception_ptr& what : thrown)
    if (what) std::rethrow_exception(what);
}

}  // namespace convene::net
