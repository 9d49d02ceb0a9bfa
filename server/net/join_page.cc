#include "server/net/join_page.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <vector>

#include "matcher/limits.h"
#include "server/net/text.h"

namespace convene::net {
namespace {

constexpr std::string_view kTitleMarker = "<!--convene:title-->";
constexpr std::string_view kFormMarker = "<!--convene:join-form-->";
constexpr std::string_view kHole = "0000000000000000000000";
static_assert(kHole.size() == PageWithHole::hole_bytes);

std::string word(const Label& label, const protocol::Programme& programme, const std::string& otherwise) {
  for (const std::string& locale : programme.locales) {
    if (const auto found = label.find(locale); found != label.end()) return found->second;
  }
  return label.empty() ? otherwise : label.begin()->second;
}

bool lists(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A word of ours in English, with the key under which the client's catalogues have it in other languages.
std::string ours(std::string_view key, std::string_view english) {
  return "<span data-word=\"" + std::string(key) + "\">" + std::string(english) + "</span>";
}

bool is_tag(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// The organiser's word in every language that there is one for, so that the client can put the reader's in.
std::string translations(const Label& label) {
  std::string out;
  if (label.size() < 2) return out;
  for (const auto& [locale, text] : label)
    if (is_tag(locale)) out += " data-in-" + lower(locale) + "=\"" + html_escape(text) + '"';
  return out;
}

/// What a language calls itself: a reader finds their own without knowing another.
std::string own_name(const std::string& language) {
  static const std::map<std::string_view, std::string_view> names{
      {"ar", "العربية"}, {"de", "Deutsch"},  {"en", "English"},   {"es", "Español"},    {"fr", "Français"},
      {"hi", "हिन्दी"},   {"it", "Italiano"}, {"pt", "Português"}, {"uk", "Українська"}, {"zh", "中文"}};
  const auto found = names.find(std::string_view(language).substr(0, language.find('-')));
  return found == names.end() ? language : std::string(found->second);
}

struct FieldWord {
  std::string_view field, key, english;
};
constexpr FieldWord kFieldWords[] = {
    {"name", "form.field_name", "name"},       {"role", "form.field_role", "role"},
    {"region", "form.field_region", "region"}, {"organization", "form.field_organization", "school or organization"},
    {"topics", "form.field_topics", "topics"}, {"languages", "form.field_languages", "languages"},
};

std::string field_word(std::string_view field) {
  for (const FieldWord& word : kFieldWords)
    if (word.field == field) return ours(word.key, word.english);
  return html_escape(field);
}

/// Writes the fields one after another and says beside each what was wrong with it.
class Form {
 public:
  Form(const protocol::Programme& programme, const JoinAttempt* attempt) : programme_(programme), attempt_(attempt) {
    if (attempt_) wrong_ = attempt_->refused.path.value_or("");
    wrong_ = wrong_.substr(wrong_.find_last_of("./") + 1);
  }

  std::string write(std::string_view key) {
    out_ = "<form method=\"post\" action=\"/e/" + html_escape(programme_.event) + "/join\">\n";
    out_ += "<input type=\"hidden\" name=\"key\" value=\"" + html_escape(key) + "\">\n";
    if (attempt_ && !shows(wrong_)) out_ += "<p class=\"bad\" role=\"alert\">" + reason() + "</p>\n";
    input("code", ours("form.code", "Event code"), typed().code, "autocomplete=\"off\" autocapitalize=\"characters\"",
          false);
    input("name", ours("form.name", "Your name"), typed().name, "autocomplete=\"name\" required", true);
    if (asks("role")) choice("role", ours("form.role", "Your role"), programme_.roles, typed().role);
    if (asks("region")) choice("region", ours("form.region", "Your region"), programme_.regions, typed().region);
    if (asks("organization")) {
      const bool must = lists(programme_.ask, "organization");
      input("organization", ours("form.organization", "School or organization"), typed().organization,
            must ? "autocomplete=\"organization\" required" : "autocomplete=\"organization\"", must);
    }
    if (asks("topics")) topics();
    if (asks("languages")) languages();
    seen_by_others();
    out_ += "<button type=\"submit\" class=\"primary\">" + ours("form.join", "Join") + "</button>\n</form>";
    return std::move(out_);
  }

 private:
  static const protocol::JoinForm& nothing() {
    static const protocol::JoinForm empty;
    return empty;
  }
  const protocol::JoinForm& typed() const { return attempt_ ? attempt_->form : nothing(); }
  /// The message is English and for developers; the client has a better word for most codes.
  std::string reason() const {
    return "<span data-word=\"refused." + html_escape(attempt_->refused.code) + "\">" +
           html_escape(attempt_->refused.message) + "</span>";
  }
  bool asks(std::string_view field) const { return lists(programme_.ask, field) || lists(programme_.optional, field); }
  bool shows(std::string_view field) const {
    if (field == "code" || field == "name") return true;
    return (field == "role" || field == "region" || field == "organization" || field == "topics" ||
            field == "languages") &&
           asks(field);
  }

  std::string optional_mark(bool must) const {
    return must ? "" : " <small>" + ours("form.optional", "(if you like)") + "</small>";
  }

  void open_label(std::string_view name, std::string_view caption, bool must) {
    out_ += "<label>" + std::string(caption) + (name == "code" ? "" : optional_mark(must)) + '\n';
  }

  /// The attributes that tie a field to what is said about it, and the sentence after the field.
  std::string ties(std::string_view name) const {
    if (!attempt_ || wrong_ != name) return "";
    return " aria-invalid=\"true\" aria-describedby=\"wrong-" + wrong_ + "\" autofocus";
  }
  void close_label(std::string_view name) {
    out_ += "</label>\n";
    if (!attempt_ || wrong_ != name) return;
    out_ += "<p class=\"bad\" role=\"alert\" id=\"wrong-" + wrong_ + "\">" + reason() + "</p>\n";
  }

  void input(std::string_view name, std::string_view caption, std::string_view value, std::string_view extra,
             bool must) {
    open_label(name, caption, must);
    out_ += "<input name=\"" + std::string(name) + "\" value=\"" + html_escape(value) + "\" maxlength=\"" +
            std::to_string(limits::name_bytes) + "\" " + std::string(extra) + ties(name) + ">";
    close_label(name);
  }

  void choice(std::string_view name, std::string_view caption, const std::vector<Category>& tree,
              std::string_view chosen) {
    const bool must = lists(programme_.ask, name);
    open_label(name, caption, must);
    out_ += "<select name=\"" + std::string(name) + "\"" + (must ? " required" : "") + ties(name) +
            "><option value=\"\" data-word=\"form.choose\">Choose</option>\n";
    std::map<std::string_view, std::size_t> depths;  // parents come before their children
    for (const Category& node : tree) {
      const auto parent = depths.find(node.parent);
      const std::size_t depth = parent == depths.end() ? 0 : parent->second + 1;
      depths.emplace(node.key, depth);
      out_ += "<option value=\"" + html_escape(node.key) + "\"" + (node.key == chosen ? " selected" : "") +
              translations(node.label) + ">";
      for (std::size_t i = 0; i < depth; ++i) out_ += "\u2003";
      out_ += html_escape(word(node.label, programme_, node.key)) + "</option>\n";
    }
    out_ += "</select>";
    close_label(name);
  }

  void tick(std::string_view name, const std::string& value, bool on, const std::string& caption) {
    out_ += "<label><input type=\"checkbox\" name=\"" + std::string(name) + "\" value=\"" + html_escape(value) + "\"" +
            (on ? " checked" : "") + "> " + caption + "</label>\n";
  }

  void open_group(std::string_view name, const std::string& caption) {
    out_ += "<fieldset><legend>" + caption + optional_mark(lists(programme_.ask, name)) + "</legend>\n";
  }
  void close_group(std::string_view name) {
    if (attempt_ && wrong_ == name) out_ += "<p class=\"bad\" role=\"alert\">" + reason() + "</p>\n";
    out_ += "</fieldset>\n";
  }

  void topics() {
    open_group("topics", ours("form.topics", "Topics"));
    for (const Topic& topic : programme_.topics) {
      const std::string caption =
          "<span" + translations(topic.label) + ">" + html_escape(word(topic.label, programme_, topic.key)) + "</span>";
      tick("topics", topic.key, lists(typed().topics, topic.key), caption);
    }
    close_group("topics");
  }

  /// The event's own languages by a press, another one by its code.
  void languages() {
    open_group("languages", ours("form.languages", "Languages you speak"));
    for (const std::string& locale : programme_.locales) {
      const std::string tag = html_escape(locale);
      tick("languages", locale, lists(typed().languages, locale),
           "<span lang=\"" + tag + "\">" + html_escape(own_name(locale)) + "</span>");
    }
    std::string other;
    for (const std::string& language : typed().languages)
      if (!lists(programme_.locales, language)) other = language;
    out_ += "<label>" + ours("form.language_other", "Another one, as a code (pt, fr, zh)") +
            "\n<input name=\"languages\" value=\"" + html_escape(other) +
            "\" maxlength=\"40\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\"></label>\n";
    close_group("languages");
  }

  /// A name is always shown; everything else that others would see may be kept from them.
  void seen_by_others() {
    if (programme_.visible.empty()) return;
    out_ += "<p><small>" + ours("form.seen", "Others in your room will see:") + ' ';
    for (std::size_t i = 0; i < programme_.visible.size(); ++i) {
      out_ += (i == 0 ? "" : ", ") + field_word(programme_.visible[i]);
    }
    out_ += ".</small></p>\n";
    const auto hideable = [&](const std::string& field) { return field != "name" && asks(field); };
    if (std::none_of(programme_.visible.begin(), programme_.visible.end(), hideable)) return;
    out_ += "<fieldset><legend>" + ours("form.hide", "Do not show to others") + optional_mark(false) + "</legend>\n";
    for (const std::string& field : programme_.visible)
      if (hideable(field)) tick("hidden", field, lists(typed().hidden, field), field_word(field));
    out_ += "</fieldset>\n";
  }

  const protocol::Programme& programme_;
  const JoinAttempt* attempt_;
  std::string wrong_;
  std::string out_;
};

std::string with_title(std::string_view html, const std::string& title) {
  std::string out;
  for (std::size_t at; (at = html.find(kTitleMarker)) != std::string_view::npos;) {
    out += html.substr(0, at);
    out += title;
    html.remove_prefix(at + kTitleMarker.size());
  }
  return out += html;
}

constexpr std::string_view kNoWalkIns =
    "<p data-word=\"form.personal_link\">To take part, open the personal link that you were sent.</p>";

}  // namespace

std::string title_of(const protocol::Programme& programme) { return word(programme.name, programme, programme.event); }

std::string render_join_form(const protocol::Programme& programme, std::string_view key, const JoinAttempt* attempt) {
  if (!programme.walk_in) return std::string(kNoWalkIns);
  return Form(programme, attempt).write(key);
}

JoinPage::JoinPage(std::string_view index_html, const protocol::Programme& programme) {
  const std::size_t at = index_html.find(kFormMarker);
  if (at == std::string_view::npos) {
    throw std::runtime_error("index.html lacks the marker " + std::string(kFormMarker) +
                             "; build the client again (npm run build in web-client/)");
  }
  const std::string title = html_escape(title_of(programme));
  before_ = with_title(index_html.substr(0, at), title);
  after_ = with_title(index_html.substr(at + kFormMarker.size()), title);
  const std::string form = render_join_form(programme, kHole);
  const std::size_t hole = form.find(kHole);
  if (hole == std::string::npos) {  // no form, no key: the hole lies in a remark that nobody reads
    page_ = PageWithHole(before_ + form + "<!--", "-->" + after_);
  } else {
    page_ = PageWithHole(before_ + form.substr(0, hole), form.substr(hole + kHole.size()) + after_);
  }
}

std::string JoinPage::again(const protocol::Programme& programme, const JoinAttempt& attempt) const {
  return before_ + render_join_form(programme, attempt.key, &attempt) + after_;
}

}  // namespace convene::net
