// Contacts as files: cards for an address book (vCard 4.0, RFC 6350) and a table (CSV, RFC 4180). What is in them was
// written by others: it can end no line, field or cell, and a spreadsheet takes none of it for a formula.
export interface Card {
  name: string;
  organization: string;
  email: string;
}

/** In bytes of UTF-8, without the end of the line. */
const widest = 75;
const bytes = (text: string) => new TextEncoder().encode(text).length;

/** A line that is too long goes on in the next one, behind a blank; no character is cut in two. */
function folded(line: string): string {
  let out = '';
  let room = widest;
  for (const character of line) {
    const size = bytes(character);
    if (size > room) {
      out += '\r\n ';
      room = widest - 1;
    }
    out += character;
    room -= size;
  }
  return out;
}

/** Line ends are written as such; other control characters say nothing in a card. */
const escaped = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\,;]/g, '\\$&')
    .replace(/\n/g, '\\n');

const card = ({ name, organization, email }: Card) =>
  [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `FN:${escaped(name)}`,
    organization && `ORG:${escaped(organization)}`,
    email && `EMAIL:${escaped(email)}`,
    'END:VCARD',
  ]
    .filter(Boolean)
    .map(line => `${folded(line)}\r\n`)
    .join('');

export const vcards = (all: Card[]): string => all.map(card).join('');

const cell = (text: string) => {
  const formula = /^[=+\-@\t\r]/.test(text);
  return formula || /[",\r\n]/.test(text) ? `"${formula ? "'" : ''}${text.replace(/"/g, '""')}"` : text;
};

/** `head`: the names of the columns, in the order of a card's fields. */
export const table = (all: Card[], head: [string, string, string]): string =>
  [head, ...all.map(c => [c.name, c.organization, c.email])].map(row => `${row.map(cell).join(',')}\r\n`).join('');
