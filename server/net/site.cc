#include "server/net/site.h"

#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

#include "protocol/json_writer.h"
#include "server/net/compress.h"
#include "server/net/pass.h"
#include "server/net/text.h"

extern const char* const convene_openapi;  // embedded at build time from protocol/openapi.json

namespace convene::net {
namespace {

constexpr std::string_view kSocketPrefix = "/ws/";
constexpr std::string_view kEventPrefix = "/e/";
constexpr std::string_view kApiPrefix = "/api/v1/events/";
constexpr std::string_view kOpenApi = "/api/v1/openapi.json";
constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

std::string fresh_key() {
  std::string bytes(16, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("the system gave no randomness");
  }
  return to_base64url(bytes);
}

bool good_key(std::string_view key) {
  return key.size() == PageWithHole::hole_bytes && from_base64url(key).has_value();
}

std::string_view media_type(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return type.substr(0, type.find_last_not_of(" \t") + 1);
}

std::string page(std::string_view title, std::string_view body) {
  return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><title>" +
         html_escape(title) + "</title><main><h1>" + html_escape(title) + "</h1>" + std::string(body) +
         "</main></html>\n";
}

Answer see_other(std::string location, unsigned status = 303) {
  Answer answer = text_answer(status, "");
  answer.headers.emplace_back("Location", std::move(location));
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

Answer wrong_method(std::string_view path, std::string allowed) {
  Answer answer = error_answer(405, path, "http.method", "This address answers " + allowed + " only.");
  answer.headers.emplace_back("Allow", std::move(allowed));
  return answer;
}

/// What follows the scheme of an Authorization header that `bearer` took.
std::string_view pass_in(const Request& request) {
  return std::string_view(request.authorization).substr(std::string_view("bearer ").size());
}

/// "/api/v1/events/<event>/..."
std::string_view event_in(std::string_view path) {
  path.remove_prefix(kApiPrefix.size());
  return path.substr(0, path.find('/'));
}

Answer front(const std::vector<Listed>& events) {
  if (events.size() == 1) return see_other("/e/" + events.front().id, 302);
  std::string list = events.empty() ? "<p>There is no event here yet.</p>" : "<ul>";
  for (const auto& [id, title] : events) {
    if (title) list += "<li><a href=\"/e/" + html_escape(id) + "\"><bdi>" + html_escape(*title) + "</bdi></a></li>";
  }
  if (!events.empty()) list += "</ul>";
  Answer answer = text_answer(200, page("Events", list), "text/html; charset=utf-8");
  answer.headers.emplace_back("Cache-Control", "no-cache");
  return answer;
}

StaticFile compressed(std::string type, bool immutable, std::string text) {
  const auto shared = [](std::string some) { return std::make_shared<const std::string>(std::move(some)); };
  std::string tag = tag_of(text);
  auto br = shared(brotli(text, 5));
  auto gz = shared(gzip(text, 6));
  return {std::move(type), immutable, std::move(tag), shared(std::move(text)), std::move(br), std::move(gz)};
}

bool reads(Method method) { return method == Method::get || method == Method::head; }

/// Compressed where it is worth it; for answers that are made once.
void compress_once(Answer& answer, const Request& request) {
  if (!answer.body || answer.body->size() < 1'000 || coding_quality(request.accept_encoding, "gzip") == 0) return;
  answer.body = std::make_shared<const std::string>(gzip(*answer.body, 4));
  answer.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace

Answer error_answer(unsigned status, std::string_view path, std::string code, std::string message) {
  Answer answer;
  if (path.starts_with("/api/")) {
    std::string json = "{\"code\":";
    protocol::write_text(json, code);
    json += ",\"message\":";
    protocol::write_text(json, message);
    json += "}\n";
    answer = text_answer(status, std::move(json), "application/json");
  } else {
    answer = text_answer(status, page(message, ""), "text/html; charset=utf-8");
  }
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

std::optional<protocol::JoinForm> read_join_form(const Request& request, std::string& key) {
  if (lower(media_type(request.content_type)) != kFormType) return std::nullopt;
  const auto fields = read_form(request.body, 200);
  if (!fields) return std::nullopt;
  protocol::JoinForm form;
  std::vector<std::string> seen;
  for (const auto& [name, value] : *fields) {
    if (name == "topics" || name == "languages" || name == "hidden") {
      auto& list = name == "topics" ? form.topics : name == "languages" ? form.languages : form.hidden;
      for (std::size_t at = 0; at < value.size();) {
        const std::size_t end =
            std::min(name == "languages" ? value.find_first_of(" ,;", at) : value.size(), value.size());
        if (end > at) list.push_back(value.substr(at, end - at));
        at = end + 1;
      }
      continue;
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) return std::nullopt;
    seen.push_back(name);
    if (name == "key") {
      key = value;
    } else if (name == "code") {
      form.code = value;
    } else if (name == "name") {
      form.name = value;
    } else if (name == "role") {
      form.role = value;
    } else if (name == "region") {
      form.region = value;
    } else if (name == "organization") {
      form.organization = value;
    } else {
      return std::nullopt;
    }
  }
  return form;
}

std::string_view event_of(std::string_view path) {
  for (const std::string_view prefix : {kSocketPrefix, kEventPrefix, kApiPrefix}) {
    if (!path.starts_with(prefix)) continue;
    path.remove_prefix(prefix.size());
    const std::string_view id = path.substr(0, path.find('/'));
    return good_event_id(id) ? id : std::string_view();
  }
  return {};
}

Site::Site(const Config& config, SiteParts parts, const StaticFiles& files, ListAll list_all)
    : config_(config),
      parts_(std::move(parts)),
      files_(files),
      list_all_(std::move(list_all)),
      openapi_(compressed("application/json", false, convene_openapi)) {}

std::span<const Route> Site::routes() {
  static constexpr Route all[] = {
      {Method::get, "/"},
      {Method::get, "/e/{event}"},
      {Method::get, "/e/{event}/join"},
      {Method::post, "/e/{event}/join"},
      {Method::get, "/e/{event}/programme-{hash}.json"},
      {Method::get, kOpenApi},
      {Method::get, "/ws/{event}"},
  };
  return all;
}

std::size_t Site::body_limit(const Request& head) const {
  const std::string_view path = head.path;
  if (head.method != Method::post) return 0;
  // A long body is taken only from who may send one; everybody else hears why not, after a short one.
  if (path.starts_with(kApiPrefix)) {
    const bool may = parts_.api && bearer(head) && parts_.api->takes_long(event_in(path), pass_in(head));
    return may ? config_.limits.api_bytes : config_.limits.form_bytes;
  }
  return path.starts_with(kEventPrefix) && path.ends_with("/join") ? config_.limits.form_bytes : 0;
}

std::optional<live::PassClaims> Site::bearer(const Request& request) const {
  constexpr std::string_view scheme = "bearer ";
  const std::string_view given = request.authorization;
  if (given.size() <= scheme.size() || lower(given.substr(0, scheme.size())) != scheme) return std::nullopt;
  return parts_.passes.read(given.substr(scheme.size()), parts_.now());
}

void Site::handle(std::shared_ptr<const Request> request, Respond respond) {
  const std::string_view path = request->path;
  if (path.starts_with(kApiPrefix)) return api(path.substr(kApiPrefix.size()), *request, respond);
  if (path == kOpenApi)
    return respond(reads(request->method) ? answer_with(openapi_, *request) : wrong_method(path, "GET, HEAD"));
  if (path == "/" && !reads(request->method)) return respond(wrong_method(path, "GET, HEAD"));
  if (path == "/") return list_all_([respond](const std::vector<Listed>& events) { respond(front(events)); });
  if (path.starts_with(kEventPrefix)) {
    const std::string_view rest = path.substr(kEventPrefix.size());
    const std::string_view id = rest.substr(0, rest.find('/'));
    const std::string_view what = rest.substr(id.size());
    Event* event = good_event_id(id) ? parts_.events.find(id) : nullptr;
    if (!event) return respond(error_answer(404, path, "event.unknown", "There is no such event here."));
    const ProgrammeResource programme = event->programme();
    if (!programme.content) {
      return respond(error_answer(503, path, "event.damaged",
                                  "What is stored of this event cannot be read just now. Ask whoever runs it."));
    }
    if (what == "/join") {
      if (request->method == Method::post) return join(*event, *request, respond);
      return respond(reads(request->method) ? see_other("/e/" + std::string(id)) : wrong_method(path, "POST"));
    }
    if (!reads(request->method)) return respond(wrong_method(path, "GET, HEAD"));
    if (what.empty()) return respond(event_page(*event, *request));
    if (what == "/") return respond(see_other("/e/" + std::string(id), 308));
    if (path == programme.path) return respond(answer_with(pages_of(*event, programme).programme, *request));
    return respond(error_answer(404, path, "http.not_found", "There is nothing at this address."));
  }
  const StaticFile* file = path.size() > 1 && path != "/index.html" ? files_.find(path.substr(1)) : nullptr;
  if (!file) return respond(error_answer(404, path, "http.not_found", "There is nothing at this address."));
  respond(reads(request->method) ? answer_with(*file, *request) : wrong_method(path, "GET, HEAD"));
}

std::vector<Listed> Site::listed() const {
  std::vector<Listed> all;
  for (const std::string& id : parts_.events.ids()) {
    Event* event = parts_.events.find(id);
    const ProgrammeResource programme = event ? event->programme() : ProgrammeResource{};
    all.push_back({id, programme.content ? std::optional(title_of(*programme.content)) : std::nullopt});
  }
  return all;
}

Site::EventPages& Site::pages_of(Event&, const ProgrammeResource& programme) {
  EventPages& pages = pages_[programme.content->event];
  if (pages.programme_path == programme.path) return pages;
  // The programme changes with every shift of a session, the form hardly ever: making the page is the dear part.
  std::string content = title_of(*programme.content) + '\n' + render_join_form(*programme.content, "");
  if (pages.content != content) {
    pages.page = JoinPage(*files_.find("index.html")->plain, *programme.content);
    pages.content = std::move(content);
  }
  pages.programme = compressed("application/json", true, *programme.json);
  pages.programme_path = programme.path;
  return pages;
}

Answer Site::with_policy(Answer answer) const {
  answer.content_type = "text/html; charset=utf-8";
  answer.script_sources = files_.script_sources();
  answer.style_sources = files_.style_sources();
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  return answer;
}

Answer Site::event_page(Event& event, const Request& request) {
  const ProgrammeResource programme = event.programme();
  const PageWithHole& fresh = pages_of(event, programme).page.fresh();
  const std::string key = fresh_key();
  Answer answer;
  // The form carries a key of its own: on a shared computer "back" must not bring the last person's.
  answer.headers.emplace_back("Cache-Control", "no-store");
  // Whoever comes in reads it next, and need not wait to be told over the socket where it is. In the head, so that
  // another programme is not another page to compress.
  answer.headers.emplace_back("Link", "<" + programme.path + ">; rel=preload; as=fetch; crossorigin");
  const int br = coding_quality(request.accept_encoding, "br");
  std::optional<std::string> small;
  if (br > 0 && br >= coding_quality(request.accept_encoding, "gzip")) small = fresh.brotli(key);
  if (small) {
    answer.body = std::make_shared<const std::string>(std::move(*small));
    answer.headers.emplace_back("Content-Encoding", "br");
  } else {
    answer.body = std::make_shared<const std::string>(fresh.plain(key));
    compress_once(answer, request);
  }
  return with_policy(std::move(answer));
}

Answer Site::page_again(Event& event, const Request& request, const JoinAttempt& attempt) {
  const ProgrammeResource programme = event.programme();
  Answer answer = text_answer(422, pages_of(event, programme).page.again(*programme.content, attempt));
  answer.headers.emplace_back("Cache-Control", "no-store");
  compress_once(answer, request);
  return with_policy(std::move(answer));
}

void Site::join(Event& event, const Request& request, const Respond& respond) {
  JoinAttempt attempt;
  auto form = read_join_form(request, attempt.key);
  if (!form) {
    return respond(error_answer(400, request.path, "form.malformed", "This was not the event's form. Open it again."));
  }
  if (!good_key(attempt.key)) attempt.key = fresh_key();
  attempt.form = *form;
  // Whatever is needed to answer is kept by value: the answer comes later.
  Request later;
  later.accept_encoding = request.accept_encoding;
  const std::string id = event.programme().content->event;
  std::string key = attempt.key;
  auto answer = [this, attempt = std::move(attempt), later = std::move(later), id,
                 respond](WalkInAnswer result) mutable {
    if (const auto* pass = std::get_if<std::string>(&result)) return respond(see_other("/e/" + id + '#' + *pass));
    Event* again = parts_.events.find(id);
    if (!again || !again->programme().content)
      return respond(error_answer(503, "/e/", "event.away", "The event is not to be reached now."));
    attempt.refused = std::get<protocol::Refused>(std::move(result));
    respond(page_again(*again, later, attempt));
  };
  event.walk_in(std::move(*form), std::move(key), request.from, std::move(answer));
}

void Site::api(std::string_view rest, const Request& request, const Respond& respond) {
  const std::string_view id = rest.substr(0, rest.find('/'));
  const std::string_view resource = id.size() < rest.size() ? rest.substr(id.size() + 1) : std::string_view();
  if (!parts_.api || resource.empty() || !good_event_id(id) || !parts_.events.find(id)) {
    return respond(error_answer(404, request.path, "http.not_found", "There is no such event or resource."));
  }
  auto claims = bearer(request);
  if (!claims || claims->event != id) {
    Answer answer =
        error_answer(401, request.path, "pass.invalid", "Send a pass of this event: Authorization: Bearer <pass>.");
    answer.headers.emplace_back("WWW-Authenticate", "Bearer");
    return respond(std::move(answer));
  }
  parts_.api->handle({std::string(id), std::move(*claims), std::string(pass_in(request)), request.method,
                      std::string(resource), request.query, request.content_type, request.body, request.gone},
                     respond);
}

}  // namespace convene::net
