#include "server/ops/summary.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "matcher/attendance.h"
#include "matcher/credit.h"
#include "server/ops/english.h"
#include "server/ops/event_days.h"
#include "server/ops/html.h"
#include "server/ops/meetings.h"
#include "server/ops/percentile.h"
#include "server/ops/room_names.h"

namespace convene::ops {

namespace {

constexpr std::size_t kCategories = 30;  // rows of languages and regions; what is rarer is put together
constexpr std::size_t kFewest = 5;       // people of a row: of fewer it would tell who they are
constexpr const char* kOthers = "All others";
constexpr double kMinute = 60'000;

using Turnouts = std::map<std::string, Turnout>;

std::string counted(std::size_t number, const std::string& one, const std::string& several) {
  return std::to_string(number) + ' ' + (number == 1 ? one : several);
}

std::string title_of(const State& state, const SessionDefinition& session) {
  return label_of(session.title, session.id, state.event.locales.front());
}

/// People under a label; those of labels that are rare, or who hide theirs, count together.
struct Counted {
  std::size_t known = 0;
  std::size_t took_part = 0;
};

/// What the plots are made of, counted once.
class Counting {
 public:
  Counting(const State& state, const Turnouts& turnouts) : state_(state), turnouts_(turnouts) {
    for (const Person& person : state.people) {
      if (!person.profile.words) continue;
      ++known_;
      for (const SessionDefinition& session : state.event.sessions)
        if (session.kind == SessionKind::content && has_attended(person, session.id)) took_part_.insert(person.id);
    }
    for (const Round& round : state.rounds) {
      for (const RoomId id : round.rooms) {
        std::vector<PersonId> there = known(who_was_in(state.room(id)));
        present_[round.session].insert(there.begin(), there.end());
        took_part_.insert(there.begin(), there.end());
        if (!there.empty()) sizes_.push_back(static_cast<std::uint32_t>(there.size()));
      }
    }
    each_meeting(state, {}, [this](PersonId one, PersonId other, std::span<const RoomId> rooms) {
      ++partners_[one], ++partners_[other];
      times_.push_back(static_cast<std::uint32_t>(rooms.size()));
      return true;
    });
    for (const Ticket& ticket : state.tickets)
      if (ticket.started && is_known(ticket.person)) took_part_.insert(ticket.person);
  }

  std::size_t known() const { return known_; }
  std::size_t took_part() const { return took_part_.size(); }

  Plot sessions() const;
  Plot room_sizes() const;
  Plot new_people() const;
  Plot meetings() const;
  Plot waits() const;
  Plot attendance() const;
  Plot hours() const;
  Plot languages() const;
  Plot regions() const;

 private:
  bool is_known(PersonId id) const {
    const Person* person = state_.find(id);
    return person && person->profile.words.has_value();
  }
  std::vector<PersonId> known(std::vector<PersonId> people) const {
    std::erase_if(people, [this](PersonId id) { return !is_known(id); });
    return people;
  }
  /// By label: of those who are on the roster, and of those of them who took part. `field`: the profile's, which people
  /// may hide.
  template <class Labels>
  std::vector<PlotRow> by(std::string_view field, Labels labels) const;

