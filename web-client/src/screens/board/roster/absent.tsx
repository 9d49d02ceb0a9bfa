// The dialog about somebody of the roster who is not here, or who is shut out.
import { signal } from '@preact/signals';
import { regionName, roleName } from '../../../i18n/labels.ts';
import { t } from '../../../i18n/words.ts';
import { people } from '../../../app/cells.ts';
import { board } from '../../../app/client.ts';
import { notesChunk } from '../../floor/chunks.ts';
import { programme } from '../../../app/programme.ts';
import { CloseLine, Dialog } from '../../../parts/dialog.tsx';
import { about } from '../../floor/part.ts';
import { Audited } from '../tools/audited.tsx';
import { amend, lookOn, somebody, type Somebody } from './listed.ts';
import { Outside } from './out.tsx';
import { PairsOf } from './pairs_of.tsx';
import { PersonTools } from './person.tsx';

const asked = signal<string | undefined>(undefined);

/** Whoever came meanwhile is on the floor. */
export function askAbout(id: string): void {
  if (people.of(id).peek()) about.value = id;
  else {
    asked.value = id;
    lookOn();
  }
}

/** Their role and region. */
export const kindOf = ({ role, region }: Pick<Somebody, 'role' | 'region'>) =>
  [role && roleName(programme.value, role), region && regionName(programme.value, region)].filter(Boolean).join(' · ');

function About({ id, who, close }: { id: string; who: Somebody; close: () => void }) {
  const out = board.value?.out[id];
  const Notes = notesChunk()?.Notes;
  return (
    <>
      <p>
        {kindOf(who)}
        <br />
        {t(who.here ? 'roster.here_now' : 'roster.not_here')}
      </p>
      {out && (
        <div class="row tight" data-part="outside">
          <Outside id={id} {...out} />
        </div>
      )}
      <Audited id={id} title={t('tools.who_moved')} />
      <PersonTools id={id} close={close} />
      <PairsOf id={id} />
      {Notes && <Notes id={id} plan={who.plan} close={close} noted={plan => amend(id, { plan })} />}
    </>
  );
}

export function AbsentDialog() {
  const id = asked.value;
  const who = id && somebody(id);
  if (!id || !who) return null;
  return (
    <Dialog key={id} part="absent" title={<bdi>{who.name}</bdi>} closed={() => (asked.value = undefined)}>
      {close => (
        <>
          <About id={id} who={who} close={() => close()(new Event('close'))} />
          <CloseLine close={close()} />
        </>
      )}
    </Dialog>
  );
}
