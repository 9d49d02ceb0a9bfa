// Certificates of professional development: one HTML document, a page for each person, to be printed or saved as PDF by
// a browser. It needs no other file, and runs no script.
#pragma once

#include <string>
#include <string_view>

#include "matcher/state.h"

namespace convene::ops {

/// For everybody who earned credit, or for the one whom the organiser's files call `person`. Its words are in `locale`
/// as far as they are there ("en", "es", "ar"), else in English; empty: the event's first one. Days are of the event's
/// time zone. Empty: nobody earned any. O(people) times as much as for one.
std::string certificates_html(const State& state, std::string_view person = {}, std::string locale = {});

/// For one of them. O(sessions x rounds that they took part in).
std::string certificate_html(const State& state, PersonId person, std::string locale = {});

/// What a Content-Security-Policy calls its style sheet.
std::string certificates_style_source();

}  // namespace convene::ops
