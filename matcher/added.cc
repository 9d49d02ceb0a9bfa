#include "matcher/added.h"

#include <algorithm>
#include <set>

#include "matcher/deciding.h"
#include "matcher/limits.h"
#include "matcher/links.h"
#include "matcher/listed.h"
#include "matcher/retention.h"

namespace convene {

namespace {

constexpr std::string_view mark = "-added-";
constexpr std::size_t id_bytes = 64;  // as in the event file

/// The id of the session that the first of them was like: ids do not grow when one added session is like another.
std::string stem_of(const SessionDefinition& like) {
  std::string stem = like.id;
  if (const std::size_t at = stem.rfind(mark); like.added && at != std::string::npos) stem.resize(at);
  return stem;
}

/// An id that no session has: no session ever goes, so that it stays the only one. O(added sessions log sessions).
std::string new_id(const State& state, const SessionDefinition& like) {
  const std::string stem = stem_of(like);
  for (std::size_t n = 1;; ++n) {
    const std::string end = std::string(mark) + std::to_string(n);
    std::string id = stem.substr(0, id_bytes - end.size()) + end;
    if (state.find_session(id) < 0) return id;
  }
}

/// Rounds that filled their session fill one that is longer or shorter; others stay as long as they are.
void share_out(RoundRules& rounds, Duration before, Duration now) {
  const Duration pauses = rounds.pause * (rounds.count - 1);
  const Duration left = before - pauses - rounds.length * rounds.count;
  // What a whole number of milliseconds a round leaves over is no time that was left free.
  if (left < Duration{} || left >= milliseconds(rounds.count)) return;
  if (now - pauses >= minutes(rounds.count)) rounds.length = milliseconds((now - pauses).ms / rounds.count);
}

/// An empty text is one that was not written.
Decided fault_in_title(const EventDefinition& event, const Label& title) {
  for (const auto& [locale, text] : title) {
    if (!listed(event.locales, locale))
      return refuse("session.title_language", "\"" + locale + "\" is none of the event's locales",
                    {{"field", "title"}, {"locale", locale}});
    if (Decided fault = fault_in_length(text, limits::title_bytes, "title")) return fault;
  }
  return {};
}

Decided fault_in_time(const Deciding& d, const SessionAdd& c) {
  if (c.starts < d.now() - limits::added_past)
    return refuse("session.in_the_past", "the session would start in the past", {{"field", "starts"}});
  if (c.starts > d.now() + limits::added_ahead)
    return refuse("session.far_ahead", "a session is added 30 days ahead at most: later ones belong in the event file",
                  {{"field", "starts"}});
  if (c.minutes < 1 || minutes(c.minutes) > limits::session_lasts)
    return refuse("session.lasts", "a session lasts one minute to one day", {{"field", "minutes"}});
  return {};
}

/// Whoever advises at a desk of the one, and may still, is posted at the same desk of the other. O(advisors log
/// sessions).
void post_the_same(Deciding& d, std::int32_t like, const std::string& added) {
  if (!d.state().session(like).hours) return;
  const std::vector<Advisor> advisors = d.state().session(like).hours->advisors;
  for (const Advisor& advisor : advisors) {
    const Person& person = d.state().person(advisor.person);
    if (person.standing != Standing::in || !person.wears(Hat::advisor)) continue;
    AdvisorPosted fact;
    fact.session = added;
    fact.desk = d.state().session(like).hours->desks[advisor.desk].desk;
    fact.person = advisor.person;
    fact.topics = advisor.topics;
    fact.languages = advisor.languages;
    fact.capacity = advisor.capacity;
    d.emit(std::move(fact));
  }
}

}  // namespace

EventDefinition with_added(const State& state, EventDefinition file) {
  std::set<std::string, std::less<>> named;
  for (const SessionDefinition& session : file.sessions) named.insert(session.id);
  for (const Session& session : state.sessions)
    if (session.definition.added && !named.contains(session.definition.id)) file.sessions.push_back(session.definition);
  return file;
}

Decided decide(Deciding& d, const SessionAdd& c) {
  const State& state = d.state();
  std::int32_t like = -1;
  if (Decided refusal = find_session_in_reach(d, c.like, like)) return refusal;
  if (retention_over(state, d.now()))
    return refuse("event.over", "this event is over, and nobody is kept of it any more");
  if (state.sessions.size() >= limits::sessions)
    return refuse("session.too_many", "an event has at most " + std::to_string(limits::sessions) + " sessions",
                  {{"limit", std::to_string(limits::sessions)}});
  if (Decided fault = fault_in_time(d, c)) return fault;
  if (Decided fault = fault_in_title(state.event, c.title)) return fault;
  if (c.link && !c.link->empty() && !is_link(*c.link))
    return refuse("link.form", "this is no link that a browser may open: start it with https://", {{"field", "link"}});
  const SessionDefinition& model = state.session(like).definition;
  const Duration before = model.ends - model.starts;
  const Duration lasts = minutes(c.minutes);
  SessionDefinition added = model;
  added.id = new_id(state, model);
  added.added = true;
  Label title = c.title;
  std::erase_if(title, [](const auto& one) { return one.second.empty(); });
  if (!title.empty()) added.title = std::move(title);
  // Whoever says "now" says it a moment before it is heard.
  added.starts = std::max(c.starts, d.now());
  added.ends = added.starts + lasts;
  if (c.link) added.link = *c.link;
  share_out(added.policy.rounds, before, lasts);
  // The organiser gave so much credit for so long a session: less time is worth less, more is not worth more.
  if (lasts < before)
    added.credit_minutes = static_cast<std::int32_t>(std::int64_t{added.credit_minutes} * lasts.ms / before.ms);
  const std::string id = added.id;
  d.emit(SessionAdded{id, c.like, std::move(added)});
  post_the_same(d, like, id);
  return {};
}

}  // namespace convene
