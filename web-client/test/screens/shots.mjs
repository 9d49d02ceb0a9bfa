// The screens to look at: how each is come to on the stand-in for the server.
import {passFor} from '../mock/server.mjs';

const wide = {width: 1200, height: 900};
const phone = {width: 390, height: 844};
const narrow = {width: 320, height: 640};

const say = (ws, ...views) => views.forEach(([topic, view]) => ws.view(topic, view));
// By what is the same in every language.
// Told apart by what is pressed, as the matrix knows a screen by what is done for it.
const press = selector => Object.assign(page => page.locator(selector).first().click(), {toString: () => selector});
const tab = number => press(`.views .tab:nth-child(${number})`);

const atFoot = page => page.waitForSelector('[data-part=undo]');
/** A room's tools, one of them unfolded. */
const roomTools = (room, what) => Object.assign(async page => {
  await page.locator(`[data-room=${room}] [data-do=more]`).click();
  if (what) await page.locator(`dialog[open] [data-do=${what}] summary`).click();
}, {toString: () => `tools of ${room}: ${what}`});
/** Two of different rooms are chosen, and all that can be done with two is unfolded. */
const two = async page => {
  for (const id of ['p3', 'p16']) await page.locator(`[data-room] [data-person=${id}] button[aria-pressed]`).click();
  await page.locator('[data-part=choice] > summary').click();
  await page.locator('[data-part=reason] summary').click();
};
/** Somebody who is pinned is chosen; of where they could go, one room is of another region. */
const targets = async (page, ws) => {
  ws.patch({rooms: {r4: {basis: {region: 'ES'}}}});
  await page.locator('[data-room=r5] [data-person=p21] button[aria-pressed]').click();
  await page.locator('[data-do=more-targets]').click();
};
const rematching = async page => {
  await page.locator('[data-do=rematch-some]').click();
  await page.locator('dialog[open] [data-do=unwell]').click();
};
/** A plan for the open round that leaves something to be wished. */
const planned = async (page, ws, server) => {
  const f = server.fixtures;
  const {d1} = f.board().plans;
  const rooms = [{...d1.rooms[0], room: 'r5', people: ['p20', 'p21', 'p3']}, {...d1.rooms[1], basis: {...f.basis, role_relaxed: false, language_relaxed: true, languages: []}}];
  const violations = [{code: 'kept_apart', room: -1, amount: 2, limit: 0}, {code: 'size_min_relaxed', room: -1, amount: 1, limit: 3}, {code: 'no_shared_language', room: 1, amount: 2, limit: 0}];
  say(ws, ['board', {...f.board(), plans: {d1: {...d1, rematch: true, rooms, report: {...d1.report, moves: 1, least_moves: 0, violations}}}}]);
  await tab(4)(page);
  await page.waitForSelector('[data-part=cannot]');
};
/** The dialog about p3, who sits in r2, and further into it. */
const aboutP3 = (...presses) => Object.assign(async page => {
  await page.waitForSelector('[data-do=more]');
  await page.locator('[data-room=r2] [data-person=p3] .name').click();
  for (const what of presses) await page.locator(`dialog[open] ${what}`).first().click();
}, {toString: () => `about p3: ${presses}`});
const partsOfEvent = ['[data-do=hats]', '[data-part=tasks] label:nth-of-type(2) input', '[data-part=reach] input', '[data-rooms] summary', '[data-rooms] input', '[data-choose=regional-1] input'];
/** Who is not here, in the whole roster. */
const inRoster = (...presses) => Object.assign(async page => {
  await page.locator('.find input[type=search]').fill('absent');
  await page.locator('[data-do=roster]').click();
  await page.locator('[data-part=roster] .name').first().waitFor();
  for (const what of presses) await page.locator(what).first().click();
}, {toString: () => `in the roster: ${presses}`});
const absent = '[data-part=roster] .name';
const erasing = ['[data-do=link-and-data] summary', '[data-do=erase]'];

