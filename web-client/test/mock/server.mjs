// A stand-in for the server: the real page from dist/, and one scripted state per pass. For looking at screens and for
// the browser tests; it decides nothing and checks nothing.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {WebSocketServer} from 'ws';
import {answer} from './answers.mjs';
import {api} from './api.mjs';
import * as b from './board.mjs';
import * as f from './fixtures.mjs';
import * as hours from './hours.mjs';
import * as part from './part.mjs';

const dist = path.join(path.dirname(new URL(import.meta.url).pathname), '../../dist');
const word = (key, english) => `<span data-word="${key}">${english}</span>`;
const form = `<form method="post" action="/e/institute/join">
<label>${word('form.code', 'Event code')}
<input name="code" autocomplete="off" required></label>
<label>${word('form.name', 'Your name')}
<input name="name" autocomplete="name" required></label>
<label>${word('form.role', 'Your role')}
<select name="role" required><option value="" data-word="form.choose">Choose</option><option value="educator" data-in-en="Educators" data-in-es="Educadores">Educators</option><option value="high" data-in-en="High school educators" data-in-es="Docentes de secundaria">\u2003High school educators</option></select></label>
<label>${word('form.region', 'Your region')}
<select name="region" required><option value="" data-word="form.choose">Choose</option><option value="US-CA">US-CA</option><option value="ES">ES</option></select></label>
<label>${word('form.organization', 'School or organization')} <small>${word('form.optional', '(if you like)')}</small>
<input name="organization" autocomplete="organization"></label>
<fieldset><legend>${word('form.languages', 'Languages you speak')} <small>${word('form.optional', '(if you like)')}</small></legend>
<label><input type="checkbox" name="languages" value="en"> <span lang="en">English</span></label>
<label><input type="checkbox" name="languages" value="es"> <span lang="es">Español</span></label>
<label>${word('form.language_other', 'Another one, as a code (pt, fr, zh)')}
<input name="languages" maxlength="40" autocomplete="off" autocapitalize="none" spellcheck="false"></label>
</fieldset>
<p><small>${word('form.seen', 'Others in your room will see:')} ${word('form.field_name', 'name')}, ${word('form.field_role', 'role')}, ${word('form.field_organization', 'school or organization')}.</small></p>
<fieldset><legend>${word('form.hide', 'Do not show to others')} <small>${word('form.optional', '(if you like)')}</small></legend>
<label><input type="checkbox" name="hidden" value="role"> ${word('form.field_role', 'role')}</label>
<label><input type="checkbox" name="hidden" value="organization"> ${word('form.field_organization', 'school or organization')}</label>
</fieldset>
<button type="submit" class="primary">${word('form.join', 'Join')}</button></form>`;
const everyone = ['profile.update', 'session.join', 'session.leave', 'room.leave', 'room.switch', 'switch.take', 'session.intend', 'session.check_in', 'chat.say', 'chat.report', 'person.report', 'person.avoid', 'help.ask', 'help.cancel', 'contact.offer', 'contact.withdraw', 'turns.start', 'turns.pass', 'ticket.open', 'ticket.edit', 'ticket.accept', 'ticket.decline', 'ticket.snooze', 'ticket.leave', 'ticket.follow_up', 'peers.join'];
const advisor = [...everyone, 'advisor.status', 'ticket.call', 'ticket.done', 'ticket.extend', 'ticket.no_show', 'ticket.return', 'room.visit'];
const facilitator = [...advisor, 'advisor.post', 'desk.pause', 'desk.open', 'desk.cutoff', 'desk.close', 'floor', 'notice.send', 'round.extend', 'session.shift', 'session.extend', 'help.claim', 'help.release', 'help.resolve', 'chat.hide', 'person.mute', 'turns.stop', 'report.settle', 'room.link', 'attendance.note', 'credit.plan'];
const moderator = [...facilitator, 'board', 'session.add', 'session.cancel', 'desk.merge', 'ticket.move', 'ticket.pin', 'seat.move', 'seat.pin', 'seat.swap', 'room.lock', 'room.create', 'room.rename', 'room.merge', 'room.split', 'room.close', 'pair.apart', 'pair.together', 'pair.clear', 'op.undo', 'op.redo', 'round.draft', 'round.open', 'round.close', 'round.rematch', 'plan.apply', 'plan.cancel', 'plan.finish', 'plan.drop', 'plan.choose', 'person.hat', 'person.remove', 'person.ban', 'person.restore', 'pass.revoke'];
const organiser = [...moderator, 'person.erase'];

