// What a crowd costs, over real sockets, each figure beside what the machine can do at best in the same run:
//   * from a moderator's "open" to the last of 400 and of 5,000 people holding their room (matching, journal, views and
//     sockets included), beside one bare send a socket of as many bytes; the two take turns;
//   * resident memory of the server per idle participant;
//   * messages and bytes that one arrival causes, in a crowd of 100 and of 5,000.
// Everything runs on this machine: the crowd takes one core, the server another.
//   bench_live [REPEATS] [PEOPLE...]
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "bench/live/crowd.h"
#include "bench/live/processes.h"

namespace convene::bench {
namespace {

constexpr double kQuiet = 1.2;  // seconds without a message: crowd numbers are told once a second

struct Spread {
  double least = 0, median = 0, most = 0;
};

Spread spread(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {values.front(), values[values.size() / 2], values.back()};
}

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

/// One session of the event: everybody goes to its lobby, the moderator opens, the last one holds a room.
class Opening {
 public:
  explicit Opening(std::size_t people, std::size_t repeats)
      : server_(people + 1, repeats + 1), crowd_(server_.port(), "bench") {
    before_kb_ = server_.resident_kb();
    for (std::size_t i = 0; i < people; ++i) crowd_.join(server_.passes()[i]);
    crowd_.settle(kQuiet);
    idle_kb_ = server_.resident_kb();
    moderator_ = crowd_.join(server_.moderator());
    people_ = people;
  }

  struct Times {
    double first = 0;  // ms from "open" until somebody holds a room: matching and journal
    double last = 0;   // ... until everybody does
  };
  /// `bytes` becomes what each person was sent meanwhile.
  Times run(std::size_t number, std::vector<std::size_t>& bytes) {
    const std::string session = R"("session":"s)" + std::to_string(number) + "\"";
    for (std::size_t i = 0; i < people_; ++i) crowd_.command(i, "session.join", session);
    crowd_.settle(kQuiet);
    std::vector<bool> seated(people_);
    std::size_t left = people_;
    const std::vector<Crowd::Client> before = crowd_.clients();
    bytes.assign(people_, 0);
    Times times;
    const auto from = Clock::now();
    crowd_.command(moderator_, "round.open", session);
    const bool all = crowd_.run(
        60, [&] { return left == 0; },
        [&](std::size_t client, std::string_view text) {
          if (client >= people_ || seated[client] || text.find(R"("topic":"room")") == std::string_view::npos) return;
          seated[client] = true;
          if (left == people_) times.first = ms_since(from);
          bytes[client] = crowd_.clients()[client].bytes - before[client].bytes;
          --left;
        });
    times.last = ms_since(from);
    if (!all) throw std::runtime_error(std::to_string(left) + " people have no room");
    crowd_.settle(kQuiet);
    return times;
  }

  struct Arrival {
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
  };
  /// One more person comes to the session whose round is open: what everybody else, and the person, is sent for it.
  Arrival arrive(std::size_t number) {
    const std::uint64_t frames = crowd_.frames(), bytes = crowd_.bytes();
    const std::size_t late = crowd_.join(server_.passes()[people_]);
    crowd_.command(late, "session.join", R"("session":"s)" + std::to_string(number) + "\"");
    crowd_.settle(kQuiet);
    // The moderator watches the whole floor: that is one message a tenth of a second, whatever happened.
    const Crowd::Client& staff = crowd_.clients()[moderator_];
    return {crowd_.frames() - frames - (staff.frames - staff_frames_),
            crowd_.bytes() - bytes - (staff.bytes - staff_bytes_)};
  }
  void note_staff() {
    staff_frames_ = crowd_.clients()[moderator_].frames;
    staff_bytes_ = crowd_.clients()[moderator_].bytes;
  }

  double idle_kb_each() const { return static_cast<double>(idle_kb_ - before_kb_) / static_cast<double>(people_); }

 private:
  ConveneServer server_;
  Crowd crowd_;
  std::size_t people_ = 0;
  std::size_t moderator_ = 0;
  std::size_t before_kb_ = 0;
  std::size_t idle_kb_ = 0;
  std::uint64_t staff_frames_ = 0;
  std::uint64_t staff_bytes_ = 0;
};

