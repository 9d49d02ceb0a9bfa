// A participant without a screen: joins, takes a seat, says that it saw it. Company for the browsers under test.
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {root} from './house.mjs';

const {WebSocket} = createRequire(join(root, 'web-client/package.json'))('ws');

export function bot(house, name, session = 'role-alike-1', about = undefined) {
  const [, pass] = house.link(name).split('#');
  const ws = new WebSocket(`ws://127.0.0.1:${house.port}/ws/${house.event}`, 'convene.v1');
  const me = {views: {}, welcome: null, refused: [], ws, n: 0, close: () => ws.close()};
  me.send = (type, fields = {}) => ws.send(JSON.stringify({type, id: `${me.welcome.tab_number}:${++me.n}`, ...fields}));
  let joined = false, seen = 0;
  ws.on('open', () => ws.send(JSON.stringify({type: 'hello', pass, client: 'bot/1', locale: 'en',
    tab: Math.random().toString(36).slice(2), take: true})));
  ws.on('message', data => {
    for (const m of [JSON.parse(data)].flat()) {
      if (m.type === 'welcome') me.welcome = m;
      if (m.type === 'refused') me.refused.push(m);
      if (m.type === 'view') me.views[m.topic] = m.view;
    }
    const {now, me: mine} = me.views;
    if (session && !joined && now?.sessions.some(s => s.id === session && s.joinable)) {
      joined = true;
      me.send('session.join', {session, about});
    }
    if (mine?.room && mine.seat && mine.version > seen) {
      seen = mine.version;
      ws.send(JSON.stringify({type: 'seat.seen', version: seen}));
    }
  });
  ws.on('error', () => {});
  return me;
}

export async function eventually(what, test, ms = 15_000) {
  const began = Date.now();
  for (;;) {
    const value = await test();
    if (value) return value;
    if (Date.now() - began > ms) throw new Error(`did not happen within ${ms} ms: ${what}`);
    await new Promise(r => setTimeout(r, 50));
  }
}
