// A disk that writes down what happens to it, fails on demand, and can show what would be left after a power cut.
//
// A SQLite VFS over the system's: reads and writes go through; writes, truncations, syncs and deletions are recorded in
// order, with marks that the test puts between them ("this was acknowledged"). image() rebuilds the files as a power
// cut at some point may have left them. SQLite's own idea of the disk is the only thing that is replaced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace convene::journal {

class RecordingVfs {
 public:
  struct Event {
    enum Kind { write, truncate, sync, remove, mark } kind;
    std::string file;      // its name without the folder
    std::uint64_t at = 0;  // offset, size, or the mark's number
    std::string bytes;
  };

  /// What a power cut does to writes that were not synced.
  enum class Loss {
    lost,    // none of them is there
    prefix,  // the older ones are there, the last of these in part
    torn,    // any of their sectors are there, and one that was being written is garbage
  };

  struct Faults {
    bool full = false;       // writes find no space
    bool sync_wal = false;   // syncing the log fails
    bool sync_data = false;  // syncing the database fails
    bool read = false;       // reading the database fails
  };

  RecordingVfs();
  ~RecordingVfs();
  RecordingVfs(const RecordingVfs&) = delete;
  RecordingVfs& operator=(const RecordingVfs&) = delete;

  const std::string& name() const;
  void mark(std::uint64_t number);
  void fail(Faults faults);
  std::vector<Event> events() const;

  struct Disk;

 private:
  std::unique_ptr<Disk> disk_;
};

/// The files as they may be after a power cut before event number `cut`.
std::map<std::string, std::string> image_after_power_cut(const std::vector<RecordingVfs::Event>& events,
                                                         std::size_t cut, RecordingVfs::Loss loss,
                                                         std::mt19937_64& random);

}  // namespace convene::journal
