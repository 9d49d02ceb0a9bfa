// Who is shown what, and when: one encoding for everybody who is shown the same.
//
// Cost of one person's action: their own view, their room's (sent to its members, at most 50), one entry of the floor
// for each distinct scope. Nothing here walks the crowd but `show_now`, which is held to once a second unless the state
// of a session or a round changed, and a broadcast.
#include "matcher/capabilities.h"
#include "matcher/notices.h"
#include "protocol/encode.h"
#include "protocol/forms.h"
#include "server/live/hall_impl.h"
#include "server/live/programme.h"

namespace convene::live {

namespace {

template <class View>
Bytes message_of(std::string_view topic, std::uint64_t seq, const View& view) {
  return view_message(topic, seq, [&](std::string& out) { protocol::encode(out, view); });
}

template <class Entry>
std::optional<std::string> written(const std::optional<Entry>& entry) {
  if (!entry) return {};
  return protocol::encode(*entry);
}

template <class Entry>
std::map<std::string, std::string> written(const std::map<std::string, Entry>& entries) {
  std::map<std::string, std::string> out;
  for (const auto& [id, entry] : entries) out.emplace(id, protocol::encode(entry));
  return out;
}

}  // namespace

void Hall::Impl::show(Touched& touched) {
  if (touched.programme) refresh_programme();
  for (const PersonId person : touched.expelled) expel(person);
  if (!touched.erased.empty()) notice_messages_.clear();
  if (touched.retention)
    log(Log::Level::warning, "hall.erasure_announced",
        "at_ms=" + std::to_string(state().erases.ms) + " people=" + std::to_string(state().index.known));
  if (!touched.erased.empty()) log(Log::Level::info, "hall.erased", "people=" + std::to_string(touched.erased.size()));
  for (const PersonId person : touched.rehatted)
    each_in_charge(person, [&](Talk& talk) {
      unwatch(talk);
      welcome(talk);
      if (talk.greeted()) send_all(talk);
    });
  for (const PersonId person : touched.me) show_me(person);
  for (const RoomId room : touched.rooms) show_room(room);
  for (const RoomId room : touched.chats) show_chat(room, false);
  for (const RoomId room : touched.chats_whole) show_chat(room, true);
  if (touched.now || touched.programme) show_now();
  for (const NoticeId notice : touched.notices) notify(notice);
  touch_lines(touched);
  touch_floor(touched);
}

// ---- one's own and the room's

Bytes Hall::Impl::me_message(PersonId person) {
  ++figures_.views_encoded;
  return message_of("me", ledger_.durable(), me_view(state(), person));
}

Bytes Hall::Impl::room_message(RoomId room) {
  Bytes& message = room_messages_[room];
  if (!message) {
    ++figures_.views_encoded;
    message = message_of("room", ledger_.durable(), room_view(state(), room));
  }
  return message;
}

void Hall::Impl::put_me(Talk& talk, const Bytes& message) {
  const Person& person = state().person(talk.person);
  const Seat* seat = person.room ? find_seat(state().room(person.room), person.id) : nullptr;
  ++figures_.views_handed_out;
  talk.outbox.view(Topic::me, message, seat && seat->state == SeatState::assigned ? person.version : 0);
  talk.wake();
}

void Hall::Impl::show_me(PersonId person) {
  const auto at = here_.find(person);
  if (at == here_.end() || at->second.talks.empty()) return;
  Bytes message;
  const RoomId shown = shown_room(state(), person).value_or(RoomId{});
  const bool other_room = shown != at->second.shown;
  at->second.shown = shown;
  each_in_charge(person, [&](Talk& talk) {
    if (!message) message = me_message(person);
    put_me(talk, message);
    look_at_chat(talk);
    if (!other_room) return;
    if (shown)
      talk.outbox.view(Topic::room, room_message(shown)), ++figures_.views_handed_out;
    else
      talk.outbox.forget(Topic::room);
  });
}

// O(people in the room).
void Hall::Impl::show_room(RoomId id) {
  const Room* room = state().find(id);
  if (!room) return;
  const auto give = [&](PersonId person) {
    const auto at = here_.find(person);
    if (at == here_.end() || at->second.shown != id) return;
    each_in_charge(person, [&](Talk& talk) {
      talk.outbox.view(Topic::room, room_message(id));
      ++figures_.views_handed_out;
      talk.wake();
    });
  };
  for (const Seat& seat : room->seats) give(seat.person);
  if (const auto visitors = state().index.visitors.find(id); visitors != state().index.visitors.end())
    for (const PersonId visitor : visitors->second) give(visitor);
}

// ---- the whole event's

void Hall::Impl::refresh_programme() {
  programme_ = make_programme(state());
  now_dirty_ = true;
}

void Hall::Impl::show_now() {
  NowView view = now_view(state(), now(), programme_.path);
  std::string whole = protocol::encode(view);
  now_dirty_ = false;
  if (whole == now_written_) return;
  Bytes message = message_of("now", ledger_.durable(), view);
  for (SessionStatus& session : view.sessions) {
    session.people = 0;
    if (session.line)
      for (DeskStatus& desk : session.line->desks) desk.waiting = desk.advisors = 0;
  }
  std::string skeleton = protocol::encode(view);
  if (skeleton == now_skeleton_ && now() < now_sent_ + options_.now_every) {
    now_dirty_ = true;
    return;
  }
  now_written_ = std::move(whole);
  now_skeleton_ = std::move(skeleton);
  now_sent_ = now();
  now_message_ = std::move(message);
  ++figures_.views_encoded;
  for (auto& [person, here] : here_)
    for (Talk* talk : here.talks)
      if (talk->in_charge) send_now(*talk);
}

void Hall::Impl::send_now(Talk& talk) {
  talk.outbox.view(Topic::now, now_message_);
  ++figures_.views_handed_out;
  talk.wake();
}

void Hall::Impl::send_all(Talk& talk) {
  Here& here = here_.at(talk.person);
  here.shown = shown_room(state(), talk.person).value_or(RoomId{});
  put_me(talk, me_message(talk.person));
  if (here.shown) {
    talk.outbox.view(Topic::room, room_message(here.shown));
    ++figures_.views_handed_out;
  }
  if (!now_message_) now_message_ = message_of("now", ledger_.durable(), now_view(state(), now(), programme_.path));
  send_now(talk);
  send_lines(talk);
  look_at_chat(talk);
  talk.chat.last.reset();
  watch(talk);
  send_notices(talk);
  talk.wake();
}

void Hall::Impl::refresh_everybody() {
  room_messages_.clear();
  notice_messages_.clear();
  refresh_programme();
  now_message_ = {};
  now_written_.clear();
  now_skeleton_.clear();
  floors_.clear();
  board_.reset();
  board_talks_.clear();
  chats_.clear();
  waits_.clear();
  for (std::size_t i = 0; i < state().sessions.size(); ++i)
    if (state().sessions[i].hours) lines_dirty_.insert(static_cast<std::int32_t>(i));
  for (const auto& [number, talk] : std::map(talks_)) {
    if (!talk->greeted()) continue;
    if (!state().find(talk->person) || state().person(talk->person).standing != Standing::in) {
      talk->close(protocol::Close::pass_invalid, "pass.invalid");
      continue;
    }
    talk->floor.reset();
    talk->board = false;
    talk->chat = talk->left = {};
    if (talk->in_charge) send_all(*talk);
  }
}

// ---- notices

namespace {

Bytes notice_message(const State& state, const SentNotice& sent) {
  protocol::Notice notice;
  notice.id = sent.notice.notice;
  notice.kind = sent.notice.kind;
  notice.urgent = sent.notice.urgent;
  notice.at = sent.at;
  notice.expires = sent.notice.expires ? std::optional(sent.notice.expires) : std::nullopt;
  if (sent.notice.text) notice.text = sent.notice.text->words;
  if (const Person* by = state.find(sent.notice.by); by && by->profile.words) notice.by = by->profile.words->name;
  notice.parameters = sent.notice.parameters;
  return std::make_shared<const std::string>(protocol::encode(notice));
}

}  // namespace

Bytes Hall::Impl::notice_bytes(const SentNotice& sent) {
  Bytes& message = notice_messages_[sent.notice.notice];
  if (!message) {
    ++figures_.views_encoded;
    message = notice_message(state(), sent);
    // Not the oldest of them: that may be kept, and newer ones not any more.
    if (notice_messages_.size() > limits::notices_kept)
      std::erase_if(notice_messages_, [&](const auto& one) { return !state().notices.contains(one.first); });
  }
  return message;
}

// O(those it may reach): the people named, the rooms' members, or, for a broadcast and for filters, the people here.
void Hall::Impl::notify(NoticeId id) {
  const auto found = state().notices.find(id);
  if (found == state().notices.end()) return;
  const SentNotice& sent = found->second;
  const Audience& audience = sent.notice.audience;
  const Bytes message = notice_bytes(sent);
  const auto give = [&](PersonId person) {
    if (!is_for(state(), sent, person)) return;
    each_in_charge(person, [&](Talk& talk) {
      talk.outbox.notice(id, message);
      ++figures_.views_handed_out;
      talk.wake();
    });
  };
  const bool filtered = !audience.sessions.empty() || !audience.roles.empty() || !audience.regions.empty() ||
                        !audience.languages.empty() || audience.not_present;
  if (audience.rooms.empty() && (filtered || audience.people.empty())) {
    for (const auto& [person, here] : here_) give(person);
    return;
  }
  // Who went from there meanwhile was reached all the same.
  std::set<PersonId> near(audience.people.begin(), audience.people.end());
  near.insert(sent.to.begin(), sent.to.end());
  for (const RoomId wanted : audience.rooms)
    if (const Room* room = state().find(wanted))
      for (const Seat& seat : room->seats) near.insert(seat.person);
  for (const PersonId person : near) give(person);
}

// Whoever comes later hears what is still worth hearing, once more until they have seen it. O(notices kept).
void Hall::Impl::send_notices(Talk& talk) {
  for (const auto& [id, sent] : state().notices) {
    if (sent.notice.expires && sent.notice.expires <= now()) continue;
    if (std::binary_search(sent.seen.begin(), sent.seen.end(), talk.person)) continue;
    if (!is_for(state(), sent, talk.person)) continue;
    talk.outbox.notice(id, notice_bytes(sent));
  }
}

// ---- the staff's

void Hall::Impl::watch(Talk& talk) {
  const Person& person = state().person(talk.person);
  if (convene::may(state(), talk.person, "floor")) {
    const Scope& scope = reach_of(person);
    talk.floor = scope;
    std::unique_ptr<Watched>& watched = floors_[protocol::encode(scope)];
    if (!watched) {
      watched = std::make_unique<Watched>();
      watched->scope = scope;
      fill_floor(watched->floor, scope);
    }
    watched->talks.insert(talk.number);
    talk.outbox.want(Topic::floor);
  }
  if (convene::may(state(), talk.person, "board")) {
    talk.board = true;
    if (!board_) {
      board_.emplace("board", sections_of<BoardView>());
      fill_board();
      board_->step(ledger_.durable());
      progress_dirty_ = true;
    }
    board_talks_.insert(talk.number);
    talk.outbox.want(Topic::board);
  }
}

void Hall::Impl::unwatch(Talk& talk) {
  look_away_from_chats(talk);
  if (talk.floor) {
    const auto watched = floors_.find(protocol::encode(*talk.floor));
    if (watched != floors_.end()) {
      watched->second->talks.erase(talk.number);
      if (watched->second->talks.empty()) floors_.erase(watched);
    }
    talk.floor.reset();
    talk.outbox.forget(Topic::floor);
  }
  if (talk.board) {
    board_talks_.erase(talk.number);
    if (board_talks_.empty()) board_.reset(), board_stale_ = false, acts_.clear();
    talk.board = false;
    talk.outbox.forget(Topic::board);
  }
}

// O(what the scope shows), once when the first of its watchers comes.
void Hall::Impl::fill_floor(Dashboard& floor, const Scope& scope) {
  const FloorView view = floor_view(state(), scope);
  floor.replace("sessions", written(view.sessions));
  floor.replace("rooms", written(view.rooms));
  floor.replace("people", written(view.people));
  floor.replace("notices", written(view.notices));
  floor.replace("desks", written(view.desks));
  floor.replace("advisors", written(view.advisors));
  floor.replace("tickets", written(view.tickets));
  floor.step(ledger_.durable());
}

void Hall::Impl::touch_floor(const Touched& touched) {
  board_dirty_ = board_dirty_ || touched.board;
  operations_dirty_ = operations_dirty_ || touched.operations;
  if (board_) acts_.insert(touched.acts.begin(), touched.acts.end());
  if (touched.board || touched.operations || !acts_.empty()) floor_dirty_ = true;
  if (board_ && !state().plans.empty() && !touched.floor_people.empty()) board_stale_ = floor_dirty_ = true;
  if (floors_.empty()) return unposted_.clear();
  const auto add = [this](auto& to, const auto& from) {
    to.insert(from.begin(), from.end());
    floor_dirty_ = floor_dirty_ || !from.empty();
  };
  add(floor_people_, touched.floor_people);
  add(floor_rooms_, touched.floor_rooms);
  add(floor_sessions_, touched.floor_sessions);
  add(floor_notices_, touched.floor_notices);
  add(floor_tickets_, touched.floor_tickets);
  if (!touched.lines.empty()) floor_dirty_ = true, floor_lines_.insert(touched.lines.begin(), touched.lines.end());
}

// When a round of thousands opens, what staff see of it takes longer to write than everything else: those who were
// given seats are sent them first, in the turn of the loop that is under way.
void Hall::Impl::flush_floor_soon() {
  if (!floor_dirty_ || now() < floor_flushed_ + options_.floor_every) return;
  if (floor_overdue_) return flush_floor();
  if (std::exchange(floor_queued_, true)) return;
  later([this] {
    floor_queued_ = false;
    if (!settled()) floor_overdue_ = floor_dirty_;
    if (settled() && floor_dirty_) guarded([this] { flush_floor(); });
    set_timer();
  });
}

void Hall::Impl::tell(Topic topic, Dashboard& board, const std::set<std::uint64_t>& talks) {
  const Dashboard::Step step = board.step(ledger_.durable());
  if (step == Dashboard::Step::none) return;
  ++figures_.patches;
  for (const std::uint64_t number : talks) {
    Talk& talk = *talks_.at(number);
    if (step == Dashboard::Step::patch)
      talk.outbox.patch(topic, board.patch());
    else
      talk.outbox.want(topic);
    talk.wake();
  }
}

// At most ten times a second. O(changed entries) a distinct scope.
void Hall::Impl::flush_floor() {
  floor_dirty_ = floor_overdue_ = false;
  floor_flushed_ = now();
  for (const auto& [key, watched] : floors_) {
    Dashboard& floor = watched->floor;
    const Scope& scope = watched->scope;
    for (const std::string& session : floor_sessions_)
      floor.set("sessions", session, written(floor_session(state(), session)));
    for (const RoomId room : floor_rooms_)
      floor.set("rooms", to_string(room),
                shows(state(), scope, room) ? written(floor_room(state(), room)) : std::nullopt);
    for (const PersonId person : floor_people_)
      floor.set("people", to_string(person),
                shows(state(), scope, person) ? written(floor_person(state(), person)) : std::nullopt);
    flush_floor_lines(floor, scope);
    for (const NoticeId notice : floor_notices_)
      floor.set("notices", to_string(notice), written(floor_notice(state(), scope, notice)));
    tell(Topic::floor, floor, watched->talks);
  }
  floor_sessions_.clear(), floor_rooms_.clear(), floor_people_.clear(), floor_notices_.clear();
  floor_tickets_.clear(), floor_lines_.clear(), unposted_.clear();
  // The board costs O(plans x their people), so numbers alone do not make it every time.
  if (board_stale_ && now() >= board_flushed_ + options_.now_every) board_dirty_ = true;
  const bool whole = std::exchange(board_dirty_, false);
  const bool operations = std::exchange(operations_dirty_, false);
  if ((whole || operations || !acts_.empty()) && board_) {
    if (whole)
      fill_board();
    else if (operations)
      fill_operations();
    for (const std::uint32_t act : std::exchange(acts_, {}))
      board_->set("acts", std::to_string(act), written(board_act(state(), act)));
    tell(Topic::board, *board_, board_talks_);
  }
  floor_dirty_ = floor_dirty_ || (board_stale_ && board_);
}

void Hall::Impl::fill_board() {
  board_stale_ = false;
  board_flushed_ = now();
  const BoardView view = board_view(state());
  // Each field that the view has, so that none is forgotten; how far plans are is not the core's to say.
  boost::mp11::mp_for_each<boost::describe::describe_members<BoardView, boost::describe::mod_public>>([&](auto field) {
    if (field.name != std::string_view("progress")) board_->replace(field.name, written(view.*field.pointer));
  });
  show_progress();
}

/// What moderators do changes these alone, and costs nothing for the plans that stand there.
void Hall::Impl::fill_operations() {
  board_->replace("operations", written(board_operations(state())));
  board_->replace("pairs", written(board_pairs(state())));
}

// ---- towards the socket

void Hall::Impl::fill(Talk& talk) {
  if (talk.floor && talk.outbox.wants(Topic::floor))
    if (const auto at = floors_.find(protocol::encode(*talk.floor)); at != floors_.end())
      talk.outbox.whole(Topic::floor, at->second->floor.whole());
  if (talk.board && board_ && talk.outbox.wants(Topic::board)) talk.outbox.whole(Topic::board, board_->whole());
  fill_chats(talk);
}

void Hall::Impl::delivered(Talk& talk, std::uint32_t version) {
  if (!talk.in_charge || talk.stage != Talk::Stage::greeted) return;
  // In batches: most clients say by themselves that the seat is on the screen before this.
  if (deliveries_.empty()) deliver_at_ = now() + milliseconds(200);
  deliveries_[talk.person] = version;
  set_timer();
}

}  // namespace convene::live