/** A merge patch (RFC 7396), as the client applies it. */
function merged(before, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const after = {...before};
  for (const [key, value] of Object.entries(patch))
    if (value === null) delete after[key];
    else after[key] = merged(after[key], value);
  return after;
}

/** A pass has the form of a real one; a scene stands where the claims are. */
export const passFor = scene => `c1.k1.${scene}.${'0'.repeat(43)}`;

/** What each scene sees at first. */
const scenes = {
  programme: () => [['now', f.nowView()], ['me', f.me({kept: {session: 'role-alike-1', room: 'r1', name: f.roomName(1), until: Date.now() + 100_000}})]],
  lobby: () => [['now', f.nowView('waiting')], ['me', f.me({place: 'lobby', session: 'role-alike-1', version: 2})]],
  moved_out: () => [['now', f.nowView()], ['me', f.me({place: 'lobby', session: 'role-alike-1', version: 4, waiting: 'moved_to_lobby', arrival: {why: 'moved', by: 'Odalys Brightwater', at: 0}})]],
  stepped_out: () => [['now', f.nowView()], ['me', f.steppedOut()]],
  stepped_out_long: () => [['now', f.nowView()], ['me', f.steppedOut({})]],
  over: () => [['now', f.nowView('over')], ['me', f.me({place: 'lobby', session: 'role-alike-1', version: 4})]],
  room: () => [['now', f.nowView()], ['me', f.inRoom()], ['room', f.room()]],
  contacts: () => [['now', f.nowView()], ['me', f.inRoom({seat: 'present', contacts: f.contacts()})], ['room', f.room()]],
  met: () => [['now', f.nowView()], ['me', f.me({contacts: f.contacts()})]],
  met_over: () => [['now', f.nowView('over')], ['me', f.me({place: 'lobby', session: 'role-alike-1', version: 4, contacts: f.contacts()})]],
  avoiding: () => [['now', f.nowView()], ['me', f.inRoom({seat: 'present', avoids: f.avoids()})], ['room', f.room()]],
  avoiding_over: () => [['now', f.nowView('pause')], ['me', f.me({place: 'lobby', session: 'role-alike-1', version: 4, avoids: f.avoids()})]],
  chat: () => [['now', f.nowView()], ['me', f.inRoom({seat: 'present'})], ['room', f.room()], ['chat', f.chat()]],
  text_only: () => [['now', f.nowView()], ['me', f.inRoom({seat: 'present'})], ['room', f.room('r1', 1, {call: undefined})], ['chat', f.chat('r1', true, [])]],
  muted: () => [['now', f.nowView()], ['me', f.inRoom({seat: 'present', muted: true})], ['room', f.room()], ['chat', f.chat()]],
  last: () => [['now', f.nowView('pause')], ['me', f.me({place: 'lobby', session: 'role-alike-1', version: 4, last: {room: 'r1', session: 'role-alike-1', name: f.roomName(1)}})], ['chat', f.chat()]],
  turns: () => [['now', f.nowView()], ['me', f.inRoom({seat: 'present'})], ['room', f.room('r1', 1, {has_turns: true})], ['chat', f.chat('r1', true, [])]],
  writing: () => [['now', f.nowView()], ['me', f.inRoom({seat: 'present', text_only: true})], ['room', f.room('r1', 1, {members: f.room().members.map((m, i) => (i < 2 ? {...m, text_only: true} : m))})], ['chat', f.chat()]],
  closing: () => [['now', f.overNow()], ['me', f.me({attended: ['welcome', 'learning-loss', 'closing'], contacts: f.contacts(), last: {room: 'r1', session: 'role-alike-1', name: f.roomName(1)}})], ['chat', f.chat()]],
  planned: () => [['now', f.nowView('open', true)], ['me', f.me({attended: ['welcome'], intends: ['regional-1']})]],
  debrief: () => [['now', f.debriefNow()], ['me', f.me({attended: ['welcome']})]],
  debrief_lobby: () => [['now', f.debriefNow()], ['me', f.me({place: 'lobby', session: 'talk-over', version: 2, about: 'welcome'})]],
  hours: () => [['now', hours.hoursNow()], ['me', f.me()]],
  line: () => [['now', hours.hoursNow()], ['me', f.me()], ['queue', hours.queue()]],
  peer_room: () => [['now', hours.hoursNow()], ['me', f.inRoom({session: 'plan-help', seat: 'present'})], ['room', hours.peerRoom()], ['queue', hours.queue()]],
  talk: () => [['now', hours.hoursNow()], ['me', f.inRoom({session: 'plan-help', room: 'r9', seat: 'present', arrival: {why: 'called', at: 0}, called_from: {session: 'role-alike-1', name: f.roomName(1)}})], ['room', hours.talkRoom()], ['queue', hours.queue(hours.talking)]],
  advisor: () => [['now', hours.hoursNow()], ['me', f.me({hats: ['advisor']})], ['desk', hours.desk()]],
  advising: () => [['now', hours.hoursNow()], ['me', f.me({hats: ['advisor'], room: 'r9', visiting: 'r9'})], ['room', hours.talkRoom()], ['desk', hours.desk(hours.withOne())]],
  hours_floor: () => [['now', hours.hoursNow()], ['me', f.me({hats: ['facilitator']})], ['floor', hours.floor()]],
  hours_board: () => [['now', hours.hoursNow()], ['me', f.me({hats: ['moderator']})], ['floor', hours.floor()], ['board', f.board()]],
  alone: () => [['now', f.nowView()], ['me', f.inRoom({alone: {since: Date.now(), next: 'offered'}, offers: [f.offer('r2', 2, 'join_them'), f.offer('r3', 3, 'join_them')]})], ['room', f.room('r1', 1, {members: f.room().members.slice(0, 1)})]],
  offers: () => [['now', f.nowView()], ['me', f.inRoom({offers: [f.offer('r2', 2, 'switch'), f.offer('r3', 3, 'switch')]})], ['room', f.room()]],
  facilitator: () => [['now', f.nowView()], ['me', f.me({hats: ['facilitator']})], ['floor', f.floor()]],
  part_sessions: () => [['now', f.nowView()], ['me', part.me(part.ofSessions)], ['floor', part.floor(part.ofSessions)]],
  part_rooms: () => [['now', f.nowView()], ['me', part.me(part.ofRooms)], ['floor', part.floor(part.ofRooms)]],
  moderator: () => [['now', f.nowView()], ['me', f.me({hats: ['moderator']})], ['floor', f.floor()], ['board', f.board()]],
  organiser: () => [['now', f.nowView()], ['me', f.me({hats: ['organiser']})], ['floor', f.floor()], ['board', f.board()]],
  done: () => [['now', f.nowView()], ['me', f.me({hats: ['moderator']})], ['floor', f.floor()], ['board', {...f.board(), operations: b.operations(), acts: b.acts(), pairs: b.pairs()}]],
  crowd: () => [['now', f.nowView()], ['me', f.me({hats: ['moderator']})], ['floor', f.floor(120)], ['board', f.board()]],
};

