// HTTP as it is really spoken: malformed requests, files, the walk-in form, the operator's port.
#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "server/net/join_page.h"
#include "server/net/pass.h"
#include "tests/unit/net/fakes.h"

namespace convene::net::testing {
namespace {

std::string get(RunningServer& server, const std::string& path, const std::string& more = "",
                const std::string& method = "GET") {
  Wire wire(server.port());
  wire.send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n");
  return wire.read_all();
}

std::string raw(RunningServer& server, std::string_view bytes) {
  Wire wire(server.port());
  wire.send(bytes);
  return wire.read_all();
}

bool is(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status) + ' ');
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string body_of(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

std::string unbrotli(const std::string& bytes) {
  std::string text(1 << 20, '\0');
  std::size_t size = text.size();
  const auto result = BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                              reinterpret_cast<std::uint8_t*>(text.data()));
  EXPECT_EQ(result, BROTLI_DECODER_RESULT_SUCCESS);
  text.resize(size);
  return text;
}

std::string post(RunningServer& server, const std::string& body,
                 const std::string& type = "application/x-www-form-urlencoded") {
  return get(server, "/e/e1/join",
             "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body,
             "POST");
}

TEST(Http, MalformedRequestsAreRefusedAndTheServerLives) {
  RunningServer server;
  const std::string host = "Host: localhost\r\n";
  EXPECT_TRUE(is(raw(server, "GET / HTTP/1.1\r\n\r\n"), 400));
  EXPECT_TRUE(is(raw(server, "GET / HTTP/1.1\r\n" + host + host + "\r\n"), 400));
  EXPECT_TRUE(is(raw(server, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), 400));
  EXPECT_TRUE(is(raw(server, "GET / HTTP/1.0\r\n" + host + "\r\n"), 400));
  EXPECT_TRUE(is(raw(server, "GET http://x/ HTTP/1.1\r\n" + host + "\r\n"), 400));
  EXPECT_TRUE(is(raw(server, "nonsense\r\n\r\n"), 400));
  EXPECT_TRUE(is(raw(server, std::string("\x16\x03\x01\x02\x00", 5) + "\r\n\r\n"), 400));
  EXPECT_TRUE(
      is(raw(server, "POST /e/e1/join HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 411));
  EXPECT_TRUE(is(
      raw(server, "POST /e/e1/join HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), 400));
  EXPECT_TRUE(is(raw(server, "GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc"), 413));
  EXPECT_TRUE(is(raw(server, "POST /e/e1/join HTTP/1.1\r\n" + host + "Content-Length: 70000\r\n\r\n"), 413));
  EXPECT_TRUE(is(raw(server, "POST /e/e1/join HTTP/1.1\r\n" + host + "Content-Length: 99999999999\r\n\r\n"), 413));
  EXPECT_TRUE(is(raw(server, "GET / HTTP/1.1\r\n" + host + "X: " + std::string(9'000, 'x') + "\r\n\r\n"), 431));
  EXPECT_TRUE(is(raw(server, "BREW / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"), 405));
  EXPECT_TRUE(is(get(server, "/e/e1"), 200));
}

TEST(Http, ASlowHeaderIsCutOff) {
  RunningServer server([](Config& config) { config.limits.header_within = milliseconds(300); });
  Wire wire(server.port());
  wire.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
  EXPECT_TRUE(wire.closed());
  EXPECT_EQ(server.counters().requests_slow, 1U);
}

TEST(Http, OnlyWhatTheManifestListsIsServed) {
  RunningServer server;
  EXPECT_TRUE(is(get(server, "/assets/app-0123.js"), 200));
  for (const char* path :
       {"/secret.txt", "/manifest.json", "/index.html", "/assets/", "/assets/app-0123.js.br", "/../secret.txt",
        "/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/etc/passwd", "//etc/passwd", "/e/..", "/e/",
        "/e/unknown", "/e/e1/../e1", "/e/e1/programme-zzz.json", "/%00"}) {
    EXPECT_TRUE(is(get(server, path), 404)) << path;
  }
}

TEST(Http, FilesComeInTheFormTheClientLikesAndAreKept) {
  RunningServer server;
  const std::string plain = get(server, "/assets/app-0123.js");
  EXPECT_TRUE(has(plain, "console.log"));
  EXPECT_TRUE(has(plain, "Cache-Control: public, max-age=31536000, immutable\r\n"));
  EXPECT_TRUE(has(plain, "X-Content-Type-Options: nosniff\r\n"));
  const std::string br = get(server, "/assets/app-0123.js", "Accept-Encoding: gzip, br\r\n");
  EXPECT_TRUE(has(br, "Content-Encoding: br\r\n"));
  EXPECT_EQ(unbrotli(body_of(br)), body_of(plain));
  EXPECT_TRUE(
      has(get(server, "/assets/app-0123.js", "Accept-Encoding: br;q=0.1, gzip\r\n"), "Content-Encoding: gzip\r\n"));
  EXPECT_FALSE(has(get(server, "/assets/app-0123.js", "Accept-Encoding: br;q=0, gzip;q=0\r\n"), "Content-Encoding"));
  const std::size_t at = br.find("ETag: ") + 6;
  const std::string tag = br.substr(at, br.find("\r\n", at) - at);
  const std::string again = get(server, "/assets/app-0123.js", "Accept-Encoding: br\r\nIf-None-Match: " + tag + "\r\n");
  EXPECT_TRUE(is(again, 304));
  EXPECT_EQ(body_of(again), "");
  const std::string head = get(server, "/assets/app-0123.js", "", "HEAD");
  EXPECT_TRUE(is(head, 200));
  EXPECT_TRUE(has(head, "Content-Length: " + std::to_string(body_of(plain).size()) + "\r\n"));
  EXPECT_EQ(body_of(head), "");
  EXPECT_TRUE(is(get(server, "/assets/app-0123.js", "", "DELETE"), 405));
}

TEST(Http, AConnectionServesSeveralRequests) {
  RunningServer server;
  Wire wire(server.port());
  const std::string request = "GET /e/e1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
  wire.send(request + request);
  EXPECT_TRUE(is(wire.answer(), 200));
  EXPECT_TRUE(is(wire.answer(), 200));
  wire.send(request);
  EXPECT_TRUE(is(wire.answer(), 200));
}

TEST(JoinPageHttp, HoldsTheFormBeforeAnyScriptAndEscapesTheOrganisersWords) {
  RunningServer server;
  const std::string page = get(server, "/e/e1");
  EXPECT_TRUE(has(page, "<title>Science &lt;Institute&gt; &amp; &quot;Friends&quot;</title>"));
  EXPECT_TRUE(has(page, "action=\"/e/e1/join\""));
  EXPECT_TRUE(has(page, ">\u2003High &lt;school&gt;</option>"));
  EXPECT_TRUE(has(page, "name=\"organization\""));
  EXPECT_FALSE(has(page, "name=\"region\""));  // not asked for
  EXPECT_FALSE(has(page, "<Institute>"));
  EXPECT_TRUE(has(page, "script-src 'self' 'sha256-abc='; style-src 'self' 'sha256-def=';"));
  EXPECT_TRUE(has(page, "connect-src 'self' ws://localhost wss://localhost;"));
  EXPECT_TRUE(has(page, "frame-ancestors 'none'"));
  EXPECT_TRUE(has(page, "Referrer-Policy: no-referrer\r\n"));
}

TEST(JoinPageHttp, EveryWordOfTheFormNamesItsKeyInTheCataloguesAndWhatOthersSeeCanBeHidden) {
  protocol::Programme programme;
  programme.event = "e1";
  programme.locales = {"es", "en"};
  programme.visible = {"name", "role", "languages"};
  programme.walk_in = true;
  programme.ask = {"name", "role"};
  programme.optional = {"languages"};
  programme.roles = {{"high", "", {{"en", "High \"school\""}, {"es", "Secundaria"}, {"x\"y", "?"}}}};
  const std::string form = render_join_form(programme, "k");
  EXPECT_TRUE(has(form, "<span data-word=\"form.code\">Event code</span>"));
  EXPECT_TRUE(has(form, "<option value=\"\" data-word=\"form.choose\">Choose</option>"));
  EXPECT_TRUE(has(form, " data-in-en=\"High &quot;school&quot;\" data-in-es=\"Secundaria\">Secundaria</option>"));
  EXPECT_FALSE(has(form, "data-in-x"));
  EXPECT_TRUE(has(form, "name=\"languages\" value=\"es\"> <span lang=\"es\">Español</span>"));
  EXPECT_TRUE(has(form, "<input name=\"languages\" value=\"\""));
  EXPECT_TRUE(has(form, "name=\"hidden\" value=\"role\">"));
  EXPECT_TRUE(has(form, "name=\"hidden\" value=\"languages\">"));
  EXPECT_FALSE(has(form, "name=\"hidden\" value=\"name\""));

  JoinAttempt attempt;
  attempt.form.languages = {"en", "pt"};
  attempt.form.hidden = {"role"};
  attempt.refused = {{}, "profile.unknown_role", "no such role", "join.role", {}};
  const std::string again = render_join_form(programme, "k", &attempt);
  EXPECT_TRUE(has(again, "name=\"languages\" value=\"en\" checked>"));
  EXPECT_TRUE(has(again, "<input name=\"languages\" value=\"pt\""));
  EXPECT_TRUE(has(again, "name=\"hidden\" value=\"role\" checked>"));
  EXPECT_TRUE(has(again, "<span data-word=\"refused.profile.unknown_role\">no such role</span>"));
}

TEST(JoinPageHttp, EveryCopyHasItsOwnKeyAlsoWhenCompressed) {
  RunningServer server;
  const auto key_in = [](const std::string& page) {
    const std::string mark = "name=\"key\" value=\"";
    return page.substr(page.find(mark) + mark.size(), 22);
  };
  const std::string accept = "Accept-Encoding: br\r\n";
  const std::string one = unbrotli(body_of(get(server, "/e/e1", accept)));
  const std::string two = unbrotli(body_of(get(server, "/e/e1", accept)));
  EXPECT_NE(key_in(one), key_in(two));
  EXPECT_TRUE(from_base64url(key_in(one)));
  std::string same = two;
  same.replace(same.find(key_in(two)), 22, key_in(one));
  EXPECT_EQ(same, one);
  std::string plain = body_of(get(server, "/e/e1"));
  plain.replace(plain.find(key_in(plain)), 22, key_in(one));
  EXPECT_EQ(plain, one);
}

TEST(JoinPageHttp, ThePageNamesTheProgrammeAsItIsNow) {
  RunningServer server;
  const auto named = [&] {
    const std::string answer = get(server, "/e/e1", "Accept-Encoding: br\r\n");
    const std::string mark = "\r\nLink: <";
    const std::size_t at = answer.find(mark) + mark.size();
    const std::size_t end = answer.find('>', at);
    EXPECT_EQ(answer.substr(end, answer.find("\r\n", end) - end), ">; rel=preload; as=fetch; crossorigin");
    return answer.substr(at, end - at);
  };
  EXPECT_EQ(named(), "/e/e1/programme-abc123.json");
  EXPECT_TRUE(is(get(server, named()), 200));
  server.on_thread([&] { server.event->move_programme("/e/e1/programme-def456.json"); });
  EXPECT_EQ(named(), "/e/e1/programme-def456.json");
  EXPECT_TRUE(is(get(server, named()), 200));
}

TEST(JoinPageHttp, AWalkInGetsAPersonalLink) {
  RunningServer server;
  const std::string key(22, 'A');
  const std::string answer =
      post(server, "key=" + key + "&code=SSEC21&name=Ana+Mar%C3%ADa&role=high&topics=ngss&organization=");
  EXPECT_TRUE(is(answer, 303));
  EXPECT_TRUE(has(answer, "Location: /e/e1#c1.k1.PASS.MAC\r\n"));
  EXPECT_TRUE(has(answer, "Cache-Control: no-store\r\n"));
  const auto joined = server.joined();
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_EQ(joined[0].first.name, "Ana María");
  EXPECT_EQ(joined[0].first.topics, std::vector<std::string>{"ngss"});
  EXPECT_EQ(joined[0].second, key);
}

TEST(JoinPageHttp, ARefusedWalkInSeesTheFormAgainWithWhatWasTyped) {
  RunningServer server;
  server.on_thread([&] {
    server.event->refusal = protocol::Refused{{}, "join.role", "That role is <unknown> here.", "join.role", {}};
  });
  // As the server makes them: 16 bytes in base64url, so that the last of 22 letters carries two bits.
  const std::string key = std::string(21, 'B') + 'Q';
  const std::string canary = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27";
  const std::string answer = post(server, "key=" + key + "&code=" + canary + "&name=" + canary + "&role=" + canary +
                                              "&organization=" + canary + "&topics=" + canary);
  EXPECT_TRUE(is(answer, 422));
  EXPECT_FALSE(has(answer, "<script>alert"));
  EXPECT_TRUE(has(answer, "value=\"&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;\""));
  EXPECT_TRUE(has(
      answer, "id=\"wrong-role\"><span data-word=\"refused.join.role\">That role is &lt;unknown&gt; here.</span></p>"));
  EXPECT_TRUE(has(answer, "aria-describedby=\"wrong-role\""));
  EXPECT_TRUE(has(answer, "value=\"" + key + "\""));  // the same try, the same person
}

TEST(JoinPageHttp, AFormThatIsNotOursIsRefused) {
  RunningServer server;
  EXPECT_TRUE(is(post(server, "name=a&name=b"), 400));
  EXPECT_TRUE(is(post(server, "name=a&admin=1"), 400));
  EXPECT_TRUE(is(post(server, "name=%FF"), 400));
  EXPECT_TRUE(is(post(server, "{\"name\":\"a\"}", "application/json"), 400));
  EXPECT_TRUE(server.joined().empty());
  // A key that is none of ours is not handed on.
  EXPECT_TRUE(is(post(server, "key=x&name=a"), 303));
  EXPECT_EQ(server.joined().at(0).second.size(), 22U);
}

TEST(Http, TheOnlyEventIsTheFrontPage) {
  RunningServer server;
  EXPECT_TRUE(has(get(server, "/"), "Location: /e/e1\r\n"));
  server.on_thread([&] { server.events.add("e2"); });
  const std::string list = get(server, "/");
  EXPECT_TRUE(is(list, 200));
  EXPECT_TRUE(has(list, "<a href=\"/e/e2\"><bdi>Science &lt;Institute&gt;"));
}

TEST(Http, ADamagedEventSaysSoAndTheOthersGoOn) {
  RunningServer server;
  server.on_thread([&] {
    server.events.add("e2");
    server.event->damaged = true;
  });
  EXPECT_TRUE(is(get(server, "/e/e1"), 503));
  EXPECT_TRUE(is(post(server, "name=a"), 503));
  EXPECT_TRUE(is(get(server, "/e/e1/programme-abc123.json"), 503));
  const std::string list = get(server, "/");
  EXPECT_TRUE(is(list, 200));
  EXPECT_FALSE(has(list, "/e/e1"));
  EXPECT_TRUE(is(get(server, "/e/e2"), 200));
}

TEST(Http, TheListOfHostsIsForTheSiteAndKnowsNoPorts) {
  RunningServer server([](Config& config) { config.hosts = {"Meet.example.org"}; });
  const auto ask = [](std::uint16_t port, const std::string& path, const std::string& host) {
    Wire wire(port);
    wire.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    return wire.read_all();
  };
  EXPECT_TRUE(is(ask(server.port(), "/e/e1", "meet.example.org"), 200));
  EXPECT_TRUE(is(ask(server.port(), "/e/e1", "meet.EXAMPLE.org:8080"), 200));
  EXPECT_TRUE(is(ask(server.port(), "/e/e1", "localhost"), 421));
  EXPECT_TRUE(is(ask(server.admin_port(), "/healthz", "127.0.0.1:8081"), 200));
}

TEST(Http, TheProgrammeIsKeptForEver) {
  RunningServer server;
  const std::string answer = get(server, "/e/e1/programme-abc123.json", "Accept-Encoding: br\r\n");
  EXPECT_TRUE(is(answer, 200));
  EXPECT_TRUE(has(answer, "immutable"));
  EXPECT_EQ(unbrotli(body_of(answer)), std::string(3'000, '7'));
}

TEST(Http, StaffAreAskedForAPass) {
  RunningServer server;
  EXPECT_TRUE(is(get(server, "/api/v1/events/e1/state"), 404));  // no API wired here
}

TEST(AdminPort, TellsHealthAndReadiness) {
  RunningServer server;
  const auto admin = [&](const std::string& path, const std::string& method = "GET") {
    Wire wire(server.admin_port());
    wire.send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return wire.read_all();
  };
  EXPECT_TRUE(is(admin("/healthz"), 200));
  EXPECT_TRUE(is(admin("/readyz"), 200));
  server.on_thread([&] { server.not_ready = "recovering"; });
  EXPECT_TRUE(is(admin("/readyz"), 503));
  EXPECT_TRUE(has(admin("/metrics"), "metric 1\n"));
  EXPECT_TRUE(is(admin("/healthz", "POST"), 405));
  EXPECT_TRUE(is(admin("/e/e1"), 404));
  Wire wire(server.admin_port());
  EXPECT_TRUE(is(wire.upgrade("e1"), 404));
}

TEST(Listening, TooManyOfOneAddressAreTurnedAway) {
  RunningServer server([](Config& config) {
    config.unlimited.clear();
    config.limits.unknown_per_address = 3;
  });
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 3; ++i) {
    wires.push_back(std::make_unique<Wire>(server.port()));
    EXPECT_TRUE(has(wires.back()->upgrade("e1"), "101"));
  }
  EXPECT_TRUE(Wire(server.port()).closed());
  EXPECT_EQ(server.counters().refused_address, 1U);
  // Who said hello does not count among the unknown any more.
  wires[0]->text("greet");
  wires[0]->text("say hi");
  EXPECT_EQ(wires[0]->next().payload, "hi");
  Wire fourth(server.port());
  EXPECT_TRUE(has(fourth.upgrade("e1"), "101"));
}

TEST(Listening, WhoIsBehindAProxyIsCountedByTheLastLineOfItsHeader) {
  RunningServer server([](Config& config) {
    config.unlimited.clear();
    config.trusted_proxies = {"127.0.0.1"};
    config.limits.unknown_per_address = 1;
  });
  // The client's own line says somebody else each time; the proxy's, below it, tells who it is.
  const auto from = [](int i) {
    return "Sec-WebSocket-Protocol: convene.v1\r\nX-Forwarded-For: 198.51.100." + std::to_string(i) +
           "\r\nX-Forwarded-For: 203.0.113.7\r\n";
  };
  Wire first(server.port());
  EXPECT_TRUE(has(first.upgrade("e1", from(1)), "101"));
  Wire second(server.port());
  EXPECT_TRUE(has(second.upgrade("e1", from(2)), "429"));
}

TEST(Listening, AnAddressThatAsksTooOftenIsTold) {
  RunningServer server([](Config& config) {
    config.unlimited.clear();
    config.limits.requests_burst = 3;
    config.limits.requests_per_second = 0.001;
  });
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(is(get(server, "/e/e1"), 200));
  EXPECT_TRUE(is(get(server, "/e/e1"), 429));
  EXPECT_EQ(server.counters().requests_too_often, 1U);
}

TEST(Listening, RunningOutOfFilesPausesAndGoesOn) {
  RunningServer server;
  ::rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  // The client's end is open already; the server has no descriptor left for its own.
  auto first = std::make_unique<Wire>(server.port());
  ASSERT_TRUE(server.until([&] { return server.counters_here().accepted == 1; }));
  std::vector<int> filled;
  server.on_thread([&] {
    ::rlimit few = before;
    few.rlim_cur = 64;
    ::setrlimit(RLIMIT_NOFILE, &few);
    for (int file = ::dup(0); file >= 0; file = ::dup(0)) filled.push_back(file);
    if (filled.empty()) return;
    ::close(filled.back());
    filled.pop_back();
  });
  Wire second(server.port());  // takes the last one
  EXPECT_TRUE(server.until([&] { return server.counters_here().accept_pauses > 0; }));
  server.on_thread([&] {
    for (const int file : filled) ::close(file);
    ::setrlimit(RLIMIT_NOFILE, &before);
  });
  second.send("GET /e/e1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(is(second.read_all(), 200));
}

}  // namespace
}  // namespace convene::net::testing
