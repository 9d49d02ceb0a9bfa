// What stands on the main port, except for the sockets that upgrade: pages, files, the walk-in form, the API.
//
//   GET  /                                list of events; the only event: go there
//   GET  /e/<event>                       the client, with the walk-in form in it
//   POST /e/<event>/join                  a walk-in's form: 303 to the personal link, 422 with the form again
//   GET  /e/<event>/programme-<hash>.json the programme, for ever the same under this name
//   GET  /assets/…                        the client's files
//   GET  /api/v1/openapi.json             what all of these addresses take and answer
//   *    /api/v1/events/<event>/…         for staff, see api.h
//
// HEAD is GET without the body. Thread: the shard's; each shard has a site, for its own events. Only the list of events
// is of all shards.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "matcher/instant.h"
#include "server/live/passes.h"
#include "server/net/api.h"
#include "server/net/config.h"
#include "server/net/events.h"
#include "server/net/join_page.h"
#include "server/net/request.h"
#include "server/net/routes.h"
#include "server/net/static_files.h"

namespace convene::net {

struct SiteParts {
  Events& events;
  const live::Passes& passes;
  std::function<Instant()> now;
  Api* api = nullptr;  // null: there is none
};

/// A line of the list of events.
struct Listed {
  std::string id;
  std::optional<std::string> title;  // nothing: the event is damaged, nothing is known of it
};

/// Tells the events of all shards, by id, later, on the asking shard's thread.
using ListAll = std::function<void(std::function<void(std::vector<Listed>)>)>;

class Site final : public Handler {
 public:
  /// `files` outlive it.
  Site(const Config& config, SiteParts parts, const StaticFiles& files, ListAll list_all);

  void handle(std::shared_ptr<const Request> request, Respond respond) override;
  std::size_t body_limit(const Request& head) const override;
  /// The events of this shard.
  std::vector<Listed> listed() const;
  /// What is answered here, but for the API's own (StaffApi::routes) and the client's files.
  static std::span<const Route> routes();

 private:
  struct EventPages {
    std::string programme_path;
    std::string content;  // what the page was made from
    JoinPage page;
    StaticFile programme;
  };

  std::optional<live::PassClaims> bearer(const Request& request) const;
  Answer event_page(Event& event, const Request& request);
  void join(Event& event, const Request& request, const Respond& respond);
  void api(std::string_view rest, const Request& request, const Respond& respond);
  EventPages& pages_of(Event& event, const ProgrammeResource& programme);
  Answer page_again(Event& event, const Request& request, const JoinAttempt& attempt);
  Answer with_policy(Answer answer) const;

  const Config& config_;
  SiteParts parts_;
  const StaticFiles& files_;
  ListAll list_all_;
  std::map<std::string, EventPages, std::less<>> pages_;  // at most one for each event there is
  const StaticFile openapi_;
};

/// The event that a path is about, if it is of the form of an event's id; else empty. No event need be called so.
std::string_view event_of(std::string_view path);

/// What the plain form sent; nothing if it was no such form. `key` gets the form's random key.
std::optional<protocol::JoinForm> read_join_form(const Request& request, std::string& key);

/// A small page or, for /api/, a small JSON object that says what went wrong.
Answer error_answer(unsigned status, std::string_view path, std::string code, std::string message);

}  // namespace convene::net
