// A journal that passes everything on to another one: for those that change a part of it.
//
// Threads, errors: as the other one's, which must outlive it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/journal/journal.h"

namespace convene::journal {

class WrappingJournal : public Journal {
 public:
  explicit WrappingJournal(Journal& inner) : inner_(inner) {}

  void append(std::string event, std::uint64_t expected_seq, Batch batch, Done done) override {
    inner_.append(std::move(event), expected_seq, std::move(batch), std::move(done));
  }
  void save_snapshot(std::string event, std::uint64_t seq, std::string bytes, Done done) override {
    inner_.save_snapshot(std::move(event), seq, std::move(bytes), std::move(done));
  }
  std::vector<EventHead> events() override { return inner_.events(); }
  std::uint64_t last_seq(const std::string& event) override { return inner_.last_seq(event); }
  std::string epoch(const std::string& event) override { return inner_.epoch(event); }
  void read(const std::string& event, std::uint64_t from, const OnRecord& each) override {
    inner_.read(event, from, each);
  }
  std::optional<Snapshot> load_snapshot(const std::string& event) override { return inner_.load_snapshot(event); }
  void read_vault(const std::string& event, const OnVaultRow& each) override { inner_.read_vault(event, each); }
  std::optional<VaultRow> vault_entry(const std::string& event, std::uint64_t entry) override {
    return inner_.vault_entry(event, entry);
  }
  void put_meta(const std::string& event, const std::string& key, const std::string& value) override {
    inner_.put_meta(event, key, value);
  }
  std::optional<std::string> meta(const std::string& event, const std::string& key) override {
    return inner_.meta(event, key);
  }
  Verdict verify(const std::string& event) override { return inner_.verify(event); }
  std::unique_ptr<Following> follow(const std::string& event, std::uint64_t from, OnBatch each) override {
    return inner_.follow(event, from, std::move(each));
  }
  void forget(const std::string& event) override { inner_.forget(event); }
  void backup(const std::string& path) override { inner_.backup(path); }
  Status status() override { return inner_.status(); }
  bool recover() override { return inner_.recover(); }

 protected:
  Journal& inner_;
};

}  // namespace convene::journal
