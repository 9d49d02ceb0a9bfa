// Rooms that were made before the event, people who write only, and somebody who is reported.
import assert from 'node:assert/strict';
import {accessible, button, join, picture, room, says, screen} from '../pages.mjs';

const newton = ['k0', 'k1', 'k2', 'k3', 'k4', 'k5'];
const curie = ['k6', 'k7', 'k8', 'k9', 'k10', 'k11'];
const list = [...newton.map(k => `${k}@example.org;Newton`), ...curie.map(k => `${k}@example.org;Curie`), 'nobody@example.org;Curie'].join('\n');

export default [
  {
    name: 'rooms that were made elsewhere open by themselves, and who comes late finds their own',
    options: {opensIn: 40},
    async act({there, crowd, open, staff}) {
      const board = await staff('Mona Moderator', {viewport: {width: 1100, height: 1700}, bypassCSP: true});
      await button(board, 'Plans').click();
      const prepare = board.locator('[data-part=prepare]');
      await prepare.locator('summary').first().click();
      await prepare.getByLabel('For which session').selectOption('role-alike-1');
      await prepare.getByLabel('Name of the plan').fill('By hand');
      await prepare.locator('input[type=file]').setInputFiles({name: 'rooms.csv', mimeType: 'text/csv', buffer: Buffer.from(list)});
      await prepare.locator('[data-do=import]').click();
      await prepare.getByText('1 row means nobody').click();
      await says(board, /Row 13: nobody has this id, address or name/, '[data-part=taken]');
      const plan = board.locator('[data-plan]');
      await says(board, /By hand.*Newton.*Person A.*Curie.*Person G/s, '[data-plan]');
      await accessible(board, 'a plan that was made elsewhere');
      await picture(board, 'prepared-1-plan');
      await plan.locator('[data-do=choose]').click();
      await board.locator('[data-plan] [data-do=choose][aria-pressed=true]').waitFor();

      crowd(1, 4);
      crowd(6, 5);
      const page = await open(there.link('Person A'));
      await join(page);
      assert.equal((await room(page)).heading, 'Newton');
      await plan.waitFor({state: 'detached'});
      const late = await open(there.link('Person F'));
      await join(late);
      assert.equal((await room(late)).heading, 'Newton', 'though other rooms have seats, too');
      await picture(late, 'prepared-2-late');
    },
  },
  {
    name: 'one writes only, another is reported: staff are told, and nobody else',
    options: {opensIn: 8},
    async act({there, crowd, open, staff}) {
      crowd(2, 5);
      const one = await open(there.link('Person A'));
      const other = await open(there.link('Person B'));
      await join(one);
      await join(other);
      await room(one);
      await room(other);
      assert.equal(one.me.room, other.me.room);
      await one.getByLabel(/I take part in writing only/).check();
      await says(other, /writes only/, `[data-person="${one.me.id}"]`);

      const floor = await staff('Fadi Facilitator');
      await other.locator(`[data-person="${one.me.id}"] .menu summary`).click();
      await other.locator(`[data-person="${one.me.id}"] [data-do="person.report"]`).click();
      await other.locator('dialog[open] textarea').fill('Writes the same again and again');
      await picture(other, 'prepared-3-report');
      await other.locator('dialog[open]').getByRole('button', {name: 'Report'}).click();
      await says(floor, /Writes the same again and again/, 'main');
      await picture(floor, 'prepared-4-need');
      assert.doesNotMatch(await one.locator('body').textContent(), /reported|again and again/i);
      await button(floor, 'It is settled').click();
      await floor.getByText('Writes the same again and again').waitFor({state: 'detached'});
    },
  },
];
