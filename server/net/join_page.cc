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
    input("code", "Event code", typed().code, "autocomplete=\"off\" autocapitalize=\"characters\"", false);
    input("name", "Your name", typed().name, "autocomplete=\"name\" required", true);
    if (asks("role")) choice("role", "Your role", programme_.roles, typed().role);
    if (asks("region")) choice("region", "Your region", programme_.regions, typed().region);
    if (asks("organization")) {
      const bool must = lists(programme_.ask, "organization");
      input("organization", "School or organization", typed().organization,
            must ? "autocomplete=\"organization\" required" : "autocomplete=\"organization\"", must);
    }
    if (asks("topics")) topics();
    seen_by_others();
    out_ += "<button type=\"submit\" class=\"primary\">Join</button>\n</form>";
    return std::move(out_);
  }

 private:
  static const protocol::JoinForm& nothing() {
    static const protocol::JoinForm empty;
    return empty;
  }
  const protocol::JoinForm& typed() const { return attempt_ ? attempt_->form : nothing(); }
  std::string reason() const { return html_escape(attempt_->refused.message); }
  bool asks(std::string_view field) const { return lists(programme_.ask, field) || lists(programme_.optional, field); }
  bool shows(std::string_view field) const {
    if (field == "code" || field == "name") return true;
    return (field == "role" || field == "region" || field == "organization" || field == "topics") && asks(field);
  }

  std::string optional_mark(bool must) const { return must ? "" : " <small>(if you like)</small>"; }

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
            "><option value=\"\">Choose</option>\n";
    std::map<std::string_view, std::size_t> depths;  // parents come before their children
    for (const Category& node : tree) {
      const auto parent = depths.find(node.parent);
      const std::size_t depth = parent == depths.end() ? 0 : parent->second + 1;
      depths.emplace(node.key, depth);
      out_ += "<option value=\"" + html_escape(node.key) + "\"" + (node.key == chosen ? " selected" : "") + ">";
      for (std::size_t i = 0; i < depth; ++i) out_ += "\u2003";
      out_ += html_escape(word(node.label, programme_, node.key)) + "</option>\n";
    }
    out_ += "</select>";
    close_label(name);
  }

  void topics() {
    out_ += "<fieldset><legend>Topics" + optional_mark(lists(programme_.ask, "topics")) + "</legend>\n";
    for (const Topic& topic : programme_.topics) {
      const bool on = lists(typed().topics, topic.key);
      out_ += "<label><input type=\"checkbox\" name=\"topics\" value=\"" + html_escape(topic.key) + "\"" +
              (on ? " checked" : "") + "> " + html_escape(word(topic.label, programme_, topic.key)) + "</label>\n";
    }
    if (attempt_ && wrong_ == "topics") out_ += "<p class=\"bad\" role=\"alert\">" + reason() + "</p>\n";
    out_ += "</fieldset>\n";
  }

  void seen_by_others() {
    if (programme_.visible.empty()) return;
    out_ += "<p><small>Others will see: ";
    for (std::size_t i = 0; i < programme_.visible.size(); ++i) {
      out_ += (i == 0 ? "" : ", ") + html_escape(programme_.visible[i]);
    }
    out_ += ".</small></p>\n";
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

constexpr std::string_view kNoWalkIns = "<p>To take part, open the personal link that you were sent.</p>";

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
