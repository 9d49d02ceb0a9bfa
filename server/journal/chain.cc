#include "server/journal/chain.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

namespace convene::journal {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// One digest at a time per thread; the context is kept, because making one costs more than hashing a record.
class Sha256 {
 public:
  Sha256() { require(context() != nullptr && EVP_DigestInit_ex(context(), EVP_sha256(), nullptr) == 1); }

  Sha256& add(std::string_view bytes) {
    require(EVP_DigestUpdate(context(), bytes.data(), bytes.size()) == 1);
    return *this;
  }

  Sha256& add(std::uint64_t number) {
    std::array<char, 8> big_endian;
    for (std::size_t i = 0; i < 8; ++i) big_endian[i] = static_cast<char>(number >> (56 - 8 * i));
    return add(std::string_view(big_endian.data(), big_endian.size()));
  }

  Hash end() {
    Hash hash;
    require(EVP_DigestFinal_ex(context(), hash.data(), nullptr) == 1);
    return hash;
  }

 private:
  static EVP_MD_CTX* context() {
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> kept(EVP_MD_CTX_new());
    return kept.get();
  }
  static void require(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL cannot compute SHA-256 on this machine; check its configuration");
  }
};

}  // namespace

Hash chain_start(std::string_view event) { return Sha256().add("convene journal 1\n").add(event).end(); }

Hash chain_next(const Hash& previous, std::uint64_t seq, std::string_view bytes) {
  return Sha256().add(view_of(previous)).add(seq).add(bytes).end();
}

Hash checksum(std::initializer_list<std::string_view> parts) {
  Sha256 digest;
  for (const auto part : parts) digest.add(std::uint64_t{part.size()}).add(part);
  return digest.end();
}

std::string_view view_of(const Hash& hash) {
  return {static_cast<const char*>(static_cast<const void*>(hash.data())), hash.size()};
}

std::string random_hex(std::size_t count) {
  std::basic_string<unsigned char> bytes(count, 0);
  if (RAND_bytes(bytes.data(), static_cast<int>(count)) != 1)
    throw std::runtime_error("the system's random source gives nothing; check OpenSSL and /dev/urandom");
  return hex({static_cast<const char*>(static_cast<const void*>(bytes.data())), count});
}

std::string hex(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes)
    for (const int shift : {4, 0}) text += "0123456789abcdef"[(static_cast<unsigned char>(c) >> shift) & 15];
  return text;
}

}  // namespace convene::journal
