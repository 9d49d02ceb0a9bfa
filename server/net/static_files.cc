#include "server/net/static_files.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/net/pass.h"
#include "server/net/text.h"

namespace convene::net {
namespace {

std::shared_ptr<const std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return nullptr;
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

/// Names come from the manifest, which is ours, but a slip there must not open the disk.
bool stays_inside(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.find("..") == std::string_view::npos;
}

std::string joined(const nlohmann::json& list) {
  std::string out;
  for (const auto& one : list) {
    const std::string source = one.get<std::string>();
    if (!source.starts_with("'sha") || source.find_first_of(" ;\r\n") != std::string::npos) continue;
    out += ' ' + source;
  }
  return out;
}

}  // namespace

std::string tag_of(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL could not compute SHA-256");
  }
  return '"' + to_base64url({reinterpret_cast<const char*>(digest.data()), 12}) + '"';
}

StaticFiles::StaticFiles(const std::string& folder) {
  const std::string manifest_path = folder + "/manifest.json";
  const auto text = read_file(manifest_path);
  if (!text) {
    throw std::runtime_error(manifest_path +
                             " is not there; build the client (npm ci && npm run build in web-client/)");
  }
  try {
    const auto manifest = nlohmann::json::parse(*text);
    for (const auto& [name, facts] : manifest.at("files").items()) {
      if (!stays_inside(name)) throw std::runtime_error("\"" + name + "\" leaves the folder");
      const auto plain = read_file(folder + '/' + name);
      if (!plain) throw std::runtime_error(name + " is listed but not there");
      files_[name] = {
          facts.at("type").get<std::string>(),    facts.at("immutable").get<bool>(),     tag_of(*plain), plain,
          read_file(folder + '/' + name + ".br"), read_file(folder + '/' + name + ".gz")};
    }
    const auto& csp = manifest.at("csp").at("index.html");
    script_sources_ = joined(csp.at("script"));
    style_sources_ = joined(csp.at("style"));
  } catch (const std::exception& error) {
    throw std::runtime_error(manifest_path + ": " + error.what() + "; build the client again");
  }
  if (!find("index.html")) throw std::runtime_error(manifest_path + " lists no index.html; build the client again");
}

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

Answer answer_with(const StaticFile& file, const Request& request) {
  Answer answer;
  answer.content_type = file.type;
  // A tag names one form of the content: the compressed ones have their own.
  std::string tag = file.tag;
  answer.body = file.plain;
  const int br = file.br ? coding_quality(request.accept_encoding, "br") : 0;
  const int gz = file.gz ? coding_quality(request.accept_encoding, "gzip") : 0;
  if (br > 0 && br >= gz) {
    answer.body = file.br;
    answer.headers.emplace_back("Content-Encoding", "br");
    tag.insert(tag.size() - 1, "-br");
  } else if (gz > 0) {
    answer.body = file.gz;
    answer.headers.emplace_back("Content-Encoding", "gzip");
    tag.insert(tag.size() - 1, "-gz");
  }
  answer.headers.emplace_back("ETag", tag);
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  answer.headers.emplace_back("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (!request.if_none_match.empty() && names_tag(request.if_none_match, tag)) {
    answer.status = 304;
    answer.body = nullptr;
  }
  return answer;
}

}  // namespace convene::net