/** In the history, and what the stand-in asks back; once more if it asks twice. */
const undoOf = id => Object.assign(async page => {
  await tab(5)(page);
  await page.locator(`[data-operation=${id}] [data-do=undo]`).click();
  await page.waitForSelector('dialog[data-code="op.others"]');
  if (id !== 'o7') return;
  await page.locator('dialog[open] button.main').click();
  await page.waitForSelector('dialog[data-code="op.changed"]');
}, {toString: () => `undo of ${id}`});

const linked = page => page.waitForSelector('.log a');
const met = page => page.waitForSelector('[data-part=contacts]');
const reporting = async page => {
  await page.locator('[data-person=p3] .menu summary').click();
  await page.locator('[data-person=p3] [data-do="person.report"]').click();
  await page.waitForSelector('dialog[open] textarea');
};
const avoiding = async page => {
  await page.locator('[data-person=p3] .menu summary').click();
  await page.locator('[data-person=p3] [data-do="person.avoid"]').click();
  await page.waitForSelector('dialog[open] form');
};
/** The list unfolded, and the menu of one who is on it. */
const avoided = async page => {
  await page.locator('[data-part=avoided] summary').click();
  await page.locator('[data-person=p4] .menu summary').click();
};
const linking = async page => {
  await page.locator('[data-room=r2] [data-do=link]').click();
  await page.waitForSelector('dialog[open] input[type=url]');
};
const offering = page => page.locator('[data-contact=p5] summary').click();
const turn = (n, held) => Object.assign(async (page, ws, server) => {
  ws.view('room', {...ws.shown.room, ...server.fixtures.turns(n, undefined, held && Date.now() - 20_000)});
  await page.waitForSelector('[data-part=turns] p');
}, {toString: () => `turn ${n} ${held}`});

/** A message to rooms, of which two are chosen. */
const toRooms = Object.assign(async page => {
  await tab(3)(page);
  await page.locator('main form select').first().selectOption('rooms');
  for (const n of [1, 4]) await page.locator('.choice input').nth(n).check();
}, {toString: () => 'message to rooms'});
/** Two rounds are open, and one is chosen. */
const severalRounds = Object.assign(async (page, ws) => {
  ws.patch({sessions: {'regional-1': {state: 'running', round: {number: 1, of: 2, state: 'open', opens: 0, ends: Date.now() + 600_000}}}});
  await tab(2)(page);
  await page.locator('[data-session] input[type=checkbox]').first().check();
}, {toString: () => 'one of two rounds'});
const anotherSession = Object.assign(async page => {
  await tab(2)(page);
  await page.locator('[data-do=add-session]').click();
  await page.locator('dialog[open] select').selectOption('welcome');
}, {toString: () => 'one more session'});
/** A lock that came too late. */
const tooLate = Object.assign(async (page, ws) => {
  await page.locator('[data-room=r2] [data-do=more]').waitFor();
  ws.refuses = {'room.lock': {refused: {code: 'room.changed', parameters: {by: 'p800', by_name: 'Odalys Brightwater', room: 'r2', version: '1'}}}};
  await page.locator('[data-room=r2] .actions button').first().click();
  await page.waitForSelector('[data-part=stale]');
}, {toString: () => 'a lock too late'});

/** More time for a round, and the move of a session, of which others were first. */
const timesTooLate = Object.assign(async (page, ws) => {
  const by = {by: 'p800', by_name: 'Odalys Brightwater'};
  const changed = (code, id, {ends}, more) => ({refused: {code, parameters: {...more, session: id, starts: String(ends - 3_600_000), ends: String(ends + 300_000)}}});
  const {sessions} = ws.shown.floor;
  ws.refuses = {
    'round.extend': changed('round.changed', 'role-alike-1', sessions['role-alike-1'].round, by),
    'session.shift': changed('session.changed', 'regional-1', sessions['regional-1'], {}),
  };
  await tab(2)(page);
  await page.locator('[data-session=role-alike-1] .tight button').first().click();
  await page.locator('[data-session=regional-1] .tight').last().locator('button').first().click();
  await page.waitForSelector('[data-part=stale] ~ [data-part=stale]');
}, {toString: () => 'times too late'});
/** Tasks that somebody else gave first. */
const hatsTooLate = Object.assign(async (page, ws) => {
  ws.refuses = {'person.hat': {refused: {code: 'hats.changed', parameters: {by: 'p800', by_name: 'Odalys Brightwater', person: 'p3', hats: 'participant advisor'}}}};
  await aboutP3(...partsOfEvent, '[data-do=give]')(page);
  await page.waitForSelector('dialog[data-code="hats.changed"]');
}, {toString: () => 'tasks too late'});

