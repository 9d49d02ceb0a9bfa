// The real server for a test: a folder of its own, a free port, a clock that starts where the test wants.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = process.env.CONVENE ?? join(root, 'build/release/convene');

const freePort = () =>
  new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const {port} = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** An event whose first round opens `opensIn` seconds after the server's clock starts; each lasts `minutes`, and `pause`
 * minutes are between two. `staff`: more of them. `debrief`: one opens with it, about two talks, of which one is over and
 * one ends as it opens. `turns`: whether its rooms have a turn clock ("offered", "by-itself"). `keynote`: a talk is on all
 * the time. `call`: rooms have one. `hours`: an office hour opens with it, with two advisors on funding. */
export function eventFile({
  opensIn, minutes = 20, rounds = 1, pause = 1, staff = [], debrief = false, turns = 'none', keynote = false, call = true,
  hours = false,
}) {
  const starts = Date.UTC(2021, 6, 27, 15, 0, 0);
  const rfc = ms => new Date(ms).toISOString().replace('.000', '');
  const session = (id, kind, from, length, policy, title) => ({
    id, kind, title: {en: title, es: title},
    starts: rfc(starts + from * 60_000), ends: rfc(starts + (from + length) * 60_000),
    ...(policy && {policy, prompts: [{en: 'One thing that worked this week', es: 'Algo que funcionó esta semana'}]}),
  });
  const event = {
    id: 'e2e', name: {en: 'A day of trying things', es: 'Un día de pruebas'}, time_zone: 'America/New_York',
    locales: ['en', 'es'],
    join: {walk_in: {code: 'OPEN21', ask: ['name', 'role'], optional: ['region', 'organization']}},
    visible: ['name', 'role', 'region', 'organization', 'topics'],
    roles: {educator: {label: 'Educators', kinds: {classroom: {label: 'Classroom educators'}, informal: {label: 'Informal educators'}}},
            administrator: {label: 'Administrators'}},
    regions: 'world',
    topics: {funding: {label: 'Funding'}, assessment: {label: 'Assessment'}},
    ...(call && {call: {link: 'https://meet.example.org/{room_key}'}}),
    staff: [
      {name: 'Mona Moderator', email: 'mona@example.org', hats: ['moderator']},
      {name: 'Fadi Facilitator', email: 'fadi@example.org', hats: ['facilitator']},
      {name: 'Olga Organiser', email: 'olga@example.org', hats: ['organiser']},
      ...(hours ? ['Ada', 'Ben'].map(name => ({name: `${name} Advisor`, email: `${name.toLowerCase()}@example.org`, hats: ['advisor']})) : []),
      ...staff,
    ],
    sessions: [
      session('role-alike-1', 'role-alike', 0, rounds * (minutes + pause) - pause, {rounds: {count: rounds, minutes, break: pause}, turns}, 'Role-alike groups'),
      ...(keynote ? [session('keynote', 'content', -20, 80, undefined, 'What we know about recovery')] : []),
      session('talk', 'content', 60, 60, undefined, 'Assessment strategies'),
      ...(debrief ? [
        session('recovery', 'content', -120, 60, undefined, 'Learning loss and recovery'),
        session('justice', 'content', -60, 60, undefined, 'Teaching for social justice'),
        {...session('debrief', 'debrief', 0, 30, {rooms: {min: 2, ideal: 4, max: 6}}, 'Debrief: this morning’s talks'), of: ['recovery', 'justice']},
      ] : []),
      ...(hours ? [{
        ...session('hours', 'office-hours', 0, 40, undefined, 'Office hours'), call_s: 30, wrap_up_s: 20,
        desks: [{id: 'funding', topics: ['funding'], advisors: ['ada@example.org', 'ben@example.org'], capacity: 2}],
      }] : []),
      session('mixing', 'open', 2, 30, {opens: 'moderator', rooms: {min: 2, ideal: 3, max: 4}}, 'Open mixing'),
    ],
  };
  return {event, at: rfc(starts - opensIn * 1000)};
}

const peopleOf = length => Array.from({length}, (_, i) => ({
  id: `k${i}`, name: `Person ${i < 26 ? String.fromCharCode(65 + i) : i}`, email: `k${i}@example.org`,
  role: i % 7 === 6 ? 'administrator' : 'classroom', region: i % 2 ? 'US-VA' : 'ES', topics: i % 3 ? 'funding' : 'assessment', sessions_attended: i % 5 ? '' : 'justice',
}));

