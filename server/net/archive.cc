#include "server/net/archive.h"

#include <exception>

#include "server/journal/stoppable.h"
#include "server/live/ledger.h"
#include "server/net/api_answers.h"
#include "server/net/staff_look.h"

namespace convene::net {
namespace {

// One event does not keep the others from being read: one answer is made, and seven more wait. So many can be asked for
// at once on one board.
constexpr std::size_t kWaiting = 8;

}  // namespace

Respond Archive::waiting(const std::string& event, const Respond& respond) {
  std::size_t& count = waiting_[event];
  if (count >= kWaiting) return respond(overloaded_answer()), nullptr;
  ++count;
  return [this, event, respond](Answer answer) {
    if (--waiting_[event] == 0) waiting_.erase(event);
    respond(std::move(answer));
  };
}

// Work outlives neither its answer nor the loop, but it may outlive the halls: it takes what it needs with it.
void Archive::read(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                   std::function<Told(journal::Journal&)> read) {
  const auto ask = [this, &hall, by, pass = request.pass, gone = request.gone, respond,
                    read = std::move(read)](const State&) {
    const Respond counted = waiting(hall.event(), respond);
    if (!counted) return;
    const auto failed = [this, counted, event = hall.event()](Answer answer, const std::exception& why) {
      return [this, counted, event, answer = std::move(answer), why = std::string(why.what())] {
        log_.write(live::Log::Level::error, event, "history.unread", why);
        counted(answer);
      };
    };
    const auto work = [&hall, open = open_, by, pass, gone, counted, read, failed]() -> live::Worker::Then {
      try {
        if (gone.stop_requested()) throw journal::Stopped();
        const auto opened = open();
        journal::StoppableJournal journal(*opened, gone);
        return [&hall, by, pass, counted, told = read(journal)] {
          if_may(hall, by, "board", counted, [&hall, by, pass, counted, told](const State& now) {
            if (hall.read_pass(pass) != by) return counted(stale_pass_answer());
            counted(told(now));
          });
        };
      } catch (const journal::Stopped&) {
        // The server may be what goes.
        return [&hall, by, counted] {
          if_may(hall, by, "board", counted, [counted](const State&) { counted(gone_answer()); });
        };
      } catch (const journal::Damaged& damage) {
        return failed(damaged_answer(), damage);
      } catch (const live::Unsound& damage) {
        return failed(damaged_answer(), damage);
      } catch (const std::exception& away) { return failed(away_answer(), away); }
    };
    aside_.run(work, counted);
  };
  if_may(hall, by, "board", respond, ask);
}

void Archive::write(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                    std::function<Answer(const State& then, journal::Journal&)> write) {
  read(hall, by, request, respond, [event = hall.event(), write = std::move(write)](journal::Journal& journal) -> Told {
    live::SystemEntropy entropy;
    live::Ledger stored(event, journal, entropy);
    stored.recover();
    const std::uint64_t seq = stored.state().seq;
    return [seq, answer = write(stored.state(), journal)](const State& now) {
      // Somebody who is in it may have been erased meanwhile.
      return now.last_erasure > seq ? away_answer() : answer;
    };
  });
}

}  // namespace convene::net
