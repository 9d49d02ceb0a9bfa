// Writes the example roster: 400 invented people who registered for the institute, as CSV on standard output.
//
//   node make-roster.mjs > roster.csv
//
// The same bytes every time: all chance comes from one seeded generator, and no clock, locale or library is asked.
// Node 18 or later, no packages. Names, regions, languages and workplaces are drawn by roster-draw.mjs.
//
// How the crowd comes about: about 70 teams of two to six people sign up together (one organisation, one region);
// the others come alone. All are then shuffled into the order in which they registered. A few leave optional
// fields out, a few ask to be kept with or apart from somebody: what a real registration looks like.

import {csv, drawing} from './roster-draw.mjs';

const SEED = 20210728;
const PEOPLE = 400;
const TEAMS = 70;

const COLUMNS = ['id', 'name', 'email', 'role', 'region', 'organization', 'team', 'languages', 'topics', 'cohort',
                 'time_zone', 'sessions_attended', 'experience', 'keep_with', 'keep_apart'];

const {pick, shuffle, drawAlone, drawTeam} = drawing(SEED);

// ---- What people leave out and ask for ----

const without = (people, field, count, empty = '') => {
  for (let i = 0; i < count; ++i) pick(people)[field] = empty;
};

const shareLanguage = (a, b) => a.languages.some(language => b.languages.includes(language));

const askToKeep = people => {
  const free = () => pick(people.filter(person => !person.keep_with.length && !person.keep_apart.length));
  for (let i = 0; i < 5; ++i) {
    const person = free();
    const team = people.filter(other => other !== person && other.team && other.team === person.team);
    const company = team.filter(other => shareLanguage(person, other));
    if (company.length) person.keep_with.push(pick(company).id);
  }
  for (let i = 0; i < 4; ++i) {
    const person = free();
    const other = free();
    if (other !== person) person.keep_apart.push(other.id);
  }
};

const drawCrowd = () => {
  const people = Array.from({length: TEAMS}, drawTeam).flat();
  while (people.length < PEOPLE) people.push(drawAlone());
  shuffle(people).forEach((person, index) => { person.id = `api21-${String(index + 1).padStart(4, '0')}`; });
  askToKeep(people);
  without(people, 'role', 3);
  without(people, 'region', 4);
  without(people, 'organization', 9);
  without(people, 'email', 3);
  without(people, 'languages', 7, []);
  without(people, 'topics', 8, []);
  without(people, 'time_zone', 10);
  without(people, 'experience', 25);
  without(people, 'sessions_attended', 12, []);
  return people;
};

process.stdout.write(csv(COLUMNS, drawCrowd()));
