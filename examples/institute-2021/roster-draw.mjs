// How invented people are drawn for an example's roster: chance from one seeded generator, words from roster-tables.mjs.

import {
  cohorts, contentSessions, cultures, experiences, heritage, mailDomains, organisations, regions, roles, teamRoles,
  topics, workplaces,
} from './roster-tables.mjs';

/** Mulberry32: 32 bits of state, whole numbers only, the same on every machine. */
const generator = seed => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return (bits ^ (bits >>> 14)) >>> 0;
};

const split = name => {
  const [written, latin = written] = name.split('|');
  return {written, latin};
};

const plainLetters = {ø: 'o', ł: 'l', đ: 'd', ß: 'ss', ı: 'i', æ: 'ae', ð: 'd', þ: 'th', œ: 'oe'};
const mailWord = text =>
  text.toLowerCase().normalize('NFD').replace(/[øłđßıæðþœ]/g, letter => plainLetters[letter]).replace(/[^a-z-]/g, '');

const regionWeights = regions.map(region => [region, region.weight]);

/**
 * All that draws from one generator. The same seed and order of calls give the same people; nobody gets a name or a
 * mail address of those that are `taken`.
 */
export const drawing = (seed, taken = {names: [], addresses: []}) => {
  const next = generator(seed);
  const below = n => next() % n;
  const percent = share => below(100) < share;
  const pick = list => list[below(list.length)];

  /** One key of [[key, weight], ...]. */
  const weighted = pairs => {
    let ticket = below(pairs.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [key, weight] of pairs) {
      if (ticket < weight) return key;
      ticket -= weight;
    }
    throw new Error('weights do not add up');
  };

  const shuffle = list => {
    for (let i = list.length - 1; i > 0; --i) {
      const j = below(i + 1);
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  };

  /** A `draw` that never gives two answers of the same key. */
  const unrepeated = (draw, keyOf, before = []) => {
    const seen = new Set(before);
    return (...args) => {
      for (let attempt = 0; attempt < 1000; ++attempt) {
        const value = draw(...args, attempt);
        if (seen.has(keyOf(value))) continue;
        seen.add(keyOf(value));
        return value;
      }
      throw new Error(`the tables are too small for ${args.map(arg => JSON.stringify(arg)).join(', ')}`);
    };
  };

  // ---- Names and mail addresses ----

  const drawName = unrepeated(culture => {
    const {given, family, familyFirst = false, join = ' ', secondFamily = false, mononyms = false} = cultures[culture];
    const first = split(pick(given));
    if (mononyms && percent(25)) return {...first, parts: [first.latin]};
    const last = split(pick(family));
    const second = secondFamily && percent(40) ? ` ${pick(family.filter(name => name !== last.written))}` : '';
    const middle = culture === 'english' && percent(12) ? ` ${pick([...'ABCDEFGHJKLMNPRSTVW'])}.` : '';
    const written =
      familyFirst ? `${last.written}${join}${first.written}` : `${first.written}${middle} ${last.written}${second}`;
    return {written, parts: [first.latin, last.latin]};
  }, name => name.written, taken.names);

  const mailAddress = unrepeated(
    (parts, attempt) => `${parts.map(mailWord).join('.')}${attempt ? attempt + 1 : ''}@${pick(mailDomains)}`,
    address => address, taken.addresses);

  // ---- Places and people ----

  const drawRegion = () => weighted(regionWeights);

  const organisation = (region, workplace, place = pick(organisations[region.door].places)) =>
    pick(organisations[region.door][workplace]).replace('*', place);

  /** Where a team comes from and what it calls itself. */
  const drawTeamHome = unrepeated((region, workplace) => {
    const {places, team} = organisations[region.door];
    const place = pick(places);
    return {home: organisation(region, workplace, place), name: pick(team).replace('*', place)};
  }, ({name}) => name);

  /** Most people speak the region's common language and English; some bring another; some speak one only. */
  const drawLanguages = (region, culture) => {
    const [common, ...others] = region.languages;
    const alone = {es: 30, fr: 40, pt: 35}[common];
    if (alone && percent(alone)) return [common];
    const spoken = [common];
    if (others.includes('en')) spoken.push('en');
    for (const other of others) if (other !== 'en' && percent(55)) spoken.push(other);
    const brought = heritage[culture];
    if (common === 'en' && brought === 'es' && percent(12)) return ['es'];
    if (brought && !spoken.includes(brought) && percent(70)) spoken.push(brought);
    if (common === 'en' && culture === 'english' && percent(10)) spoken.push(pick(['es', 'fr', 'ar', 'zh', 'de', 'ase']));
    return spoken.length === 1 && !['en', 'es', 'fr', 'pt'].includes(common) ? [common, 'en'] : spoken;
  };

  const drawTopics = () => {
    const chosen = new Set();
    const wanted = weighted([[1, 20], [2, 38], [3, 29], [4, 13]]);
    while (chosen.size < wanted) chosen.add(weighted(topics));
    return topics.map(([topic]) => topic).filter(topic => chosen.has(topic));
  };

  const drawPerson = (region, role, workplaceName, team) => {
    const culture = weighted(Object.entries(region.cultures));
    const name = drawName(culture);
    return {
      name: name.written, email: mailAddress(name.parts), role, region: region.region, organization: workplaceName, team,
      languages: drawLanguages(region, culture), topics: drawTopics(), cohort: weighted(cohorts), time_zone: pick(region.zones),
      sessions_attended: contentSessions.filter(([, share]) => percent(share)).map(([session]) => session),
      experience: weighted(experiences), keep_with: [], keep_apart: [],
    };
  };

  const drawAlone = () => {
    const region = drawRegion();
    const role = weighted(roles);
    return drawPerson(region, role, organisation(region, workplaces[role]), '');
  };

  const drawTeam = () => {
    const region = drawRegion();
    const workplace = weighted([['elementary', 14], ['middle', 13], ['high', 15], ['district', 16], ['museum', 7],
                                ['university', 4], ['community', 4]]);
    const {home, name} = drawTeamHome(region, workplace);
    const size = weighted([[2, 26], [3, 30], [4, 22], [5, 14], [6, 8]]);
    const zone = pick(region.zones);
    const member = () => drawPerson(region, pick(teamRoles[workplace]), home, name);
    return Array.from({length: size}, () => ({...member(), time_zone: zone}));
  };

  return {percent, pick, shuffle, drawAlone, drawTeam};
};

// ---- CSV (RFC 4180) ----

const cell = value => {
  const text = Array.isArray(value) ? value.join(';') : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** People as lines of these columns, with a header. */
export const csv = (columns, people) =>
  [columns.join(','), ...people.map(person => columns.map(column => cell(person[column])).join(','))]
    .map(line => `${line}\n`).join('');
