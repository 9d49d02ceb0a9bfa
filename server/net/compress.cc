#include "server/net/compress.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <stdexcept>

namespace convene::net {
namespace {

class BrotliWriter {
 public:
  BrotliWriter(int quality, std::size_t size_hint) : state_(BrotliEncoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (!state_) throw std::bad_alloc();
    BrotliEncoderSetParameter(state_, BROTLI_PARAM_QUALITY, static_cast<std::uint32_t>(quality));
    BrotliEncoderSetParameter(state_, BROTLI_PARAM_SIZE_HINT, static_cast<std::uint32_t>(size_hint));
  }
  BrotliWriter(const BrotliWriter&) = delete;
  BrotliWriter& operator=(const BrotliWriter&) = delete;
  ~BrotliWriter() { BrotliEncoderDestroyInstance(state_); }

  void write(std::string_view text, BrotliEncoderOperation operation) {
    std::size_t left = text.size();
    const auto* next = reinterpret_cast<const std::uint8_t*>(text.data());
    do {
      std::size_t room = 0;
      if (BrotliEncoderCompressStream(state_, operation, &left, &next, &room, nullptr, nullptr) == BROTLI_FALSE) {
        throw std::runtime_error("brotli failed");
      }
      std::size_t size = 0;
      const auto* bytes = BrotliEncoderTakeOutput(state_, &size);
      out_.append(reinterpret_cast<const char*>(bytes), size);
    } while (left > 0 || BrotliEncoderHasMoreOutput(state_) == BROTLI_TRUE);
  }

  std::string take() { return std::move(out_); }
  std::size_t size() const { return out_.size(); }

 private:
  BrotliEncoderState* state_;
  std::string out_;
};

// Not English and not repeated, so that nothing before it or in brotli's dictionary resembles it.
constexpr std::string_view kPlaceholder = "qZ7xV0kW3jQ9_YbX5-Uh2K";
static_assert(kPlaceholder.size() == PageWithHole::hole_bytes);

}  // namespace

std::string gzip(std::string_view text, int level) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, text.size()), '\0');
  // zlib's interface is older than const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("gzip failed");
  return out;
}

std::string brotli(std::string_view text, int quality) {
  BrotliWriter writer(quality, text.size());
  writer.write(text, BROTLI_OPERATION_FINISH);
  return writer.take();
}

PageWithHole::PageWithHole(std::string_view before, std::string_view after)
    : plain_(std::string(before) + std::string(kPlaceholder) + std::string(after)), plain_at_(before.size()) {
  BrotliWriter writer(11, plain_.size());
  writer.write(before, BROTLI_OPERATION_FLUSH);
  const std::size_t from = writer.size();
  writer.write(kPlaceholder, BROTLI_OPERATION_FLUSH);
  const std::size_t to = writer.size();
  writer.write(after, BROTLI_OPERATION_FINISH);
  brotli_ = writer.take();
  const std::size_t at = brotli_.find(kPlaceholder, from);
  if (at == std::string::npos || at + hole_bytes > to) return;
  // Another text in the hole must come out as that text, and nowhere else: nothing behind may refer back to it.
  brotli_at_ = at;
  const std::string other(hole_bytes, '#');
  const std::string expected = plain(other);
  const std::string filled = *brotli(other);
  std::string decoded(expected.size(), '\0');
  std::size_t size = decoded.size();
  const auto result = BrotliDecoderDecompress(filled.size(), reinterpret_cast<const std::uint8_t*>(filled.data()),
                                              &size, reinterpret_cast<std::uint8_t*>(decoded.data()));
  if (result != BROTLI_DECODER_RESULT_SUCCESS || size != expected.size() || decoded != expected) brotli_at_.reset();
}

std::string PageWithHole::plain(std::string_view text) const {
  if (text.size() != hole_bytes) throw std::invalid_argument("what goes into the hole has 22 bytes");
  std::string copy = plain_;
  copy.replace(plain_at_, hole_bytes, text);
  return copy;
}

std::optional<std::string> PageWithHole::brotli(std::string_view text) const {
  if (!brotli_at_) return std::nullopt;
  if (text.size() != hole_bytes) throw std::invalid_argument("what goes into the hole has 22 bytes");
  std::string copy = brotli_;
  copy.replace(*brotli_at_, hole_bytes, text);
  return copy;
}

}  // namespace convene::net