const inLine = page => page.waitForSelector('[data-part=line]');
const inLineAs = async (page, ws, more) => {
  await inLine(page);
  ws.ticket(more);
  await page.waitForTimeout(200);
};

// Spelled out for each, as the matrix takes what is done for the screen's name.
const atDesk = async (page, ws, more) => {
  await page.waitForSelector('[data-part=desk] [data-ticket]');
  if (more) ws.desk(more);
  await page.waitForTimeout(200);
};

const atLine = page => page.waitForSelector('[data-line] [data-ticket]');

/** Each: name, the stand-in's scene, size, what the browser is set to, what is done on the page first. */
export const shots = [
  ['join', '', wide],
  ['join-phone', '', phone],
  ['join-es', '', wide, {locale: 'es'}],
  ['join-refused', '', phone, {}, async page => {
    await page.fill('[name=code]', 'BAD');
    await page.fill('[name=name]', 'Gaurav');
    await page.selectOption('[name=role]', 'high');
    await page.selectOption('[name=region]', 'ES');
    await page.click('.join form button');
    await page.waitForSelector('#join-problem:not([hidden])');
  }],
  ['programme', 'programme', wide],
  ['programme-phone', 'programme', phone],
  ['programme-rtl', 'programme', wide, {locale: 'ar'}],
  ['programme-dark', 'programme', wide, {colorScheme: 'dark'}],
  ['join-rtl', '', phone, {locale: 'ar'}],
  ['programme-rtl-narrow', 'programme', narrow, {locale: 'ar'}],
  ['programme-met', 'room', wide, {}, async (page, ws, server) => {
    say(ws, ['me', server.fixtures.me({version: 9})]);
    await page.waitForSelector('[data-part=last-room]');
  }],
  ['lobby', 'lobby', wide],
  ['debrief', 'debrief', wide, {}, page => page.waitForSelector('.subjects')],
  ['debrief-lobby', 'debrief_lobby', phone, {}, press('main details summary')],
  ['lobby-narrow', 'lobby', narrow],
  ['lobby-moved', 'moved_out', wide],
  ['lobby-stepped-out', 'stepped_out', wide],
  ['lobby-stepped-out-narrow', 'stepped_out', narrow],
  ['lobby-stepped-out-left-es', 'room', narrow, {locale: 'es'}, async (page, ws, server) => {
    say(ws, ['me', server.fixtures.steppedOut()]);
    await page.waitForSelector('[data-part=last-room]');
  }],
  ['lobby-moved-es', 'moved_out', phone, {locale: 'es'}],
  ['lobby-over', 'over', wide],
  ['lobby-ending', 'lobby', wide, {}, async (page, ws, server) => say(ws, ['now', server.fixtures.nowView('closing')])],
  ['room-last-moments', 'room', wide, {}, async (page, ws, server) => {
    say(ws, ['room', server.fixtures.room('r1', 1, {state: 'closing', ends: Date.now() + 9_000})]);
    await page.waitForSelector('.last-moments');
  }],
  ['room', 'room', wide],
  ['room-dark-phone', 'room', phone, {colorScheme: 'dark'}],
  ['room-rtl', 'room', wide, {locale: 'ar'}],
  ['room-narrow', 'room', narrow],
  ['room-narrow-es', 'room', narrow, {locale: 'es'}],
  ['room-forced', 'room', wide, {forcedColors: 'active'}],
  ['chat', 'chat', wide, {}, linked],
  ['chat-phone', 'chat', phone, {}, linked],
  ['chat-narrow-dark', 'chat', narrow, {colorScheme: 'dark'}, linked],
  ['chat-rtl', 'chat', wide, {locale: 'ar'}, linked],
  ['chat-forced', 'chat', phone, {forcedColors: 'active'}, linked],
  ['chat-text-only', 'text_only', wide],
  ['chat-muted', 'muted', phone, {locale: 'es'}],
  ['chat-begun', 'text_only', phone, {}, async (page, ws, server) => {
    const f = server.fixtures;
    await page.fill('.chat textarea', 'What I wanted to say is that it took us three tries.');
    say(ws, ['me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'switched', at: 0}})], ['room', f.room('r2', 2)], ['chat', f.chat('r2')]);
    await page.waitForSelector('[data-part=begun]');
  }],
  ['chat-new-and-refused', 'chat', wide, {}, async (page, ws, server) => {
    ws.chat('r1', server.fixtures.lines(30));
    await page.locator('[data-n="30"]').waitFor();
    await page.locator('.log').evaluate(log => log.scrollTo(0, 0));
    await page.waitForTimeout(200);
    ws.add(server.fixtures.lines(2, 31));
    await page.waitForSelector('.newer');
    await page.fill('.chat textarea', 'Please refuse me');
    await page.locator('.chat form button.main').click();
    await page.waitForSelector('.chat .refusal');
    await page.locator('.log').evaluate(log => log.scrollTo(0, 0));
  }],
  ['chat-report', 'chat', phone, {}, async page => {
    await page.locator('[data-n="3"] summary').click();
    await page.locator('[data-n="3"] .menu button').click();
  }],
  ['chat-last', 'last', phone, {}, async page => {
    await page.locator('[data-part=last-room] summary').click();
    await page.waitForSelector('.log');
  }],
  ['moving-draft', 'text_only', phone, {}, async (page, ws, server) => {
    const f = server.fixtures;
    await page.fill('.chat textarea', 'What I wanted to say is that it took us three tries.');
    say(ws, ['me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys Brightwater', at: 0}})], ['room', f.room('r2', 2)]);
    await page.waitForSelector('main[data-screen=moving] textarea');
  }],
  ['turns-start', 'turns', phone],
  ['turns-mine', 'turns', wide, {}, turn(1)],
  ['turns-absent', 'turns', phone, {colorScheme: 'dark'}, turn(2)],
  ['turns-held', 'turns', phone, {}, turn(2, true)],
  ['turns-over', 'turns', phone, {locale: 'es'}, turn(4)],
  ['help-asked', 'chat', phone, {}, async (page, ws) => {
    ws.view('me', {...ws.shown.me, help: {since: Date.now()}});
    await page.waitForSelector('[data-part=help]');
  }],
  ['help-coming', 'lobby', wide, {}, async (page, ws) => {
    ws.view('me', {...ws.shown.me, help: {since: Date.now(), by: 'Odalys Brightwater'}});
    await page.waitForSelector('[data-part=help]');
  }],
  ['planned', 'planned', wide],
  ['planned-phone', 'planned', phone, {locale: 'es'}],
  ['hours-join', 'hours', wide, {}, page => page.locator('article[data-session=plan-help] summary').click()],
  ['hours-join-narrow-es', 'hours', narrow, {locale: 'es'}, page => page.locator('article[data-session=plan-help] summary').click()],
  ['line', 'line', wide, {}, inLine],
  ['line-unlikely', 'line', phone, {}, (page, ws) => inLineAs(page, ws, {behind_cutoff: true, estimate: {reached_percent: 10}, boosted: true})],
  ['line-called', 'line', phone, {}, (page, ws, server) => inLineAs(page, ws, server.hours.called())],
  ['line-called-forced', 'line', phone, {forcedColors: 'active'}, (page, ws, server) => inLineAs(page, ws, server.hours.called({group: 3}))],
  ['line-away-dark', 'line', phone, {colorScheme: 'dark'}, (page, ws) => inLineAs(page, ws, {state: 'away', why: 'connection', place: 0})],
  ['line-over', 'line', phone, {locale: 'es'}, (page, ws) => inLineAs(page, ws, {state: 'closed_out', why: 'session_over', place: 0})],
  ['line-room', 'peer_room', narrow, {}, inLine],
  ['line-room-called', 'peer_room', wide, {}, (page, ws, server) => inLineAs(page, ws, server.hours.called())],
  ['line-rtl', 'peer_room', phone, {locale: 'ar'}, inLine],
  ['talk', 'talk', wide, {}, inLine],
  ['desk', 'advisor', wide, {}, page => atDesk(page)],
  ['desk-rest-phone', 'advisor', phone, {}, (page, ws) => atDesk(page, ws, {rests_until: Date.now() + 90_000, line: 'paused'})],
  ['desk-call-narrow-es', 'advisor', narrow, {locale: 'es'}, async page => {
    await atDesk(page);
    await page.locator('[data-ticket=t4] summary').click();
  }],
  ['desk-talk', 'advising', wide, {}, page => atDesk(page)],
  ['desk-talk-dark', 'advising', phone, {colorScheme: 'dark'}, page => atDesk(page)],
  ['desk-rtl', 'advisor', phone, {locale: 'ar'}, page => atDesk(page)],
  ['hours-floor', 'hours_floor', wide, {}, atLine],
  ['hours-board-phone-es', 'hours_board', phone, {locale: 'es'}, atLine],
  ['hours-board-narrow-dark', 'hours_board', narrow, {colorScheme: 'dark'}, atLine],
  ['hours-board-act', 'hours_board', wide, {}, async page => {
    await atLine(page);
    await page.locator('[data-ticket=t1] button').click();
    await page.locator('dialog[open] input[type=radio]').nth(1).check();
  }],
  ['hours-board-rtl', 'hours_board', wide, {locale: 'ar'}, async page => {
    await atLine(page);
    await page.locator('[data-do=post] summary').click();
    await page.locator('[data-do=post] input').fill('ver');
  }],
  ['contacts-room', 'contacts', wide, {}, offering],
  ['contacts-room-narrow-dark', 'contacts', narrow, {colorScheme: 'dark'}, offering],
  ['contacts-list', 'met', phone, {}, met],
  ['contacts-list-rtl-dark', 'met', narrow, {locale: 'ar', colorScheme: 'dark'}, met],
  ['contacts-over-es', 'met_over', phone, {locale: 'es'}, met],
  ['closing', 'closing', wide, {}, met],
  ['closing-phone', 'closing', phone, {}, met],
  ['closing-rtl-dark', 'closing', phone, {locale: 'ar', colorScheme: 'dark'}, met],
  ['event-over', 'met', phone, {}, async (page, ws) => {
    await page.waitForSelector('[data-part=contacts]');
    ws.close(4203, 'event_over');
    await page.waitForSelector('main[data-screen=ended] [data-part=contacts]');
  }],
  ['writing', 'writing', phone],
  ['writing-rtl-dark', 'writing', phone, {locale: 'ar', colorScheme: 'dark'}],
  ['person-report', 'room', phone, {}, reporting],
  ['person-report-rtl-dark', 'room', narrow, {locale: 'ar', colorScheme: 'dark'}, reporting],
  ['avoiding', 'room', phone, {}, avoiding],
  ['avoiding-rtl-dark', 'room', narrow, {locale: 'ar', colorScheme: 'dark'}, avoiding],
  ['avoided', 'avoiding', wide, {}, avoided],
  ['avoided-rtl-dark', 'avoiding', narrow, {locale: 'ar', colorScheme: 'dark'}, avoided],
  ['avoided-lobby', 'avoiding_over', phone, {}, press('[data-part=avoided] summary')],
  ['profile', 'programme', phone, {}, press('[data-part=profile] summary')],
  ['profile-rtl-dark', 'programme', narrow, {locale: 'ar', colorScheme: 'dark'}, press('[data-part=profile] summary')],
  ['alone', 'alone', wide],
  ['offers', 'offers', wide],
  ['moving', 'room', wide, {}, async (page, ws, server) => {
    const f = server.fixtures;
    say(ws, ['me', f.inRoom({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys Brightwater', from: f.roomName(1), at: 0}})], ['room', f.room('r2', 2)]);
    await page.waitForSelector('main[data-screen=moving]');
  }],
  ...[['moving-goodbye', phone, {}], ['moving-goodbye-rtl-dark', narrow, {locale: 'ar', colorScheme: 'dark'}]].map(([name, size, options]) => [name, 'chat', size, options, async (page, ws, server) => {
    const f = server.fixtures;
    const arrival = {why: 'moved', by: 'Odalys Brightwater', at: 0, act: 'seat.move', told: 'The people in that room asked for somebody who teaches chemistry.'};
    say(ws, ['me', f.inRoom({version: 4, room: 'r2', arrival, goodbye: {room: 'r1', until: Date.now() + 75_000}})], ['room', f.room('r2', 2)]);
    await page.waitForSelector('main[data-screen=moving] form');
  }]),
  ['notice', 'room', wide, {}, async (page, ws) => {
    ws.say({type: 'notice', id: 'b4', kind: 'broadcast', urgent: true, at: 0, text: 'Please come to the closing at 16:00.', by: 'Odalys Brightwater', parameters: {}});
    await page.waitForSelector('.notice');
  }],
  ['superseded', 'room', wide, {}, async (page, ws) => {
    ws.say({type: 'superseded'});
    await page.waitForSelector('main[data-screen=superseded]');
  }],
  ['offline', 'room', wide, {}, async (page, ws, server) => {
    server.http.close();
    ws.close(1012);
    await page.waitForSelector('.offline');
  }],
  ['banned', 'banned', phone],
  ['link-refused', 'programme', phone, {}, async (page, _, server) => {
    await page.goto('about:blank');
    await page.goto(`${server.origin}/e/institute#${passFor('damaged')}`);
    await page.waitForSelector('main[data-screen=ended] h1');
  }],
  ['help', 'programme', wide, {}, press('button.help')],
  ['floor', 'facilitator', wide],
  ['floor-filter', 'facilitator', wide, {}, async page => {
    await page.locator('[data-part=filters] summary').click();
    await page.locator('.find input[type=search]').fill('v');
  }],
  ['floor-filter-narrow', 'facilitator', narrow, {}, async page => {
    await page.locator('[data-part=filters] summary').click();
    await page.locator('[data-part=filters] select').first().selectOption('high');
  }],
  ['floor-person', 'facilitator', phone, {}, press('[data-room=r5] .name')],
  ['visit-turns', 'facilitator', wide, {}, async page => {
    await page.locator('[data-room=r7] [data-do=visit]').click();
    await page.waitForSelector('[data-part=visit] [data-part=turns]');
    await page.locator('[data-n="1"] summary').click();
  }],
  ['visit', 'facilitator', wide, {}, async page => {
    await page.locator('[data-room=r2] [data-do=visit]').click();
    await page.waitForSelector('[data-part=visit] h2');
  }],
  ['visit-narrow', 'facilitator', narrow, {}, async page => {
    await page.locator('[data-room=r2] [data-do=visit]').click();
    await page.waitForSelector('[data-part=visit] h2');
  }],
  ['floor-link', 'facilitator', phone, {}, linking],
  ['floor-link-rtl-dark', 'facilitator', narrow, {locale: 'ar', colorScheme: 'dark'}, linking],
  ['floor-phone', 'facilitator', phone],
  ['floor-narrow', 'facilitator', narrow],
  ['floor-forced', 'facilitator', wide, {forcedColors: 'active'}],
  ['floor-still', 'facilitator', wide, {reducedMotion: 'reduce'}],
  ['floor-messages', 'facilitator', wide, {}, tab(3)],
  ['floor-messages-rooms', 'facilitator', phone, {}, toRooms],
  ['floor-messages-rooms-rtl-dark', 'facilitator', narrow, {locale: 'ar', colorScheme: 'dark'}, toRooms],
  ['floor-clocks', 'facilitator', wide, {}, tab(2)],
  ['floor-clocks-several', 'facilitator', phone, {}, severalRounds],
  ['part', 'part_sessions', wide],
  ['part-rooms-rtl', 'part_rooms', phone, {locale: 'ar'}],
  ['part-clocks', 'part_sessions', wide, {}, tab(2)],
  ['part-clocks-rtl', 'part_sessions', phone, {locale: 'ar'}, tab(2)],
  ['part-messages-rtl-dark', 'part_sessions', narrow, {locale: 'ar', colorScheme: 'dark'}, tab(3)],
  ['clocks-add', 'moderator', phone, {}, anotherSession],
  ['clocks-add-rtl-dark', 'moderator', narrow, {locale: 'ar', colorScheme: 'dark'}, anotherSession],
  ['board-stale', 'done', wide, {}, tooLate],
  ['board-stale-rtl-dark', 'done', narrow, {locale: 'ar', colorScheme: 'dark'}, tooLate],
  ['floor-times-stale', 'facilitator', wide, {}, timesTooLate],
  ['floor-times-stale-rtl-dark', 'facilitator', narrow, {locale: 'ar', colorScheme: 'dark'}, timesTooLate],
  ['board', 'moderator', wide],
  ['board-chosen', 'moderator', wide, {}, async page => {
    await page.locator('.person button[aria-pressed]').nth(2).click();
  }],
  ['board-late', 'moderator', wide, {}, async page => {
    await page.locator('[data-room=r2] [data-person=p2] button[aria-pressed]').click();
    await page.locator('[data-room=r5] button.main').click();
    await page.waitForSelector('[data-part=late]');
  }],
  ['board-targets-phone', 'moderator', phone, {}, targets],
  ['board-targets-rtl', 'moderator', wide, {locale: 'ar'}, targets],
  ['board-targets-narrow-dark-es', 'moderator', narrow, {locale: 'es', colorScheme: 'dark'}, targets],
  ['board-rematch', 'moderator', wide, {}, rematching],
  ['board-rematch-rtl', 'moderator', phone, {locale: 'ar'}, rematching],
  ['board-rematch-narrow-dark-es', 'moderator', narrow, {locale: 'es', colorScheme: 'dark'}, rematching],
  ['board-plan-why', 'moderator', wide, {}, planned],
  ['board-plan-why-rtl', 'moderator', phone, {locale: 'ar'}, planned],
  ['board-plan-why-narrow-dark-es', 'moderator', narrow, {locale: 'es', colorScheme: 'dark'}, planned],
  ['board-es', 'moderator', wide, {locale: 'es'}],
  ['board-dark-narrow', 'moderator', narrow, {colorScheme: 'dark'}],
  ['board-rtl', 'moderator', wide, {locale: 'ar'}],
  ['board-erasure', 'moderator', phone, {}, async (page, ws) => {
    ws.say({type: 'patch', topic: 'board', from: 1, to: 2, patch: {erasure: {event: {at: Date.now() + 60 * 3_600_000, people: 412}}}});
    await page.waitForSelector('[data-part=erasure]');
  }],
  ['board-plans', 'moderator', wide, {}, tab(4)],
  ['board-out', 'moderator', wide, {}, tab(7)],
  ['board-out-rtl-dark', 'moderator', narrow, {locale: 'ar', colorScheme: 'dark'}, tab(7)],
  ['board-person', 'moderator', phone, {}, aboutP3('[data-do=link-and-data] summary')],
  ['board-person-narrow', 'moderator', narrow, {}, aboutP3('[data-do=link-and-data] summary')],
  ['board-hats', 'moderator', wide, {}, aboutP3(...partsOfEvent)],
  ['board-hats-narrow', 'moderator', narrow, {}, aboutP3(...partsOfEvent)],
  ['board-hats-stale', 'moderator', wide, {}, hatsTooLate],
  ['board-hats-stale-rtl-dark', 'moderator', narrow, {locale: 'ar', colorScheme: 'dark'}, hatsTooLate],
  ['board-hats-rtl-dark', 'moderator', phone, {locale: 'ar', colorScheme: 'dark'}, aboutP3(...partsOfEvent)],
  ['board-ban', 'moderator', phone, {}, aboutP3('[data-do=ban]')],
  ['board-erase', 'organiser', wide, {}, aboutP3(...erasing)],
  ['board-erase-narrow-es', 'organiser', narrow, {locale: 'es'}, aboutP3(...erasing)],
  ['board-erase-rtl-dark', 'organiser', phone, {locale: 'ar', colorScheme: 'dark'}, aboutP3(...erasing)],
  ['board-roster', 'moderator', wide, {}, inRoster()],
  ['board-roster-narrow', 'moderator', narrow, {}, inRoster()],
  ['board-roster-rtl-dark', 'moderator', phone, {locale: 'ar', colorScheme: 'dark'}, inRoster()],
  ['board-absent', 'moderator', wide, {}, inRoster(absent, '[data-do=pairs] summary')],
  ['board-absent-narrow', 'moderator', narrow, {}, inRoster(absent)],
  ['board-absent-rtl-dark', 'moderator', phone, {locale: 'ar', colorScheme: 'dark'}, inRoster(absent, '[data-do=pairs] summary')],
  ['board-undo-narrow-dark', 'done', narrow, {colorScheme: 'dark'}, atFoot],
  ['board-room', 'done', wide, {}, roomTools('r2')],
  ['board-room-merge', 'done', phone, {}, roomTools('r2', 'merge')],
  ['board-room-merge-narrow-dark', 'done', narrow, {colorScheme: 'dark'}, roomTools('r2', 'merge')],
  ['board-room-split-rtl', 'done', phone, {locale: 'ar'}, roomTools('r3', 'split')],
  ['board-room-close-es', 'done', narrow, {locale: 'es'}, roomTools('r2', 'close')],
  ['board-room-no-seats', 'done', phone, {}, async page => {
    await roomTools('r4', 'close')(page);
    await page.locator('dialog[open] [data-to=best_rooms]').click();
    await page.waitForSelector('[data-part=asked]');
  }],
  ['board-new-room', 'done', phone, {}, press('[data-do=new-room]')],
  ['board-two', 'done', wide, {}, two],
  ['board-two-narrow-dark', 'done', narrow, {colorScheme: 'dark'}, two],
  ['board-two-rtl', 'done', phone, {locale: 'ar'}, two],
  ['board-pairs', 'done', wide, {}, tab(6)],
  ['board-pairs-narrow-dark', 'done', narrow, {colorScheme: 'dark'}, tab(6)],
  ['board-pairs-rtl', 'done', phone, {locale: 'ar'}, tab(6)],
  ['board-history', 'done', wide, {}, tab(5)],
  ['board-history-narrow-dark', 'done', narrow, {colorScheme: 'dark'}, tab(5)],
  ['board-history-rtl', 'done', phone, {locale: 'ar'}, tab(5)],
  ['board-history-es', 'done', phone, {locale: 'es'}, tab(5)],
  ['board-undo-others', 'done', phone, {}, undoOf('o6')],
  ['board-undo-rest-rtl', 'done', narrow, {locale: 'ar'}, undoOf('o7')],
];

/** Every screen as every kind of reader meets it. */
const modes = {
  wide: [wide],
  phone: [phone],
  narrow: [narrow],
  dark: [phone, {colorScheme: 'dark'}],
  contrast: [wide, {contrast: 'more'}],
  forced: [wide, {forcedColors: 'active'}],
  still: [wide, {reducedMotion: 'reduce'}],
  es: [narrow, {locale: 'es'}],
  rtl: [phone, {locale: 'ar'}],
};

/** Each screen once, whatever mode it is listed in, in each of the modes. */
export function matrix() {
  const screens = new Map();
  for (const shot of shots) {
    const key = `${shot[1]} ${shot[4] ?? ''}`;
    if (!screens.has(key)) screens.set(key, shot);
  }
  return [...screens.values()].flatMap(([name, scene, , , act]) =>
    Object.entries(modes).map(([mode, [size, options]]) => [`${name}.${mode}`, scene, size, options, act]),
  );
}
