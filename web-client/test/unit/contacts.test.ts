import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table, vcards, type Card } from '../../src/screens/contacts/cards.ts';

const card = (more: Partial<Card>): Card => ({ name: 'Ana', organization: '', email: '', ...more });
const head: [string, string, string] = ['Name', 'School', 'E-mail'];

test('a card for an address book says what is known, line by line', () => {
  assert.equal(
    vcards([card({ organization: 'Blue Heron High', email: 'ana@example.org' }), card({ name: 'Bo' })]),
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\nORG:Blue Heron High\r\nEMAIL:ana@example.org\r\nEND:VCARD\r\n' +
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo\r\nEND:VCARD\r\n',
  );
});

test('what is in a card ends no field and no line of it', () => {
  const made = vcards([card({ name: 'A\\B,C;D\r\nEMAIL:evil@example.org\rX\u0000\tY', organization: 'One; two' })]);
  assert.ok(made.includes('FN:A\\\\B\\,C\\;D\\nEMAIL:evil@example.org\\nX  Y\r\n'));
  assert.ok(made.includes('ORG:One\\; two\r\n'));
  assert.equal(made.split('\r\n').filter(line => line.startsWith('EMAIL')).length, 0);
});

test('a long line of a card is folded at 75 bytes, between characters', () => {
  for (const name of ['x'.repeat(300), 'ü'.repeat(150), '🙂'.repeat(80), 'مرحبا '.repeat(40)]) {
    const made = vcards([card({ name })]);
    for (const line of made.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75, line);
    assert.ok(made.replace(/\r\n /g, '').includes(`FN:${name}\r\n`));
  }
});

test('a table quotes what would break it, and no cell is a formula', () => {
  assert.equal(
    table([card({ name: 'Ana "A" Ruiz', organization: 'One, two\nthree', email: 'ana@example.org' })], head),
    'Name,School,E-mail\r\n"Ana ""A"" Ruiz","One, two\nthree",ana@example.org\r\n',
  );
  for (const start of ['=', '+', '-', '@', '\t', '\r'])
    assert.equal(table([card({ name: `${start}HYPERLINK("x")` })], head).split('\r\n').slice(1).join('\r\n'), `"'${start}HYPERLINK(""x"")",,\r\n`);
});
