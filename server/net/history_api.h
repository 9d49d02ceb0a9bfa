// What an event's journal says of its past, over HTTP (staff_api.h): needs "board".
//
//   GET journal.jsonl?after=<seq>&person=p12         what happened, fact by fact (server/ops/audit.h)
//   GET operations?person=p12&before=o7              what moderators did to somebody, the newest first
//   GET summary.html                                 the organiser's page about the event (server/ops/summary.h)
//   GET met.csv?session=<id>                         who met whom, and how often (server/ops/credit_csv.h)
//
// Nothing of it holds up the event: the journal is read aside, by a reader of its own that is opened for each answer,
// one answer after the other, and what comes of it is written there, too. Whoever asked is looked at before and after:
// a hat or a pass that was taken meanwhile shows nothing. Thread: the shard's. Lifetime: the halls and this live as
// long as the shard's loop runs.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "matcher/ids.h"
#include "server/journal/journal.h"
#include "server/live/hall.h"
#include "server/live/log.h"
#include "server/net/api.h"
#include "server/net/aside.h"

namespace convene::net {

/// Opens the journal for reading, where it is called: another thread than the shard's. Throws journal::Error.
using OpenJournal = std::function<std::shared_ptr<journal::Journal>()>;

class HistoryApi {
 public:
  HistoryApi(OpenJournal open, Aside aside, live::Log& log)
      : open_(std::move(open)), aside_(std::move(aside)), log_(log) {}

  void send_journal(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
  void send_operations(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
  void send_summary(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);
  void send_met(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond);

 private:
  /// What there is to answer, on the shard's thread, to whoever still may see it.
  using Told = std::function<Answer(const State& now)>;

  /// Whoever may see the board: `read` runs aside with the journal.
  void read_for(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond,
                std::function<Told(journal::Journal&)> read);
  /// `respond`, counted as one that waits of this event; nothing, if as many wait as may: it was answered.
  Respond waiting(const std::string& event, const Respond& respond);

  const OpenJournal open_;
  const Aside aside_;
  live::Log& log_;
  std::map<std::string, std::size_t> waiting_;  // answers, by event
};

}  // namespace convene::net
