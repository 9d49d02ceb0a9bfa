// A small institute as the server would show it: one event, a handful of rooms, everything a screen can show.
const now = Date.now();
const minutes = n => n * 60_000;

const label = en => ({en});
const role = (key, parent, en) => ({key, parent, label: label(en)});
export const programme = {
  event: 'institute',
  name: {en: 'K-12 Science Education Action Planning Institute', es: 'Instituto de Planificación'},
  time_zone: 'America/New_York',
  locales: ['en', 'es'],
  visible: ['name', 'role', 'region', 'organization', 'topics'],
  walk_in: true, credits: true,
  ask: ['name', 'role', 'region'],
  optional: ['organization'],
  roles: [
    role('educator', '', 'Educators'),
    role('classroom', 'educator', 'Classroom educators'),
    role('high', 'classroom', 'High school educators'),
    role('administrator', '', 'Administrators'),
  ],
  regions: [['001', ''], ['019', '001'], ['US', '019'], ['US-west', 'US'], ['US-CA', 'US-west'], ['ES', '150'], ['150', '001']].map(([key, parent]) => ({key, parent, label: {}})),
  topics: [
    {key: 'assessment', label: label('Assessment')},
    {key: 'funding', label: label('Funding')},
  ],
  sessions: [
    session('welcome', 'content', 'Introduction and Welcome', -90, 60, 'https://watch.example.org/welcome'),
    session('role-alike-1', 'role-alike', 'Role-Alike Affinity Groups', -10, 50),
    session('learning-loss', 'content', 'Addressing Learning Loss and Learning Recovery in STEM', 50, 60, 'https://watch.example.org/x'),
    session('regional-1', 'regional', 'Regional Affinity Groups', 110, 50),
    session('open-mixing', 'open', 'Meet Someone New', 24 * 60, 50),
    session('closing', 'content', 'Sharing Action Plans and Closing', 25 * 60 + 30, 90),
    {...session('talk-over', 'debrief', 'Talk It Over', 26 * 60, 50), of: ['welcome', 'learning-loss', 'closing']},
    {...session('plan-help', 'office-hours', 'Help With Your Plan', 27 * 60, 60), rounds: 1, desks: [{id: 'd1', topics: ['assessment']}, {id: 'd2', topics: []}]},
  ],
};
function session(id, kind, title, starts, length, link = '') {
  return {
    id, kind, title: label(title), starts: now + minutes(starts), ends: now + minutes(starts + length), cancelled: false, link,
    credit_minutes: 60, rounds: 2, room_min: 3, room_max: 7, of: [], desks: [],
    prompts: [label('Name one thing that worked this past year that you want to keep, and say what made it work.')],
  };
}

const round = (state, opens, ends) => ({number: 1, of: 2, state, opens: now + opens, ends: now + ends});
/** `talking`: the talk and the regional groups are on, too. */
export const nowView = (state = 'open', talking = false) => ({
  event: 'institute',
  programme: '/e/institute/programme-1.json',
  sessions: programme.sessions.slice(1, 4).map((s, i) => ({
    id: s.id, kind: s.kind, state: i === 0 || talking ? 'running' : 'planned', doors: s.starts - minutes(5), starts: s.starts,
    ends: s.ends, joinable: s.kind !== 'content' && (i === 0 || talking), people: i === 0 ? 380 : 0,
    ...(s.kind !== 'content' && i === 0 && state !== 'over' ? {round: round(state, minutes(2.2), minutes(18))} : {}),
  })),
});

/** The last session is through: `late`, while one may still say that one was there. */
export const overNow = late => ({...nowView(), sessions: programme.sessions.map((s, i) => ({id: s.id, kind: s.kind, state: 'closed', doors: s.starts, starts: s.starts, ends: now - minutes(late && i === 5 ? 3 : 60), joinable: false, people: 0}))});

/** The debrief is on, the person at the programme or in its lobby. */
export const debriefNow = () => ({...nowView(), sessions: [...nowView().sessions, {id: 'talk-over', kind: 'debrief', state: 'running', doors: now, starts: now, ends: now + minutes(50), joinable: true, people: 12, round: round('planned', minutes(3), minutes(20))}]});

