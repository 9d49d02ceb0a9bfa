// What each kind of user sees of an office hour's line.
#include <algorithm>

#include "matcher/calling.h"
#include "matcher/view_builders.h"
#include "matcher/view_parts.h"

namespace convene {

using namespace views;

namespace {

std::uint32_t count(const LineIndex& line, std::uint32_t desk, TicketState ticket) {
  const auto found = line.counts.find(desk);
  return found == line.counts.end() ? 0 : found->second[static_cast<std::size_t>(ticket)];
}

std::uint32_t in_line(const LineIndex& line, std::uint32_t desk) {
  return count(line, desk, TicketState::waiting) + count(line, desk, TicketState::away);
}

bool works(const State& state, const Advisor& advisor) {
  const Person& person = state.person(advisor.person);
  return advisor.status == AdvisorStatus::available && !person.lapsed && person.standing == Standing::in;
}

/// An advisor who is here serves the ticket, busy or not.
bool has_advisor(const State& state, const Ticket& ticket) {
  const auto& advisors = state.session(ticket.session).hours->advisors;
  return std::any_of(advisors.begin(), advisors.end(), [&](const Advisor& advisor) {
    return works(state, advisor) &&
           queueing::serves(skill_of(state, ticket.session, advisor), need_of(state, ticket)) &&
           may_talk(state, advisor.person, ticket);
  });
}

DeskTicket desk_ticket(const State& state, const Ticket& ticket) {
  const Person& person = state.person(ticket.person);
  DeskTicket out;
  out.id = ticket.id;
  out.person = ticket.person;
  out.name = shown(state, person, "name");
  out.role = shown(state, person, "role");
  out.region = shown(state, person, "region");
  out.topic = ticket.topic;
  if (ticket.question) out.question = ticket.question->words.value_or("");
  out.peers = ticket.peers;
  out.version = ticket.version;
  out.joined = ticket.joined;
  out.since = ticket.since;
  out.state = ticket.state;
  out.online = person.online;
  out.accepted = ticket.offer && ticket.offer->accepted;
  return out;
}

std::string why_next(const Ticket& ticket) {
  if (ticket.pinned) return "pinned";
  if (ticket.boost > 0) return "boosted";
  return "first";
}

/// By topic, those whom the advisor serves and who welcome peers, in order: as many as the advisor takes.
std::vector<GroupView> groups_of(const State& state, std::int32_t session, const Advisor& advisor,
                                 std::uint32_t capacity) {
  std::vector<GroupView> out;
  if (capacity < 2) return out;
  const queueing::Skill skill = skill_of(state, session, advisor);
  for (const auto& [topic, tickets] : line_of(state, session).peers) {
    std::vector<queueing::OrderKey> keys;
    for (const TicketId id : tickets) {
      const Ticket& ticket = state.ticket(id);
      if (can_be_called(state, ticket) && queueing::serves(skill, need_of(state, ticket)) &&
          may_talk(state, advisor.person, ticket))
        keys.push_back(key_of(ticket));
    }
    if (keys.size() < 2) continue;
    std::sort(keys.begin(), keys.end());
    GroupView group;
    group.topic = topic;
    for (const queueing::OrderKey& key : keys) {
      if (group.tickets.size() == capacity) break;
      const TicketId id = ticket_of(key);
      const auto parted = [&](TicketId other) {
        return state.index.apart.between(state.ticket(other).person, state.ticket(id).person);
      };
      if (std::none_of(group.tickets.begin(), group.tickets.end(), parted)) group.tickets.push_back(id);
    }
    if (group.tickets.size() >= 2) out.push_back(std::move(group));
  }
  return out;
}

DeskView desk_view(const State& state, std::int32_t index, const Advisor& advisor) {
  constexpr std::size_t previewed = 10;
  const Session& session = state.session(index);
  DeskView view;
  view.session = session.definition.id;
  view.desk = session.hours->desks[advisor.desk].desk;
  view.line = session.hours->desks[advisor.desk].state;
  view.status = advisor.status;
  view.until = advisor.until;
  if (advisor.rests_until) view.rests_until = advisor.rests_until;
  view.capacity = capacity_of(state, index, advisor);
  const queueing::Skill skill = skill_of(state, index, advisor);
  view.waiting = static_cast<std::uint32_t>(line_of(state, index).waiting.size(skill));
  for (const TicketId id : tickets_with(state, index, advisor.person)) {
    const Ticket& ticket = state.ticket(id);
    view.with.push_back(desk_ticket(state, ticket));
    if (ticket.state != TicketState::in_session) continue;
    view.room = ticket.room;
    view.ends = ticket.ends;
  }
  for (const TicketId id : coming_to(state, index, advisor, previewed)) {
    view.coming.push_back(desk_ticket(state, state.ticket(id)));
    if (state.ticket(id).yields) view.coming.back().why_next = "yielded";
  }
  if (const auto next = next_ticket(state, index, advisor))
    for (DeskTicket& ticket : view.coming)
      if (ticket.id == next->ticket) ticket.why_next = why_next(state.ticket(ticket.id));
  view.groups = groups_of(state, index, advisor, view.capacity);
  return view;
}

}  // namespace

std::optional<LineStatus> line_status(const State& state, std::int32_t index) {
  const Session& session = state.session(index);
  if (!session.hours) return {};
  LineStatus out;
  const OfficeHours& hours = *session.hours;
  for (std::uint32_t i = 0; i < hours.desks.size(); ++i) {
    if (hours.desks[i].into) continue;
    DeskStatus desk;
    desk.desk = hours.desks[i].desk;
    desk.state = hours.desks[i].state;
    for (const Advisor& advisor : hours.advisors) desk.advisors += advisor.desk == i && works(state, advisor) ? 1 : 0;
    desk.waiting = crowd_step(in_line(line_of(state, index), i));
    out.desks.push_back(std::move(desk));
  }
  std::uint64_t served = 0;
  bool all = false;
  for (const Advisor& advisor : hours.advisors) {
    if (!works(state, advisor)) continue;
    const std::uint64_t topics = skill_of(state, index, advisor).topics;
    all |= topics == 0;
    served |= topics;
  }
  for (std::size_t bit = 0; bit < state.event.topics.size() && bit < 64; ++bit) {
    const std::string& topic = state.event.topics[bit].key;
    const auto has = [&](const Desk& desk) {
      return desk.topics.empty() || std::find(desk.topics.begin(), desk.topics.end(), topic) != desk.topics.end();
    };
    const auto& desks = session.definition.desks;
    if (!all && (served >> bit & 1) == 0 && std::any_of(desks.begin(), desks.end(), has)) out.unserved.push_back(topic);
  }
  if (hours.lottery && !hours.lottery->drawn) out.draws = hours.lottery->draws;
  return out;
}

QueueView queue_view(const State& state, PersonId id) {
  const auto found = state.index.tickets.find(id);
  if (found == state.index.tickets.end()) return {};
  const Ticket& ticket = state.ticket(found->second);
  const Session& session = state.session(ticket.session);
  const OfficeHours& hours = *session.hours;
  const LineIndex& line = line_of(state, ticket.session);
  TicketView view;
  view.id = ticket.id;
  view.session = session.definition.id;
  view.desk = hours.desks[ticket.desk].desk;
  view.topic = ticket.topic;
  if (ticket.question) view.question = ticket.question->words.value_or("");
  view.peers = ticket.peers;
  view.state = ticket.state;
  view.why = ticket.why;
  if (ticket.by) view.by = name_of(state, ticket.by);
  view.version = ticket.version;
  view.joined = ticket.joined;
  view.since = ticket.since;
  const bool undrawn = hours.lottery && !hours.lottery->drawn;
  if (!undrawn) view.place = place_of(state, ticket);
  if (undrawn && is_live(ticket.state)) view.draws = hours.lottery->draws;
  if (is_live(ticket.state)) {
    view.basis = undrawn                                               ? "draw"
                 : session.state != SessionState::running              ? "not_started"
                 : hours.desks[ticket.desk].state == DeskState::paused ? "paused"
                 : !has_advisor(state, ticket)                         ? "no_advisor"
                                                                       : "live";
  }
  view.next = view.place == 1 && view.basis == "live";
  view.boosted = ticket.boost > 0;
  view.pinned = ticket.pinned;
  view.behind_cutoff = is_behind_cutoff(state, ticket);
  if (ticket.state == TicketState::away) view.back_at = ticket.until;
  view.away_left_s =
      static_cast<std::uint32_t>(std::max<std::int64_t>(0, (rules_of(session).away - ticket.away_used).ms / 1000));
  if (ticket.offer) {
    CallView call{name_of(state, ticket.offer->advisor), ticket.offer->expires, 0, ticket.offer->accepted};
    if (ticket.offer->group != 0)
      call.group = static_cast<std::uint32_t>(tickets_with(state, ticket.session, ticket.offer->advisor).size());
    view.call = std::move(call);
  }
  if (ticket.advisor) view.advisor = name_of(state, ticket.advisor);
  if (ticket.state == TicketState::in_session) view.room = ticket.room;
  view.ends = ticket.ends;
  if (const auto peers = line.peers.find(ticket.topic); peers != line.peers.end() && is_live(ticket.state)) {
    const auto others = peers->second.size() - peers->second.count(ticket.id);
    view.peers_here = crowd_step(static_cast<std::uint32_t>(others));
  }
  view.wants_peers = ticket.wants_peers;
  view.follow_up = ticket.follow_up;
  return {std::move(view)};
}

AdvisorView advisor_view(const State& state, PersonId id) {
  AdvisorView view;
  const auto posts = state.index.posts.find(id);
  if (posts == state.index.posts.end()) return view;
  std::vector<std::int32_t> sessions(posts->second.begin(), posts->second.end());
  std::sort(sessions.begin(), sessions.end(), [&](std::int32_t a, std::int32_t b) {
    return std::pair(state.session(a).starts, a) < std::pair(state.session(b).starts, b);
  });
  for (const std::int32_t index : sessions) {
    if (is_over(state.session(index).state)) continue;
    if (const Advisor* advisor = find_advisor(state, index, id))
      view.desks.push_back(desk_view(state, index, *advisor));
  }
  return view;
}

std::optional<FloorTicket> floor_ticket(const State& state, TicketId id) {
  const Ticket* ticket = state.find(id);
  if (!ticket) return {};
  if (!is_live(ticket->state) && state.index.tickets.at(ticket->person) != id) return {};
  const Session& session = state.session(ticket->session);
  if (is_over(session.state)) return {};
  const Person& person = state.person(ticket->person);
  FloorTicket out;
  out.session = session.definition.id;
  out.desk = session.hours->desks[ticket->desk].desk;
  out.person = ticket->person;
  out.name = name_of(state, ticket->person);
  out.topic = ticket->topic;
  if (ticket->question) out.question = ticket->question->words.value_or("");
  out.peers = ticket->peers;
  out.state = ticket->state;
  out.why = ticket->why;
  out.version = ticket->version;
  out.place = ticket->place;
  out.pinned = ticket->pinned;
  out.boosted = ticket->boost > 0;
  out.joined = ticket->joined;
  out.since = ticket->since;
  out.online = person.online;
  if (ticket->offer) out.advisor = ticket->offer->advisor;
  if (ticket->advisor) out.advisor = ticket->advisor;
  out.unserved = ticket->state == TicketState::waiting && !has_advisor(state, *ticket);
  return out;
}

std::map<std::string, FloorAdvisor> floor_advisors(const State& state, std::int32_t index) {
  std::map<std::string, FloorAdvisor> out;
  const Session& session = state.session(index);
  if (!session.hours) return out;
  for (const Advisor& advisor : session.hours->advisors) {
    FloorAdvisor entry;
    entry.session = session.definition.id;
    entry.desk = session.hours->desks[advisor.desk].desk;
    entry.person = advisor.person;
    entry.name = name_of(state, advisor.person);
    entry.topics = advisor.topics;
    entry.capacity = capacity_of(state, index, advisor);
    entry.status = advisor.status;
    entry.since = advisor.since;
    entry.until = advisor.until;
    if (advisor.rests_until) entry.rests_until = advisor.rests_until;
    entry.online = state.person(advisor.person).online;
    entry.with = tickets_with(state, index, advisor.person);
    for (const TicketId id : entry.with)
      if (state.ticket(id).state == TicketState::in_session) entry.room = state.ticket(id).room;
    out[session.definition.id + "/" + to_string(advisor.person)] = std::move(entry);
  }
  return out;
}

std::map<std::string, FloorDesk> floor_desks(const State& state, std::int32_t index) {
  std::map<std::string, FloorDesk> out;
  const Session& session = state.session(index);
  if (!session.hours) return out;
  const LineIndex& line = line_of(state, index);
  for (std::uint32_t i = 0; i < session.hours->desks.size(); ++i) {
    const DeskLine& desk = session.hours->desks[i];
    FloorDesk entry;
    entry.session = session.definition.id;
    entry.desk = desk.desk;
    entry.state = desk.state;
    if (desk.into) entry.into = session.hours->desks[*desk.into].desk;
    entry.has_cutoff = desk.has_cutoff;
    if (desk.cutoff) entry.cutoff = desk.cutoff;
    entry.waiting = count(line, i, TicketState::waiting);
    entry.away = count(line, i, TicketState::away);
    entry.served = count(line, i, TicketState::done);
    entry.ended = count(line, i, TicketState::left) + count(line, i, TicketState::no_show) +
                  count(line, i, TicketState::closed_out);
    line.waiting.each(i, [&](const queueing::OrderKey& key) {
      const Instant joined = state.ticket(ticket_of(key)).joined;
      if (!entry.longest_since || joined < *entry.longest_since) entry.longest_since = joined;
    });
    out[session.definition.id + "/" + desk.desk] = std::move(entry);
  }
  return out;
}

}  // namespace convene
