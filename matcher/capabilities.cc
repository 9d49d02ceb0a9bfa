#include "matcher/capabilities.h"

#include <array>

#include "matcher/state.h"

namespace convene {

namespace {

constexpr unsigned bit(Hat hat) { return 1U << static_cast<unsigned>(hat); }

constexpr unsigned moderators = bit(Hat::moderator) | bit(Hat::organiser);
constexpr unsigned staff = moderators | bit(Hat::facilitator);
constexpr unsigned advisors = staff | bit(Hat::advisor);
constexpr unsigned everybody = staff | bit(Hat::participant) | bit(Hat::advisor);

struct Row {
  std::string_view capability;
  unsigned hats;
};

constexpr auto table = std::to_array<Row>({
    {"profile.update", everybody},
    {"session.join", everybody},
    {"session.leave", everybody},
    {"room.leave", everybody},
    {"seat.seen", everybody},
    {"call.opened", everybody},
    {"call.closed", everybody},
    {"room.switch", everybody},
    {"switch.take", everybody},
    {"switch.decline", everybody},
    {"notice.seen", everybody},
    {"session.intend", everybody},
    {"session.check_in", everybody},
    {"contact.offer", everybody},
    {"contact.withdraw", everybody},
    {"chat.say", everybody},
    {"chat.report", everybody},
    {"person.report", everybody},
    {"person.avoid", everybody},
    {"help.ask", everybody},
    {"help.cancel", everybody},
    {"turns.start", everybody},
    {"turns.pass", everybody},
    {"ticket.open", everybody},
    {"ticket.edit", everybody},
    {"ticket.accept", everybody},
    {"ticket.decline", everybody},
    {"ticket.snooze", everybody},
    {"ticket.leave", everybody},
    {"ticket.follow_up", everybody},
    {"peers.join", everybody},
    {"advisor.status", advisors},
    {"ticket.call", advisors},
    {"ticket.done", advisors},
    {"ticket.extend", advisors},
    {"ticket.no_show", advisors},
    {"ticket.return", advisors},
    {"advisor.post", staff},
    {"desk.pause", staff},
    {"desk.open", staff},
    {"desk.cutoff", staff},
    {"desk.close", staff},
    {"desk.merge", moderators},
    {"ticket.move", moderators},
    {"ticket.pin", moderators},
    {"session.shift", staff},
    {"session.extend", staff},
    {"session.cancel", moderators},
    {"session.add", moderators},
    {"round.extend", staff},
    {"notice.send", staff},
    {"room.visit", advisors},
    {"help.claim", staff},
    {"help.release", staff},
    {"help.resolve", staff},
    {"chat.hide", staff},
    {"person.mute", staff},
    {"turns.stop", staff},
    {"report.settle", staff},
    {"room.link", staff},
    {"attendance.note", staff},
    {"credit.plan", staff},
    {"round.draft", moderators},
    {"round.rematch", moderators},
    {"plan.apply", moderators},
    {"plan.cancel", moderators},
    {"plan.finish", moderators},
    {"plan.drop", moderators},
    {"plan.choose", moderators},
    {"round.open", moderators},
    {"round.close", moderators},
    {"seat.move", moderators},
    {"seat.swap", moderators},
    {"seat.pin", moderators},
    {"room.lock", moderators},
    {"room.create", moderators},
    {"room.rename", moderators},
    {"room.merge", moderators},
    {"room.split", moderators},
    {"room.close", moderators},
    {"pair.apart", moderators},
    {"pair.together", moderators},
    {"pair.clear", moderators},
    {"op.undo", moderators},
    {"op.redo", moderators},
    {"person.hat", moderators},
    {"person.remove", moderators},
    {"person.ban", moderators},
    {"person.restore", moderators},
    {"pass.revoke", moderators},
    {"person.erase", bit(Hat::organiser)},
    {"desk", bit(Hat::advisor)},
    {"floor", staff},
    {"board", moderators},
});

unsigned bits(const std::vector<Hat>& hats) {
  unsigned all = 0;
  for (const Hat hat : hats) all |= bit(hat);
  return all;
}

}  // namespace

std::vector<std::string_view> capabilities(const std::vector<Hat>& hats) {
  std::vector<std::string_view> out;
  for (const Row& row : table)
    if (row.hats & bits(hats)) out.push_back(row.capability);
  return out;
}

bool allows(const std::vector<Hat>& hats, std::string_view capability) {
  for (const Row& row : table)
    if (row.capability == capability) return (row.hats & bits(hats)) != 0;
  return false;
}

std::vector<std::string_view> capabilities(const State& state, PersonId person) {
  const Person* found = state.find(person);
  if (!found || found->standing != Standing::in) return {};
  return capabilities(found->hats);
}

bool may(const State& state, PersonId person, std::string_view capability) {
  const Person* found = state.find(person);
  return found && found->standing == Standing::in && allows(found->hats, capability);
}

}  // namespace convene
