// Builds the world's region tree from Unicode CLDR and writes it to standard output.
//
//   npm ci && npm run build          (writes world_regions.json beside this file)
//
// The tree:  001 world > continent > subregion > country (ISO 3166-1) > subdivision (ISO 3166-2)
//
// * Continents, subregions and countries are CLDR's territory containment. Two of CLDR's groupings nest cleanly in it
//   and are kept as levels of their own, because people feel at home in them: 419 (Latin America and the Caribbean)
//   and 202 (Africa south of the Sahara).
// * Canada and Mexico have their provinces and states from CLDR's subdivision containment.
// * The United States have the Census Bureau's four regions and nine divisions between the country and its states.
//   These are no part of CLDR; they stand below. The District of Columbia is in the South Atlantic division.
//   Territories with a country code of their own (PR, GU, VI, AS, MP, UM) stay where CLDR has the country.
//
// The file holds keys only: clients word territories with Intl.DisplayNames.
// Node 18 or later. The output depends on the pinned CLDR release alone.

import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const containment = require('cldr-core/supplemental/territoryContainment.json').supplemental.territoryContainment;
const subdivisions = require('cldr-core/supplemental/subdivisionContainment.json').supplemental.subdivisionContainment;

const groupingsKept = {'002': '202', '019': '419'};

const censusRegions = {
  'US-northeast': {
    'US-new-england': 'CT MA ME NH RI VT',
    'US-middle-atlantic': 'NJ NY PA',
  },
  'US-midwest': {
    'US-east-north-central': 'IL IN MI OH WI',
    'US-west-north-central': 'IA KS MN MO ND NE SD',
  },
  'US-south': {
    'US-south-atlantic': 'DC DE FL GA MD NC SC VA WV',
    'US-east-south-central': 'AL KY MS TN',
    'US-west-south-central': 'AR LA OK TX',
  },
  'US-west': {
    'US-mountain': 'AZ CO ID MT NM NV UT WY',
    'US-pacific': 'AK CA HI OR WA',
  },
};

const leaf = key => ({key});
const byKey = (a, b) => (a.key < b.key ? -1 : 1);
const node = (key, children) => ({key, children: children.sort(byKey)});

const unitedStates = () =>
  node('US', Object.entries(censusRegions).map(([region, divisions]) =>
    node(region, Object.entries(divisions).map(([division, states]) =>
      node(division, states.split(' ').map(state => leaf(`US-${state}`)))))));

const withSubdivisions = country =>
  node(country, subdivisions[country]._contains.map(code => leaf(`${country}-${code.slice(2).toUpperCase()}`)));

const countryNode = key =>
  key === 'US' ? unitedStates() : key === 'CA' || key === 'MX' ? withSubdivisions(key) : leaf(key);

/** What CLDR contains in `key`, with a kept grouping put between it and the grouping's own members. */
const childrenOf = key => {
  const members = containment[key]._contains;
  const grouping = groupingsKept[key];
  if (!grouping) return members;
  const grouped = new Set(containment[grouping]._contains);
  return [...members.filter(member => !grouped.has(member)), grouping];
};

const territory = key => (containment[key] ? node(key, childrenOf(key).map(territory)) : countryNode(key));

/** Every state of the United States that CLDR knows stands in exactly one division, and no key stands twice. */
const check = tree => {
  const keys = [];
  const visit = ({key, children = []}) => { keys.push(key); children.forEach(visit); };
  visit(tree);
  const known = new Set(keys);
  if (known.size !== keys.length) throw new Error('a key stands twice in the tree');
  for (const code of subdivisions.US._contains) {
    const state = code.slice(2).toUpperCase();
    if (!known.has(`US-${state}`) && !known.has(state)) throw new Error(`US-${state} has no census division`);
  }
};

/** JSON with one inner node a line and its leaves beside it, so that a change of CLDR reads well in a diff. */
const write = ({key, children}, indent = '') => {
  if (!children) return `{"key":"${key}"}`;
  const inner = children.filter(child => child.children);
  const outer = children.filter(child => !child.children);
  const lines = inner.map(child => `${indent}  ${write(child, `${indent}  `)}`);
  if (outer.length) lines.push(`${indent}  ${outer.map(child => write(child)).join(',')}`);
  return `{"key":"${key}","children":[\n${lines.join(',\n')}\n${indent}]}`;
};

const world = territory('001');
check(world);
process.stdout.write(`${write(world)}\n`);
