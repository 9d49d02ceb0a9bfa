#include "server/ops/html.h"

#include <openssl/evp.h>

#include <array>

#include "protocol/digest.h"
#include "protocol/json_writer.h"

namespace convene::ops {

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  while (!text.empty()) {
    const std::size_t length = protocol::utf8_length(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(protocol::utf8_broken_length(text));
      continue;
    }
    switch (text.front()) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: {
        const auto byte = static_cast<unsigned char>(text.front());
        if ((byte >= 0x20 && byte != 0x7F) || byte == '\n') out += text.substr(0, length);
      }
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string style_source(std::string_view style) {
  const protocol::Digest digest = protocol::sha256({style});
  std::array<unsigned char, 64> text{};
  const int size = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return "'sha256-" + std::string(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)) + '\'';
}

}  // namespace convene::ops