export const names = ['Gaurav Varma', 'Verónica Dávila', 'Kaʻiulani Taufaʻao', 'Jacinta Escamilla', 'نور الدين حداد', 'Wendeline Achterberg', 'Hollis Featherstonhaugh', 'Anselm Petrossian', 'Thandeka Wolstenholme', 'Sunniva Okonjo', 'Ferran Okoye-Puig', 'Lieselotte Yazzie', 'Bartholomew Iyengar', 'गौरव वर्मा'];
export const basis = {role: 'classroom', role_relaxed: true, region: 'US', topics: ['assessment'], languages: ['en'], new_faces: true};
export const roomName = (number, category = 'classroom') => ({kind: 'role-alike', category, number});
const zones = ['America/Los_Angeles', 'America/New_York', 'Pacific/Honolulu', 'Africa/Cairo', 'Europe/Madrid'];

export const me = (more = {}) => ({
  id: 'p1', name: names[0], role: 'high', region: 'US-CA', organization: 'Blue Heron High', topics: ['assessment', 'funding'],
  languages: ['en', 'es'], hidden: [], hats: ['participant'], place: 'programme', version: 1, unmet: [], pinned: false,
  switches_left: 3, attended: [], intends: [], offers: [], muted: false, contacts: [], avoids: [], text_only: false, ...more,
});
export const inRoom = (more = {}) =>
  me({place: 'room', session: 'role-alike-1', room: 'r1', version: 3, seat: 'delivered', unmet: ['region'], arrival: {why: 'plan', at: now}, ...more});
/** In the lobby by their own wish, the seat kept or not any more. */
export const steppedOut = (kept = {kept: {session: 'role-alike-1', room: 'r1', name: roomName(1), until: Date.now() + 100_000}}) =>
  me({place: 'lobby', session: 'role-alike-1', version: 5, waiting: 'stepped_out', ...kept});
export const room = (id = 'r1', number = 1, more = {}) => ({
  id, session: 'role-alike-1', round: 1, state: 'open', name: roomName(number), basis, prompt: 0,
  call: 'https://meet.example.org/institute-r1-8fk2', ends: Date.now() + minutes(17.5), locked: false, has_turns: false,
  members: names.slice(0, 5).map((name, i) => ({
    id: `p${i + 1}`, name, role: i < 3 ? 'high' : 'classroom', region: ['US-CA', 'US-CA', 'US-west', 'ES', 'US'][i],
    organization: i % 2 ? 'Ironwood Department of Education' : '', time_zone: zones[i], topics: ['assessment'],
    languages: i % 2 ? ['en', 'es'] : ['en'], seat: ['present', 'in_call', 'away', 'assigned', 'present'][i],
    ...(i === 4 ? {badge: 'facilitator'} : {}),
  })),
  ...more,
});
export const offer = (id, number, kind) => ({room: id, name: roomName(number, 'educator'), people: 4, basis: {...basis, role_relaxed: false}, kind, expires: now + minutes(5)});

/** p3 offered, p2 was offered to, with p4 it is swapped: one whose words would break a careless file. */
/** One of the room, and one who is elsewhere. */
export const avoids = () => [{person: 'p4', name: names[3]}, {person: 'p7', name: names[6]}];
export const contacts = () => [
  {person: 'p3', name: names[2], ready: false, swapped: false, organization: '', email: ''},
  {person: 'p2', name: names[1], ready: true, swapped: false, organization: '', email: ''},
  {person: 'p4', name: names[3], ready: true, swapped: true, organization: '=Ironwood, "East"; Wing', email: 'jacinta@ironwood.example.org'},
];

const said = [
  'Hello everybody! I am glad to be here.',
  'Welcome. We keep a list of what worked at https://notes.example.org/what-worked and at www.example.org/more.',
  'Thank you! What about field trips?\nWe had two this year, both by video.',
  undefined,
  'أهلا بكم جميعا',
  'I can tell you about ours. It took us three tries until the children could hear the ranger.',
];
/** What was written in a room: `count` messages of its people, p1 among them. */
export const lines = (count = 6, from = 1) =>
  Array.from({length: count}, (_, i) => from + i).map(n => ({
    n, by: `p${n % 5 + 1}`, name: names[n % 5], at: now - minutes(9) + n * 20_000,
    ...(n % 5 === 4 ? {badge: 'facilitator'} : {}), ...((n - 1) % 6 === 3 ? {} : {text: said[(n - 1) % 6]}),
  }));
export const chat = (room = 'r1', whole = true, written = lines()) => ({type: 'chat', room, whole, lines: written});
/** A turn clock in the room of five: `turn` 0 is p2's, 1 is p1's, 2 is p4's, who is not there yet. */
export const turns = (turn, ends = Date.now() + minutes(2), held = undefined) => ({has_turns: true, turns: {order: ['p2', 'p1', 'p4', 'p5'], turn, ends, held}});

