// Who is registered: rosters, forms, staff of the event file.
#include "matcher/limits.h"
#include "matcher/profile_rules.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

using Roster = EventTest;

TEST_F(Roster, LanguagesAreCodes) {
  const auto people = register_people(1);
  ProfileUpdate update;
  update.languages = {"en", "zh-Hant"};
  accept(update, people[0]);
  for (const char* wrong : {"", "e", "english", "x1", "en_US", "en-;"}) {
    update.languages = {wrong};
    EXPECT_EQ(refused(update, people[0]), "profile.unknown_language") << wrong;
  }
}

TEST_F(Roster, DialectsAreOneLanguageToTheGrouping) {
  const auto people = register_people(2);
  ProfileUpdate update;
  update.languages = {"en-GB"};
  accept(update, people[0]);
  update.languages = {"EN"};
  accept(update, people[1]);
  const auto& members = engine.state().index.members;
  EXPECT_EQ(members[people[0].value - 1].languages, members[people[1].value - 1].languages);
  EXPECT_NE(members[people[0].value - 1].languages, 0u);
}

/// Many languages of one person must not leave the others without a number.
TEST_F(Roster, EightLanguagesOfAPersonCount) {
  Profile many, other;
  many.key = "many", many.name = "Many", many.role = "classroom";
  many.languages = {"en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja"};
  other.key = "other", other.name = "Other", other.role = "classroom", other.languages = {"sw"};
  accept(RosterImport{{many, other}});
  const auto& numbers = engine.state().index.languages;
  EXPECT_TRUE(numbers.find("hi"));
  EXPECT_FALSE(numbers.find("ja"));
  EXPECT_TRUE(numbers.find("sw"));
}

TEST_F(Roster, OnlyFieldsOfAProfileAreHiddenAndNoItemIsLong) {
  const auto people = register_people(1);
  ProfileUpdate update;
  update.hidden = {"region", "organization"};
  accept(update, people[0]);
  update.hidden = {"shoe_size"};
  EXPECT_EQ(refused(update, people[0]), "profile.unknown_field");
  update.hidden = {std::string(limits::name_bytes + 1, 'x')};
  EXPECT_EQ(refused(update, people[0]), "profile.too_long");
}

TEST_F(Roster, AFullEventTakesItsOwnRosterAgain) {
  std::vector<Profile> everybody(limits::people - engine.state().people.size());
  for (std::size_t i = 0; i < everybody.size(); ++i) everybody[i].key = everybody[i].name = "n" + std::to_string(i);
  accept(RosterImport{everybody});
  EXPECT_FALSE(fault_in_roster(engine.state(), everybody));
  Profile late;
  late.key = late.name = "late";
  EXPECT_EQ(refused(RosterImport{{late}}), "roster.too_long");
}

TEST_F(Roster, ImportingAgainKeepsWhatPeopleSaidAndHid) {
  Profile row;
  row.key = "17";
  row.name = "Ada";
  row.email = "ada@example.org";
  row.role = "classroom";
  accept(RosterImport{{row}});
  const PersonId ada = engine.state().index.by_key.at("17");
  ProfileUpdate update;
  update.hidden = {"region"};
  update.topics = {"funding"};
  update.organization = "Lincoln High";
  accept(update, ada);
  const std::uint64_t seq = engine.seq();
  accept(RosterImport{{row}});
  EXPECT_EQ(engine.seq(), seq) << "nothing new";
  row.region = "US";
  row.key.clear();
  accept(RosterImport{{row}});
  const Profile& now_is = *person(ada).profile.words;
  EXPECT_EQ(now_is.region, "US");
  EXPECT_EQ(now_is.key, "17");
  EXPECT_EQ(now_is.hidden, std::vector<std::string>{"region"});
  EXPECT_EQ(now_is.topics, std::vector<std::string>{"funding"});
  EXPECT_EQ(now_is.organization, "Lincoln High");
}

TEST_F(Roster, WalkInsGiveWhateverIsAsked) {
  EventDefinition event = small_event();
  event.join.walk_in->ask = {"name", "organization", "topics", "languages"};
  accept(EventLoad{event, {}});
  Profile profile;
  profile.name = "Wanda";
  EXPECT_EQ(refused(WalkIn{"k", "CODE", profile}), "profile.missing");
  profile.organization = "A school";
  EXPECT_EQ(refused(WalkIn{"k", "CODE", profile}), "profile.missing");
  profile.topics = {"funding"};
  EXPECT_EQ(refused(WalkIn{"k", "CODE", profile}), "profile.missing");
  profile.languages = {"en"};
  accept(WalkIn{"k", "CODE", profile});
}

