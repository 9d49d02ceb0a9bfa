#include "server/net/text.h"

#include <gtest/gtest.h>

#include "server/net/addresses.h"
#include "server/net/sweep.h"

namespace convene::net {
namespace {

TEST(Html, NothingThatEndsATextOrAnAttributeIsLeft) {
  EXPECT_EQ(html_escape("<script>alert(\"x\" & 'y')</script>"),
            "&lt;script&gt;alert(&quot;x&quot; &amp; &#39;y&#39;)&lt;/script&gt;");
  EXPECT_EQ(html_escape(std::string_view("a\0b\x1B\x7F"
                                         "c",
                                         6)),
            "abc");
  EXPECT_EQ(html_escape("\xC3\x28"), "\xEF\xBF\xBD(");
  EXPECT_EQ(html_escape("Grüße 🎓"), "Grüße 🎓");
}

TEST(AcceptEncoding, QualitiesAreHeard) {
  EXPECT_EQ(coding_quality("gzip, deflate, br", "br"), 1000);
  EXPECT_EQ(coding_quality("br;q=0.5, gzip;q=0.8", "br"), 500);
  EXPECT_EQ(coding_quality("br;q=0", "br"), 0);
  EXPECT_EQ(coding_quality("*", "br"), 1000);
  EXPECT_EQ(coding_quality("*;q=0.1, br;q=0", "br"), 0);
  EXPECT_EQ(coding_quality("BR ; Q=1.0", "br"), 1000);
  EXPECT_EQ(coding_quality("brotli", "br"), 0);
  EXPECT_EQ(coding_quality("br;q=x", "br"), 0);
  EXPECT_EQ(coding_quality("", "gzip"), 0);
}

TEST(Etag, IsComparedWeaklyAndInLists) {
  EXPECT_TRUE(names_tag("\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("\"x\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("*", "\"a\""));
  EXPECT_FALSE(names_tag("\"ab\"", "\"a\""));
}

TEST(Form, IsReadStrictly) {
  const auto fields = read_form("name=Ana+Mar%C3%ADa&code=&role=a%26b");
  ASSERT_TRUE(fields);
  EXPECT_EQ((*fields)[0], (std::pair<std::string, std::string>("name", "Ana María")));
  EXPECT_EQ((*fields)[1].second, "");
  EXPECT_EQ((*fields)[2].second, "a&b");
  for (const char* broken : {"a=%", "a=%4", "a=%zz", "a=%00", "a=%FF", "%C3=1"})
    EXPECT_FALSE(read_form(broken)) << broken;
  EXPECT_FALSE(read_form("a=1&b=2&c=3", 2));
}

TEST(Host, OnlyWhatMayStandInAHeaderIsOne) {
  for (const char* good : {"example.org", "example.org:8080", "127.0.0.1", "[::1]:80", "[::1]", "a-b.c"}) {
    EXPECT_TRUE(good_host(good)) << good;
  }
  for (const char* bad :
       {"", ":80", "a b", "a;b", "a\r\nb", "a:", "a:x", "a:123456", "[::1", "[]", "a/b", "a@b", "'x'"}) {
    EXPECT_FALSE(good_host(bad)) << bad;
  }
}

TEST(OriginText, IsComparedWithoutItsSchemesOwnPort) {
  EXPECT_EQ(read_origin("https://Example.org:443"), read_origin("https://example.org"));
  EXPECT_NE(read_origin("http://example.org:443"), read_origin("https://example.org"));
  for (const char* bad : {"null", "", "file://x", "https://a/b", "https://a b", "javascript://x", "https://"}) {
    EXPECT_FALSE(read_origin(bad)) << bad;
  }
}

TEST(EventId, CannotLeaveItsPlace) {
  for (const char* bad : {"", ".", "..", "../x", "a/b", "a%2Fb", "a b", "a\"b"})
    EXPECT_FALSE(good_event_id(bad)) << bad;
  EXPECT_TRUE(good_event_id("institute-2021"));
}

TEST(Address, IsReadInBothFamilies) {
  EXPECT_EQ(read_address("::ffff:10.0.0.1"), read_address("10.0.0.1"));
  EXPECT_EQ(read_address("[::1]"), read_address("::1"));
  for (const char* bad : {"", "10.0.0", "10.0.0.1:80", "x", "::1%lo", "1.2.3.4, 5.6.7.8"})
    EXPECT_FALSE(read_address(bad)) << bad;
}

TEST(Networks, ContainWhatTheySay) {
  const Networks networks({"10.0.0.0/8", "192.168.1.128/25", "::1", "2001:db8::/32"});
  for (const char* in : {"10.255.0.1", "192.168.1.200", "::1", "2001:db8:1::1"})
    EXPECT_TRUE(networks.contain(*read_address(in))) << in;
  for (const char* out : {"11.0.0.1", "192.168.1.1", "::2", "2001:db9::1"})
    EXPECT_FALSE(networks.contain(*read_address(out))) << out;
  for (const char* bad : {"10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "host", "::/129"})
    EXPECT_THROW(Networks({bad}), std::invalid_argument) << bad;
}

TEST(Proxies, AreBelievedOnlyWhereTheyAreOurs) {
  const Networks trusted({"127.0.0.1", "10.0.0.0/8"});
  const auto client = [&](const char* peer, const char* header) {
    return client_behind(*read_address(peer), header, trusted);
  };
  EXPECT_EQ(client("203.0.113.9", "198.51.100.1"), *read_address("203.0.113.9"));
  EXPECT_EQ(client("127.0.0.1", "198.51.100.1"), *read_address("198.51.100.1"));
  // What a client wrote itself stands further left and is not believed.
  EXPECT_EQ(client("127.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2"), *read_address("198.51.100.1"));
  EXPECT_EQ(client("127.0.0.1", "garbage"), *read_address("127.0.0.1"));
  EXPECT_EQ(client("127.0.0.1", ""), *read_address("127.0.0.1"));
}

TEST(AddressBook, CountsUnknownAndKnownApart) {
  Addresses book({2, 3}, Networks({"127.0.0.0/8"}));
  const Address school = *read_address("198.51.100.1");
  std::vector<Addresses::Place> known;
  for (int i = 0; i < 3; ++i) {
    known.push_back(book.take(school));
    ASSERT_TRUE(known.back());
    EXPECT_TRUE(known.back().make_known());
  }
  auto first = book.take(school);
  auto second = book.take(school);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(book.take(school));
  EXPECT_FALSE(first.make_known());
  known.pop_back();
  EXPECT_TRUE(first.make_known());
  EXPECT_TRUE(book.take(*read_address("198.51.100.2")));
  known.clear();
  first = {};
  second = {};
  EXPECT_EQ(book.size(), 0U);
  std::vector<Addresses::Place> local;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(local.emplace_back(book.take(*read_address("127.0.0.1"))));
}

TEST(AddressBook, CountsAnIpv6CustomerOnce) {
  Addresses book({1, 1}, Networks());
  const auto one = book.take(*read_address("2001:db8::1"));
  EXPECT_FALSE(book.take(*read_address("2001:db8::2")));
  EXPECT_TRUE(book.take(*read_address("2001:db8:0:1::1")));
}

struct Probe final : Swept {
  std::vector<Tick> looks;
  Tick next = 1'000;
  Sweep* leave = nullptr;
  Tick look(Tick now) override {
    looks.push_back(now);
    if (leave) leave->remove(*this);
    return next;
  }
  void wind_up() override {}
  void cut() override {}
};

TEST(SweepTest, LooksAtThoseWhoseTimeHasCome) {
  Sweep sweep;
  Probe a, b, c;
  sweep.add(a, 10);
  sweep.add(b, 20);
  sweep.add(c, 10);
  c.leave = &sweep;
  sweep.run(10);
  EXPECT_EQ(a.looks.size(), 1U);
  EXPECT_TRUE(b.looks.empty());
  EXPECT_EQ(c.looks.size(), 1U);
  EXPECT_EQ(sweep.size(), 2U);
  sweep.hurry(a, 30);
  sweep.run(30);
  EXPECT_EQ(a.looks.size(), 2U);
  EXPECT_EQ(b.looks.size(), 1U);
  EXPECT_EQ(c.looks.size(), 1U);
}

}  // namespace
}  // namespace convene::net
