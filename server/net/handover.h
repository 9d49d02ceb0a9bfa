// A socket between two loops: taken from one, not with the other yet.
//
// On its way it is in no loop's hands, so that no thread can touch what is another's; if it never arrives, it is
// closed. Threads: settle() on the thread of the loop that it is given to.
#pragma once

#include <unistd.h>

#include <utility>

#include "server/net/shard.h"

namespace convene::net {

class LooseSocket {
 public:
  /// Takes it from its loop, where nothing may be pending on it.
  explicit LooseSocket(Socket socket) {
    boost::system::error_code error;
    const auto end = socket.local_endpoint(error);
    protocol_ = error ? asio::ip::tcp::v4() : end.protocol();
    const int native = socket.release(error);
    if (!error) native_ = native;
  }
  LooseSocket(LooseSocket&& other) noexcept : protocol_(other.protocol_), native_(std::exchange(other.native_, -1)) {}
  LooseSocket& operator=(LooseSocket&&) = delete;
  ~LooseSocket() {
    if (native_ >= 0) ::close(native_);
  }

  /// As it is with its new loop: a closed one if that has no room for it.
  Socket settle(asio::io_context& io) && {
    Socket socket(io.get_executor());
    boost::system::error_code error;
    socket.assign(protocol_, native_, error);
    if (error) return socket;
    native_ = -1;
    socket.non_blocking(true, error);
    return socket;
  }

 private:
  asio::ip::tcp protocol_ = asio::ip::tcp::v4();
  int native_ = -1;
};

}  // namespace convene::net
