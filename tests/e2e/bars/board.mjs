// The board of a crowd while its updates stream in, on a processor six times slower. A stand-in sends the updates, so that
// nothing but the page is measured.
import {passFor, serve} from '../../../web-client/test/mock/server.mjs';
import {figure, quantile} from '../figures.mjs';
import {screen} from '../pages.mjs';
import {clock, seen, slowPage, tasks, watchFor} from '../slow.mjs';

const seconds = 20;
const perSecond = 10;
const times = 3;
const crowds = [[600, 120], [10_000, 2_000]];

/** As a server tells it ten times a second: three seats change state, one person goes to another room, the counts follow. */
function change(floor, n) {
  const rooms = Object.keys(floor.rooms);
  const patch = {rooms: {}, people: {}, sessions: {'role-alike-1': {present: 400 + (n % 40)}}};
  const into = id => (patch.rooms[id] ??= {seats: {}}).seats;
  for (let i = 0; i < 3; i++) {
    const id = rooms[(n * 7 + i * 31) % rooms.length];
    const [person] = Object.keys(floor.rooms[id].seats);
    if (!person) continue;
    const state = n % 2 ? 'present' : 'away';
    Object.assign(floor.rooms[id].seats[person], {state, since: Date.now()});
    into(id)[person] = {state, since: Date.now()};
    patch.people[person] = {online: state === 'present'};
  }
  const [from, to] = [rooms[(n * 13) % rooms.length], rooms[(n * 17 + 5) % rooms.length]];
  const mover = Object.keys(floor.rooms[from].seats).at(-1);
  if (from !== to && mover) {
    const seat = floor.rooms[from].seats[mover];
    delete floor.rooms[from].seats[mover];
    floor.rooms[to].seats[mover] = seat;
    into(from)[mover] = null;
    into(to)[mover] = seat;
    patch.people[mover] = {...patch.people[mover], room: to};
  }
  return patch;
}

/** The next round: other rooms instead of all that are there, with the same people. */
function nextRound(floor) {
  const patch = {rooms: {}, people: {}};
  for (const [id, room] of Object.entries(floor.rooms)) {
    patch.rooms[id] = null;
    patch.rooms[`n${id}`] = {...room, round: 2};
    for (const person of Object.keys(room.seats)) patch.people[person] = {room: `n${id}`};
  }
  return patch;
}

/** A crowd comes to the page at once, and changes from then on. */
async function measure(browser, rooms) {
  const server = await serve();
  const page = await slowPage(browser, {cpu: 6});
  await page.goto(`${server.origin}/e/institute#${passFor('moderator')}`);
  await screen(page, 'floor');
  const [ws] = server.sockets;
  const cards = wanted => page.waitForFunction(n => document.querySelectorAll('.card[data-room]').length === n, wanted, {timeout: 600_000});
  ws.view('floor', server.fixtures.floor(0));
  await cards(0);
  await tasks(page);
  const floor = server.fixtures.floor(rooms);
  await watchFor(page, '.card[data-room] .person');
  const sent = clock();
  ws.view('floor', floor);
  const usable = (await seen(page)) - sent;
  await cards(rooms);
  const whole = clock() - sent;
  const filling = await tasks(page);
  for (let n = 0; n < seconds * perSecond; n++) {
    ws.patch(change(floor, n));
    await new Promise(resolve => setTimeout(resolve, 1_000 / perSecond));
  }
  await page.waitForTimeout(2_000);
  const streaming = await tasks(page);
  ws.patch(nextRound(floor));
  await page.waitForFunction(n => document.querySelectorAll('.card[data-room^=n]').length === n, rooms, {timeout: 600_000});
  await page.waitForTimeout(2_000);
  const turning = await tasks(page);
  await page.context().close();
  server.close();
  return {usable, whole, filling, streaming, turning};
}

const longest = found => Math.round(Math.max(0, ...found));
const inSeconds = ms => `${(ms / 1_000).toFixed(1)} s`;

export default {
  name: 'board',
  async measure(browser) {
    const rows = [];
    for (const [people, rooms] of crowds) {
      const runs = [];
      for (let i = 0; i < (rooms > 1_000 ? 1 : times); i++) runs.push(await measure(browser, rooms));
      const crowd = `board of ${people.toLocaleString('en')} people in ${rooms.toLocaleString('en')} rooms, CPU 6x`;
      const all = runs.flatMap(run => run.streaming);
      rows.push(
        figure(`${crowd}: longest task while updates stream in`, {samples: runs.map(run => longest(run.streaming)), most: 50, unit: 'ms',
          note: `${all.length} of over 50 ms, median ${Math.round(quantile([0, ...all], 0.5))}, in ${runs.length * seconds * perSecond} updates`}),
        figure(`${crowd}: until it can be used`, {samples: runs.map(run => run.usable), most: 2_000, unit: 'ms',
          note: `whole after ${inSeconds(quantile(runs.map(run => run.whole), 0.5))}, longest task ${longest(runs.flatMap(run => run.filling))} ms`}),
        figure(`${crowd}: longest task as all rooms give way to the next round's`, {samples: runs.map(run => longest(run.turning)), most: 50, unit: 'ms'}),
      );
    }
    return rows;
  },
};
