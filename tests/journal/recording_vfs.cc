#include "tests/journal/recording_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <string_view>

namespace convene::journal {

struct RecordingVfs::Disk {
  sqlite3_vfs vfs{};
  sqlite3_vfs* system = nullptr;
  std::string name;
  mutable std::mutex mutex;
  std::vector<Event> events;
  Faults faults;

  void record(Event event) {
    const std::scoped_lock lock(mutex);
    events.push_back(std::move(event));
  }
  Faults current() const {
    const std::scoped_lock lock(mutex);
    return faults;
  }
};

namespace {

using Disk = RecordingVfs::Disk;
using Event = RecordingVfs::Event;

/// What SQLite holds for an open file; the system's own follows it in the same memory.
struct File {
  sqlite3_file base;
  Disk* disk;
  std::string* name;

  static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

bool is_log(const std::string& name) { return name.ends_with("-wal"); }

Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

int close_file(sqlite3_file* file) {
  auto& ours = File::of(file);
  const int code = ours.real()->pMethods ? ours.real()->pMethods->xClose(ours.real()) : SQLITE_OK;
  delete ours.name;
  return code;
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
  auto& ours = File::of(file);
  if (ours.disk->current().read && !is_log(*ours.name)) return SQLITE_IOERR_READ;
  return ours.real()->pMethods->xRead(ours.real(), into, size, at);
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  auto& ours = File::of(file);
  if (ours.disk->current().full) return SQLITE_FULL;
  const int code = ours.real()->pMethods->xWrite(ours.real(), from, size, at);
  if (code == SQLITE_OK)
    ours.disk->record({Event::write, *ours.name, static_cast<std::uint64_t>(at),
                       std::string(static_cast<const char*>(from), static_cast<std::size_t>(size))});
  return code;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  auto& ours = File::of(file);
  const int code = ours.real()->pMethods->xTruncate(ours.real(), size);
  if (code == SQLITE_OK) ours.disk->record({Event::truncate, *ours.name, static_cast<std::uint64_t>(size), {}});
  return code;
}

int sync_file(sqlite3_file* file, int) {
  // The system's own sync is left out: these disks lose their power on paper only.
  auto& ours = File::of(file);
  const auto faults = ours.disk->current();
  if (is_log(*ours.name) ? faults.sync_wal : faults.sync_data) return SQLITE_IOERR_FSYNC;
  ours.disk->record({Event::sync, *ours.name, 0, {}});
  return SQLITE_OK;
}

// The rest goes straight through.
int file_size(sqlite3_file* f, sqlite3_int64* size) {
  return File::of(f).real()->pMethods->xFileSize(File::of(f).real(), size);
}
int lock_file(sqlite3_file* f, int how) { return File::of(f).real()->pMethods->xLock(File::of(f).real(), how); }
int unlock_file(sqlite3_file* f, int how) { return File::of(f).real()->pMethods->xUnlock(File::of(f).real(), how); }
int check_lock(sqlite3_file* f, int* held) {
  return File::of(f).real()->pMethods->xCheckReservedLock(File::of(f).real(), held);
}
int control(sqlite3_file* f, int op, void* arg) {
  return File::of(f).real()->pMethods->xFileControl(File::of(f).real(), op, arg);
}
int sector_size(sqlite3_file* f) { return File::of(f).real()->pMethods->xSectorSize(File::of(f).real()); }
int characteristics(sqlite3_file* f) {
  return File::of(f).real()->pMethods->xDeviceCharacteristics(File::of(f).real());
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** at) {
  return File::of(f).real()->pMethods->xShmMap(File::of(f).real(), page, size, extend, at);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return File::of(f).real()->pMethods->xShmLock(File::of(f).real(), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) { File::of(f).real()->pMethods->xShmBarrier(File::of(f).real()); }
int shm_unmap(sqlite3_file* f, int remove) {
  return File::of(f).real()->pMethods->xShmUnmap(File::of(f).real(), remove);
}

const sqlite3_io_methods methods = {2,           close_file,  read_file,       write_file,  truncate_file,
                                    sync_file,   file_size,   lock_file,       unlock_file, check_lock,
                                    control,     sector_size, characteristics, shm_map,     shm_lock,
                                    shm_barrier, shm_unmap,   nullptr,         nullptr};

int open_file(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags, int* out_flags) {
  auto& disk = disk_of(vfs);
  auto& ours = File::of(file);
  ours.base.pMethods = nullptr;
  ours.disk = &disk;
  const int code = disk.system->xOpen(disk.system, path, ours.real(), flags, out_flags);
  if (code != SQLITE_OK) return code;
  ours.name = new std::string(path ? std::filesystem::path(path).filename().string() : "temporary");
  ours.base.pMethods = &methods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int) {
  auto& disk = disk_of(vfs);
  const int code = disk.system->xDelete(disk.system, path, 0);
  if (code == SQLITE_OK) disk.record({Event::remove, std::filesystem::path(path).filename().string(), 0, {}});
  return code;
}

constexpr std::size_t sector = 512;

/// A file while its images are rebuilt.
struct Platter {
  std::string durable;
  std::vector<const Event*> pending;  // not synced
};

void put(std::string& content, std::uint64_t at, std::string_view bytes) {
  if (content.size() < at + bytes.size()) content.resize(at + bytes.size(), '\0');
  content.replace(at, bytes.size(), bytes);
}

void apply(std::string& content, const Event& event) {
  if (event.kind == Event::truncate)
    content.resize(event.at, '\0');
  else
    put(content, event.at, event.bytes);
}

/// Each sector of a write is there or not.
void apply_torn(std::string& content, const Event& event, std::mt19937_64& random) {
  if (event.kind == Event::truncate) {
    if (random() % 2) content.resize(event.at, '\0');
    return;
  }
  for (std::size_t done = 0; done < event.bytes.size();) {
    const auto at = event.at + done;
    const auto size = std::min(sector - at % sector, event.bytes.size() - done);
    if (random() % 2) put(content, at, std::string_view(event.bytes).substr(done, size));
    done += size;
  }
}

/// The sector under the head when the power went: whole, with whatever else was in it.
void garble(std::string& content, const Event& event, std::mt19937_64& random) {
  if (event.kind != Event::write || event.bytes.empty()) return;
  const auto start = (event.at + random() % event.bytes.size()) / sector * sector;
  if (start >= content.size()) return;
  const auto end = std::min(start + sector, content.size());
  for (auto i = start; i < end; ++i) content[i] = static_cast<char>(random());
}

void lose(std::string& content, const std::vector<const Event*>& pending, RecordingVfs::Loss loss,
          std::mt19937_64& random) {
  if (pending.empty() || loss == RecordingVfs::Loss::lost) return;
  if (loss == RecordingVfs::Loss::torn) {
    for (const auto* event : pending) apply_torn(content, *event, random);
    return garble(content, *pending[random() % pending.size()], random);
  }
  const auto whole = random() % (pending.size() + 1);
  for (std::size_t i = 0; i < whole; ++i) apply(content, *pending[i]);
  if (whole == pending.size() || pending[whole]->kind != Event::write) return;
  const auto& bytes = pending[whole]->bytes;
  put(content, pending[whole]->at, std::string_view(bytes).substr(0, random() % (bytes.size() + 1)));
}

}  // namespace

RecordingVfs::RecordingVfs() : disk_(std::make_unique<Disk>()) {
  static std::atomic<int> made = 0;
  disk_->name = "recording-" + std::to_string(++made);
  disk_->system = sqlite3_vfs_find(nullptr);
  disk_->vfs = *disk_->system;
  disk_->vfs.pNext = nullptr;
  disk_->vfs.szOsFile = static_cast<int>(sizeof(File)) + disk_->system->szOsFile;
  disk_->vfs.zName = disk_->name.c_str();
  disk_->vfs.pAppData = disk_.get();
  disk_->vfs.xOpen = open_file;
  disk_->vfs.xDelete = delete_file;
  // The system's other functions look at their own VFS only through what is passed in.
  disk_->vfs.xAccess = [](sqlite3_vfs* v, const char* path, int flags, int* result) {
    return disk_of(v).system->xAccess(disk_of(v).system, path, flags, result);
  };
  disk_->vfs.xFullPathname = [](sqlite3_vfs* v, const char* path, int size, char* out) {
    return disk_of(v).system->xFullPathname(disk_of(v).system, path, size, out);
  };
  sqlite3_vfs_register(&disk_->vfs, 0);
}

RecordingVfs::~RecordingVfs() { sqlite3_vfs_unregister(&disk_->vfs); }

const std::string& RecordingVfs::name() const { return disk_->name; }
void RecordingVfs::mark(std::uint64_t number) { disk_->record({Event::mark, {}, number, {}}); }

void RecordingVfs::fail(Faults faults) {
  const std::scoped_lock lock(disk_->mutex);
  disk_->faults = faults;
}

std::vector<RecordingVfs::Event> RecordingVfs::events() const {
  const std::scoped_lock lock(disk_->mutex);
  return disk_->events;
}

std::map<std::string, std::string> image_after_power_cut(const std::vector<RecordingVfs::Event>& events,
                                                         std::size_t cut, RecordingVfs::Loss loss,
                                                         std::mt19937_64& random) {
  std::map<std::string, Platter> files;
  for (std::size_t i = 0; i < cut; ++i) {
    const auto& event = events[i];
    if (event.kind == Event::mark) continue;
    if (event.kind == Event::remove) {
      files.erase(event.file);
      continue;
    }
    auto& file = files[event.file];
    if (event.kind != Event::sync) {
      file.pending.push_back(&event);
      continue;
    }
    for (const auto* written : file.pending) apply(file.durable, *written);
    file.pending.clear();
  }
  std::map<std::string, std::string> image;
  for (auto& [name, file] : files) {
    lose(file.durable, file.pending, loss, random);
    image[name] = std::move(file.durable);
  }
  return image;
}

}  // namespace convene::journal
