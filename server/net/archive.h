// An event's past, read from its journal to answer somebody who may see the board.
//
// Nothing of it holds up the event: the journal is read aside, by a reader of its own that is opened for each answer,
// one answer after the other, and what comes of it is written there, too. On the shard's thread it costs O(1), however
// large the crowd is and however much they did; aside O(journal after the newest snapshot + event), or O(journal) for
// whoever reads all of it.
//
// Whoever asked is looked at before and after: a hat or a pass that was taken meanwhile shows nothing. If they go, the
// reading ends at the next record, and its place is another's.
//
// Thread: the shard's, but for what `read` and `write` do. Lifetime: the halls and this live as long as the shard's
// loop runs.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "matcher/ids.h"
#include "server/journal/journal.h"
#include "server/live/hall.h"
#include "server/live/log.h"
#include "server/net/api.h"
#include "server/net/aside.h"

namespace convene::net {

/// Opens the journal for reading, where it is called: another thread than the shard's. Throws journal::Error.
using OpenJournal = std::function<std::shared_ptr<journal::Journal>()>;

class Archive {
 public:
  /// What there is to answer, on the shard's thread, to whoever still may see it.
  using Told = std::function<Answer(const State& now)>;

  Archive(OpenJournal open, Aside aside, live::Log& log)
      : open_(std::move(open)), aside_(std::move(aside)), log_(log) {}

  /// `read` runs aside with the journal, and lets its exceptions go.
  void read(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
            std::function<Told(journal::Journal&)> read);

  /// `write` runs aside with the event as the journal has it, and as nothing changes it any more. Where somebody was
  /// erased since, what it wrote is not handed out: 503, and to be asked for again.
  void write(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
             std::function<Answer(const State& then, journal::Journal&)> write);

 private:
  /// `respond`, counted as one that waits of this event; nothing, if as many wait as may: it was answered.
  Respond waiting(const std::string& event, const Respond& respond);

  const OpenJournal open_;
  const Aside aside_;
  live::Log& log_;
  std::map<std::string, std::size_t> waiting_;  // answers, by event
};

}  // namespace convene::net
