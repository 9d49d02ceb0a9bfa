#include "server/net/text.h"

#include <algorithm>

#include "protocol/json_writer.h"

namespace convene::net {
namespace {

bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view cut(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return head;
}

/// "0.5" as 500; what is not a quality counts as 0.
int thousandths(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) return 0;
  if (text.size() > 1 && text[1] != '.') return 0;
  int value = (text[0] - '0') * 1000;
  int weight = 100;
  for (std::size_t i = 2; i < text.size(); ++i, weight /= 10) {
    if (text[i] < '0' || text[i] > '9') return 0;
    value += (text[i] - '0') * weight;
  }
  return std::min(value, 1000);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower_of(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0 || high + low == 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  if (!valid_utf8(out) || out.find('\0') != std::string::npos) return std::nullopt;
  return out;
}

bool good_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 &&
         std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower_of);
  return out;
}

int coding_quality(std::string_view accept_encoding, std::string_view coding) {
  int any = 0;
  while (!accept_encoding.empty()) {
    std::string_view entry = cut(accept_encoding, ',');
    const std::string name = lower(trimmed(cut(entry, ';')));
    int quality = 1000;
    while (!entry.empty()) {
      std::string_view parameter = trimmed(cut(entry, ';'));
      if (lower(trimmed(cut(parameter, '='))) == "q") quality = thousandths(trimmed(parameter));
    }
    if (name == coding) return quality;
    if (name == "*") any = quality;
  }
  return any;
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    std::string_view one = trimmed(cut(if_none_match, ','));
    if (one == "*") return true;
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

std::optional<std::vector<std::pair<std::string, std::string>>> read_form(std::string_view body, std::size_t most) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!body.empty()) {
    std::string_view field = cut(body, '&');
    if (field.empty()) continue;
    if (fields.size() == most) return std::nullopt;
    auto name = unescaped(cut(field, '='));
    auto value = unescaped(field);
    if (!name || !value) return std::nullopt;
    fields.emplace_back(std::move(*name), std::move(*value));
  }
  return fields;
}

std::string field_in(std::string_view form, std::string_view name) {
  if (const auto fields = read_form(form))
    for (const auto& [field, value] : *fields)
      if (field == name) return value;
  return {};
}

bool good_host(std::string_view host) {
  if (host.empty() || host.size() > 255) return false;
  if (host.front() == '[') {
    const std::size_t end = host.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    const std::string_view inner = host.substr(1, end - 1);
    const bool address =
        std::all_of(inner.begin(), inner.end(), [](char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; });
    const std::string_view rest = host.substr(end + 1);
    return address && (rest.empty() || (rest.front() == ':' && good_port(rest.substr(1))));
  }
  const std::string_view name = cut(host, ':');
  const bool letters =
      std::all_of(name.begin(), name.end(), [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_'; });
  const bool had_port = host.data() != name.data() + name.size();
  return !name.empty() && letters && (!had_port || good_port(host));
}

std::optional<Origin> read_origin(std::string_view text) {
  const std::size_t at = text.find("://");
  if (at == std::string_view::npos || text.size() > 300) return std::nullopt;
  Origin origin{lower(text.substr(0, at)), lower(text.substr(at + 3))};
  if ((origin.scheme != "http" && origin.scheme != "https") || !good_host(origin.authority)) return std::nullopt;
  const std::string_view own_port = origin.scheme == "http" ? ":80" : ":443";
  if (origin.authority.ends_with(own_port)) origin.authority.resize(origin.authority.size() - own_port.size());
  return origin;
}

bool good_event_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && id.front() != '.' &&
         std::all_of(id.begin(), id.end(), [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; });
}

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = protocol::utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace convene::net