/** Whatever ends this process, no server and no folder outlives it. */
const standing = new Set();
process.on('exit', () => standing.forEach(clear => clear()));
for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]]) process.on(signal, () => process.exit(status));

const institute = join(root, 'examples/institute-2021');

/** Starts a server and resolves once it is ready. `crowd`: how many people are on its roster. `example`: it runs the
 * institute, from that time on its clock, and not an event of the tests. */
export async function house({crowd = 14, example, ...options} = {}) {
  const people = peopleOf(crowd);
  const folder = mkdtempSync(join(tmpdir(), 'convene-e2e-'));
  let server, log = '';
  const crowds = [];
  const clear = () => {
    for (const arriving of crowds) arriving.kill('SIGKILL');
    server?.kill('SIGKILL');
    rmSync(folder, {recursive: true, force: true});
  };
  standing.add(clear);
  const data = join(folder, 'data');
  const {event, at} = example ? {event: {id: 'institute-2021'}, at: example} : eventFile({opensIn: 8, ...options});
  const [file, roster] = ['event.json', 'roster.csv'].map(name => join(example ? institute : folder, name));
  if (!example) {
    writeFileSync(file, JSON.stringify(event, null, 1));
    writeFileSync(roster, 'id,name,email,role,region,topics,sessions_attended\n' +
      people.map(p => Object.values(p).join(',')).join('\n') + '\n');
  }
  const port = await freePort();
  const admin = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = Date.now();
  /** The event's clock as it is now, so that a second start goes on where the first one was killed. */
  const clockNow = () => new Date(Date.parse(at) + Date.now() - began).toISOString();
  const ended = () => server.exitCode !== null || server.signalCode !== null;
  const kill = signal => new Promise(resolve => (ended() ? resolve() : (server.once('exit', resolve), server.kill(signal))));

  async function start(clock = at) {
    server = spawn(binary, ['serve', '--event', file, '--roster', roster, '--data', data, '--port', port, '--admin-port', admin,
      '--static', join(root, 'web-client/dist'), '--at', clock].map(String), {stdio: ['ignore', 'pipe', 'pipe']});
    server.stderr.on('data', d => (log += d));
    server.stdout.on('data', d => (log += d));
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      if (ended()) break;
      const ready = await fetch(`http://127.0.0.1:${admin}/readyz`).catch(() => null);
      if (ready?.ok) return;
      await new Promise(r => setTimeout(r, 50));
    }
    throw new Error(`the server did not become ready:\n${log}`);
  }
  await start();
  /** What a command says of this event; `export` and whatever else reads the journal is told where it is. */
  const command = (verb, ...words) => execFileSync(binary, [verb, '--event', file, ...words].map(String), {encoding: 'utf8', maxBuffer: 1 << 26});
  const invite = (...words) => command('invite', '--data', data, '--base', origin, ...words);
  const csv = invite();
  const links = new Map();
  for (const line of csv.trim().split(/\r?\n/).slice(1)) {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map(c => c.replace(/,$/, '').replace(/^"|"$/g, ''));
    links.set(cells[0], cells.find(c => c.startsWith(origin)));
  }
  return {
    origin, port, event: event.id, data, roster, command,
    names: [...links.keys()],
    link: name => links.get(name) ?? (() => { throw new Error(`no link for ${name} in\n${csv.slice(0, 500)}`); })(),
    /** One link of each kind: of somebody who is not in a simulated crowd, and of the staff. */
    sample: () => Object.fromEntries(invite('--sample').trim().split('\n').map(line => line.split(/\s+/))),
    /** People of the roster arrive and do what people do, until `stop`. */
    simulate(...words) {
      const arriving = spawn(binary, ['simulate', '--url', `ws://127.0.0.1:${port}`, '--event', file, '--data', data, ...words].map(String), {stdio: 'ignore'});
      crowds.push(arriving);
    },
    log: () => log,
    metrics: async () => (await fetch(`http://127.0.0.1:${admin}/metrics`)).text(),
    kill: () => kill('SIGKILL'),
    /** Without a time, the event's clock goes on. */
    startAgain: clock => start(clock ?? clockNow()),
    stop: async () => {
      await kill('SIGTERM');
      clear();
      standing.delete(clear);
    },
    people,
  };
}
