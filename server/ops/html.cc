#include "server/ops/html.h"

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

}  // namespace convene::ops
