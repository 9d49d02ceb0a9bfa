#include "server/net/pass.h"

#include <fcntl.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace convene::net {
namespace {

constexpr std::string_view kVersion = "c1";
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kMacBytes = 32;
constexpr std::size_t kSecretBytes = 32;

bool good_key_id(std::string_view id) {
  return !id.empty() && id.size() <= 16 &&
         std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

/// A number in its only form: no sign, no leading zero.
template <class Number>
bool read_number(std::string_view text, Number& out) {
  if (text.empty() || (text.size() > 1 && text.front() == '0') || text.front() == '-') return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

/// Cuts off what stands before the next `separator`; the rest stays in `text`.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return head;
}

std::optional<live::PassClaims> read_claims(std::string_view payload) {
  live::PassClaims claims;
  if (!read_number(cut(payload, ':'), claims.person.value) || !claims.person) return std::nullopt;
  if (!read_number(cut(payload, ':'), claims.generation)) return std::nullopt;
  if (!read_number(cut(payload, ':'), claims.expires.ms)) return std::nullopt;
  if (payload.empty()) return std::nullopt;
  claims.event = payload;
  return claims;
}

}  // namespace

struct SignedPasses::Key {
  std::string id;
  std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> keyed{nullptr, &EVP_MAC_CTX_free};

  /// A copy of the keyed context for each text: copying is cheap, and lets any thread sign.
  std::array<unsigned char, kMacBytes> mac(std::string_view text) const {
    std::array<unsigned char, kMacBytes> out{};
    std::size_t written = 0;
    const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(EVP_MAC_CTX_dup(keyed.get()),
                                                                            &EVP_MAC_CTX_free);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (!context || EVP_MAC_update(context.get(), bytes, text.size()) != 1 ||
        EVP_MAC_final(context.get(), out.data(), &written, out.size()) != 1 || written != out.size()) {
      throw std::runtime_error("OpenSSL could not compute an HMAC");
    }
    return out;
  }
};

SignedPasses::SignedPasses(std::vector<PassKey> keys) {
  if (keys.empty()) throw std::invalid_argument("passes need at least one key");
  const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
  char digest[] = "SHA256";
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                               OSSL_PARAM_construct_end()};
  for (PassKey& key : keys) {
    if (!good_key_id(key.id) || key.secret.size() != kSecretBytes) {
      throw std::invalid_argument("a pass key needs an id of 1 to 16 of a-z 0-9, and 32 bytes");
    }
    const bool twice = std::any_of(keys_.begin(), keys_.end(), [&](const Key& known) { return known.id == key.id; });
    if (twice) throw std::invalid_argument("pass key id " + key.id + " stands twice");
    Key& made = keys_.emplace_back();
    made.id = key.id;
    made.keyed.reset(hmac ? EVP_MAC_CTX_new(hmac.get()) : nullptr);
    const auto* secret = reinterpret_cast<const unsigned char*>(key.secret.data());
    if (!made.keyed || EVP_MAC_init(made.keyed.get(), secret, key.secret.size(), params) != 1) {
      throw std::runtime_error("OpenSSL could not set up HMAC-SHA256");
    }
    OPENSSL_cleanse(key.secret.data(), key.secret.size());
  }
}

SignedPasses::~SignedPasses() = default;

std::string SignedPasses::mint(const live::PassClaims& claims) const {
  std::string payload = std::to_string(claims.person.value) + ':' + std::to_string(claims.generation) + ':' +
                        std::to_string(claims.expires.ms) + ':' + claims.event;
  if (!read_claims(payload)) throw std::invalid_argument("a pass needs an event, a person and an expiry after 1970");
  const Key& key = keys_.front();
  std::string token = std::string(kVersion) + '.' + key.id + '.' + to_base64url(payload);
  const auto mac = key.mac(token);
  token += '.';
  token += to_base64url({reinterpret_cast<const char*>(mac.data()), mac.size()});
  if (token.size() > max_pass_bytes) throw std::invalid_argument("an event's id is too long for a pass");
  return token;
}

std::optional<live::PassClaims> SignedPasses::read(std::string_view token, Instant now) const {
  if (token.size() > max_pass_bytes) return std::nullopt;
  const std::size_t last = token.rfind('.');
  if (last == std::string_view::npos) return std::nullopt;
  const std::string_view signed_part = token.substr(0, last);
  std::string_view rest = signed_part;
  if (cut(rest, '.') != kVersion) return std::nullopt;
  const std::string_view id = cut(rest, '.');
  const auto key = std::find_if(keys_.begin(), keys_.end(), [&](const Key& known) { return known.id == id; });
  const auto given = from_base64url(token.substr(last + 1));
  if (key == keys_.end() || !given || given->size() != kMacBytes) return std::nullopt;
  const auto mac = key->mac(signed_part);
  if (CRYPTO_memcmp(mac.data(), given->data(), mac.size()) != 0) return std::nullopt;
  const auto payload = from_base64url(rest);
  if (!payload) return std::nullopt;
  auto claims = read_claims(*payload);
  if (!claims || claims->expires <= now) return std::nullopt;
  return claims;
}

std::string to_base64url(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(byte);
    for (held += 8; held >= 6; held -= 6) text += kAlphabet[(bits >> static_cast<unsigned>(held - 6)) & 63U];
  }
  if (held > 0) text += kAlphabet[(bits << static_cast<unsigned>(6 - held)) & 63U];
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char letter : text) {
    const std::size_t value = kAlphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>((bits >> static_cast<unsigned>(held)) & 255U);
    }
  }
  const bool rest_is_zero = (bits & ((1U << static_cast<unsigned>(held)) - 1U)) == 0;
  if (!rest_is_zero) return std::nullopt;
  return bytes;
}

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw std::runtime_error("pass keys " + path + ": " + why);
}

void make_key_file(const std::string& path) {
  std::string secret(kSecretBytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(secret.data()), static_cast<int>(secret.size())) != 1) {
    refuse(path, "the system gave no randomness for a key");
  }
  const std::string id = "k1";
  const std::string line = id + ' ' + to_base64url(secret) + '\n';
  // The name appears with the whole content or not at all, and never replaces a file that another process made.
  const std::string fresh = path + ".new." + std::to_string(::getpid());
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) refuse(path, std::string("cannot be made: ") + std::strerror(errno));
  const bool written =
      ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file) == 0;
  int error = written ? 0 : errno;
  ::close(file);
  if (written && ::link(fresh.c_str(), path.c_str()) != 0 && errno != EEXIST) error = errno;
  ::unlink(fresh.c_str());
  if (error != 0) refuse(path, std::string("cannot be written: ") + std::strerror(error));
}

}  // namespace

std::vector<PassKey> load_pass_keys(const std::string& path) {
  struct ::stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno != ENOENT) refuse(path, std::strerror(errno));
    make_key_file(path);
    if (::stat(path.c_str(), &info) != 0) refuse(path, std::strerror(errno));
  }
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    refuse(path, "others may read it, and whoever reads it can be anybody; run: chmod 600 " + path);
  }
  std::ifstream in(path);
  if (!in) refuse(path, "cannot be read");
  std::vector<PassKey> keys;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string id, text, more;
    words >> id >> text;
    const auto secret = from_base64url(text);
    if (!good_key_id(id) || !secret || secret->size() != kSecretBytes || (words >> more)) {
      refuse(path, "line " + std::to_string(number) + " is not \"<id> <32 bytes in base64url>\"");
    }
    keys.push_back({id, *secret});
  }
  if (keys.empty()) refuse(path, "holds no key; delete it to have one made (old links stop working)");
  return keys;
}

}  // namespace convene::net
