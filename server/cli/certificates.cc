#include "server/cli/certificates.h"

#include <algorithm>
#include <array>

#include "matcher/credit.h"
#include "server/net/text.h"
#include "server/ops/credit_csv.h"
#include "server/ops/person_key.h"
#include "server/ops/room_names.h"
#include "server/ops/zone.h"

namespace convene::cli {

namespace {

using net::html_escape;

struct Words {
  std::string_view locale, title, of, took_part, earned, hours, session, plan, capped;
};

// {hours} stands for the number.
constexpr std::array kWords{
    Words{"en", "Certificate of participation", "This is to certify that", "took part in",
          "and earned this much professional development, in hours: {hours}.", "Hours", "Session",
          "Completed action plan", "The event credits no more than this."},
    Words{"es", "Certificado de participación", "Se certifica que", "participó en",
          "y obtuvo este desarrollo profesional, en horas: {hours}.", "Horas", "Sesión", "Plan de acción terminado",
          "El evento no acredita más que esto."},
};

constexpr std::string_view kStyle =
    "@page{size:A4 landscape;margin:15mm}body{font-family:Georgia,serif;color:#1a1a1a;margin:0}"
    "main{border:2px solid #1f6b5e;padding:12mm;margin:0 auto 10mm;max-width:250mm;break-after:page}"
    "h1{color:#1f6b5e;font-size:2rem;margin:0 0 6mm}.name{font-size:1.8rem;font-weight:bold;margin:3mm 0}"
    "table{border-collapse:collapse;margin-top:6mm;min-width:60%}th,td{text-align:start;padding:1mm 4mm 1mm 0;"
    "border-bottom:1px solid #ccc}td:last-child,th:last-child{text-align:end;padding:1mm 0}";

const Words& words_in(std::string_view locale) {
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const Words& w) { return w.locale == locale; });
  return found == kWords.end() ? kWords.front() : *found;
}

/// The event's days, as its zone and the language write them.
std::string days(const State& state, const std::string& locale) {
  Instant from, to;
  for (const Session& session : state.sessions) {
    if (session.state == SessionState::cancelled) continue;
    from = from ? std::min(from, session.starts) : session.starts;
    to = std::max(to, session.ends);
  }
  if (!from) return {};
  const auto day = [&](Instant at) { return ops::day_in_words(at, state.event.time_zone, locale); };
  const std::string first = day(from), last = day(to);
  return first == last ? first : first + " – " + last;
}

std::string row(const std::string& what, std::int32_t minutes) {
  return "<tr><td>" + html_escape(what) + "</td><td>" + ops::in_hours(minutes) + "</td></tr>\n";
}

}  // namespace

std::string certificates_html(const State& state, std::string_view person, std::string locale) {
  if (locale.empty()) locale = state.event.locales.front();
  const Words& words = words_in(locale);
  // One language on a page: also days and titles.
  locale = words.locale;
  const std::string when = html_escape(days(state, locale));
  const std::string event = html_escape(ops::label_of(state.event.name, state.event.id, locale));
  std::string pages;
  for (const Credit& credit : credits(state)) {
    const Person& one = state.person(credit.person);
    if (credit.minutes == 0 || (!person.empty() && !ops::is_called(one, person))) continue;
    std::string earned(words.earned);
    earned.replace(earned.find("{hours}"), 7, ops::in_hours(credit.minutes));
    pages += "<main>\n<h1>" + std::string(words.title) + "</h1>\n<p>" + std::string(words.of) +
             "</p>\n<p class=\"name\">" + html_escape(one.profile.words->name) + "</p>\n<p>" +
             std::string(words.took_part) + " <strong>" + event + "</strong>, " + when + ", " + earned +
             "</p>\n<table>\n<thead><tr><th scope=\"col\">" + std::string(words.session) + "</th><th scope=\"col\">" +
             std::string(words.hours) + "</th></tr></thead>\n<tbody>\n";
    for (const CreditedSession& session : credit.sessions) {
      const SessionDefinition& definition = state.session(session.session).definition;
      if (session.minutes != 0) pages += row(ops::label_of(definition.title, definition.id, locale), session.minutes);
    }
    if (credit.plan_minutes != 0) pages += row(std::string(words.plan), credit.plan_minutes);
    pages += "</tbody>\n</table>\n";
    if (credit.capped) pages += "<p>" + std::string(words.capped) + "</p>\n";
    pages += "</main>\n";
  }
  if (pages.empty()) return {};
  return "<!doctype html>\n<html lang=\"" + std::string(words.locale) + "\">\n<meta charset=\"utf-8\">\n<title>" +
         std::string(words.title) + ": " + event + "</title>\n<style>" + std::string(kStyle) + "</style>\n" + pages +
         "</html>\n";
}

}  // namespace convene::cli
