#include "server/ops/certificates.h"

#include <algorithm>
#include <array>

#include "matcher/credit.h"
#include "server/ops/credit_csv.h"
#include "server/ops/event_days.h"
#include "server/ops/html.h"
#include "server/ops/person_key.h"
#include "server/ops/room_names.h"

namespace convene::ops {

namespace {

struct Words {
  std::string_view locale, direction, comma, title, of, took_part, earned, hours, session, plan, capped;
};

// {hours} stands for the number.
constexpr std::array kWords{
    Words{"en", "ltr", ", ", "Certificate of participation", "This is to certify that", "took part in",
          "and earned this much professional development, in hours: {hours}.", "Hours", "Session",
          "Completed action plan", "The event credits no more than this."},
    Words{"es", "ltr", ", ", "Certificado de participación", "Se certifica que", "participó en",
          "y obtuvo este desarrollo profesional, en horas: {hours}.", "Horas", "Sesión", "Plan de acción terminado",
          "El evento no acredita más que esto."},
    Words{"ar", "rtl", "، ", "شهادة مشاركة", "تُمنح هذه الشهادة إلى", "للمشاركة في",
          "وقد بلغت ساعات التطوير المهني المكتسبة: {hours}.", "الساعات", "الجلسة", "خطة عمل مكتملة",
          "لا تحتسب الفعالية أكثر من ذلك."},
};

constexpr std::string_view kStyle =
    "@page{size:A4 landscape;margin:15mm}body{font-family:Georgia,serif;color:#1a1a1a;margin:0}"
    "main{border:2px solid #1f6b5e;padding:12mm;margin:0 auto 10mm;max-width:250mm;break-after:page}"
    "h1{color:#1f6b5e;font-size:2rem;margin:0 0 6mm}.name{font-size:1.8rem;font-weight:bold;margin:3mm 0}"
    "table{border-collapse:collapse;margin-top:6mm;min-width:60%}th,td{text-align:start;padding:1mm 4mm 1mm 0;"
    "border-bottom:1px solid #ccc}td:last-child,th:last-child{text-align:end;padding:1mm 0}";

/// Also of a language as it is spoken somewhere: "es-MX".
const Words& words_in(std::string_view locale) {
  const std::string_view language = locale.substr(0, locale.find('-'));
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const Words& w) { return w.locale == language; });
  return found == kWords.end() ? kWords.front() : *found;
}

std::string row(const std::string& what, std::int32_t minutes) {
  return "<tr><td>" + html_escape(what) + "</td><td>" + in_hours(minutes) + "</td></tr>\n";
}

/// What stands on every page: of one language, also days and titles.
struct Wording {
  Wording(const State& state, const std::string& asked)
      : words(words_in(asked.empty() ? std::string_view(state.event.locales.front()) : asked)),
        locale(words.locale),
        when(html_escape(event_days(state, locale))),
        event(html_escape(label_of(state.event.name, state.event.id, locale))) {}

  const Words& words;
  std::string locale, when, event;
};

/// Nothing for whoever earned nothing.
std::string page_of(const State& state, const Credit& credit, const Wording& wording) {
  if (credit.minutes == 0) return {};
  const Words& words = wording.words;
  const std::string comma(words.comma);
  std::string earned(words.earned);
  earned.replace(earned.find("{hours}"), 7, in_hours(credit.minutes));
  std::string page = "<main>\n<h1>" + std::string(words.title) + "</h1>\n<p>" + std::string(words.of) +
                     "</p>\n<p class=\"name\"><bdi>" + html_escape(state.person(credit.person).profile.words->name) +
                     "</bdi></p>\n<p>" + std::string(words.took_part) + " <strong><bdi>" + wording.event +
                     "</bdi></strong>" + comma + wording.when + comma + earned +
                     "</p>\n<table>\n<thead><tr><th scope=\"col\">" + std::string(words.session) +
                     "</th><th scope=\"col\">" + std::string(words.hours) + "</th></tr></thead>\n<tbody>\n";
  for (const CreditedSession& session : credit.sessions) {
    const SessionDefinition& definition = state.session(session.session).definition;
    if (session.minutes != 0) page += row(label_of(definition.title, definition.id, wording.locale), session.minutes);
  }
  if (credit.plan_minutes != 0) page += row(std::string(words.plan), credit.plan_minutes);
  page += "</tbody>\n</table>\n";
  if (credit.capped) page += "<p>" + std::string(words.capped) + "</p>\n";
  return page + "</main>\n";
}

std::string document(const Wording& wording, const std::string& pages) {
  if (pages.empty()) return {};
  const Words& words = wording.words;
  return "<!doctype html>\n<html lang=\"" + std::string(words.locale) + "\" dir=\"" + std::string(words.direction) +
         "\">\n<meta charset=\"utf-8\">\n<title>" + std::string(words.title) + ": " + wording.event +
         "</title>\n<style>" + std::string(kStyle) + "</style>\n" + pages + "</html>\n";
}

}  // namespace

std::string certificates_style_source() { return style_source(kStyle); }

std::string certificates_html(const State& state, std::string_view person, std::string locale) {
  const Person* only = find_called(state, person);
  if (!person.empty() && !only) return {};
  if (only) return certificate_html(state, only->id, std::move(locale));
  const Wording wording(state, locale);
  std::string pages;
  for (const Credit& credit : credits(state)) pages += page_of(state, credit, wording);
  return document(wording, pages);
}

std::string certificate_html(const State& state, PersonId person, std::string locale) {
  const Wording wording(state, locale);
  const auto credit = credit_of(state, state.person(person));
  return document(wording, credit ? page_of(state, *credit, wording) : std::string());
}

}  // namespace convene::ops
