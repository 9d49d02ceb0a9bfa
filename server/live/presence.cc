#include "server/live/presence.h"

namespace convene::live {

void Presence::schedule(PersonId person, One& one, Instant when) {
  unschedule(person, one);
  one.due = when;
  agenda_.emplace(when, person);
}

void Presence::unschedule(PersonId person, One& one) {
  if (one.due) agenda_.erase({one.due, person});
  one.due = {};
}

void Presence::begin(const std::vector<PersonId>& online, const std::vector<PersonId>& not_lapsed, Instant from) {
  agenda_.clear();
  back_.clear();
  for (auto& [person, one] : people_) {
    one.told = Told::lapsed;
    one.due = {};
  }
  for (const PersonId person : not_lapsed) {
    One& one = people_[person];
    one.told = Told::away;
    if (!one.connected) schedule(person, one, from + delays_.grace);
  }
  for (const PersonId person : online) {
    One& one = people_[person];
    one.told = Told::online;
    unschedule(person, one);
    if (!one.connected) schedule(person, one, from + delays_.away);
  }
  for (const auto& [person, one] : people_)
    if (one.connected && one.told != Told::online) back_.insert(person);
}

void Presence::connected(PersonId person) {
  One& one = people_[person];
  if (one.connected) return;
  one.connected = true;
  ++online_;
  unschedule(person, one);
  if (one.told != Told::online) back_.insert(person);
}

void Presence::disconnected(PersonId person, Instant now) {
  One& one = people_[person];
  if (!one.connected) return;
  one.connected = false;
  --online_;
  back_.erase(person);
  if (one.told == Told::lapsed) return;
  schedule(person, one, now + (one.told == Told::online ? delays_.away : delays_.grace));
}

void Presence::heard(PersonId person, Instant now) {
  One& one = people_[person];
  if (one.connected || one.told == Told::online) return;
  one.told = Told::online;
  schedule(person, one, now + delays_.away);
}

std::optional<Instant> Presence::next() const {
  if (agenda_.empty()) return {};
  return agenda_.begin()->first;
}

bool Presence::ready(Instant now) const {
  return !back_.empty() || (!agenda_.empty() && agenda_.begin()->first <= now);
}

PresenceReport Presence::take(Instant now) {
  PresenceReport report;
  for (const PersonId person : back_) {
    people_[person].told = Told::online;
    report.back.push_back(person);
  }
  back_.clear();
  while (!agenda_.empty() && agenda_.begin()->first <= now) {
    const auto [when, person] = *agenda_.begin();
    agenda_.erase(agenda_.begin());
    One& one = people_[person];
    one.due = {};
    if (one.told == Told::online) {
      one.told = Told::away;
      report.away.push_back(person);
      schedule(person, one, when + (delays_.grace - delays_.away));
    } else {
      one.told = Told::lapsed;
      report.lapsed.push_back(person);
    }
  }
  return report;
}

bool Presence::is_connected(PersonId person) const {
  const auto at = people_.find(person);
  return at != people_.end() && at->second.connected;
}

}  // namespace convene::live
