// Lists of people that are longer than a record: rosters, and who attended.
#include "matcher/profile_rules.h"
#include "server/live/hall_impl.h"

namespace convene::live {

namespace {

constexpr std::size_t bytes_a_part = std::size_t{6} << 20;  // with what is stored beside it, well within a record

constexpr std::size_t people_a_part = 20'000;  // of a list of who attended

std::size_t bytes_of(const Profile& profile) {
  std::size_t bytes = 200 + profile.key.size() + profile.name.size() + profile.email.size() + profile.role.size() +
                      profile.region.size() + profile.organization.size() + profile.team.size();
  for (const auto* list : {&profile.languages, &profile.topics, &profile.sessions_attended, &profile.keep_with,
                           &profile.keep_apart, &profile.hidden})
    for (const std::string& item : *list) bytes += item.size() + 4;
  for (const auto& [name, text] : profile.extra) bytes += name.size() + text.size() + 8;
  return bytes;
}

}  // namespace

// One after the other: the next part is asked for when the one before is durable.
void Hall::Impl::parts(std::vector<Command> commands, OnParts answer) {
  struct Row {
    std::vector<Command> commands;
    std::size_t next = 0;
    OnParts answer;
    std::function<void()> step;
  };
  if (commands.empty()) commands.emplace_back(Tick{});
  auto row = std::make_shared<Row>(Row{std::move(commands), 0, std::move(answer), {}});
  row->step = [this, weak = std::weak_ptr<Row>(row)] {
    const auto self = weak.lock();
    if (!self) return;
    submit(std::move(self->commands[self->next++]), {}, [self](const Answer& given) {
      const bool refused = std::holds_alternative<Refusal>(given);
      if (refused || self->next == self->commands.size()) {
        if (self->answer) self->answer(refused ? self->next - 1 : self->next, given);
      } else {
        self->step();
      }
    });
  };
  row->step();
}

void Hall::import_roster(std::vector<Profile> people, OnAnswer answer) {
  // Looked at as a whole first: a part that is refused would come after others that are there already.
  if (auto fault = impl_->phase_ == Phase::serving ? fault_in_roster(impl_->state(), people) : std::nullopt) {
    return impl_->later([answer = std::move(answer), fault = Answer{std::move(*fault)}] {
      if (answer) answer(fault);
    });
  }
  std::vector<Command> parts;
  RosterImport part;
  std::size_t bytes = 0;
  for (Profile& profile : people) {
    const std::size_t more = bytes_of(profile);
    if (bytes + more > bytes_a_part && !part.people.empty()) {
      parts.emplace_back(std::exchange(part, {}));
      bytes = 0;
    }
    bytes += more;
    part.people.push_back(std::move(profile));
  }
  if (!part.people.empty()) parts.emplace_back(std::move(part));
  impl_->parts(std::move(parts), [answer = std::move(answer)](std::size_t, const Answer& given) {
    if (answer) answer(given);
  });
}

void Hall::import_attendance(std::vector<AttendanceImport> lists, OnLists answer) {
  struct Lists {
    std::vector<AttendanceImport> lists;
    std::vector<ListTaken> taken;
    OnLists answer;
    std::function<void()> step;
  };
  auto all = std::make_shared<Lists>(Lists{std::move(lists), {}, std::move(answer), {}});
  all->step = [this, weak = std::weak_ptr<Lists>(all)] {
    const auto self = weak.lock();
    if (self->taken.size() == self->lists.size()) {
      if (self->answer) self->answer(self->taken);
      return;
    }
    const AttendanceImport& list = self->lists[self->taken.size()];
    std::vector<Command> parts;
    for (std::size_t from = 0; from < list.people.size(); from += people_a_part) {
      const auto first = list.people.begin() + static_cast<std::ptrdiff_t>(from);
      const auto size = std::min(people_a_part, list.people.size() - from);
      parts.emplace_back(AttendanceImport{list.session, {first, first + static_cast<std::ptrdiff_t>(size)}});
    }
    impl_->parts(std::move(parts), [self, people = list.people.size()](std::size_t done, const Answer& given) {
      self->taken.push_back({std::min(people, done * people_a_part), given});
      self->step();
    });
  };
  if (all->lists.empty()) return impl_->later([all] { all->step(); });
  all->step();
}

}  // namespace convene::live