TEST_F(Roster, WalkInsComeAtABoundedRate) {
  Profile profile;
  profile.name = "Wanda";
  profile.role = "informal";
  for (std::size_t i = 0; i < limits::walk_ins_per_minute; ++i) accept(WalkIn{std::to_string(i), "CODE", profile});
  EXPECT_EQ(refused(WalkIn{"one more", "CODE", profile}), "join.too_many");
  accept(WalkIn{"0", "CODE", profile});  // a retry is nobody new
  now = now + minutes(1);
  accept(WalkIn{"one more", "CODE", profile});
}

TEST_F(Roster, ReloadingTheFileLeavesHatsThatItSaysNothingNewAbout) {
  const std::vector<StaffEntry> staff{{"Fay", "fay@example.org", {Hat::facilitator}, Scope{{"role-alike-1"}, {}}}};
  accept(PersonHat{facilitator(), {Hat::moderator}, {}}, organiser());
  accept(EventLoad{small_event(), staff});
  EXPECT_EQ(person(facilitator()).hats, std::vector{Hat::moderator});
  accept(EventLoad{small_event(), {{"Fay", "fay@example.org", {Hat::facilitator, Hat::advisor}, {}}}});
  EXPECT_EQ(person(facilitator()).hats, (std::vector{Hat::facilitator, Hat::advisor}));
}

TEST_F(Roster, TheTabThatWasNotUsedForLongestIsForgottenFirst) {
  const auto people = register_people(1);
  until(nine + minutes(59));
  const auto tab = [&](std::size_t which, std::uint32_t n) {
    accept(SessionLeave{}, people[0]);
    return ask(SessionJoin{"role-alike-1"}, people[0], CommandId{"t" + std::to_string(which), n, n});
  };
  for (std::size_t i = 0; i < limits::tabs_remembered; ++i) tab(i, 1);
  tab(0, 2);
  tab(limits::tabs_remembered, 1);
  EXPECT_TRUE(std::holds_alternative<Repeated>(tab(0, 2)));
  EXPECT_TRUE(std::holds_alternative<Accepted>(tab(1, 1)));
}

/// The form's key is as good as the pass it leads to.
TEST_F(Roster, RevokingThePassesOfAWalkInRevokesTheirFormToo) {
  Profile profile;
  profile.name = "Wanda";
  profile.role = "informal";
  accept(WalkIn{"key", "CODE", profile});
  const PersonId wanda = engine.state().index.by_walk_in.at("key");
  accept(PassRevoke{wanda}, moderator());
  EXPECT_FALSE(engine.state().index.by_walk_in.contains("key"));
  accept(WalkIn{"key", "CODE", profile});
  EXPECT_NE(engine.state().index.by_walk_in.at("key"), wanda);
}

TEST_F(Roster, ARetryIsAnsweredThoughItsAuthorHasLostTheHat) {
  const PersonId one = register_people(1)[0];
  const CommandId id{"tab", 1, 7};
  const Outcome first = ask(PersonRemove{one, "a test"}, moderator(), id);
  ASSERT_TRUE(std::holds_alternative<Accepted>(first));
  accept(PersonHat{moderator(), {Hat::participant}, {}}, organiser());
  const PersonId was = engine.state().index.by_email.at("mo@example.org");
  EXPECT_TRUE(std::holds_alternative<Repeated>(ask(PersonRemove{one, "a test"}, was, id)));
  EXPECT_EQ(refused(PersonRemove{one, "a test"}, was, CommandId{"tab", 2, 8}), "not_allowed");
}

TEST_F(Roster, WhoTakesPartInWritingAloneIsSeenToDoSo) {
  const auto people = register_people(5);
  until(nine + minutes(58));
  join(people);
  until(nine + minutes(61));
  const auto card = [&](PersonId id) {
    const RoomView view = room_view(engine.state(), person(id).room);
    return *std::ranges::find(view.members, id, &Member::id);
  };
  EXPECT_FALSE(card(people[0]).text_only);
  ProfileUpdate update;
  update.text_only = true;
  accept(update, people[0]);
  EXPECT_EQ(card(people[0]).text_only, true);
  EXPECT_TRUE(me_view(engine.state(), people[0]).text_only);
  EXPECT_EQ(floor_person(engine.state(), people[0])->text_only, true);
  const std::uint64_t seq = engine.seq();
  accept(update, people[0]);
  EXPECT_EQ(engine.seq(), seq) << "nothing changed";
  update.text_only = false;
  accept(update, people[0]);
  EXPECT_FALSE(card(people[0]).text_only);
  EXPECT_FALSE(floor_person(engine.state(), people[0])->text_only) << "absent, not false";
}

}  // namespace
}  // namespace convene::testing
