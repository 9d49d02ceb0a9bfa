// More about one person, and what staff can do for them.
import { useEffect, useRef } from 'preact/hooks';
import { regionName, roleName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { can } from '../../app/client.ts';
import { programme } from '../../app/programme.ts';
import { tools } from '../../app/tools.ts';
import { people } from '../../app/cells.ts';
import { sparing } from '../../app/chunks.ts';
import { notesChunk } from './chunks.ts';
import { where } from './needs_people.tsx';
import { about, write } from './part.ts';
import { reachesPerson } from './reach.ts';
import { MuteButton } from './person_tools.tsx';

export function PersonDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = about.value;
  useEffect(() => {
    if (id) dialog.current?.showModal();
  }, [id]);
  // The first who is asked about finds it there, also without a line.
  useEffect(() => void (sparing() || notesChunk()), []);
  const person = id ? people.of(id).value : undefined;
  const Notes = person && notesChunk()?.Notes;
  const { PersonActions } = tools.value;
  const reaches = id && reachesPerson(id);
  // First of all: the focus goes back to the name, which what is done here may take away.
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} onClose={() => (about.value = undefined)} aria-labelledby="about-title">
      <h2 id="about-title">
        <bdi>{person?.name}</bdi>
      </h2>
      {person && (
        <p>
          {[person.role && roleName(programme.value, person.role), person.region && regionName(programme.value, person.region)]
            .filter(Boolean)
            .join(' · ')}
          <br />
          {where(person)}
          {!person.online && ` · ${t('floor.offline')}`}
        </p>
      )}
      {id && person && PersonActions && <PersonActions id={id} close={close} />}
      {id && Notes && <Notes id={id} plan={person.plan} close={close} />}
      <p class="row">
        {id && person && reaches && <MuteButton id={id} person={person} close={close} />}
        {id && reaches && can('notice.send') && (
          <button
            type="button"
            onClick={() => {
              close();
              write(`person:${id}`);
            }}
          >
            {t('floor.message')}
          </button>
        )}
        <button type="button" class="main" onClick={close}>
          {t('help.close')}
        </button>
      </p>
    </dialog>
  );
}
