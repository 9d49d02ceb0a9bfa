// Who is kept apart, and who together.
import assert from 'node:assert/strict';
import {button, flow, latest, screen, sent, task, until} from '../stage.mjs';

const person = (page, room, id) => page.locator(`[data-room=${room}] [data-person=${id}] button[aria-pressed]`);
const pair = (page, id) => page.locator(`[data-pair=${id}]`);
const last = type => sent(type).at(-1);

await task('keep two apart, together, and neither any more', 'done', async (page, hand) => {
  await screen(page, 'floor');
  await hand.press(person(page, 'r2', 'p3'));
  await hand.press(person(page, 'r4', 'p16'));
  await hand.press(page.locator('[data-part=choice] > summary'));
  const choice = page.locator('[data-part=choice]');
  await hand.press(choice.locator('[data-do=apart]'));
  await until(() => assert.deepEqual([last('pair.apart')?.one, last('pair.apart')?.other], ['p3', 'p16']));
  await until(async () => assert.equal(await choice.locator('[data-do=apart]').getAttribute('aria-pressed'), 'true'));
  assert.equal(hand.pressed, 4);
  await hand.press(button(page, 'Pairs'));
  await hand.press(pair(page, 'p3-p16').locator('[data-do=together]'));
  await until(() => assert.deepEqual([last('pair.together')?.one, last('pair.together')?.other], ['p3', 'p16']));
  await hand.press(pair(page, 'p3-p16').locator('[data-do=free]'));
  await until(() => assert.deepEqual([last('pair.clear')?.one, last('pair.clear')?.other], ['p3', 'p16']));
});

await flow('a pair is marked while it does not hold, and no longer', 'done', async page => {
  await screen(page, 'floor');
  await button(page, 'Pairs').click();
  const marked = () => page.locator('[data-pair]:has([data-part=broken])').evaluateAll(all => all.map(e => e.dataset.pair));
  await until(async () => assert.deepEqual(await marked(), ['p3-p5', 'p4-p12']));
  assert.match(await pair(page, 'p3-p5').textContent(), /Both are in .*Classroom educators 2/);
  assert.match(await pair(page, 'p4-p12').textContent(), /In different rooms now/);
  latest().patch({people: {p5: {room: 'r4'}, p12: {room: null}}});
  await until(async () => assert.deepEqual(await marked(), []));
});

await flow('whose private wish it is, until staff say something of the two: the same thing, too', 'done', async page => {
  await screen(page, 'floor');
  await button(page, 'Pairs').click();
  const wish = pair(page, 'p4-p11');
  await wish.waitFor();
  assert.match(await wish.textContent(), /Private wish of .*نور الدين حداد.*What you press here counts instead/);
  assert.doesNotMatch(await wish.textContent(), /by .*نور/);
  assert.match(await pair(page, 'p2-p3').textContent(), /by .*Odalys Brightwater.* at .*Private wish to be kept apart: .*Taufa.* and .*Escamilla/);
  assert.doesNotMatch(await pair(page, 'p1-p9').textContent(), /wish/);
  await wish.locator('[data-do=apart]').click();
  await until(() => assert.deepEqual([last('pair.apart')?.one, last('pair.apart')?.other], ['p4', 'p11']));
  await until(async () => assert.match(await wish.textContent(), /by .*Gaurav Varma.*Private wish to be kept apart: .*نور/));
  await wish.locator('[data-do=apart]').click();
  await wish.locator('[data-do=free]').click();
  await until(() => assert.equal(sent('pair.clear').length, 1));
  assert.equal(sent('pair.apart').length, 1, 'what staff said is not said again');
});

await flow('facilitators see no pairs', 'facilitator', async page => {
  await screen(page, 'floor');
  await page.locator('[data-room=r4]').waitFor();
  assert.equal(await button(page, 'Pairs').count(), 0);
});
