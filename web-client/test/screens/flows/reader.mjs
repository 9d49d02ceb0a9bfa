// What somebody hears who does not see the page, by a screen reader that runs in it.
import assert from 'node:assert/strict';
import {announced, startReader} from '../reader.mjs';
import {f, flow, hours, latest, screen, soon, until} from '../stage.mjs';

/** Until exactly that was announced, and then nothing more. */
async function hears(page, ...patterns) {
  const matches = said => said.length === patterns.length && patterns.every((pattern, i) => pattern.test(said[i]));
  await until(async () => assert.ok(matches(await announced(page)), (await announced(page)).join(' | ')));
  await soon();
  assert.ok(matches(await announced(page)), (await announced(page)).join(' | '));
}

const seat = more => latest().view('me', f.inRoom(more));

await flow('a screen reader says a new room once, and nothing of who comes and goes nor in an idle minute', 'lobby', async page => {
  await screen(page, 'lobby');
  await startReader(page);
  await hears(page);
  seat();
  latest().view('room', f.room());
  await screen(page, 'room');
  await hears(page, /^polite: You are in .Classroom educators 1/);
  seat({seat: 'present'});
  latest().view('room', f.room('r1', 1, {members: f.room().members.slice(0, 3)}));
  latest().view('room', f.room());
  await page.clock.runFor(60_000);
  await hears(page, /^polite: You are in/);
}, {clock: true});

await flow('a screen reader is interrupted once by being moved', 'room', async page => {
  await screen(page, 'room');
  await startReader(page);
  seat({version: 4, room: 'r2', arrival: {why: 'moved', by: 'Odalys Brightwater', at: 0}});
  latest().view('room', f.room('r2', 2));
  await screen(page, 'moving');
  await hears(page, /^assertive: .*Odalys Brightwater/);
});

await flow('a screen reader is interrupted once by being called', 'line', async page => {
  await page.waitForSelector('[data-part=line]');
  await startReader(page);
  latest().ticket(hours.called());
  await hears(page, /^assertive: .*Odalys Brightwater/);
  latest().view('queue', latest().shown.queue);
  await hears(page, /^assertive: /);
});

await flow('a screen reader says that help is coming, and who', 'chat', async page => {
  await screen(page, 'room');
  await startReader(page);
  latest().view('me', {...latest().shown.me, help: {since: Date.now(), by: 'Odalys Brightwater'}});
  await hears(page, /^polite: .Odalys Brightwater. is coming to help/);
});

await flow('a screen reader is interrupted by a connection that stays away, not by one that is back soon', 'room', async page => {
  await screen(page, 'room');
  await startReader(page);
  const lose = async () => {
    latest().close(1012);
    await page.waitForSelector('[data-part=offline]');
  };
  await lose();
  await page.waitForSelector('[data-part=offline]', {state: 'detached'});
  await hears(page);
  await page.context().setOffline(true);
  await lose();
  await hears(page, /^assertive: .*connection/i);
  await page.context().setOffline(false);
  await hears(page, /^assertive: /, /^polite: /);
});
