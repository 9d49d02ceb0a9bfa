// Swapping contacts by mutual consent.
#include "matcher/limits.h"
#include "tests/unit/matcher/event_fixture.h"

namespace convene::testing {
namespace {

class ContactsTest : public EventTest {
 protected:
  void SetUp() override {
    EventTest::SetUp();
    RosterImport import;
    for (const char* key : {"ann", "ben", "cem"}) {
      Profile profile;
      profile.key = key;
      profile.name = std::string("Person ") + key;
      profile.email = std::string(key) + "@example.org";
      profile.organization = "A school";
      profile.role = "classroom";
      import.people.push_back(profile);
    }
    accept(import);
    ann = staff("ann@example.org"), ben = staff("ben@example.org"), cem = staff("cem@example.org");
    until(nine + minutes(58));
    join({ann, ben});
    until(nine + minutes(61));
    ASSERT_TRUE(person(ann).room);
    ASSERT_EQ(person(ann).room, person(ben).room);
  }
  std::vector<Contact> of(PersonId id) const { return me_view(engine.state(), id).contacts; }

  PersonId ann, ben, cem;
};

TEST_F(ContactsTest, NobodySeesAnAddressUntilBothAreReady) {
  accept(ContactOffer{ben}, ann);
  ASSERT_EQ(of(ann).size(), 1u);
  EXPECT_TRUE(of(ann)[0].ready);
  EXPECT_FALSE(of(ann)[0].swapped);
  EXPECT_EQ(of(ann)[0].email, "");
  ASSERT_EQ(of(ben).size(), 1u);
  EXPECT_FALSE(of(ben)[0].ready);
  EXPECT_EQ(of(ben)[0].name, "Person ann");
  EXPECT_EQ(of(ben)[0].email, "");
  accept(ContactOffer{ann}, ben);
  EXPECT_TRUE(of(ann)[0].swapped);
  EXPECT_EQ(of(ann)[0].email, "ben@example.org");
  EXPECT_EQ(of(ben)[0].email, "ann@example.org");
  EXPECT_EQ(of(ben)[0].organization, "A school");
}

TEST_F(ContactsTest, EitherCanThinkBetterOfIt) {
  accept(ContactOffer{ben}, ann);
  accept(ContactOffer{ann}, ben);
  accept(ContactWithdraw{ann}, ben);
  EXPECT_EQ(of(ann)[0].email, "");
  EXPECT_FALSE(of(ann)[0].swapped);
  accept(ContactWithdraw{ben}, ann);
  EXPECT_TRUE(of(ann).empty());
  EXPECT_TRUE(of(ben).empty());
  accept(ContactWithdraw{ben}, ann);  // once more changes nothing
}

TEST_F(ContactsTest, StrangersLearnNothingOfEachOther) {
  for (const PersonId id : {cem, ann, PersonId(77), PersonId(0)})
    EXPECT_EQ(refused(ContactOffer{id}, ann), "contact.stranger");
  EXPECT_TRUE(of(cem).empty());
}

TEST_F(ContactsTest, WhoWasInOneRoomKnowsEachOtherAfterTheRound) {
  see({ann, ben});
  accept(RoundClose{"role-alike-1"}, moderator());
  until(now + seconds(90));
  ASSERT_FALSE(person(ann).room);
  accept(ContactOffer{ben}, ann);
  EXPECT_EQ(of(ben).size(), 1u);
}

TEST_F(ContactsTest, OfWhomIsErasedNothingStays) {
  accept(ContactOffer{ben}, ann);
  accept(ContactOffer{ann}, ben);
  accept(PersonErase{ben}, organiser());
  EXPECT_TRUE(of(ann).empty());
  EXPECT_EQ(refused(ContactOffer{ben}, ann), "contact.stranger");
}

TEST_F(ContactsTest, ANewNameIsThereAtOnce) {
  accept(ContactOffer{ben}, ann);
  engine.take_touched();
  Profile profile = *person(ann).profile.words;
  profile.name = "Anna";
  accept(RosterImport{{profile}});
  const Touched touched = engine.take_touched();
  EXPECT_TRUE(std::ranges::binary_search(touched.me, ben));
  EXPECT_EQ(of(ben)[0].name, "Anna");
}

TEST_F(ContactsTest, NobodyCanTellByThemFromWhomTheyAreKeptApart) {
  accept(PairApart{ann, ben}, moderator());
  accept(ContactOffer{ben}, ann);
  accept(ContactOffer{ann}, ben);
  EXPECT_TRUE(of(ann)[0].ready);
  EXPECT_FALSE(of(ann)[0].swapped) << "as if the other one had not answered";
  EXPECT_EQ(of(ben)[0].email, "");
  accept(PairClear{ann, ben}, moderator());
  EXPECT_TRUE(of(ann)[0].swapped);
}

TEST_F(ContactsTest, AnOfferOfSomebodyTheyAreKeptApartFromIsNotShown) {
  accept(PairApart{ann, ben}, moderator());
  accept(ContactOffer{ben}, ann);
  EXPECT_TRUE(of(ben).empty());
}

}  // namespace
}  // namespace convene::testing