export function serve(port = 0) {
  const log = [];
  /** What pages to come wait for behind their first script, each for one. */
  const rest = [];
  const sockets = new Set();
  const http = createServer(async (req, res) => {
    const url = new URL(req.url, 'http://x');
    try {
      if (url.pathname.startsWith('/api/')) return await api(req, res, url, {log, ws: [...sockets].at(-1)});
      if (url.pathname === '/e/institute/programme-1.json') return res.end(JSON.stringify(f.programme));
      const page = url.pathname.startsWith('/e/');
      let body = await readFile(path.join(dist, page ? 'index.html' : url.pathname));
      const {files, csp} = JSON.parse(await readFile(path.join(dist, 'manifest.json'), 'utf8'));
      if (page) {
        const {script, style} = csp['index.html'];
        res.setHeader('content-security-policy', `default-src 'self'; script-src 'self' ${script.join(' ')}; style-src 'self' ${style.join(' ')}; base-uri 'none'`);
        res.setHeader('link', '</e/institute/programme-1.json>; rel=preload; as=fetch; crossorigin');
        body = body.toString().split('<!--convene:title-->').join(f.programme.name.en).replace('<!--convene:join-form-->', form);
      }
      res.setHeader('content-type', files[page ? 'index.html' : url.pathname.slice(1)].type);
      const held = page && rest.shift();
      if (held) {
        const first = body.indexOf('</script>') + '</script>'.length;
        res.write(body.slice(0, first));
        body = body.slice(first);
        await held;
      }
      res.end(body);
    } catch {
      res.writeHead(404).end();
    }
  });
  const wss = new WebSocketServer({server: http, handleProtocols: () => 'convene.v1'});
  let seq = 10;
  wss.on('connection', ws => {
    const send = message => ws.send(JSON.stringify(message));
    ws.shown = {};
    ws.lines = [];
    let revision = 1;
    const whole = (topic, view) => {
      ws.shown[topic] = view;
      if (topic === 'floor') revision = 1;
      if (topic === 'chat') ws.lines = view.lines;
      return topic === 'chat' ? view : {type: 'view', topic, seq: ++seq, ...(topic === 'floor' || topic === 'board' ? {revision: 1} : {}), view};
    };
    ws.view = (topic, view) => send(whole(topic, view));
    ws.say = send;
    ws.desk = more => ws.view('desk', {desks: [{...ws.shown.desk.desks[0], ...more}]});
    ws.ticket = more => ws.view('queue', {ticket: {...ws.shown.queue.ticket, ...more, version: ws.shown.queue.ticket.version + 1}});
    ws.done = id => send({type: 'done', id, seq: ++seq});
    ws.chat = (room, lines) => ws.view('chat', f.chat(room, true, lines));
    ws.add = (lines, room = 'r1') => {
      ws.lines = [...ws.lines, ...lines];
      send(f.chat(room, false, lines));
    };
    ws.patch = patch => {
      ws.shown.floor = merged(ws.shown.floor, patch);
      send({type: 'patch', topic: 'floor', from: revision, to: ++revision, patch});
    };
    sockets.add(ws);
    ws.on('close', () => sockets.delete(ws));
    ws.on('message', data => {
      const message = JSON.parse(data);
      log.push(message);
      if (message.type === 'hello') {
        if (message.join && message.join.code !== 'OK') {
          send({type: 'refused', code: 'join.wrong_code', message: 'wrong code', path: 'join.code', parameters: {}});
          return ws.close(4207, 'join_refused');
        }
        if (message.join?.name === 'Never answered') return;
        ws.scene = message.pass?.split('.')[2] ?? 'programme';
        if (ws.scene === 'banned') return ws.close(4202, 'banned');
        if (ws.scene === 'damaged') return ws.close(4200, 'pass_invalid');
        const can = {facilitator, part_sessions: facilitator, part_rooms: facilitator, moderator, organiser, done: moderator, crowd: moderator, advisor, advising: advisor, hours_floor: facilitator, hours_board: moderator}[ws.scene] ?? everyone;
        const welcome = {type: 'welcome', protocol: 'convene.v1', server: '0', epoch: 'e', seq, time: Date.now(), person: 'p1', tab_number: '7', in_charge: ws.inCharge ?? !message.superseded, can: ws.can ?? can, limits: {message_bytes: 16384, messages_per_second: 20, burst: 40, heartbeat_ms: 15000, away_ms: 5000, grace_ms: 90000}, ...(message.join ? {pass: passFor('programme')} : {})};
        ws.send(JSON.stringify([welcome, ...(scenes[ws.scene] ?? scenes.programme)().map(([topic, view]) => whole(topic, view))]));
      } else if (message.type === 'ping') send({type: 'pong', at: message.at, time: message.at}); // the page's clock, which a flow may turn
      else answer(ws, message);
    });
  });
  return new Promise(resolve =>
    http.listen(port, '127.0.0.1', () => resolve({http, wss, log, rest, sockets, seq: () => ++seq, fixtures: f, hours, origin: `http://127.0.0.1:${http.address().port}`, close: () => { for (const s of sockets) s.terminate(); http.close(); }})),
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const {origin} = await serve(Number(process.argv[2]) || 8099);
  for (const scene of Object.keys(scenes)) console.log(`${origin}/e/institute#${passFor(scene)}`);
}
