// Tasks that were not given, as somebody else gave others first: what they are now, whose doing that was, and the choice as it
// was made, to be given all the same or changed. A dialog, as it answers a press.
import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Say } from '../../../i18n/rich.tsx';
import { t } from '../../../i18n/words.ts';
import { dispatch, state } from '../../../app/client.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import type { Hat, Scope } from '../../../protocol.ts';
import type { RefusedCommand } from '../../../store/state.ts';
import { choiceOf, toldOf } from './hats.ts';
import { Form } from './hats_dialog.tsx';
import { amend, somebody, type Somebody } from './listed.ts';

const personOf = ({ command }: RefusedCommand) => String(command!['person']);

/** Of somebody whom the page does not know any more it is told in general words, above the page. */
export const givenLate = (refusal: RefusedCommand) => refusal.answer.code === 'hats.changed' && somebody(personOf(refusal)) !== undefined;

const late = computed(() => state.value.refusals.find(givenLate));

function Again({ refusal, who }: { refusal: RefusedCommand; who: Somebody }) {
  const { command, answer } = refusal;
  const told = toldOf(answer.parameters);
  const id = personOf(refusal);
  const by = answer.parameters['by_name'];
  // The list may be older than what the refusal told.
  useEffect(() => amend(id, told), []);
  return (
    <Dialog part="hats" code={answer.code} title={<Say k="roster.hats_of" names={{ name: who.name }} />} closed={() => dispatch({ type: 'seen_refusals', refusals: [refusal] })}>
      {close => (
        <>
          <p role="alert">{by ? <Say k="roster.late_by" names={{ by }} /> : t('roster.late')}</p>
          <Form id={id} who={{ ...who, ...told }} chosen={choiceOf(command!['hats'] as Hat[], command!['scope'] as Scope)} leave={() => {}} close={close} />
        </>
      )}
    </Dialog>
  );
}

export function HatsAgain() {
  const refusal = late.value;
  const who = refusal && somebody(personOf(refusal));
  return who ? <Again key={refusal.answer.id} refusal={refusal} who={who} /> : null;
}
