// The head of an answer, and who may open a WebSocket: texts only, no socket.
#include <algorithm>

#include "server/net/http_session.h"
#include "server/net/text.h"

namespace convene::net {
namespace {

std::string_view phrase(unsigned status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Answer";
  }
}

/// Nothing that stands in a header may end it.
void line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out.push_back(c);
  }
  out.append("\r\n");
}

/// In small letters, without a port.
std::string host_name(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  const bool port =
      colon != std::string_view::npos && host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  return lower(port ? host.substr(0, colon) : host);
}

}  // namespace

std::string head_of(const Answer& answer, std::string_view host, bool keep_alive) {
  std::string out = "HTTP/1.1 " + std::to_string(answer.status) + ' ' + std::string(phrase(answer.status)) + "\r\n";
  const std::size_t length = answer.body ? answer.body->size() : 0;
  if (answer.status != 304 && answer.status != 204) {
    line(out, "Content-Type", answer.content_type);
    line(out, "Content-Length", std::to_string(length));
  }
  for (const auto& [name, value] : answer.headers) line(out, name, value);
  // 'self' covers ws: in browsers of today; older ones want it spelled out.
  const std::string here(host);
  line(out, "Content-Security-Policy",
       "default-src 'self'; script-src 'self'" + answer.script_sources + "; style-src 'self'" + answer.style_sources +
           "; img-src 'self' data:; connect-src 'self'" + (here.empty() ? "" : " ws://" + here + " wss://" + here) +
           "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  line(out, "X-Content-Type-Options", "nosniff");
  line(out, "X-Frame-Options", "DENY");
  line(out, "Referrer-Policy", "no-referrer");
  line(out, "Permissions-Policy",
       "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), browsing-topics=()");
  line(out, "Cross-Origin-Opener-Policy", "same-origin");
  line(out, "Cross-Origin-Resource-Policy", "same-origin");
  line(out, "Connection", keep_alive ? "keep-alive" : "close");
  return out += "\r\n";
}

bool answers_to(const Config& config, std::string_view host) {
  if (config.hosts.empty()) return true;
  const std::string asked = host_name(host);
  return std::any_of(config.hosts.begin(), config.hosts.end(),
                     [&](const std::string& one) { return host_name(one) == asked; });
}

std::string_view origin_fault(const Config& config, std::string_view text, bool has_origin, std::string_view host) {
  if (!has_origin) return config.allow_no_origin ? "" : "an Origin is required here";
  const auto origin = read_origin(text);
  if (!origin) return "this Origin is none that a page of ours has";
  const auto same = [&](const std::string& allowed) { return read_origin(allowed) == origin; };
  if (same(origin->scheme + "://" + std::string(host))) return "";
  const bool listed = std::any_of(config.origins.begin(), config.origins.end(), same);
  return listed ? "" : "pages of this Origin may not connect here";
}

}  // namespace convene::net
