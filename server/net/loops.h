// As many event loops as there are shards, each with a thread of its own; the first one runs on its caller's.
//
// Threads: run() from one, stop() from any. Lifetime: outlives everything that posts to a loop. Nothing runs before
// run() or after it; then what is left in the loops may be polled by whoever takes things apart.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace convene::net {

inline constexpr std::size_t kMostShards = 64;

class Loops {
 public:
  /// Throws std::invalid_argument unless there are 1 to kMostShards.
  explicit Loops(std::size_t count);

  std::size_t size() const { return loops_.size(); }
  boost::asio::io_context& operator[](std::size_t shard) const { return *loops_[shard]; }

  /// Runs them all until stop(), and until every thread has ended. What is thrown out of a loop ends all of them, and
  /// is thrown from here.
  void run();
  void stop();

 private:
  std::vector<std::unique_ptr<boost::asio::io_context>> loops_;
};

/// Asks every shard, on its own thread, and tells all the answers in the shards' order, later, on the thread of `home`.
/// `question` is run by several threads at once. A loop that does not turn leaves all of them without an answer.
template <class T>
void ask_each(const Loops& loops, boost::asio::io_context& home, std::function<T(std::size_t shard)> question,
              std::function<void(std::vector<T>)> told) {
  struct Asked {
    std::vector<T> answers;
    std::size_t left;
    std::function<void(std::vector<T>)> told;
  };
  // Looked into on the thread of `home` only: on its way it is handed on, and let go of where it came from.
  auto asked = std::make_shared<Asked>(Asked{std::vector<T>(loops.size()), loops.size(), std::move(told)});
  for (std::size_t shard = 0; shard < loops.size(); ++shard) {
    boost::asio::post(loops[shard], [&home, shard, question, asked]() mutable {
      boost::asio::post(home, [shard, asked = std::move(asked), answer = question(shard)]() mutable {
        asked->answers[shard] = std::move(answer);
        if (--asked->left == 0) asked->told(std::move(asked->answers));
      });
    });
  }
}

}  // namespace convene::net
