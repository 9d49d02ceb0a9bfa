// What an event's journal says of its past, over HTTP (staff_api.h): needs "board".
//
//   GET journal.jsonl?after=<seq>&person=p12         what happened, fact by fact (server/ops/audit.h)
//   GET operations?person=p12&before=o7              what moderators did to somebody, the newest first
//   GET summary.html                                 the organiser's page about the event (server/ops/summary.h)
//
// Nothing of it holds up the event: the journal is read aside, by a reader of its own that is opened for each answer,
// one answer after the other. Thread: the shard's. Lifetime: the halls live as long as the shard's loop runs.
#pragma once

#include <functional>
#include <memory>

#include "matcher/ids.h"
#include "server/journal/journal.h"
#include "server/live/hall.h"
#include "server/net/api.h"
#include "server/net/aside.h"

namespace convene::net {

/// Opens the journal for reading, where it is called: another thread than the shard's. Throws journal::Error.
using OpenJournal = std::function<std::shared_ptr<journal::Journal>()>;

class HistoryApi {
 public:
  HistoryApi(OpenJournal open, Aside aside) : open_(std::move(open)), aside_(std::move(aside)) {}

  void send_journal(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) const;
  void send_operations(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) const;
  void send_summary(live::Hall& hall, PersonId by, const ApiRequest& request, const Respond& respond) const;

 private:
  /// Whoever may see the board: `work` runs aside with the journal; what it returns, on the shard's thread.
  void read_for(live::Hall& hall, PersonId by, const Respond& respond,
                std::function<live::Worker::Then(journal::Journal&)> work) const;

  const OpenJournal open_;
  const Aside aside_;
};

}  // namespace convene::net
