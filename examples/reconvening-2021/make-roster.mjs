// Writes the roster of the reconvening: 240 invented people of two cohorts, as CSV on standard output.
//
//   node make-roster.mjs > roster.csv
//
// The same bytes every time: the people of July are read from ../institute-2021/roster.csv, all chance comes from one
// seeded generator. Node 18 or later, no packages.
//
// 160 of the 400 who were there in July come back, under the id they had, so that July's rooms are a history of this
// event. The others were at the institute of 2020 only: some as teams, with ids of that year. All are shuffled into the
// order in which they registered.

import {readFileSync} from 'node:fs';

import {csv, drawing} from '../institute-2021/roster-draw.mjs';

const SEED = 20211103;
const PEOPLE = 240;
const FROM_JULY = 160;
const TEAMS_OF_2020 = 12;

// Nobody attended a session of this event yet, so July's column for that is left out.
const COLUMNS = ['id', 'name', 'email', 'role', 'region', 'organization', 'team', 'languages', 'topics', 'cohort',
                 'time_zone', 'experience', 'keep_with', 'keep_apart'];
const LISTS = ['languages', 'topics', 'keep_with', 'keep_apart'];

/** The cells of one line as csv() writes it: commas and doubled quotes may stand between quotes, line ends do not. */
const cells = line =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);

const readRoster = path => {
  const [header, ...lines] = readFileSync(new URL(path, import.meta.url), 'utf8').trimEnd().split('\n').map(cells);
  return lines.map(line => {
    const person = Object.fromEntries(header.map((column, i) => [column, line[i]]));
    for (const list of LISTS) person[list] = person[list].split(';').filter(word => word);
    return person;
  });
};

const july = readRoster('../institute-2021/roster.csv');
const {pick, shuffle, drawAlone, drawTeam} = drawing(SEED, {
  names: july.map(({name}) => name),
  addresses: july.map(({email}) => email),
});

const drawNewcomers = count => {
  const people = Array.from({length: TEAMS_OF_2020}, drawTeam).flat();
  while (people.length < count) people.push(drawAlone());
  return shuffle(people).slice(0, count).map((person, index) =>
    ({...person, cohort: '2020', id: `api20-${String(index + 1).padStart(4, '0')}`}));
};

const drawCrowd = () => {
  const people = shuffle([...shuffle([...july]).slice(0, FROM_JULY), ...drawNewcomers(PEOPLE - FROM_JULY)]);
  const here = new Set(people.map(({id}) => id));
  // Who is kept with or apart from somebody who does not come need not say so.
  for (const person of people)
    for (const list of ['keep_with', 'keep_apart']) person[list] = person[list].filter(id => here.has(id));
  for (let i = 0; i < 3; ++i) {
    const person = pick(people);
    person.keep_apart = [pick(people.filter(other => other !== person)).id];
  }
  for (const [column, empty] of [['role', ''], ['topics', []], ['languages', []]]) pick(people)[column] = empty;
  return people;
};

process.stdout.write(csv(COLUMNS, drawCrowd()));
