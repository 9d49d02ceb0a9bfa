// The page of an event with its walk-in form, as it stands before any script runs.
//
// Every text of the organiser or of a visitor is escaped. The page is compressed once for each content of the
// programme; a copy differs in the form's random key only (compress.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/messages.h"
#include "server/net/compress.h"

namespace convene::net {

/// What was typed and why it was not taken, to be shown again.
struct JoinAttempt {
  protocol::JoinForm form;
  std::string key;
  protocol::Refused refused;
};

/// The event's name in its first locale.
std::string title_of(const protocol::Programme& programme);

/// O(roles + regions + topics).
std::string render_join_form(const protocol::Programme& programme, std::string_view key,
                             const JoinAttempt* attempt = nullptr);

/// index.html cut at its markers `<!--convene:title-->` (any number) and `<!--convene:join-form-->` (one).
class JoinPage {
 public:
  JoinPage() = default;
  /// Throws std::runtime_error if the form's marker is missing.
  JoinPage(std::string_view index_html, const protocol::Programme& programme);

  const PageWithHole& fresh() const { return page_; }
  std::string again(const protocol::Programme& programme, const JoinAttempt& attempt) const;

 private:
  std::string before_;
  std::string after_;
  PageWithHole page_;
};

}  // namespace convene::net
