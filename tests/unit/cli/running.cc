#include "tests/unit/cli/running.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/cli/cli.h"

namespace convene::cli::testing {

Ran ran(const std::vector<std::string>& words) {
  std::vector<const char*> all{"convene"};
  for (const std::string& word : words) all.push_back(word.c_str());
  std::ostringstream out;
  std::ostringstream err;
  Ran result;
  result.status = run(static_cast<int>(all.size()), all.data(), {out, err, [&](const ServeOptions& options) {
                                                                   result.served = options;
                                                                   return done;
                                                                 }});
  result.out = out.str();
  result.err = err.str();
  return result;
}

Folder::Folder() {
  char name[] = "/tmp/convene-serve-XXXXXX";
  path_ = ::mkdtemp(name);
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::put(const std::string& name, const std::string& text) const {
  const std::string path = path_ + '/' + name;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

}  // namespace convene::cli::testing
