// Any order of things said to a client, against a plain list of what must come out: whole views before their patches,
// no gap in a topic's patches, the newest of what replaces itself, and never more than the bounds.
#include "server/live/outbox.h"

#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace convene;
using namespace convene::live;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

Bytes bytes(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

/// What an outbox promises, without a thought for cost.
struct Model {
  struct Views {
    std::optional<std::string> whole;
    std::vector<std::string> patches;
    bool open = false, wanted = false;
    std::uint32_t seat = 0;
    std::size_t bytes = 0;
  };
  std::vector<std::string> replies;
  std::size_t reply_bytes = 0;
  std::map<Topic, Views> views;
  std::deque<std::pair<std::uint64_t, std::string>> notices;
  std::uint32_t seat = 0;
  std::uint32_t collapses = 0;

  std::vector<std::string> take() {
    std::vector<std::string> out = std::exchange(replies, {});
    reply_bytes = 0;
    for (auto& [topic, one] : views) {
      if (one.whole) out.push_back(*one.whole);
      out.insert(out.end(), one.patches.begin(), one.patches.end());
      seat = std::max(seat, one.seat);
      one.whole.reset(), one.patches.clear(), one.bytes = 0, one.seat = 0;
    }
    for (const auto& [id, text] : notices) out.push_back(text);
    notices.clear();
    return out;
  }
  bool pending() const {
    bool any = !replies.empty() || !notices.empty();
    for (const auto& [topic, one] : views) any |= one.whole || one.wanted || !one.patches.empty();
    return any;
  }
};

std::string joined(const std::vector<std::string>& all) {
  if (all.size() < 2) return all.empty() ? "" : all.front();
  std::string out = "[";
  for (const std::string& one : all) out += (out.size() == 1 ? "" : ",") + one;
  return out + "]";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Outbox outbox;
  Model model;
  std::uint32_t n = 0;
  for (std::size_t i = 0; i + 1 < size; i += 2) {
    const Topic topic = static_cast<Topic>(data[i + 1] % topics);
    // Numbered, so that no two are alike; some are long, so that bounds are met.
    std::string text = std::to_string(++n);
    if (data[i + 1] >= 200) text += std::string(1, ' ') + std::string(std::size_t{data[i + 1]} * 100, 'x');
    Model::Views& views = model.views[topic];
    switch (data[i] % 9) {
      case 0: {
        const bool fits =
            model.replies.size() < Outbox::max_replies && model.reply_bytes + text.size() <= Outbox::max_reply_bytes;
        require(outbox.reply(text) == fits);
        if (fits) model.reply_bytes += text.size(), model.replies.push_back(text);
        break;
      }
      case 1:
        outbox.view(topic, bytes(text), n);
        views.whole = text, views.seat = n;
        break;
      case 2:
        outbox.notice(NoticeId(data[i + 1]), bytes(text));
        std::erase_if(model.notices, [&](const auto& one) { return one.first == data[i + 1]; });
        model.notices.emplace_back(data[i + 1], text);
        if (model.notices.size() > limits::notices_kept) model.notices.pop_front();
        break;
      case 3:
        outbox.want(topic);
        views = {}, views.wanted = true;
        break;
      case 4:
        outbox.whole(topic, bytes(text));
        views = {}, views.whole = text, views.open = true;
        break;
      case 5:
      case 6:
        outbox.patch(topic, bytes(text));
        if (!views.open) break;
        if (views.patches.size() == Outbox::max_patches || views.bytes + text.size() > Outbox::max_patch_bytes) {
          views = {}, views.wanted = true, ++model.collapses;
        } else {
          views.patches.push_back(text), views.bytes += text.size();
        }
        break;
      case 7: {
        std::string frame = "before";
        const std::vector<std::string> expected = model.take();
        require(outbox.take(frame) == !expected.empty());
        require(frame == "before" + joined(expected));
        require(outbox.taken_seat() == std::exchange(model.seat, 0));
        break;
      }
      default:
        if (data[i + 1] < 128) {
          outbox.forget(topic);
          views = {};
        } else {
          outbox.forget_views();
          model.views.clear(), model.notices.clear();
        }
        break;
    }
    require(outbox.pending() == model.pending());
    require(outbox.wants(topic) == model.views[topic].wanted);
    require(outbox.take_collapses() == std::exchange(model.collapses, 0));
  }
  return 0;
}
