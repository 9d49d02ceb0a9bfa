// A limit on everything, in one place. Beyond a limit the answer is a refusal that names it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "matcher/instant.h"

namespace convene::limits {

inline constexpr std::size_t people = 100'000;
inline constexpr std::size_t sessions = 200;
inline constexpr std::size_t categories = 2'000;  // nodes of a tree of roles or regions
inline constexpr std::size_t topics = 64;         // one bit each in a grouping
inline constexpr std::size_t moves_at_once = 500;
inline constexpr std::size_t operations = 100;           // which are kept to be taken back
inline constexpr std::size_t operation_people = 40'000;  // who were moved by all of them
inline constexpr std::size_t operation_shown = 20;       // of these, and of rooms, on the board
inline constexpr std::size_t acts = 200;                 // of staff, which are no operations, on the board
inline constexpr std::size_t acts_of_a_kind = 50;        // ... of these, calls for help, and places in lines
inline constexpr std::size_t pairs = 1'000;              // on which staff said something
inline constexpr std::size_t rooms_of_round = 60'000;    // before staff open more
inline constexpr std::size_t parts = 10;                 // into which a room is divided
inline constexpr std::size_t contacts = 200;             // that one person offers
inline constexpr std::size_t avoided = 5;                // by one person
inline constexpr std::size_t avoided_by_all = 2'000;     // by everybody together: moderators read them
inline constexpr std::size_t notice_targets = 500;
inline constexpr std::size_t notice_bytes = 1'000;
inline constexpr std::size_t notices_kept = 50;  // see notices.h for which of them give way
inline constexpr std::size_t plans = 20;
inline constexpr std::size_t name_bytes = 200;
inline constexpr std::size_t title_bytes = 1'000;  // of a session, in each language
inline constexpr std::size_t text_bytes = 500;
inline constexpr std::size_t told_bytes = 480;  // to people whom staff move: 160 letters of any script
inline constexpr std::size_t list_items = 32;
inline constexpr std::size_t tabs_remembered = 8;      // per person, for retried commands
inline constexpr std::size_t replies_remembered = 64;  // per tab
inline constexpr std::size_t offers = 3;
inline constexpr std::size_t walk_ins_per_minute = 600;

inline constexpr std::size_t chat_bytes = 1'000;
inline constexpr std::size_t chat_lines = 200;             // a room keeps so many of the newest
inline constexpr std::size_t chat_room_bytes = 32 * 1024;  // and so many bytes of text
inline constexpr std::size_t chat_a_minute = 20;           // of one person
inline constexpr std::size_t chat_forgotten = 5'000;       // messages at once
inline constexpr std::size_t complaints = 20;              // open in one room
inline constexpr std::size_t complaints_each = 5;          // of these, reported first or also by one person
inline constexpr std::size_t reports = 20;                 // of one person, which staff have not looked after
inline constexpr std::size_t reports_each = 5;             // of others, likewise, by one person
inline constexpr std::size_t link_bytes = 500;
inline constexpr std::size_t rematch_people = 20'000;  // a plan of an open round, or made ahead, is one record
inline constexpr std::size_t help_bytes = 300;
inline constexpr std::size_t question_bytes = 500;
inline constexpr std::size_t note_bytes = 1'000;
inline constexpr std::size_t tickets_each = 30;  // of one person in one session, one after the other
inline constexpr std::size_t desks = 50;         // of a session
inline constexpr std::size_t advisors = 500;     // likewise
inline constexpr std::uint32_t declines = 3;     // calls answered with "not now", before a ticket ends
inline constexpr std::uint32_t snooze_minutes = 60;
inline constexpr std::uint32_t extend_minutes = 60;
inline constexpr std::size_t attendance_at_once = 500;

inline constexpr Duration shift = minutes(24 * 60);
inline constexpr Duration session_lasts = minutes(24 * 60);     // from its start to its end
inline constexpr Duration added_past = minutes(1);              // an added session starts no longer ago than that
inline constexpr Duration added_ahead = minutes(30 * 24 * 60);  // ... nor later: people are kept until it is over
inline constexpr Duration round_grace = seconds(60);            // a closing round can still be talked in
inline constexpr Duration seat_kept = minutes(2);               // for a change of mind
inline constexpr Duration offer_lasts = minutes(2);
inline constexpr Duration arrive_within = seconds(45);   // else no_show
inline constexpr Duration goodbye = seconds(60);         // more, for whoever staff moved: to finish where they were
inline constexpr Duration goodbye_asked = seconds(15);   // within which they read that, and ask for the minute
inline constexpr Duration plan_again = seconds(30);      // after a plan could not be had
inline constexpr Duration alone_after = seconds(20);     // else nobody calls it being alone
inline constexpr Duration small_after = seconds(60);     // below its least size, before its people are asked
inline constexpr Duration away_after = seconds(5);       // without a connection
inline constexpr Duration check_in_after = minutes(30);  // the end of a content session
inline constexpr Duration chat_kept = minutes(24 * 60);  // after the end of its round; then what staff have to look at
inline constexpr Duration help_pause = seconds(10);      // between two wordings of a call, and two that are called off
inline constexpr Duration small_again = minutes(3);      // before a small room is looked at once more
inline constexpr std::uint32_t small_looks = 5;          // at a room, while it stays small
inline constexpr Duration erasure_notice = minutes(3 * 24 * 60);    // staff know so long before everybody is erased
inline constexpr Duration erasure_notice_least = minutes(24 * 60);  // ... also where that would be in the past
inline constexpr std::size_t erased_at_once = 1'000;
inline constexpr Duration notice_kept = minutes(24 * 60);  // for whoever did not dismiss it
inline constexpr Duration notice_to_all_kept = minutes(8 * 60);
inline constexpr Duration turns_lead = seconds(60);     // for hellos, before a turn clock starts by itself
inline constexpr Duration turns_reserve = seconds(30);  // for goodbyes, after the last turn
inline constexpr Duration shortest_turn = seconds(15);
inline constexpr Duration grace = seconds(90);  // then a seat no longer counts as present

}  // namespace convene::limits