/** `rooms` rooms of five, one with each fault, and three people in the lobby. */
export function floor(rooms = 8) {
  const faults = [['alone'], ['nobody_present', 'not_arrived'], ['overfull'], ['under_min', 'not_arrived']];
  const view = {sessions: {}, rooms: {}, people: {}, notices: {b1: {text: 'Welcome! Rooms open at 11:00.', by: 'Sunniva Okonjo', at: now - minutes(8), sent: 380, seen: 241}}, desks: {}, advisors: {}, tickets: {}};
  for (const s of programme.sessions.slice(0, 4))
    view.sessions[s.id] = {kind: s.kind, state: s.id === 'role-alike-1' ? 'running' : s.id === 'welcome' ? 'closing' : 'planned', title: s.title, doors: s.starts, starts: s.starts, ends: s.ends, lobby: s.id === 'role-alike-1' ? 3 : 0, seated: s.id === 'role-alike-1' ? rooms * 5 : 0, present: s.id === 'role-alike-1' ? rooms * 4 : 0, by_moderator: false, attended: s.kind === 'content' ? 212 : 0, intending: 37, ...(s.id === 'role-alike-1' ? {round: round('open', 0, minutes(18))} : {})};
  let n = 0;
  const person = more => {
    const id = `p${++n}`;
    view.people[id] = {name: names[n % names.length] + (n >= names.length ? ` ${n}` : ''), role: 'high', region: 'US-CA', hats: ['participant'], online: true, version: 3, session: 'role-alike-1', muted: false, ...more};
    return id;
  };
  for (let r = 1; r <= rooms; r++) {
    const seats = {};
    const health = faults[r - 1] ?? ['ok'];
    const size = health[0] === 'alone' ? 1 : health[0] === 'overfull' ? 8 : 5;
    for (let i = 0; i < size; i++)
      seats[person({room: `r${r}`})] = {state: health[0] === 'nobody_present' ? 'assigned' : ['present', 'in_call', 'away', 'present', 'delivered'][i % 5], since: now - minutes(3), version: 3, pinned: i === 1 && r === 5, no_show: i === 4};
    view.rooms[`r${r}`] = {session: 'role-alike-1', round: 1, state: 'open', name: roomName(r, r % 3 ? 'classroom' : 'administrator'), basis, min: 3, max: 7, ends: now + minutes(18), locked: r === 6, version: 1, health, ...(health[0] === 'alone' ? {alone_since: now - 45_000} : {}),
      seats, complaints: {}, turns: r === 7};
  }
  if (view.rooms.r5) {
    view.rooms.r5.complaints = {7: {by: 'p20', name: view.people.p20.name, text: 'Buy my <b>course</b>, it is the only one that works!', at: now - minutes(1), reports: 2}};
    view.rooms.r8.health = ['no_facilitator'];
    view.people.p22.help = {since: now - minutes(2), about: 'We cannot open the call. The page says “not found”.'};
    view.people.p30.help = {since: now - minutes(4), about: '', by: 'p800', name: 'Odalys Brightwater'};
    view.people.p800 = {name: 'Odalys Brightwater', role: '', region: '', hats: ['facilitator'], online: true, version: 1, muted: false};
  }
  for (let i = 0; i < 3; i++) person({waiting_since: now - minutes(2), waiting: 'no_company_yet'});
  return view;
}
export const board = () => ({
  plans: {d1: {session: 'role-alike-1', name: 'A', by: 'Odalys Brightwater', at: now - minutes(1), changed: 2, rooms: [{name: roomName(1), basis, people: ['p1', 'p2', 'p3', 'p4']}, {name: roomName(2), basis, people: ['p5', 'p6', 'p7']}], unplaced: {p9: 'no_company_yet'}, report: {people: 8, rooms: 2, alone: 0, under_min: 0, over_max: 0, repeat_meetings: 1, same_primary_permille: 914, achievable_primary_permille: 950, moves: 0, least_moves: 0, cut_short: false, violations: []}}},
  requests: {},
  progress: {},
  out: {
    p900: {name: 'Someone Loud', state: 'removed', by: 'Odalys Brightwater', at: now - minutes(6), reason: 'Shouted at others & did not stop'},
    p901: {name: 'Somebody Sly', state: 'banned', by: '', at: now - minutes(26 * 60), reason: ''},
  },
  erasure: {},
  operations: {},
  acts: {},
  pairs: {},
  reports: {},
});
