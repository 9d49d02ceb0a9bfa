// Hostile text in requests: forms, Host, Origin, X-Forwarded-For, passes. First byte: which reader; the rest: its text.
#include <cstdint>
#include <cstdlib>

#include "server/net/addresses.h"
#include "server/net/pass.h"
#include "server/net/text.h"

using namespace convene;
using namespace convene::net;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

bool has_control(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  return false;
}

void form(std::string_view text) {
  const auto fields = read_form(text, 8);
  if (!fields) return;
  require(fields->size() <= 8);
  for (const auto& [name, value] : *fields) {
    require(valid_utf8(name) && valid_utf8(value));
    require(value.find('\0') == std::string::npos);
    const std::string shown = html_escape(value);
    require(valid_utf8(shown) && shown.find_first_of("<>\"'") == std::string::npos);
  }
}

void host(std::string_view text) {
  if (!good_host(text)) return;
  // It is written into headers and policies.
  require(!text.empty() && !has_control(text) && text.find_first_of(" ;,\"'<>/\\@") == std::string_view::npos);
}

void origin(std::string_view text) {
  const auto read = read_origin(text);
  if (!read) return;
  const auto again = read_origin(read->scheme + "://" + read->authority);
  require(again && *again == *read);
}

void forwarded(std::string_view text) {
  static const Networks trusted({"10.0.0.0/8", "::1", "fd00::/8"});
  const Address proxy = *read_address("10.1.2.3");
  const Address stranger = *read_address("192.0.2.1");
  require(client_behind(stranger, text, trusted) == stranger);
  const Address client = client_behind(proxy, text, trusted);
  // Whatever a client puts in front of what the proxy wrote does not matter.
  if (!trusted.contain(client)) require(client_behind(proxy, "203.0.113.9, " + std::string(text), trusted) == client);
  (void)read_address(text);
}

void pass(std::string_view text) {
  static const SignedPasses passes({{"k1", std::string(32, 'a')}, {"k2", std::string(32, 'b')}});
  const Instant now{1'627'376'400'000};
  // Who has no key makes no pass; one of ours that is changed anywhere is none any more.
  const auto claims = passes.read(text, now);
  static const std::string good = passes.mint({"e1", PersonId(7), 1, Instant{now.ms + 1'000}});
  if (claims) require(text.size() <= max_pass_bytes && passes.mint(*claims) == text);
  require(passes.read(good, now).has_value());
  if (text.size() >= 3) {
    std::string changed = good;
    const std::size_t at = static_cast<unsigned char>(text[0]) * 256U + static_cast<unsigned char>(text[1]);
    changed[at % changed.size()] = text[2];
    require((changed == good) == passes.read(changed, now).has_value());
  }
  if (const auto bytes = from_base64url(text)) require(to_base64url(*bytes) == text);
}

void headers(std::string_view text) {
  const int quality = coding_quality(text, "br");
  require(quality >= 0 && quality <= 1000);
  (void)names_tag(text, "\"abc\"");
  (void)good_event_id(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0: form(text); break;
    case 1: host(text); break;
    case 2: origin(text); break;
    case 3: forwarded(text); break;
    case 4: pass(text); break;
    default: headers(text); break;
  }
  return 0;
}