/// The same bytes to as many sockets, in one send each.
class Bare {
 public:
  explicit Bare(const std::vector<std::size_t>& bytes)
      : bytes_(bytes), server_(bytes.size(), bytes), epoll_(::epoll_create1(0)) {
    for (std::size_t i = 0; i <= bytes.size(); ++i) {
      sockets_.push_back(connect_to(server_.port()));
      if (i == 0) continue;
      epoll_event wanted{};
      wanted.events = EPOLLIN;
      wanted.data.u64 = i;
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, sockets_.back(), &wanted);
    }
  }
  ~Bare() {
    for (const int socket : sockets_) ::close(socket);
    ::close(epoll_);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  double run() {
    std::vector<std::size_t> got(bytes_.size());
    std::size_t left = bytes_.size();
    std::array<char, 65'536> buffer;
    std::array<epoll_event, 512> events;
    const auto from = Clock::now();
    if (::send(sockets_.front(), "g", 1, MSG_NOSIGNAL) != 1) throw std::runtime_error("the bare server is gone");
    while (left > 0) {
      const int count = ::epoll_wait(epoll_, events.data(), events.size(), 5'000);
      if (count <= 0) throw std::runtime_error("the bare server does not write");
      for (int i = 0; i < count; ++i) {
        const std::size_t at = events[static_cast<std::size_t>(i)].data.u64;
        const ssize_t size = ::recv(sockets_[at], buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size <= 0) continue;
        got[at - 1] += static_cast<std::size_t>(size);
        if (got[at - 1] == bytes_[at - 1]) --left;
      }
    }
    return ms_since(from);
  }

 private:
  std::vector<std::size_t> bytes_;
  BareServer server_;
  int epoll_;
  std::vector<int> sockets_;
};

void measure_opening(std::size_t people, std::size_t repeats, std::vector<std::string>& memory) {
  Opening opening(people, repeats);
  std::vector<double> first, ours, bare, ratio;
  std::vector<std::size_t> bytes;
  for (std::size_t i = 1; i <= repeats; ++i) {
    const Opening::Times times = opening.run(i, bytes);
    first.push_back(times.first);
    ours.push_back(times.last);
    bare.push_back(Bare(bytes).run());
    ratio.push_back(ours.back() / bare.back());
  }
  std::size_t sum = 0;
  for (const std::size_t size : bytes) sum += size;
  std::printf("%8zu  %8zu  ", people, sum / people);
  for (const std::vector<double>& column : {first, ours, bare, ratio}) {
    const Spread s = spread(column);
    std::printf("  %7.1f %7.1f %7.1f", s.least, s.median, s.most);
  }
  std::printf("\n");
  std::fflush(stdout);
  std::array<char, 100> line;
  std::snprintf(line.data(), line.size(), "%8zu  %8.1f", people, opening.idle_kb_each());
  memory.emplace_back(line.data());
}

void measure_arrival(std::size_t people) {
  Opening opening(people, 1);
  std::vector<std::size_t> bytes;
  opening.run(1, bytes);
  opening.note_staff();
  const Opening::Arrival cost = opening.arrive(1);
  std::printf("%8zu  %8llu  %8llu\n", people, static_cast<unsigned long long>(cost.messages),
              static_cast<unsigned long long>(cost.bytes));
  std::fflush(stdout);
}

}  // namespace
}  // namespace convene::bench

int main(int count, char** words) {
  using namespace convene::bench;
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  const std::size_t repeats = count > 1 ? std::clamp<std::size_t>(std::strtoul(words[1], nullptr, 10), 1, 50) : 5;
  std::vector<std::size_t> crowds;
  for (int i = 2; i < count; ++i) crowds.push_back(std::strtoul(words[i], nullptr, 10));
  if (crowds.empty()) crowds = {400, 5'000};
  try {
    std::printf(
        "\"Open\" to the first and to the last person holding a room, beside bare sends of the same bytes;\n"
        "ms, least median most of %zu\n",
        repeats);
    std::printf(
        "  people  B/person   first                     last                      bare                    last / "
        "bare\n");
    std::vector<std::string> memory;
    for (const std::size_t people : crowds) measure_opening(people, repeats, memory);
    std::printf("\nResident memory of the server for each idle participant\n  people  KB each\n");
    for (const std::string& line : memory) std::printf("%s\n", line.c_str());
    std::printf(
        "\nWhat one arrival in an open round makes the server send, to everybody together\n  crowd   messages     "
        "bytes\n");
    for (const std::size_t people : {std::size_t{100}, crowds.back()}) measure_arrival(people);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
