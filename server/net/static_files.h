// The client's files, read into memory at start: nothing else of the disk can be reached through the server.
//
// Thread: any once loaded. What is in the folder's manifest.json is served, with the type and the permanence that it
// says; `<file>.br` and `<file>.gz` beside a file are its compressed forms.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "server/net/request.h"

namespace convene::net {

struct StaticFile {
  std::string type;
  bool immutable = false;
  std::string tag;  // quoted, of the content
  std::shared_ptr<const std::string> plain;
  std::shared_ptr<const std::string> br;  // null: none
  std::shared_ptr<const std::string> gz;
};

class StaticFiles {
 public:
  StaticFiles() = default;
  /// Throws std::runtime_error, naming the file and what to do.
  explicit StaticFiles(const std::string& folder);

  const StaticFile* find(std::string_view path) const;  // without a leading slash

  /// Sources for the Content-Security-Policy of index.html: hashes, apart by blanks.
  const std::string& script_sources() const { return script_sources_; }
  const std::string& style_sources() const { return style_sources_; }

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
  std::string script_sources_;
  std::string style_sources_;
};

/// The file in the form that the client likes best, or 304 if it has it.
Answer answer_with(const StaticFile& file, const Request& request);

/// A strong ETag of these bytes, quoted.
std::string tag_of(std::string_view bytes);

}  // namespace convene::net
