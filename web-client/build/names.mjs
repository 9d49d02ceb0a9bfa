// Names of words on the line: a long name says nothing to a browser, and all of them are a tenth of what a participant waits
// for. Scripts ask for a word by its number, which is its place in the catalogue.

/** What the board says of plans comes with them. */
const ofPlans = 'plans?_|plan$|making_|say_|moved_from$|new_room_of$|unplaced$';
/**
 * Parts of the catalogue that come later: with the staff's screens and a moderator's rarer tools, with the first refusal,
 * with a kind of session, with whatever else has a script of its own (app/chunks.ts). What is said of a refusal, or of a
 * page that is not let in, while its own words are on their way is there from the start.
 */
const later = [
  ['staff_words', new RegExp(`^(floor|health|needs|attendance|answer)\\.|^message\\.(roles|regions)$|^board\\.(?!${ofPlans})|^notice\\.(plan_failed|undone|help_taken)$`)],
  ['messages_words', /^message\./],
  ['clocks_words', /^clock\./],
  ['stale_words', /^stale\./],
  ['plans_words', /^(plans|report|unplaced|board)\./],
  ['records_words', /^records\./],
  ['roster_words', /^roster\./],
  ['notes_words', /^(attendance|credit)\./],
  ['tools_words', /^tools\./],
  ['history_words', /^history\./],
  ['targets_words', /^targets\./],
  ['rematch_words', /^rematch\./],
  ['room_link_words', /^room_link\./],
  ['form_words', /^form\.(code|name|role|region|organization|topics|languages|choose|hide|join|personal_link)$|^join\./],
  ['contacts_words', /^contacts\./],
  ['visit_words', /^visit\./],
  ['help_words', /^help\.(alone|clock|lost|no_sound|wrong_room)$/],
  ['turns_words', /^turns\./],
  ['moving_words', /^moving(_why|_act)?\./],
  ['closing_words', /^closing\./],
  ['last_room_words', /^lobby\.last_room$|^chat\.last$/],
  ['profile_words', /^profile\./],
  ['report_words', /^report_person\.|^avoid\.|^chat\.report_/],
  ['advisor_words', /^advisor\./],
  ['hours_words', /^hours\./],
  ['refused_words', /^refused(_by)?\.(?!other$)|^ended\.(?!other\.)[a-z_]+\./],
  ['ended_words', /^(ended|superseded)\./],
];

/** Which part a word stands in; `words` are for everybody. `kinds`: those that have a script of their own. */
export function partOf(key, kinds) {
  const family = key.split('.')[0];
  return later.find(([, test]) => test.test(key))?.[0] ?? (kinds.includes(family) ? `${family}_words` : 'words');
}

/** Words that a code chooses (`refused.${code}`) or the server's page names. All others are named whole where they are used. */
const chosenByCode =
  /^(form|join|kind|kind_about|session|hat|seat|health|unplaced|unmet|waiting|alone|offer_take|moving_why|moving_act|ended|refused|refused_by|report|notice|floor|board|office_hours\.why|advisor\.next|tools\.(?:op|bond|set|ask)|history\.(?:act|was)|roster\.(?:about|means|missing|out)|plans\.for|plans\.cannot|targets\.cost|records\.(?:file|about|format)|hours\.(?:desk_state|advisor_state|set|state|act|to)|stale\.do)\./;

/**
 * `keys`: all words, in order; `wire`: names of commands, which some words are called by too. Returns what stands in each
 * part {part: {first, listed, named}}, and `shorten`, which puts numbers for names in a script.
 */
export function nameWords(keys, wire, kinds) {
  const names = ['words', ...later.map(([part]) => part), ...kinds.map(kind => `${kind}_words`)];
  const parts = {};
  let first = 0;
  for (const name of names) {
    const mine = keys.filter(key => partOf(key, kinds) === name);
    const named = mine.filter(key => chosenByCode.test(key) || wire.includes(key));
    parts[name] = {first, named, listed: mine.filter(key => !named.includes(key))};
    first += parts[name].listed.length;
  }
  const numbers = new Map(names.flatMap(name => parts[name].listed).map((key, i) => [`"${key}"`, `"${i}"`]));
  const shorten = text => text.replace(/"[a-z_]+(\.[a-z_]+)+"/g, name => numbers.get(name) ?? name);
  return {parts, shorten};
}