  const State& state_;
  const Turnouts& turnouts_;
  std::size_t known_ = 0;
  std::set<PersonId> took_part_;  // in a room, in a talk, or with an advisor
  std::map<std::int32_t, std::set<PersonId>> present_;
  std::vector<std::uint32_t> sizes_;
  std::map<PersonId, std::uint32_t> partners_;
  std::vector<std::uint32_t> times_;  // that each two who met did so
};

template <class Labels>
std::vector<PlotRow> Counting::by(std::string_view field, Labels labels) const {
  std::map<std::string, Counted> counts;
  std::vector<std::pair<PersonId, std::set<std::string>>> people;  // hidden ones have no label
  const auto count = [this](Counted& at, PersonId id) { ++at.known, at.took_part += took_part_.contains(id) ? 1 : 0; };
  for (const Person& person : state_.people) {
    if (!person.profile.words) continue;
    std::set<std::string> named = labels(*person.profile.words);
    if (named.empty()) continue;
    if (std::ranges::find(person.profile.words->hidden, field) != person.profile.words->hidden.end()) named.clear();
    for (const std::string& label : named) count(counts[label], person.id);
    people.emplace_back(person.id, std::move(named));
  }
  std::vector<std::pair<std::string, Counted>> shown(counts.begin(), counts.end());
  std::erase_if(shown, [](const auto& one) { return one.second.known < kFewest; });
  std::ranges::stable_sort(shown, [](const auto& a, const auto& b) {
    return std::pair(a.second.known, a.second.took_part) > std::pair(b.second.known, b.second.took_part);
  });
  if (shown.size() > kCategories - 1) shown.resize(kCategories - 1);
  std::set<std::string> own;
  for (const auto& [label, counted] : shown) own.insert(label);
  Counted others;
  for (const auto& [id, named] : people)
    if (named.empty() || !std::ranges::includes(own, named)) count(others, id);
  if (others.known >= kFewest) shown.emplace_back(kOthers, others);
  std::vector<PlotRow> rows;
  for (const auto& [label, counted] : shown)
    rows.push_back({label, {static_cast<double>(counted.known), static_cast<double>(counted.took_part)}});
  return rows;
}

Plot Counting::sessions() const {
  Plot plot{
      "Who came to each session", "", "Session", {"came", "had a seat", "were present", "no-shows of its rounds"}};
  std::set<PersonId> all;
  for (std::int32_t index = 0; index < static_cast<std::int32_t>(state_.sessions.size()); ++index) {
    const SessionDefinition& session = state_.session(index).definition;
    const auto turnout = turnouts_.find(session.id);
    if (!forms_rooms(session.kind) || turnout == turnouts_.end()) continue;
    const auto found = present_.find(index);
    const std::set<PersonId> present = found == present_.end() ? std::set<PersonId>() : found->second;
    std::size_t came = 0, seated = 0;
    for (const PersonId id : turnout->second.came) {
      if (!is_known(id)) continue;
      all.insert(id);
      ++came;
      seated += turnout->second.seated.contains(id) ? 1 : 0;
    }
    const auto missing =
        std::ranges::count_if(turnout->second.missing, [this](const auto& one) { return is_known(one.second); });
    plot.rows.push_back({title_of(state_, session),
                         {static_cast<double>(came), static_cast<double>(seated), static_cast<double>(present.size()),
                          static_cast<double>(missing)}});
  }
  plot.sentence = counted(all.size(), "person", "people") + " came to the lobby or a room of at least one of " +
                  counted(plot.rows.size(), "session", "sessions") + " with rooms.";
  return plot;
}

Plot Counting::room_sizes() const {
  Plot plot{"How large the rooms were", "", "People who were in the room", {"rooms"}, {}, histogram(sizes_)};
  if (sizes_.empty()) return plot;
  std::uint64_t seats = 0;
  for (const std::uint32_t size : sizes_) seats += size;
  const auto [least, most] = std::ranges::minmax(sizes_);
  plot.sentence = counted(sizes_.size(), "room", "rooms") + " had anybody in them: " +
                  plot_number(static_cast<double>(seats) / static_cast<double>(sizes_.size())) +
                  " people on average, from " + std::to_string(least) + " to " + std::to_string(most) + '.';
  return plot;
}

Plot Counting::new_people() const {
  std::map<PersonId, std::uint32_t> partners = partners_;
  for (const auto& [session, present] : present_)
    for (const PersonId id : present) partners.try_emplace(id, 0);
  std::vector<std::uint32_t> numbers;
  double all = 0;
  for (const auto& [id, number] : partners) numbers.push_back(number), all += number;
  Plot plot{"How many people each person met", "", "People met", {"people"}, {}, histogram(numbers)};
  if (!numbers.empty())
    plot.sentence = counted(numbers.size(), "person", "people") + " who were in a room met " +
                    plot_number(all / static_cast<double>(numbers.size())) +
                    " others on average. Each of the others counts once, however often they met.";
  return plot;
}

Plot Counting::meetings() const {
  Plot plot{"How often the same two people met", "", "Meetings", {"couples"}, {}, histogram(times_)};
  if (!times_.empty())
    plot.sentence = "Of " + counted(times_.size(), "couple", "couples") + " who met, " +
                    std::to_string(std::ranges::count_if(times_, [](std::uint32_t times) { return times > 1; })) +
                    " met more than once.";
  return plot;
}

/// What became of the tickets of a desk.
struct DeskCounted {
  std::set<PersonId> people;
  std::vector<double> minutes;
  std::map<TicketState, std::size_t> ended;
  std::size_t tickets = 0;

