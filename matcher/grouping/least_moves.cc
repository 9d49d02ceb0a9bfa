#include "matcher/grouping/least_moves.h"

#include <algorithm>

namespace convene::grouping {

std::optional<LeastMoves> least_moves(std::vector<std::uint32_t> room_sizes, Sizes asked, std::uint32_t newcomers,
                                      std::span<const std::uint32_t> fixed) {
  const Sizes sizes = normalised(asked);
  std::sort(room_sizes.begin(), room_sizes.end());
  std::uint64_t people = newcomers;
  std::uint64_t deficit = 0;
  std::uint64_t surplus = 0;
  const auto count = [&](std::uint32_t size) {
    people += size;
    if (size < sizes.min) deficit += sizes.min - size;
    if (size > sizes.max) surplus += size - sizes.max;
  };
  for (const std::uint32_t size : room_sizes) count(size);
  for (const std::uint32_t size : fixed) count(size);
  const std::uint64_t fewest = (people + sizes.max - 1) / sizes.max;
  const std::uint64_t most = people / sizes.min;

  std::optional<LeastMoves> best;
  std::uint64_t dissolved = 0;
  for (std::uint32_t k = 0; k <= room_sizes.size(); ++k) {
    if (k > 0) {
      const std::uint32_t size = room_sizes[k - 1];
      dissolved += size;
      if (size < sizes.min) deficit -= sizes.min - size;
      if (size > sizes.max) surplus -= size - sizes.max;
    }
    const std::uint64_t kept = fixed.size() + room_sizes.size() - k;
    if (kept < fewest || kept > most) continue;
    const std::uint64_t moves = std::max(dissolved + surplus, deficit > newcomers ? deficit - newcomers : 0);
    if (!best || moves < best->moves) best = LeastMoves{k, static_cast<std::uint32_t>(moves)};
  }
  return best;
}

}  // namespace convene::grouping
