#include "matcher/line_index.h"

#include <algorithm>
#include <iterator>

#include "matcher/check.h"
#include "matcher/limits.h"
#include "matcher/profile_rules.h"
#include "matcher/state_index.h"

namespace convene {

namespace {

std::uint64_t topic_bit(const State& state, const std::string& topic) {
  for (std::size_t bit = 0; bit < state.event.topics.size() && bit < limits::topics; ++bit)
    if (state.event.topics[bit].key == topic) return std::uint64_t{1} << bit;
  return 0;
}

const Desk* definition_of(const Session& session, std::uint32_t desk) {
  const std::string& id = session.hours->desks[desk].desk;
  for (const Desk& one : session.definition.desks)
    if (one.id == id) return &one;
  return nullptr;
}

/// Is called by an advisor, or talks to one.
bool is_helped(const State& state, PersonId person) {
  const auto mine = state.index.tickets.find(person);
  if (mine == state.index.tickets.end()) return false;
  const TicketState at = state.ticket(mine->second).state;
  return at == TicketState::offered || at == TicketState::in_session;
}

LineIndex& line_of(State& state, std::int32_t session) { return state.index.lines[static_cast<std::size_t>(session)]; }
}  // namespace

const HoursRules& rules_of(const Session& session) {
  static const HoursRules usual;
  return session.definition.hours ? *session.definition.hours : usual;
}

const LineIndex& line_of(const State& state, std::int32_t session) {
  return state.index.lines[static_cast<std::size_t>(session)];
}

const DeskLine* find_desk(const Session& session, std::string_view id) {
  for (const DeskLine& desk : session.hours->desks)
    if (desk.desk == id) return &desk;
  return nullptr;
}

std::uint32_t desk_now(const Session& session, std::uint32_t desk) {
  return session.hours->desks[desk].into.value_or(desk);
}

std::uint64_t topic_bits(const State& state, const std::vector<std::string>& topics) {
  std::uint64_t bits = 0;
  for (const std::string& topic : topics) bits |= topic_bit(state, topic);
  return bits;
}

queueing::OrderKey key_of(const Ticket& ticket) { return {ticket.place, ticket.id.value}; }

queueing::Need need_of(const State& state, const Ticket& ticket) {
  return {topic_bit(state, ticket.topic), state.index.members[ticket.person.value - 1].languages, ticket.desk};
}

queueing::Skill skill_of(const State& state, std::int32_t index, const Advisor& advisor) {
  queueing::Skill skill;
  const Desk* desk = definition_of(state.session(index), advisor.desk);
  skill.topics = topic_bits(state, advisor.topics);
  if (skill.topics == 0 && desk) skill.topics = topic_bits(state, desk->topics);
  const auto& languages = !advisor.languages.empty() || !desk ? advisor.languages : desk->languages;
  for (const std::string& language : languages)
    if (const auto bit = state.index.languages.find(spoken_language(language)))
      skill.languages |= std::uint64_t{1} << *bit;
  // Languages that nobody of the event speaks are not none: this advisor serves those who named none.
  if (!languages.empty() && skill.languages == 0) skill.languages = std::uint64_t{1} << 63;
  if (languages.empty()) skill.languages = state.index.members[advisor.person.value - 1].languages;
  return skill;
}

bool can_be_called(const State& state, const Ticket& ticket) {
  const Session& session = state.session(ticket.session);
  const Person& person = state.person(ticket.person);
  if (ticket.state != TicketState::waiting || !person.online || person.standing != Standing::in) return false;
  if (session.state != SessionState::running || !session.hours) return false;
  if (session.hours->lottery && !session.hours->lottery->drawn) return false;
  return session.hours->desks[ticket.desk].state != DeskState::paused;
}

const Advisor* find_advisor(const State& state, std::int32_t session, PersonId person) {
  const auto& hours = state.session(session).hours;
  if (!hours) return nullptr;
  for (const Advisor& advisor : hours->advisors)
    if (advisor.person == person) return &advisor;
  return nullptr;
}

std::uint32_t capacity_of(const State& state, std::int32_t session, const Advisor& advisor) {
  if (advisor.capacity > 0) return advisor.capacity;
  const Desk* desk = definition_of(state.session(session), advisor.desk);
  return desk ? std::max<std::uint32_t>(desk->capacity, 1) : 1;
}

bool advises_now(const State& state, PersonId person, std::int32_t but) {
  const auto posts = state.index.posts.find(person);
  return posts != state.index.posts.end() &&
         std::any_of(posts->second.begin(), posts->second.end(), [&](std::int32_t session) {
           return session != but && line_of(state, session).with.contains(person);
         });
}

bool is_idle(const State& state, std::int32_t index, const Advisor& advisor) {
  const Person& person = state.person(advisor.person);
  if (advisor.status != AdvisorStatus::available || !person.online || person.standing != Standing::in) return false;
  if (advisor.rests_until) return false;
  if (state.session(index).hours->desks[advisor.desk].state == DeskState::paused) return false;
  return !advises_now(state, advisor.person) && !is_helped(state, advisor.person);
}

std::vector<TicketId> tickets_with(const State& state, std::int32_t session, PersonId advisor) {
  const auto& with = line_of(state, session).with;
  const auto found = with.find(advisor);
  if (found == with.end()) return {};
  return {found->second.begin(), found->second.end()};
}

std::uint32_t place_of(const State& state, const Ticket& ticket) {
  if (ticket.state != TicketState::waiting) return 0;
  return static_cast<std::uint32_t>(line_of(state, ticket.session).waiting.ahead(key_of(ticket), ticket.desk)) + 1;
}

bool is_behind_cutoff(const State& state, const Ticket& ticket) {
  const DeskLine& desk = state.session(ticket.session).hours->desks[ticket.desk];
  if (!is_live(ticket.state) || !desk.has_cutoff) return false;
  return !desk.cutoff || key_of(state.ticket(desk.cutoff)) < key_of(ticket);
}

namespace indexing {

namespace {

void take_out(State& state, const Ticket& ticket, TicketKept& kept) {
  LineIndex& line = line_of(state, ticket.session);
  if (kept.waiting) CONVENE_CHECK(line.waiting.remove(kept.key, kept.need));
  if (kept.ready) CONVENE_CHECK(line.ready.remove(kept.key, kept.need));
  const auto erase = [&](auto& map, const auto& key) {
    const auto found = map.find(key);
    if (found == map.end()) return;
    found->second.erase(ticket.id);
    if (found->second.empty()) map.erase(found);
  };
  if (kept.peers) erase(line.peers, kept.topic);
  if (kept.wanting) erase(line.wanting, kept.topic);
  if (kept.advisor) erase(line.with, kept.advisor);
  if (!kept.counted) return;
  --line.counts[kept.desk][static_cast<std::size_t>(kept.state)];
  if (is_help(kept.state) && --line.helped[ticket.person] == 0) line.helped.erase(ticket.person);
}

}  // namespace

void ticket_changed(State& state, const Ticket& ticket) {
  Index& index = state.index;
  if (index.tickets_kept.size() < ticket.id.value) index.tickets_kept.resize(ticket.id.value);
  TicketKept& kept = index.tickets_kept[ticket.id.value - 1];
  take_out(state, ticket, kept);
  // Whoever is free here, or is helped no more, may be called for elsewhere.
  const auto elsewhere_too = [&](PersonId advisor) {
    if (const auto posts = index.posts.find(advisor); posts != index.posts.end())
      index.to_call.insert(posts->second.begin(), posts->second.end());
  };
  elsewhere_too(kept.advisor), elsewhere_too(ticket.person);
  const bool first = !kept.counted;
  kept = {};
  kept.counted = true;
  kept.key = key_of(ticket);
  kept.need = need_of(state, ticket);
  kept.topic = ticket.topic;
  kept.desk = ticket.desk;
  kept.state = ticket.state;
  kept.waiting = ticket.state == TicketState::waiting;
  kept.ready = can_be_called(state, ticket);
  const bool in_line = kept.waiting || ticket.state == TicketState::away;
  kept.peers = in_line && ticket.peers;
  kept.wanting = in_line && ticket.wants_peers;
  if (ticket.state == TicketState::offered) kept.advisor = ticket.offer->advisor;
  if (ticket.state == TicketState::in_session) kept.advisor = ticket.advisor;
  LineIndex& line = line_of(state, ticket.session);
  if (kept.waiting) CONVENE_CHECK(line.waiting.add(kept.key, kept.need));
  if (kept.ready) CONVENE_CHECK(line.ready.add(kept.key, kept.need));
  if (kept.peers) line.peers[kept.topic].insert(ticket.id);
  if (kept.wanting) line.wanting[kept.topic].insert(ticket.id);
  if (kept.advisor) line.with[kept.advisor].insert(ticket.id);
  if (first) ++line.opened[ticket.person];
  ++line.counts[kept.desk][static_cast<std::size_t>(kept.state)];
  if (is_help(kept.state)) ++line.helped[ticket.person];
  TicketId& newest = index.tickets[ticket.person];
  newest = std::max(newest, ticket.id);
  index.to_call.insert(ticket.session);
  if (kept.waiting && state.person(ticket.person).lapsed) index.to_follow.insert(ticket.person);
  ticket_deadline_changed(state, ticket);
  state.touched.queues.push_back(ticket.person);
  state.touched.lines.push_back(ticket.session);
  state.touched.floor_tickets.push_back(ticket.id);
}

void line_changed(State& state, std::int32_t session) {
  for (const Ticket& ticket : state.tickets)
    if (ticket.session == session && is_live(ticket.state)) ticket_changed(state, ticket);
  state.index.to_call.insert(session);
  state.touched.lines.push_back(session);
  session_changed(state, session);
}

void owner_changed(State& state, PersonId person) {
  state.index.to_follow.insert(person);
  if (const auto mine = state.index.tickets.find(person); mine != state.index.tickets.end())
    if (const Ticket& ticket = state.ticket(mine->second); is_live(ticket.state)) ticket_changed(state, ticket);
  const auto posts = state.index.posts.find(person);
  if (posts == state.index.posts.end()) return;
  for (const std::int32_t session : posts->second) {
    state.index.to_call.insert(session);
    state.touched.lines.push_back(session);
    for (const TicketId id : tickets_with(state, session, person)) {
      state.touched.queues.push_back(state.ticket(id).person);
      state.touched.floor_tickets.push_back(id);
    }
  }
}

}  // namespace indexing

}  // namespace convene