  void add(const Ticket& ticket) {
    people.insert(ticket.person);
    ++tickets;
    ++ended[ticket.state];
    if (ticket.started) minutes.push_back(static_cast<double>((ticket.started - ticket.joined).ms) / kMinute);
  }
  PlotRow row(std::string label) {
    std::ranges::sort(minutes);
    const auto waited = [this](std::size_t percent) {
      return minutes.empty() ? std::nullopt : std::optional(percentile(minutes, percent));
    };
    const auto text = [this](TicketState state) { return std::to_string(ended[state]); };
    return {std::move(label),
            {waited(50), waited(90)},
            {std::to_string(tickets), std::to_string(minutes.size()), text(TicketState::left),
             text(TicketState::no_show), text(TicketState::closed_out)}};
  }
};

Plot Counting::waits() const {
  Plot plot{"How long people waited for an advisor",
            "",
            "Desk",
            {"minutes, half of them at most", "minutes, nine of ten at most"},
            {"Tickets", "Helped", "Left", "Did not come", "Not reached"}};
  std::map<std::pair<std::int32_t, std::uint32_t>, DeskCounted> desks;  // by session and desk
  std::size_t helped = 0;
  for (const Ticket& ticket : state_.tickets) {
    if (!is_known(ticket.person)) continue;
    helped += ticket.started ? 1 : 0;
    desks[{ticket.session, ticket.desk}].add(ticket);
  }
  const auto is_small = [](const DeskCounted& desk) { return desk.people.size() < kFewest; };
  DeskCounted others;
  for (const Ticket& ticket : state_.tickets)
    if (is_known(ticket.person) && is_small(desks.at({ticket.session, ticket.desk}))) others.add(ticket);
  for (auto& [where, desk] : desks) {
    const Session& session = state_.session(where.first);
    if (!is_small(desk))
      plot.rows.push_back(
          desk.row(title_of(state_, session.definition) + ": " + session.hours->desks[where.second].desk));
  }
  if (!is_small(others)) plot.rows.push_back(others.row(kOthers));
  plot.sentence = counted(helped, "conversation", "conversations") +
                  " with an advisor began. Desks to which fewer than five people came are put together.";
  return plot;
}

Plot Counting::attendance() const {
  Plot plot{"Who attended the content sessions", "", "Session", {"attended", "meant to come"}};
  std::set<PersonId> all;
  for (const SessionDefinition& session : state_.event.sessions) {
    if (session.kind != SessionKind::content) continue;
    std::size_t attended = 0, meant = 0;
    for (const Person& person : state_.people) {
      if (!person.profile.words) continue;
      meant += std::ranges::binary_search(person.intends, session.id) ? 1 : 0;
      if (!has_attended(person, session.id)) continue;
      all.insert(person.id);
      ++attended;
    }
    plot.rows.push_back({title_of(state_, session), {static_cast<double>(attended), static_cast<double>(meant)}});
  }
  if (all.empty()) plot.rows.clear();
  plot.sentence = "Of " + counted(all.size(), "person", "people") + " it is known that they attended at least one.";
  return plot;
}

Plot Counting::hours() const {
  std::vector<std::uint32_t> numbers;
  std::int64_t minutes = 0;
  for (const Credit& credit : credits(state_)) {
    if (credit.minutes == 0) continue;
    minutes += credit.minutes;
    numbers.push_back(static_cast<std::uint32_t>(credit.minutes / 60));
  }
  Plot plot{"Hours of professional development",
            "",
            "Hours, without what is above a whole one",
            {"people"},
            {},
            histogram(numbers)};
  plot.sentence = counted(numbers.size(), "person", "people") + " earned " +
                  plot_number(static_cast<double>(minutes) / 60) + " hours in all.";
  return plot;
}

Plot Counting::languages() const {
  Plot plot{"Languages", "", "Language", {"on the roster", "took part"}};
  plot.rows = by("languages", [](const Profile& profile) {
    std::set<std::string> named;
    for (const std::string& code : profile.languages) named.insert(language_in_english(code));
    return named;
  });
  plot.sentence =
      counted(plot.rows.size(), "row", "rows") +
      ". Whoever named several languages counts in each; languages of fewer than five people, and of those who hide "
      "theirs, are put together.";
  return plot;
}

Plot Counting::regions() const {
  Plot plot{"Regions", "", "Region", {"on the roster", "took part"}};
  plot.rows = by("region", [this](const Profile& profile) {
    std::set<std::string> named;
    if (profile.region.empty()) return named;
    const auto known = std::ranges::find(state_.event.regions, profile.region, &Category::key);
    const bool labelled = known != state_.event.regions.end() && !known->label.empty();
    named.insert(labelled ? label_of(known->label, profile.region, state_.event.locales.front())
                          : region_in_english(profile.region));
    return named;
  });
  plot.sentence =
      "As people, or the roster, named them; regions of fewer than five people, and of those who hide theirs, are put "
      "together.";
  return plot;
}

std::vector<Plot> plots_of(const Counting& counting) {
  std::vector<Plot> out;
  for (Plot plot :
       {counting.sessions(), counting.room_sizes(), counting.new_people(), counting.meetings(), counting.waits(),
        counting.attendance(), counting.hours(), counting.languages(), counting.regions()})
    if (!plot.rows.empty()) out.push_back(std::move(plot));
  return out;
}

}  // namespace

std::vector<Plot> summary_plots(const State& state, const Turnouts& turnouts) {
  return plots_of(Counting(state, turnouts));
}

std::string summary_style_source() { return style_source(plot_style()); }

std::string summary_html(const State& state, const Turnouts& turnouts) {
  const Counting counting(state, turnouts);
  const std::string event = html_escape(label_of(state.event.name, state.event.id, state.event.locales.front()));
  std::string out =
      "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src " +
      summary_style_source() +
      "\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Summary: " +
      event + "</title>\n<style>" + std::string(plot_style()) + "</style>\n<main>\n<h1><bdi>" + event +
      "</bdi></h1>\n<p>" + html_escape(event_days(state, "en")) + ". As it stands after record " +
      std::to_string(state.seq) + " of its journal.</p>\n<p>" + counted(counting.known(), "person is", "people are") +
      " on the roster; " + std::to_string(counting.took_part()) +
      " took part: in a room, in a talk, or with an advisor. Nobody who was erased is counted.</p>\n";
  const std::vector<Plot> plots = plots_of(counting);
  if (plots.empty()) out += "<p>There is nothing to show yet.</p>\n";
  for (std::size_t i = 0; i < plots.size(); ++i) out += plot_html(plots[i], i + 1);
  return out + "</main>\n</html>\n";
}

}  // namespace convene::ops
