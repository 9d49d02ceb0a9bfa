// Names of words on the line: a long name says nothing to a browser, and all of them are a tenth of what a participant waits
// for. Scripts ask for a word by its number, which is its place in the catalogue.

/** Words of the staff's screens, and of refusals that only what stands there can meet. */
export const forStaff = new RegExp(
  '^(floor|visit|health|needs|message|clock|board|report|unplaced|attendance)\\.|^refused\\.(plan|notice|hats|move|pair|attendance)\\.' +
    '|^refused\\.(room\\.(for_one|own|changed)|round\\.(already_open|already_opening|none|extend_by)|person\\.(elsewhere|self|staff)' +
    '|session\\.(in_the_past|shift_too_far|extend_by)|seat\\.none|not_in_scope|help\\.(claimed|not_asked))$',
);

/** Words that a code chooses (`refused.${code}`) or the server's page names. All others are named whole where they are used. */
const chosenByCode =
  /^(form|join|kind|kind_about|session|hat|seat|health|unplaced|unmet|waiting|alone|offer_take|moving_why|ended|refused|refused_by|report|notice|floor|board)\./;

/**
 * `keys`: all words, in order; `wire`: names of commands, which some words are called by too. Returns what stands in each
 * catalogue, and `shorten`, which puts numbers for names in a script.
 */
export function nameWords(keys, wire) {
  const part = (mine, first) => {
    const named = mine.filter(key => chosenByCode.test(key) || wire.includes(key));
    return {first, named, listed: mine.filter(key => !named.includes(key))};
  };
  const everybody = part(keys.filter(key => !forStaff.test(key)), 0);
  const staff = part(keys.filter(key => forStaff.test(key)), everybody.listed.length);
  const numbers = new Map([...everybody.listed, ...staff.listed].map((key, i) => [`"${key}"`, `"${i}"`]));
  const shorten = text => text.replace(/"[a-z_]+(\.[a-z_]+)+"/g, name => numbers.get(name) ?? name);
  return {everybody, staff, shorten};
}
