// A room's health as a sign, a word and a colour: none of them alone carries it.
import { coded } from '../../i18n/words.ts';

const signs: { [code: string]: string } = {
  ok: '✓',
  alone: '①',
  nobody_present: '∅',
  overfull: '▲',
  under_min: '▽',
  not_arrived: '…',
  not_seen: '○',
  waiting: '◷',
  line: '◷',
  no_facilitator: '☉',
  no_advisor: '☉',
  no_shared_language: '≠',
  help: '?',
  reported: '⚑',
};
const bad = new Set(['alone', 'nobody_present', 'overfull', 'help', 'reported']);

export function Health({ code }: { code: string }) {
  return (
    <span class={`tag ${code === 'ok' ? '' : bad.has(code) ? 'bad' : 'warm'}`}>
      <span aria-hidden="true">{signs[code] ?? '!'}</span> {coded('health', code, 'health.other')}
    </span>
  );
}
