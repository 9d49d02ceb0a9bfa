// The command line as a test calls it, and files for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/assembly.h"

namespace convene::cli::testing {

struct Ran {
  int status = -1;
  std::string out;
  std::string err;
  std::optional<ServeOptions> served;  // what `serve` would have run with
};

/// `convene` and these words.
Ran ran(const std::vector<std::string>& words);

/// A folder that is gone with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + '/' + name; }
  /// Writes a file, and the folders above it; its path.
  std::string put(const std::string& name, const std::string& text) const;

 private:
  std::string path_;
};

}  // namespace convene::cli::testing
