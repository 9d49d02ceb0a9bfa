#include "protocol/fact_codec.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "protocol/digest.h"
#include "protocol/inbound.h"
#include "protocol/merge_patch.h"

namespace convene::protocol {
namespace {

Sealer sealer() {
  return Sealer([n = std::uint64_t{0}]() mutable { return ++n * 0x9e3779b97f4a7c15u; });
}

Record registration() {
  Profile profile;
  profile.name = "Ann \"the\" Ünsal";
  profile.topics = {"funding"};
  Sealed<Profile> sealed(PersonId(12), profile);
  sealed.entry = 17;
  return {Instant{1'627'376'400'000},
          PersonId(3),
          {"tab", 4, 0xffff'ffff'ffff'ffffu},
          {PersonRegistered{PersonId(12), sealed, {Hat::participant}, {}, "key"}, RoomLocked{RoomId(7), true}}};
}

Vault vault_of(Sealer& from) {
  Vault vault;
  for (Words& words : from.take()) vault.put(std::move(words));
  return vault;
}

TEST(FactCodec, reads_what_it_wrote) {
  Sealer seal = sealer();
  const std::string bytes = encode_record(registration(), seal);
  const Vault vault = vault_of(seal);
  const auto read = decode_record(bytes, vault);
  ASSERT_TRUE(std::holds_alternative<Record>(read)) << std::get<Fault>(read).message;
  const Record& record = std::get<Record>(read);
  EXPECT_EQ(record.at, registration().at);
  EXPECT_EQ(record.by, PersonId(3));
  EXPECT_EQ(record.id, registration().id);
  const auto& registered = std::get<PersonRegistered>(record.facts.at(0));
  EXPECT_EQ(registered.profile, std::get<PersonRegistered>(registration().facts[0]).profile);
  EXPECT_TRUE(std::get<RoomLocked>(record.facts.at(1)).locked);
}

TEST(FactCodec, facts_hold_no_words_and_erased_ones_come_back_empty) {
  Sealer seal = sealer();
  const std::string bytes = encode_record(registration(), seal);
  EXPECT_EQ(bytes.find("Ann"), std::string::npos);
  const auto read = decode_record(bytes, Vault{});
  ASSERT_TRUE(std::holds_alternative<Record>(read));
  const auto& sealed = std::get<PersonRegistered>(std::get<Record>(read).facts[0]).profile;
  EXPECT_EQ(sealed.owner, PersonId(12));
  EXPECT_EQ(sealed.entry, 17u);
  EXPECT_FALSE(sealed.words);
}

TEST(FactCodec, words_that_were_not_sealed_are_damage) {
  Sealer seal = sealer();
  const std::string bytes = encode_record(registration(), seal);
  Words words = seal.take().at(0);
  const auto code = [&](const Words& row) {
    Vault vault;
    vault.put(row);
    const auto read = decode_record(bytes, vault);
    const Fault* fault = std::get_if<Fault>(&read);
    return fault ? fault->code : "read";
  };
  EXPECT_EQ(code(words), "read");
  Words other_text = words;
  other_text.text[10] ^= 1;
  EXPECT_EQ(code(other_text), "vault.seal");
  Words other_salt = words;
  other_salt.salt[0] ^= 1;
  EXPECT_EQ(code(other_salt), "vault.seal");
  Words other_owner = words;
  other_owner.owner = 13;
  EXPECT_EQ(code(other_owner), "vault.owner");
}

TEST(FactCodec, two_who_say_the_same_are_sealed_apart) {
  Sealer seal = sealer();
  EXPECT_NE(seal.seal(PersonId(1), 1, "\"yes\""), seal.seal(PersonId(2), 2, "\"yes\""));
}

TEST(FactCodec, newer_records_are_refused_and_older_ones_brought_up) {
  Sealer seal = sealer();
  std::string bytes = encode_record({Instant{1}, {}, {}, {RoomLocked{RoomId(7), true}}}, seal);
  const std::string now = "\"v\":" + std::to_string(record_version);
  bytes.replace(bytes.find(now), now.size(), "\"v\":1");
  const Upcaster rules[] = {{1, "RoomLocked", [](nlohmann::json& fact) { fact["locked"] = false; }},
                            {1, "RoomOpened", [](nlohmann::json& fact) { fact["locked"] = 3; }}};
  const auto old = decode_record(bytes, Vault{}, 2, rules);
  ASSERT_TRUE(std::holds_alternative<Record>(old));
  EXPECT_FALSE(std::get<RoomLocked>(std::get<Record>(old).facts[0]).locked);
  bytes.replace(bytes.find("\"v\":1"), 5, "\"v\":9");
  const auto newer = decode_record(bytes, Vault{});
  ASSERT_TRUE(std::holds_alternative<Fault>(newer));
  EXPECT_EQ(std::get<Fault>(newer).code, "record.newer");
}

TEST(FactCodec, notices_from_before_their_reach_was_kept_are_read) {
  Sealer seal = sealer();
  NoticeSent notice;
  notice.notice = NoticeId(3);
  notice.kind = "session_shifted";
  notice.reached = 12;
  std::string bytes = encode_record({Instant{1}, {}, {}, {notice}}, seal);
  const auto cut = [&](const std::string& what, const std::string& with) {
    ASSERT_NE(bytes.find(what), std::string::npos) << bytes;
    bytes.replace(bytes.find(what), what.size(), with);
  };
  cut("\"v\":5", "\"v\":1");
  cut(",\"reached\":12", "");
  const auto old = decode_record(bytes, Vault{});
  ASSERT_TRUE(std::holds_alternative<Record>(old)) << std::get<Fault>(old).message;
  EXPECT_EQ(std::get<NoticeSent>(std::get<Record>(old).facts.at(0)).reached, 0U);
}

TEST(FactCodec, a_notice_from_before_it_was_counted_who_was_here_is_read) {
  Sealer seal = sealer();
  NoticeSent notice;
  notice.notice = NoticeId(3);
  notice.kind = "broadcast";
  notice.reached = 12;
  const auto told = [&] {
    const auto read = decode_record(encode_record({Instant{1}, {}, {}, {notice}}, seal), Vault{});
    EXPECT_TRUE(std::holds_alternative<Record>(read));
    return std::get<NoticeSent>(std::get<Record>(read).facts.at(0)).online;
  };
  EXPECT_EQ(encode_record({Instant{1}, {}, {}, {notice}}, seal).find("online"), std::string::npos) << "as it was";
  EXPECT_EQ(told(), std::nullopt);
  notice.online = 7;
  EXPECT_EQ(told(), 7u);
}

TEST(FactCodec, operations_from_before_those_who_are_moved_were_told_why_are_read) {
  Sealer seal = sealer();
  OperationDone done;
  done.operation = OperationId(4);
  done.command = "seat.move";
  const std::string before = encode_record({Instant{1}, {}, {}, {done}}, seal);
  EXPECT_EQ(before.find("told"), std::string::npos) << "written as they were then";
  const auto old = decode_record(before, Vault{});
  ASSERT_TRUE(std::holds_alternative<Record>(old)) << std::get<Fault>(old).message;
  EXPECT_FALSE(std::get<OperationDone>(std::get<Record>(old).facts.at(0)).told);
  done.told.emplace(PersonId(2), "a canary sings");
  done.told->entry = 9;
  const std::string now = encode_record({Instant{1}, {}, {}, {done}}, seal);
  EXPECT_EQ(now.find("canary"), std::string::npos);
  const auto read = decode_record(now, vault_of(seal));
  ASSERT_TRUE(std::holds_alternative<Record>(read));
  EXPECT_EQ(std::get<OperationDone>(std::get<Record>(read).facts.at(0)).told->words, "a canary sings");
  const auto erased = decode_record(now, Vault{});
  ASSERT_TRUE(std::holds_alternative<Record>(erased));
  EXPECT_FALSE(std::get<OperationDone>(std::get<Record>(erased).facts.at(0)).told->words);
}

TEST(FactCodec, a_damaged_old_record_is_a_fault_and_not_a_crash) {
  for (const char* facts : {R"([{"type":true}])", R"([{"type":null}])", "[true]", "[[]]", "[{}]", "{}", "3"}) {
    const auto read = decode_record(R"({"v":1,"at":1,"facts":)" + std::string(facts) + "}", Vault{});
    EXPECT_TRUE(std::holds_alternative<Fault>(read)) << facts;
  }
}

TEST(Digest, is_sha_256) {
  EXPECT_EQ(hex(sha256({"a", "bc"})), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Inbound, reads_one_message_or_a_list_up_to_the_first_fault) {
  JsonTree scratch;
  Frame one = read_frame(R"({"type":"session.join","id":"t:1","session":"s"})", scratch);
  ASSERT_EQ(one.messages.size(), 1u);
  EXPECT_EQ(std::get<SessionJoin>(one.messages[0].inbound.body).session, "s");
  const Frame spaced = read_frame(R"({ "session" : "s", "id":"t:2", "type":"session.join" })", scratch);
  EXPECT_EQ(one.messages[0].hash, spaced.messages.at(0).hash);
  const Frame list =
      read_frame(R"([{"type":"ping","at":1},{"type":"seat.seen","id":"t:3"},{"type":"ping","at":2}])", scratch);
  EXPECT_EQ(list.messages.size(), 1u);
  ASSERT_TRUE(list.fault);
  EXPECT_EQ(list.fault_id, "t:3");
  // What only the server may say is no message of the wire.
  EXPECT_TRUE(read_frame(R"({"type":"tick"})", scratch).fault);
  EXPECT_EQ(read_frame("[ ]", scratch).fault->code, "frame.empty") << "or it would cost its sender nothing";
}

TEST(MergePatch, makes_the_one_out_of_the_other) {
  const std::string before = R"({"a":1,"b":{"c":[1,2],"d":"x"},"e":true})";
  const std::string after = R"({"a":1,"b":{"c":[1],"f":{}},"g":"new"})";
  auto value = nlohmann::json::parse(before);
  value.merge_patch(nlohmann::json::parse(merge_patch(before, after)));
  EXPECT_EQ(value, nlohmann::json::parse(after));
  EXPECT_TRUE(merge_patch(before, before).empty());
}

}  // namespace
}  // namespace convene::protocol
