#include "protocol/digest.h"

#include <openssl/evp.h>

#include <memory>

#include "matcher/check.h"

namespace convene::protocol {

Digest sha256(std::initializer_list<std::string_view> parts) {
  // Made once a thread: fetching the algorithm costs more than hashing a profile.
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  CONVENE_CHECK(context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  for (const std::string_view part : parts)
    CONVENE_CHECK(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  Digest digest{};
  CONVENE_CHECK(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1);
  return digest;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    out.push_back(digits[static_cast<unsigned char>(byte) >> 4]);
    out.push_back(digits[static_cast<unsigned char>(byte) & 15]);
  }
  return out;
}

std::string hex(const Digest& digest) {
  return hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

}  // namespace convene::protocol
